"""Three ways to the province's CO2: every gap has named items that add up to it; nothing is calibrated."""

from dataclasses import replace

import pytest

from accounts.emissions.carbon_build import basis_of
from lvxun.accounts.emissions.errors import NoEstimateError
from lvxun.accounts.emissions.reconciling import reconcile


@pytest.mark.parametrize("year", [2007, 2014, 2019])
def test_items_add_up_to_every_gap(year):
    for comparison in reconcile(basis_of(year)).comparisons:
        assert sum(item.value for item in comparison.items) == pytest.approx(comparison.gap, abs=1e-6)


@pytest.mark.parametrize("year", [2007, 2014, 2019])
def test_sum_of_sectors_is_within_five_per_cent_of_ceads(year):
    inventory = next(one for one in reconcile(basis_of(year)).comparisons if one.name == "inventory")
    assert abs(inventory.percent) < 5.0
    assert inventory.source == "ceads_provinces"


def test_remainder_is_called_unexplained():
    inventory = next(one for one in reconcile(basis_of(2014)).comparisons if one.name == "inventory")
    assert inventory.items[-1].id == "unexplained"
    assert abs(inventory.items[-1].value) < 0.05 * inventory.theirs


def test_apparent_consumption_is_set_beside_the_reference_approach():
    found = {one.name: one for one in reconcile(basis_of(2019)).comparisons}
    assert found["apparent"].ours == pytest.approx(reconcile(basis_of(2019)).by_supply)


def test_year_without_an_estimate_is_refused():
    with pytest.raises(NoEstimateError) as caught:
        reconcile(replace(basis_of(2014), year=1990))
    assert caught.value.where.field == "co2_emissions"
