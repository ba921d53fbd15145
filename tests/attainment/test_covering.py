from dataclasses import replace

import pytest

from accounts.build import region_of
from attainment.build import plan_of, target_of
from lvxun.attainment import coverage
from lvxun.plan.model import Review
from lvxun.region.errors import TableError


@pytest.fixture
def plan():
    return plan_of(target_of(indicator_id="forest_cover"), target_of(id="t2", review=Review.REJECTED))


@pytest.fixture
def reference(tmp_path):
    return replace(region_of({}), id="liaoning", path=tmp_path)


def the_row(plan, region, folder=None):
    (row,) = coverage(plan, region, folder).rows
    return row


def test_a_row_has_bodies_targets_and_their_indicators(plan):
    row = the_row(plan, region_of({}))
    assert row.bodies == ("省能源局", "省统计局")
    assert row.targets == ("t1",)
    assert row.indicators == ("forest_cover",)


def test_what_is_not_there_is_an_empty_cell(plan, tmp_path):
    row = the_row(plan_of(), region_of({}), tmp_path)
    assert (row.targets, row.indicators, row.registers, row.markets, row.levers) == ((), (), (), (), ())


def test_the_reference_plan_counts_indicators_that_name_the_measure(plan, reference):
    assert "strategic_emerging_share" in the_row(plan, reference).indicators


def test_steps_of_a_calculation_are_no_indicators(plan, reference):
    measure = replace(plan.measures[0], number=15)
    row = the_row(replace(plan, measures=(measure,)), reference)
    assert "nonfossil_capacity_share" in row.indicators
    assert "nonfossil_capacity_from_thermal" not in row.indicators


def test_rule_files_count_for_the_measures_they_name(plan, reference, tmp_path):
    for kind, name in (("registers", "green_factories"), ("markets", "carbon"), ("tariffs", "tiered_power")):
        folder = tmp_path / "rules" / kind
        folder.mkdir(parents=True)
        (folder / f"{name}.toml").write_text("[rule]\nmeasures = [1, 27]\n", encoding="utf-8")
    row = the_row(plan, reference, tmp_path)
    assert row.registers == ("green_factories",)
    assert row.markets == ("carbon", "tiered_power")


def test_levers_are_those_of_the_region(plan, tmp_path):
    (tmp_path / "levers.toml").write_text('[[lever]]\nid = "wind"\nmeasures = [1]\n', encoding="utf-8")
    assert the_row(plan, replace(region_of({}), path=tmp_path)).levers == ("wind",)


def test_a_broken_file_is_named(plan, tmp_path):
    (tmp_path / "levers.toml").write_text("[[lever", encoding="utf-8")
    with pytest.raises(TableError) as refused:
        coverage(plan, replace(region_of({}), path=tmp_path))
    assert refused.value.where.file == "levers.toml"
