"""Liaoning's tasks and chains rest on the plan's own words, and name only what exists."""

import re
from pathlib import Path

import pytest

from lvxun import accounts, plan, region
from lvxun.oversight import chains, decomposing
from lvxun.region.bodies import functions

FOLDER = region.locate("liaoning")
REGION = region.load(FOLDER)
PLAN = plan.load(FOLDER)
TASKS = decomposing.load(FOLDER)
CHAINS = chains.load(FOLDER)
REGISTERS = Path(decomposing.__file__).parents[1] / "rules/registers"


def bare(text):
    return re.sub(r"\s", "", text)


MEASURES = {measure.number: measure for measure in PLAN.measures}


def test_every_measure_has_tasks_and_a_chain():
    assert {one.measure for one in TASKS.definitions} == set(MEASURES)
    assert {one.measure for one in CHAINS} == set(MEASURES)


@pytest.mark.parametrize(
    "one", [*TASKS.definitions, *CHAINS], ids=lambda one: f"m{one.measure} {one.quote[:12]}"
)
def test_the_words_stand_in_the_measure(one):
    assert bare(one.quote) in bare(MEASURES[one.measure].text)


@pytest.mark.parametrize("one", TASKS.definitions, ids=lambda one: one.id)
def test_a_task_names_only_what_exists(one):
    assert {one.lead, *one.partners} <= set(functions())
    assert set(one.places) <= set(REGION.areas.index)
    assert not one.target or PLAN.target(one.target)
    assert not one.indicator or one.indicator in accounts.catalogue()
    assert bool(one.places or one.is_for_all_cities) == bool(one.place_quote)


def test_a_chain_ends_at_an_indicator_with_a_reason_in_both_languages():
    assert {one.indicator for one in CHAINS} <= set(accounts.catalogue())
    assert all(one.why.zh and one.why.en for one in CHAINS)


def test_a_year_of_a_deadline_stands_in_the_plan():
    for one in TASKS.definitions:
        assert one.until is None or f"{one.until}年" in bare(MEASURES[one.measure].text)
