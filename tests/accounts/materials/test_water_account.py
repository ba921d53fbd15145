"""Water: sectors, total, intensities, supply; what is missing is said."""

import pytest
from material_bases import basis_with, liaoning_basis, values_of

from lvxun.accounts.book.model import Notation, Origin
from lvxun.accounts.materials import water_account

FOUR = {"water_agriculture": 80, "water_industry": 17, "water_domestic": 25, "water_ecology": 8}


def test_sectors_add_up_to_the_published_total_of_2007():
    # 中国统计年鉴2008 table 11-18: 91.7 + 24.4 + 24.3 + 2.5 = 142.9
    account = water_account(liaoning_basis(2007))
    assert values_of(account).of("water/total_use") == pytest.approx(142.9)
    (check,) = account.checks
    assert check.is_ok and check.residual == pytest.approx(0.0)


def test_a_total_that_its_parts_miss_is_shown_as_a_residual():
    account = water_account(basis_with(FOUR | {"water_use": 140}))
    (check,) = account.checks
    assert not check.is_ok and check.residual == pytest.approx(-10.0)


def test_the_one_sector_that_is_missing_is_what_is_left():
    figures = {name: value for name, value in FOUR.items() if name != "water_agriculture"}
    account = water_account(basis_with(figures | {"water_use": 130}))
    line = account.lines["water/water_agriculture/use"]
    assert values_of(account).of(line.id) == pytest.approx(80.0)
    assert (line.origin, line.method) == (Origin.DERIVED, "water_rest")


def test_where_two_sectors_are_missing_nothing_is_filled_in():
    figures = {"water_agriculture": 80, "water_industry": 17, "water_use": 130}
    account = water_account(basis_with(figures))
    assert account.lines["water/water_domestic/use"].notation is Notation.NOT_ESTIMATED
    assert "water/total_use" not in account.totals
    assert {"water_domestic", "water_ecology"} <= {gap.topic for gap in account.gaps}


def test_where_only_the_total_is_known_the_sectors_are_included_in_it():
    account = water_account(basis_with({"water_use": 130}))
    assert account.lines["water/water_industry/use"].notation is Notation.INCLUDED_ELSEWHERE
    assert values_of(account).of("water/total_use") == 130.0


def test_per_gdp_and_per_head_are_checked_against_what_is_published():
    figures = FOUR | {"water_use": 130, "gdp": 26000, "population": 4000, "water_per_gdp": 60}
    account = water_account(basis_with(figures))
    values = values_of(account)
    assert values.of("water/per_gdp") == pytest.approx(50.0)  # 130e8 m3 / 26000e4 万元
    assert values.of("water/per_head") == pytest.approx(325.0)
    assert [check.name for check in account.checks if not check.is_ok] == ["water_per_gdp"]


def test_other_sources_of_2014_are_what_surface_and_ground_water_leave():
    # 141.76 - 79.97 - 58.44 = 3.35
    assert values_of(water_account(liaoning_basis(2014))).of("water/economy/supply_other") == pytest.approx(
        3.35
    )


def test_a_year_of_which_nothing_is_known_has_keys_and_gaps_only():
    account = water_account(basis_with({}))
    assert all(line.notation for line in account.lines.values())
    assert account.totals == {} and len(account.gaps) >= 8
