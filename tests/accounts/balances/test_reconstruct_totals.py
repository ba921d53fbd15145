"""The published total is kept by the account too; where none is published, an estimate with a width pulls."""

import pytest

from accounts.balances.liaoning_energy import book_from, liaoning, liaoning_balances
from accounts.balances.made_reconstruction import LAST, balance_of_cells, cells_of, factor_book
from accounts.build import region_of
from lvxun.accounts.balances.reconstruct import attempt, reconstruct
from lvxun.accounts.basis import Basis
from lvxun.accounts.book.evaluating import evaluate
from lvxun.accounts.energy_account import energy_account
from lvxun.accounts.factors.reading import factors_of
from lvxun.region.model import Quality

FACTORS = factor_book()
KNOWN = {2014: balance_of_cells()}
RATE = 0.3 / 0.1229  # kgce per kWh by equivalent over calorific value


def total_of(balance, weight=RATE):
    return sum(
        value * (weight if fuel == "electricity" else 1.0)
        for (flow, fuel), value in cells_of(balance).items()
        if flow in ("production", "inflow", "outflow", "import")
    )


def kept(made, ident):
    return next(one for one in made.kept if one.figure.id == ident)


@pytest.mark.parametrize("year", range(2015, 2023))
def test_the_account_adds_up_to_the_published_total(year):
    """energy/total_equivalent less the published total: nothing but rounding."""
    region, factors = liaoning(), factors_of(liaoning())
    balance = reconstruct(region, year, liaoning_balances(), factors)
    account = energy_account(Basis(region, year, factors, balance))
    (check,) = (check for check in account.checks if check.name == "energy/energy_consumption")
    assert check.residual == pytest.approx(0.0, abs=1e-6)
    total = evaluate(book_from(account, year)).of("energy/total_equivalent")
    assert total == pytest.approx(check_value(year), rel=1e-11)


def check_value(year):
    frame = liaoning().series
    rows = frame[(frame["indicator"] == "energy_consumption") & (frame["year"] == year)]
    return float(rows.iloc[0]["value"])


def test_lng_counts_in_the_total():
    """The reporting system counts LNG with natural gas: 100 more of it are 100 less of other supply."""
    cells = LAST | {("import", "lng"): 400.0, ("industry", "lng"): 400.0}
    region = region_of({"energy_consumption": {2015: 11500}})
    balance = reconstruct(region, 2015, {2014: balance_of_cells(cells)}, FACTORS)
    assert total_of(balance) == pytest.approx(11500, rel=1e-12)


def test_the_boundary_of_the_series_is_a_check():
    """23103 by the balance of 2014 (LNG in, 0.319 kgce/kWh), 20585.7 by the panel: 12.2 %."""
    made = attempt(liaoning(), 2019, liaoning_balances(), factors_of(liaoning()))
    (check,) = made.checks
    assert (check.name, check.unit, check.is_ok) == ("boundary/energy_consumption/2014", "万吨标准煤", False)
    assert check.residual == pytest.approx(23103.0 - 20585.7, abs=0.1)
    assert "+12.2 %" in check.note_en
    assert "+12.2 %" in made.balance.method_en
    assert "+12.2%" in made.balance.method_zh


@pytest.mark.parametrize("year", [2023, 2024])
def test_a_year_without_a_total_does_not_jump(year):
    made = attempt(liaoning(), year, liaoning_balances(), factors_of(liaoning()))
    estimate = kept(made, "energy_consumption/estimated")
    assert not estimate.figure.is_exact
    assert estimate.balance == pytest.approx(24707.3, rel=0.03)  # the total of 2022
    assert "as in 2022" in made.balance.method_en
    assert "2022年" in made.balance.method_zh


def test_the_ratio_is_carried_by_hand():
    """The balance alone makes T0; the total of 2015 was 0.9 T0, hence 0.9 T0 is expected of 2016."""
    alone = total_of(balance_of_cells())
    region = region_of({"energy_consumption": {2015: 0.9 * alone}})
    estimate = kept(attempt(region, 2016, KNOWN, FACTORS), "energy_consumption/estimated")
    assert estimate.published == pytest.approx(0.9 * alone)
    assert estimate.figure.deviation == pytest.approx(0.9 * alone * 0.04 / 1.959964)


def test_nothing_is_carried_over_a_known_balance_or_too_far():
    region = region_of({"energy_consumption": {2012: 9000}})
    assert not [one for one in attempt(region, 2015, KNOWN, FACTORS).kept if "estimated" in one.figure.id]
    region = region_of({"energy_consumption": {2015: 9000}})
    assert not [one for one in attempt(region, 2030, KNOWN, FACTORS).kept if "estimated" in one.figure.id]


def test_intensity_and_growth_move_the_total_of_the_year_before():
    """10000 × (1 - 2 %) × (1 + 5 %) = 10290."""
    figures = {
        "energy_consumption": {2015: 10000},
        "energy_intensity_change": {2016: -2},
        "gdp_real_growth": {2016: 5},
    }
    estimate = kept(attempt(region_of(figures), 2016, KNOWN, FACTORS), "energy_consumption/estimated")
    assert estimate.published == pytest.approx(10290)
    assert estimate.balance == pytest.approx(10290, rel=0.01)


def test_a_published_share_of_coal_is_kept():
    figures = {"energy_consumption": {2015: 10500}, "coal_energy_share": {2015: 65}}
    made = attempt(region_of(figures), 2015, KNOWN, FACTORS)
    cells = cells_of(made.balance)
    coal = sum(cells[flow, "coal"] for flow in ("production", "inflow", "outflow"))
    assert coal == pytest.approx(0.65 * 10500, rel=1e-9)
    assert kept(made, "coal_energy_share").balance == pytest.approx(65, rel=1e-9)


def test_a_share_holds_without_a_published_total():
    made = attempt(region_of({"coal_energy_share": {2015: 60}}), 2015, KNOWN, FACTORS)
    cells = cells_of(made.balance)
    coal = sum(cells[flow, "coal"] for flow in ("production", "inflow", "outflow"))
    assert coal / total_of(made.balance) == pytest.approx(0.6, rel=1e-9)


def test_an_unverified_share_only_pulls():
    quality = {("coal_energy_share", 2015): Quality.UNVERIFIED}
    made = attempt(region_of({"coal_energy_share": {2015: 50}}, quality=quality), 2015, KNOWN, FACTORS)
    cells = cells_of(made.balance)
    coal = sum(cells[flow, "coal"] for flow in ("production", "inflow", "outflow"))
    before = 7500 / total_of(balance_of_cells())
    assert 0.5 < coal / total_of(made.balance) < before


def test_the_share_of_nonfossil_energy_bounds_own_primary_electricity():
    figures = {"energy_consumption": {2015: 10000}, "nonfossil_energy_share": {2015: 5}}
    cells = cells_of(attempt(region_of(figures), 2015, KNOWN, FACTORS).balance)
    assert cells["production", "electricity"] * RATE == pytest.approx(500, rel=1e-6)  # it was 732
    figures["nonfossil_energy_share"] = {2015: 20}
    cells = cells_of(attempt(region_of(figures), 2015, KNOWN, FACTORS).balance)
    assert cells["production", "electricity"] * RATE < 2000


def test_shares_that_cannot_be_true_are_a_contradiction_in_per_cent():
    """Primary electricity is 1000 亿kWh × 3 = 3000 of 10000 by equivalent value, not at most 20 %."""
    figures = {
        "energy_consumption": {2015: 10000},
        "nonfossil_energy_share": {2015: 20},
        "generation_primary": {2015: 1000},
    }
    region = region_of(figures, quality={("nonfossil_energy_share", 2015): Quality.PRESS})
    (found,) = reconstruct(region, 2015, KNOWN, FACTORS).contradictions
    assert (found.left_out, found.unit) == ("nonfossil_energy_share", "%")
    assert found.gap == pytest.approx(10.0)
