"""The file of a new register is whole, sound and says what to change."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lvxun.registers.errors import DefinitionError, DefinitionFaultsError
from lvxun.registers.model import Label
from lvxun.registers.reading import read_text
from lvxun.registers.template import NewRegister, outline


def new(**changes):
    start = {
        "id": "straw_sites",
        "label": Label("秸秆利用点", "Straw sites"),
        "quotes": {4: "秸秆综合利用", 19: "秸秆"},
        "keeper": "agriculture",
        "subject": "site",
        "plan": Label("清河省方案", "Plan of Qinghe"),
        "since": date(2027, 1, 1),
    }
    return NewRegister(**(start | changes))


def read(start):
    return read_text(outline(start), Path(f"{start.id}.toml"))


@pytest.mark.parametrize(
    "subject", ["firm", "site", "project", "product", "place", "body", "case", "contract", "event"]
)
def test_it_is_sound_for_every_subject(subject):
    register = read(new(subject=subject))
    assert register.subject == subject
    assert register.measures == (4, 19)
    assert register.quotes[4] == "秸秆综合利用"
    assert register.basis[0].document.zh == "清河省方案"


def test_only_what_belongs_to_somebody_has_a_holder():
    assert read(new(subject="firm")).field("holder")
    assert read(new(subject="place")).field("holder") is None


def test_what_no_national_text_says_is_left_to_be_confirmed():
    assert not read(new()).parameter("decision_days").confirmed


def test_every_section_has_a_word_of_explanation():
    text = outline(new())
    assert text.count("\n# ") >= 10
    assert "docs/registers-format.md" in text


def test_an_unknown_keeper_is_refused():
    with pytest.raises(DefinitionFaultsError, match="Did you mean 'agriculture'"):
        read(new(keeper="agricultur"))


@settings(max_examples=80, deadline=None)
@given(st.text(min_size=1, max_size=30), st.text(min_size=1, max_size=30), st.text(max_size=30))
def test_any_words_are_written_as_they_are_or_refused(zh, en, quote):
    try:
        register = read(new(label=Label(zh, en), quotes={4: quote}))
    except (DefinitionFaultsError, DefinitionError):
        return
    assert register.label == Label(zh.strip(), en.strip())
    assert register.quotes == {4: quote}
