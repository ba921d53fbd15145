"""Every indicator says what it is; nothing hangs in the air."""

import re

import pytest

from lvxun.accounts import catalogue, downstream, upstream
from lvxun.accounts.graph import THEMES
from lvxun.accounts.tags import Kind, Reach
from lvxun.region import units
from lvxun.region.catalogue import catalogue as national_series

INDICATORS = sorted(catalogue())
MEASURES = range(1, 30)


@pytest.mark.parametrize("key", INDICATORS)
def test_an_indicator_says_what_it_is_in_both_languages(key):
    info = catalogue()[key]
    assert re.search(r"[一-鿿]", info.label_zh)
    assert re.search(r"[一-鿿]", info.description_zh)
    assert not re.search(r"[一-鿿]", info.label_en + info.description_en)
    assert info.description_zh.endswith("。")
    assert info.description_en.endswith(".")


@pytest.mark.parametrize("key", INDICATORS)
def test_an_indicator_has_a_unit_a_source_and_known_measures(key):
    info = catalogue()[key]
    assert units.factor(info.unit, info.unit) == 1
    assert info.source
    assert set(info.measures) <= set(MEASURES)


@pytest.mark.parametrize("key", INDICATORS)
def test_every_input_is_a_series_or_an_indicator(key):
    assert set(catalogue()[key].inputs) <= set(catalogue()) | set(national_series())


@pytest.mark.parametrize("key", INDICATORS)
def test_the_formula_names_exactly_the_inputs(key):
    info = catalogue()[key]
    named = set(re.findall(r"[a-z_][a-z0-9_]*(?!\w*\()", info.formula)) & (
        set(catalogue()) | set(national_series())
    )
    assert named == set(info.inputs)


@pytest.mark.parametrize("key", INDICATORS)
def test_the_formula_in_words_leaves_no_id(key):
    info = catalogue()[key]
    assert not re.search(r"[a-z]+_[a-z]+", info.formula_zh + info.formula_en)


@pytest.mark.parametrize("key", INDICATORS)
def test_reach_names_only_inputs(key):
    info = catalogue()[key]
    assert set(info.reach) <= set(info.inputs)


def test_ids_of_indicators_and_series_never_meet():
    assert not set(catalogue()) & set(national_series())


def test_labels_are_unique():
    labels = [info.label_zh for info in catalogue().values()]
    assert len(labels) == len(set(labels))


def test_no_two_indicators_offered_to_targets_share_an_alias():
    offered = [a for info in catalogue().values() if not info.is_step for a in set(info.labels)]
    assert sorted(a for a in set(offered) if offered.count(a) > 1) == []


def test_changes_are_in_per_cent_and_use_other_years():
    for info in catalogue().values():
        if info.kind is Kind.CHANGE:
            assert info.unit == "%"
            assert set(info.reach.values()) <= {Reach.YEAR_AND_BASE, Reach.RUN}


def test_upstream_comes_in_order_of_calculation():
    order = upstream("nonfossil_capacity_share")
    assert order.index("capacity_wind") < order.index("wind_solar_capacity_from_parts")
    assert order.index("wind_solar_capacity_from_parts") < order.index("wind_solar_capacity")
    assert order.index("wind_solar_capacity") < order.index("nonfossil_capacity")


def test_downstream_of_a_series_reaches_its_intensities():
    assert {"energy_intensity", "energy_intensity_change_computed"} <= set(downstream("energy_consumption"))


def test_every_measure_with_a_target_has_an_indicator():
    covered = {measure for info in catalogue().values() for measure in info.measures}
    assert {1, 2, 7, 11, 14, 15, 16, 18, 19, 20} <= covered


def test_theme_modules_hold_indicators_only():
    for theme in THEMES:
        own = {
            n
            for n, f in vars(theme).items()
            if callable(f) and getattr(f, "__module__", "") == theme.__name__
        }
        assert own <= set(catalogue())
