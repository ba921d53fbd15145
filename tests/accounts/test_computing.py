import time

import numpy as np
import pytest

from accounts.build import region_of
from lvxun.accounts import UnknownAreaError, UnknownIndicatorError, catalogue, compute


def test_all_indicators_come_back_where_none_is_named():
    assert set(compute(region_of({})).values) == set(catalogue())


def test_an_empty_region_knows_nothing_but_computes():
    result = compute(region_of({}))
    assert result.years == (2020,)
    assert result.latest("energy_intensity") is None
    assert all(np.isnan(array).all() for array in result.values.values())


def test_arrays_are_member_by_year():
    result = compute(region_of({"gdp": {2019: 1, 2022: 2}}), ["secondary_industry_share"])
    assert result.values["secondary_industry_share"].shape == (1, 4)
    assert result.years == (2019, 2020, 2021, 2022)


def test_only_the_years_asked_for_come_back_but_all_are_used():
    region = region_of({"gdp": {2020: 100}, "gdp_real_growth": {2021: 10, 2022: 10}})
    result = compute(region, ["real_gdp"], years=[2022, 2030])
    assert result.years == (2022, 2030)
    assert result.figure("real_gdp", 2022).value == pytest.approx(121)
    assert result.figures("real_gdp")[0].year == 2022


def test_latest_is_the_newest_known_year():
    result = compute(region_of({"pm25": {2022: 34, 2024: 32}, "gdp": {2025: 1}}))
    assert result.latest("pm25_concentration").year == 2024


def test_a_city_is_computed_like_the_province():
    region = region_of({"gdp": {2023: 100}, "gdp_secondary": {2023: 45}}, area="990100")
    assert compute(region, area="990100").figure("secondary_industry_share", 2023).value == pytest.approx(45)
    assert compute(region).latest("secondary_industry_share") is None


def test_another_base_year_gives_other_constant_prices():
    region = region_of({"gdp": {2015: 80, 2020: 100}, "gdp_real_growth": dict.fromkeys(range(2016, 2021), 5)})
    assert compute(region, base_year=2015).figure("real_gdp", 2020).value == pytest.approx(80 * 1.05**5)
    assert compute(region).figure("real_gdp", 2020).value == 100


def test_a_series_may_be_asked_for_by_its_id():
    assert compute(region_of({"pm25": {2023: 32}}), ["pm25"]).latest("pm25").value == 32


def test_division_by_zero_is_unknown_not_infinite():
    region = region_of({"gdp": {2023: 0}, "gdp_secondary": {2023: 45}})
    assert compute(region).figure("secondary_industry_share", 2023) is None


def test_a_zero_numerator_is_a_zero_not_a_gap():
    region = region_of({"gdp": {2023: 10}, "gdp_secondary": {2023: 0}})
    assert compute(region).figure("secondary_industry_share", 2023).value == 0


def test_a_sum_with_an_unknown_part_is_unknown():
    region = region_of({"freight_rail": {2023: 1}, "freight_road": {2023: 2}})
    assert compute(region).figure("freight_total", 2023) is None


def test_a_misspelled_indicator_is_refused_with_the_nearest():
    with pytest.raises(UnknownIndicatorError) as refused:
        compute(region_of({}), ["energy_intensty"])
    assert "'energy_intensty'" in refused.value.what
    assert refused.value.where.field == "indicator"
    assert "Did you mean 'energy_intensity'?" in refused.value.remedy


def test_an_unknown_area_is_refused():
    with pytest.raises(UnknownAreaError) as refused:
        compute(region_of({}), area="990101")
    assert "'990101'" in refused.value.what
    assert "Did you mean '990100'?" in refused.value.remedy
    assert refused.value.where.file == "region.toml"


def test_a_figure_of_something_not_computed_is_refused():
    with pytest.raises(UnknownIndicatorError):
        compute(region_of({}), ["forest_cover"]).figure("energy_intensity", 2020)


def test_all_indicators_of_a_region_take_under_a_tenth_of_a_second():
    region = region_of({"gdp": dict.fromkeys(range(2005, 2026), 1.0)})
    compute(region)
    start = time.perf_counter()
    compute(region)
    assert time.perf_counter() - start < 0.1
