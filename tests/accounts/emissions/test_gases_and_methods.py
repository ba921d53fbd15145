"""Every line of this part has a method, a gas and a sector that there is, and both labels."""

import csv
from importlib.resources import files

import pytest

from accounts.emissions.other_gases_build import account_of
from lvxun.accounts.emissions.farming import farming
from lvxun.accounts.emissions.fugitive import fugitive
from lvxun.accounts.emissions.gases import GASES
from lvxun.accounts.emissions.sinks import sinks
from lvxun.accounts.emissions.waste_gases import waste_gases
from lvxun.accounts.methods import methods

PARTS = (farming, fugitive, waste_gases, sinks)


def rows(name):
    text = files("lvxun").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def test_gases_come_in_one_order():
    assert [gas.id for gas in GASES] == ["CO2", "CH4", "N2O", "CF4", "C2F6"]


@pytest.mark.parametrize("part", PARTS)
def test_lines_name_what_there_is(part):
    sectors = {row["id"] for row in rows("rules/accounts/sectors.csv")}
    for line in account_of(part, {}).lines.values():
        assert line.method in methods(), line.id
        assert line.item in {gas.id for gas in GASES}
        assert line.sector in sectors
        assert line.label_zh
        assert line.label_en
        assert line.unit == "万吨"


@pytest.mark.parametrize("part", PARTS)
def test_a_line_without_a_value_says_why_in_both_languages(part):
    for line in account_of(part, {}).lines.values():
        if line.notation is not None:
            assert line.reason_zh
            assert line.reason_en


def test_every_province_has_its_regions_once():
    provinces = [row["province"] for row in rows("rules/accounts/factor_regions.csv")]
    assert len(provinces) == len(set(provinces)) == 31
