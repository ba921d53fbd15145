"""Published figures of Liaoning come out again from published inputs."""

import pytest

from accounts.build import region_of
from lvxun.accounts import compute


def test_computed_share_of_strategic_emerging_industries_2022():
    """2022: 2212.2 of 28826.1 (10^8 CNY); the government published 7.7 %."""
    region = region_of({"strategic_emerging_value_added": {2022: 2212.2}, "gdp": {2022: 28826.1}})
    figure = compute(region).figure("strategic_emerging_share_computed", 2022)
    assert figure.value == pytest.approx(7.7, abs=0.05)


def test_energy_intensity_2016_to_2020_chained():
    """Official yearly changes of the NBS bulletins; chained by hand: +1.61 %."""
    changes = {2016: -0.41, 2017: -1.61, 2018: -1.15, 2019: 0.90, 2020: 3.96}
    result = compute(region_of({"energy_intensity_change": changes}), base_year=2015)
    by_hand = (0.9959 * 0.9839 * 0.9885 * 1.0090 * 1.0396 - 1) * 100
    assert result.figure("energy_intensity_change_chained", 2020).value == pytest.approx(by_hand)
    assert by_hand == pytest.approx(1.6, abs=0.05)


def test_real_growth_2021_to_2025():
    """5.8, 2.1, 5.3, 5.1, 3.7 % (statistical communiqués) are 24 % in five years."""
    growth = {2021: 5.8, 2022: 2.1, 2023: 5.3, 2024: 5.1, 2025: 3.7}
    result = compute(region_of({"gdp": {2020: 25011.4}, "gdp_real_growth": growth}))
    assert result.figure("real_gdp_change", 2025).value == pytest.approx(23.97, abs=0.01)
    assert result.figure("real_gdp", 2025).value == pytest.approx(31007, abs=1)


def test_rd_intensity_2023():
    """2023: 676.4 of 30209.4 (10^8 CNY); the R&D communiqué published 2.24 %."""
    region = region_of({"rd_expenditure": {2023: 676.4}, "gdp": {2023: 30209.4}})
    assert compute(region).figure("rd_intensity", 2023).value == pytest.approx(2.24, abs=0.005)


def test_co2_per_unit_of_gdp_2019_at_current_prices():
    """533.39 Mt (CEADs) over 24 855.3 (10^8 CNY): 2.15 t per 10 000 CNY where 2019 is the base year."""
    region = region_of({"co2_emissions": {2019: 53339}, "gdp": {2019: 24855.3}}, base_year=2019)
    assert compute(region).figure("co2_intensity", 2019).value == pytest.approx(2.15, abs=0.005)


def test_structure_2023():
    """11 734.5 and 15 823.9 of 30 209.4: published as 38.8 and 52.4 %."""
    region = region_of(
        {"gdp": {2023: 30209.4}, "gdp_secondary": {2023: 11734.5}, "gdp_tertiary": {2023: 15823.9}}
    )
    result = compute(region)
    assert result.figure("secondary_industry_share", 2023).value == pytest.approx(38.8, abs=0.05)
    assert result.figure("tertiary_industry_share", 2023).value == pytest.approx(52.4, abs=0.05)


def test_net_import_2014():
    """2014 balance: 421.4 of 2038.7 (10^8 kWh) came from outside, 20.7 %."""
    region = region_of({"net_electricity_import": {2014: 421.4}, "electricity_consumption": {2014: 2038.7}})
    assert compute(region).figure("net_import_share", 2014).value == pytest.approx(20.7, abs=0.05)


def test_a_census_revision_of_nominal_gdp_leaves_no_step_in_real_gdp():
    """2024 is after the fifth economic census and 2023 before it: nominal +8.0 %, real +5.1 %."""
    series = {
        "gdp": {2020: 25011.4, 2023: 30209.4, 2024: 32612.7},
        "gdp_real_growth": {2021: 5.8, 2022: 2.1, 2023: 5.3, 2024: 5.1},
    }
    result = compute(region_of(series))
    growth = result.figure("real_gdp", 2024).value / result.figure("real_gdp", 2023).value
    assert growth == pytest.approx(1.051)
