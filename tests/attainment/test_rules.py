"""The written rule and the data that carries it say the same."""

from pathlib import Path

import pytest

from lvxun.attainment.model import Status
from lvxun.attainment.rules import branch, rules

PAGE = (Path(__file__).parents[2] / "docs/attainment.md").read_text(encoding="utf-8")
BRANCHES = sorted(rules().branches)


@pytest.mark.parametrize("rule", BRANCHES)
def test_every_branch_has_its_place_in_the_written_rule(rule):
    assert f"`{rule}`" in PAGE


@pytest.mark.parametrize("rule", BRANCHES)
def test_every_branch_speaks_both_languages(rule):
    assert branch(rule).zh.endswith("。")
    assert branch(rule).en.endswith(".")


def test_every_status_can_be_reached():
    assert {branch(rule).status for rule in BRANCHES} == set(Status)


def test_the_page_and_the_sentences_name_the_thresholds_in_force():
    on_track, at_risk = f"{rules().on_track:.0%}", f"{rules().at_risk:.0%}"
    assert on_track in branch("path.near_line").zh
    assert at_risk in branch("path.far_behind").zh
    assert on_track.replace("%", " %") in PAGE
    assert at_risk.replace("%", " %") in PAGE
    assert f"within {rules().tolerance:.0%}".replace("%", " %") in PAGE


def test_no_word_pulls_both_ways():
    assert not set(rules().lower) & set(rules().higher)
