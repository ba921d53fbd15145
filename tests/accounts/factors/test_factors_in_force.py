"""The factor in force: on 31 December of the year, never stretched; and how uncertain it is."""

import pytest

from accounts.factors.factor_folders import folder, row
from lvxun.accounts.book.drawing import moments
from lvxun.accounts.book.model import Role, Shape, Spread
from lvxun.accounts.factors.errors import FactorNotInForceError, NoFactorError, UnknownFactorError
from lvxun.accounts.factors.in_force import as_entry, entry, first_of, in_force
from lvxun.accounts.factors.reading import NATIONAL, default_spreads, kinds, national, read_factors
from lvxun.accounts.factors.spreading import spread_between


class TestInForce:
    @pytest.mark.parametrize(("year", "expected"), [(2020, 0.7219), (2021, 0.5876), (2022, 0.5626)])
    def test_the_grid_factor_of_liaoning(self, year, expected):
        assert in_force(national(), "grid", "grid_co2", "210000", year).value == expected

    @pytest.mark.parametrize(("year", "row"), [(2017, "2018-01-01"), (2023, "2022-01-01 to 2022-12-31")])
    def test_outside_its_dates_it_is_not_stretched(self, year, row):
        with pytest.raises(FactorNotInForceError) as refused:
            in_force(national(), "grid", "grid_co2", "210000", year)
        assert f"{year}-12-31" in refused.value.what
        assert row in refused.value.remedy
        assert refused.value.where.file == "rules/factors/grid.csv"
        assert refused.value.where.row

    def test_without_bounds_it_serves_any_year(self):
        values = {
            in_force(national(), "guideline", "carbon_content", "raw_coal", y).value
            for y in (1990, 2014, 2060)
        }
        assert values == {26.37}

    def test_a_later_wave_is_not_used_earlier(self):
        assert in_force(national(), "enterprise_2024", "net_calorific_value", "diesel", 2024).value == 42.652
        with pytest.raises(FactorNotInForceError):
            in_force(national(), "enterprise_2024", "net_calorific_value", "diesel", 2023)

    def test_the_edition_of_the_standard_changes_with_the_year(self):
        sources = [
            in_force(national(), "gb2589", "coal_equivalent", "raw_coal", y).source for y in (2020, 2021)
        ]
        assert sources == ["gbt2589_2008", "gbt2589_2020"]

    def test_waste_burned_has_another_carbon_content_from_2025(self):
        found = [
            in_force(national(), "waste", "incinerated_carbon", "municipal", y).value for y in (2024, 2025)
        ]
        assert found == [0.2, 0.4]

    def test_the_last_day_of_the_year_counts(self, tmp_path):
        book = read_factors((NATIONAL, folder(tmp_path, row(valid_from="2021-12-31", valid_to="2022-12-30"))))
        key = ("guideline", "net_calorific_value", "raw_coal")
        assert in_force(book, *key, 2021).value == 19.8
        with pytest.raises(FactorNotInForceError):
            in_force(book, *key, 2022)

    def test_an_unknown_one_is_named_with_the_likely_one(self):
        with pytest.raises(UnknownFactorError, match="Did you mean 'raw_coal'"):
            in_force(national(), "guideline", "carbon_content", "raw_caol", 2014)


class TestEntry:
    def test_it_carries_its_evidence(self):
        found = entry(national(), "guideline", "carbon_content", "raw_coal", 2014)
        assert found.id == "factor/guideline/carbon_content/raw_coal"
        assert (found.role, found.value, found.unit, found.year) == (Role.FACTOR, 26.37, "tC/TJ", 2014)
        assert found.source == "guideline_2011"
        assert found.file == "rules/factors/guideline.csv"
        assert found.row > 1

    def test_it_is_the_same_entry_in_every_year(self):
        one, other = (entry(national(), "grid", "grid_co2", "210000", year) for year in (2021, 2022))
        assert one.id == other.id
        assert one.value != other.value

    def test_the_first_set_that_has_it(self):
        found = first_of(
            national(), ("enterprise_2024", "enterprise_2013"), "carbon_content", "raw_coal", 2019
        )
        assert found.id == "factor/enterprise_2013/carbon_content/raw_coal"

    def test_none_of_the_sets(self):
        with pytest.raises(NoFactorError, match="enterprise_2024, enterprise_2013") as refused:
            first_of(national(), ("enterprise_2024", "enterprise_2013"), "carbon_content", "raw_coal", 2010)
        assert "source" in refused.value.remedy


class TestSpread:
    @pytest.mark.parametrize(
        ("value", "low", "high", "shape"),
        [
            (10.0, 9.0, 11.0, Shape.NORMAL),
            (10.0, 9.0, 11.2, Shape.NORMAL),
            (1.0, 0.3, 3.0, Shape.LOGNORMAL),
            (1.5, 0.5, 5.0, Shape.LOGNORMAL),
            (0.0114, 0.0021, 0.0258, Shape.LOGNORMAL),
            (0.1, 0.0, 0.3, Shape.LOGNORMAL),
            (0.1, 0.0, 0.2, Shape.TRIANGULAR),
            (1.0, 0.0, 1.0, Shape.TRIANGULAR),
            (10.0, 10.0, 12.0, Shape.LOGNORMAL),
            (10.0, 10.0, 10.0, Shape.FIXED),
        ],
    )
    def test_the_shape_follows_the_range(self, value, low, high, shape):
        assert spread_between(value, low, high).shape is shape

    def test_a_fossil_factor_is_within_five_percent_altogether(self):
        # half-widths of the three, in squares: about 5 % (IPCC 2006, Vol. 1)
        squares = 0.0
        for parameter in ("net_calorific_value", "carbon_content", "oxidation"):
            found = entry(national(), "guideline", parameter, "raw_coal", 2014)
            squares += ((found.spread.high - found.spread.low) / 2 / found.value) ** 2
        assert squares**0.5 == pytest.approx(0.05, abs=0.001)

    def test_a_potential_and_a_definition_are_not_varied(self):
        assert entry(national(), "gwp", "gwp100", "AR5/CH4", 2014).spread == Spread()
        assert entry(national(), "gb2589", "coal_equivalent", "electricity", 2014).spread == Spread()

    def test_manure_n2o_is_halved_or_doubled(self):
        found = entry(national(), "farming", "manure_n2o", "pigs_northeast", 2014)
        assert found.spread.shape is Shape.LOGNORMAL
        assert found.spread.high / found.spread.low == pytest.approx(4.0)

    def test_where_nothing_is_known_the_quality_decides(self):
        found = entry(national(), "air", "nox", "industrial_boiler", 2014)
        assert found.spread.shape is Shape.NORMAL
        assert found.spread.high == pytest.approx(found.value * 1.3)

    def test_every_factor_has_a_spread_that_can_be_drawn(self):
        for one in (one for rows in national().factors.values() for one in rows):
            found = as_entry(one, 2014)
            mean, std = moments(found)
            assert std >= 0
            assert mean == pytest.approx(found.value) or found.spread.shape is Shape.TRIANGULAR, found.id

    def test_the_usual_spreads_are_of_known_parameters(self):
        assert {one.parameter for one in default_spreads()} <= kinds().parameters.keys()


class TestWorkedExamples:
    """Activity × factors against the figures of the guidelines, as coefficients_summary.md cites them."""

    def test_a_thousand_tonnes_of_coal_and_its_companions_in_coal_equivalent(self):
        amounts = {"raw_coal": 10_000, "natural_gas": 500, "electricity": 2000, "heat": 30_000}
        gas = 1.2143  # gas-field gas of the 2008 edition, as statistics take it
        found = {i: in_force(national(), "gb2589", "coal_equivalent", i, 2022).value for i in amounts}
        total = sum(amount * (gas if i == "natural_gas" else found[i]) for i, amount in amounts.items())
        assert total == pytest.approx(9019.55)

    @pytest.mark.parametrize(
        ("set_", "fuel", "year", "expected"),
        [
            ("guideline", "raw_coal", 2014, 1.9003),
            ("guideline", "natural_gas", 2014, 21.621888),
            ("enterprise_2024", "bituminous_coal", 2024, 1.741750),
            ("enterprise_2013", "bituminous_coal", 2019, 2.071509),
        ],
    )
    def test_heating_value_times_carbon_times_oxidation(self, set_, fuel, year, expected):
        product = 44 / 12 / 1000
        for parameter in ("net_calorific_value", "carbon_content", "oxidation"):
            product *= in_force(national(), set_, parameter, fuel, year).value
        assert product == pytest.approx(expected, abs=6e-5)

    def test_power_bought_in_liaoning(self):
        found = [1e5 * in_force(national(), "grid", "grid_co2", "210000", y).value for y in (2021, 2022)]
        assert found == pytest.approx([58_760, 56_260])
