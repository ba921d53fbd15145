"""Figures out of a region: one series, one figure, an array."""

import numpy as np

from lvxun import region
from lvxun.region.axes import MATRIX_ORDER, SERIES, YEAR, position


def test_values_are_in_the_order_of_years_with_their_evidence(synthetic):
    found = region.values(synthetic, "gdp")
    assert list(found.columns) == ["year", "value", "source", "quality", "note", "file", "row"]
    assert list(found.year) == list(range(2015, 2025))


def test_an_area_has_values_of_its_own(synthetic):
    city, province = (region.values(synthetic, "gdp", area).value.sum() for area in ("990100", None))
    assert 0 < city < province


def test_what_is_not_known_is_absent_and_not_zero(synthetic):
    assert region.values(synthetic, "ethylene_output").empty
    assert region.figure(synthetic, "gdp", 1990) is None


def test_a_matrix_has_series_by_years_and_nan_where_nothing_is_known(synthetic):
    found = region.matrix(synthetic, ["gdp", "ethylene_output"], [2014, 2015])
    assert found.shape[position(SERIES, MATRIX_ORDER)] == 2
    assert found.shape[position(YEAR, MATRIX_ORDER)] == 2
    assert np.isnan(found).tolist() == [[True, False], [True, True]]
