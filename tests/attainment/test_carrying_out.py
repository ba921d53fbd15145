"""What registers yield joins an assessment: as indicators of their own, and as candidates for targets."""

import dataclasses

import pandas as pd
import pytest

from lvxun import attainment, region
from lvxun.accounts.registered import indicators_of, registered
from lvxun.plan.storage import load as load_plan
from lvxun.region.model import SeriesDefinition, Source

SHARE = SeriesDefinition(
    id="audits_accepted_share", label_zh="强制性清洁生产审核验收率", label_en="Mandatory audits accepted",
    unit="%", kind="share", lower=0, upper=100, additive=False, publisher="ecology", topic="registers",
    note="register", register="cleaner_production", direction="higher", measures=(2,),
)  # fmt: skip
SOURCE = Source("register-cleaner_production", "强制性清洁生产审核（台账）", "生态环境", 2026)


@pytest.fixture(scope="module")
def liaoning():
    return region.load(region.locate("liaoning"))


def with_share(liaoning, value=80.0, year=2026):
    row = {
        "indicator": SHARE.id, "area": liaoning.code, "year": year, "value": value, "unit": "%",
        "source": SOURCE.id, "quality": "official", "note": "4 of 5",
    }  # fmt: skip
    return region.overlay(liaoning, pd.DataFrame([row]), [SOURCE], {SHARE.id: SHARE})


def test_a_region_without_records_yields_nothing(liaoning):
    assert not registered(liaoning)


def test_what_a_register_yields_is_an_indicator_of_its_measures(liaoning):
    info = indicators_of(with_share(liaoning))[SHARE.id]
    assert (info.label_en, info.measures, info.unit) == ("Mandatory audits accepted", (2,), "%")


def test_it_is_in_the_assessment_with_its_latest_figure(liaoning):
    assessment = attainment.assess(load_plan(liaoning.path), with_share(liaoning))
    (row,) = assessment.carried_out
    assert (row.latest.value, row.latest.year, row.register) == (80.0, 2026, "cleaner_production")


def test_the_running_year_of_a_register_does_not_move_the_year_of_the_assessment(liaoning):
    plan = load_plan(liaoning.path)
    assert attainment.assess(plan, with_share(liaoning)).year == attainment.assess(plan, liaoning).year


def test_coverage_counts_it_for_its_measure(liaoning):
    coverage = attainment.coverage(load_plan(liaoning.path), with_share(liaoning))
    assert SHARE.id in coverage.rows[1].indicators
    assert SHARE.id not in coverage.rows[2].indicators


def test_a_target_confirmed_to_it_is_judged_by_it(liaoning):
    plan = load_plan(liaoning.path)
    target = dataclasses.replace(plan.targets[0], indicator_id=SHARE.id, value=75.0, unit="%", year=2025)
    assessment = attainment.assess(
        dataclasses.replace(plan, targets=(target,)), with_share(liaoning, year=2025)
    )
    assert assessment.rows[0].latest.value == 80.0


def test_a_share_beyond_its_bounds_is_refused(liaoning):
    with pytest.raises(region.RegionFaultsError):
        with_share(liaoning, value=180.0)
