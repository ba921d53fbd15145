"""A province's choices between figures that contradict each other."""

from dataclasses import replace

import pytest

from accounts.build import region_of
from lvxun.accounts.balances.published_choices import choices_of
from lvxun.accounts.balances.reconstruction_errors import ChoiceFileError


def province(folder, text):
    (folder / "accounts").mkdir()
    (folder / "accounts/published_choices.toml").write_text(text, encoding="utf-8")
    return replace(region_of({}), path=folder)


def test_no_file_is_no_choice(tmp_path):
    assert choices_of(replace(region_of({}), path=tmp_path), 2020) == {}


def test_a_choice_counts_in_its_year(tmp_path):
    text = '[[choice]]\nyear = 2020\nleave_out = "net_electricity_import"\nreason = "another basis"\n'
    region = province(tmp_path, text)
    assert choices_of(region, 2020) == {"net_electricity_import": "another basis"}
    assert choices_of(region, 2021) == {}


def test_a_choice_without_reason_is_refused(tmp_path):
    with pytest.raises(ChoiceFileError) as caught:
        choices_of(province(tmp_path, '[[choice]]\nyear = 2020\nleave_out = "x"\n'), 2020)
    assert (caught.value.where.file, caught.value.where.field) == (
        "accounts/published_choices.toml",
        "reason",
    )


def test_a_broken_file_is_refused(tmp_path):
    with pytest.raises(ChoiceFileError):
        choices_of(province(tmp_path, "[[choice"), 2020)
