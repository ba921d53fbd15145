"""Gaps: what is known of each series by year, and who is asked for the rest."""

from lvxun.region.gaps import gaps
from lvxun.region.model import Quality


def test_each_series_has_its_known_years_with_quality(synthetic):
    rows = {row.definition.id: row for row in gaps(synthetic, 2015, 2016)}
    assert rows["gdp"].years == {2015: Quality.ESTIMATE, 2016: Quality.ESTIMATE}
    assert rows["gdp"].areas == 3


def test_a_series_without_figures_stands_in_the_list_with_who_is_asked(synthetic):
    row = next(row for row in gaps(synthetic, 2015, 2024) if row.definition.id == "ethylene_output")
    assert (row.years, row.requests) == ({}, ("statistics",))
