"""Waste: the mass balance closes, a single unknown follows from it, and more than one stays unknown."""

import pytest
from material_bases import basis_with, liaoning_basis, values_of

from lvxun.accounts.book.model import Notation, Origin
from lvxun.accounts.materials import waste_account

FULL = {
    "solid_waste_generated": 1000, "solid_waste_from_stock": 50, "solid_waste_used": 500,
    "solid_waste_disposed": 300, "solid_waste_stored": 249, "solid_waste_discharged": 1,
}  # fmt: skip
BALANCE = "industrial_waste_balance"


def check_of(account, name):
    return next((check for check in account.checks if check.name == name), None)


def test_a_stream_that_is_published_whole_closes():
    account = waste_account(basis_with(FULL))
    assert check_of(account, BALANCE).is_ok
    assert values_of(account).of("waste/industrial_waste/residual") == pytest.approx(0.0)


def test_what_does_not_close_is_shown():
    check = check_of(waste_account(basis_with(FULL | {"solid_waste_used": 480})), BALANCE)
    assert not check.is_ok and check.residual == pytest.approx(20.0)


@pytest.mark.parametrize("gone", sorted(FULL))
def test_any_single_unknown_follows_from_the_balance(gone):
    account = waste_account(basis_with({name: value for name, value in FULL.items() if name != gone}))
    line = account.lines[f"waste/industrial_waste/{gone.removeprefix('solid_waste_')}"]
    assert values_of(account).of(line.id) == pytest.approx(FULL[gone])
    assert line.origin is Origin.DERIVED
    assert "balance leaves" in check_of(account, BALANCE).note_en


def test_two_unknowns_stay_unknown_and_the_balance_is_a_gap():
    figures = {name: FULL[name] for name in sorted(FULL)[2:]}
    account = waste_account(basis_with(figures))
    assert check_of(account, BALANCE) is None
    assert "waste/industrial_waste/balance" in {gap.topic for gap in account.gaps}


def test_a_negative_rest_is_not_taken():
    figures = FULL | {"solid_waste_used": 5000}
    del figures["solid_waste_stored"]
    line = waste_account(basis_with(figures)).lines["waste/industrial_waste/stored"]
    assert line.notation is Notation.NOT_ESTIMATED


def test_the_rate_gives_what_is_used_where_the_stock_taken_is_known():
    figures = {
        "solid_waste_generated": 900,
        "solid_waste_from_stock": 100,
        "solid_waste_utilisation_rate": 45,
    }
    account = waste_account(basis_with(figures))
    assert values_of(account).of("waste/industrial_waste/used") == pytest.approx(450.0)
    assert account.lines["waste/industrial_waste/used"].method == "waste_rate"


def test_the_rate_alone_gives_nothing():
    figures = {"solid_waste_generated": 900, "solid_waste_utilisation_rate": 45}
    line = waste_account(basis_with(figures)).lines["waste/industrial_waste/used"]
    assert line.notation is Notation.NOT_ESTIMATED


def test_municipal_waste_of_2020_closes_and_agrees_with_the_treated_share():
    # 39 373 t generated and 36 370 t collected a day (draft plan of the 14th five-year period); 92 % treated.
    account = waste_account(liaoning_basis(2020))
    values = values_of(account)
    assert values.of("waste/municipal_waste/discharged") == pytest.approx(
        (39373 - 36370) * 366 / 1e4, abs=0.1
    )
    assert check_of(account, "municipal_waste_treated").residual == pytest.approx(0.37, abs=0.01)


def test_straw_is_crops_times_ratios_times_the_share_that_can_be_collected():
    # 2021: 0.83 × (424.6×0.97 + 2008.4×1.86 + 26.9×1.70 + 51.2×1.3 + 116.2×1.5)
    value = values_of(waste_account(liaoning_basis(2021))).of("waste/agricultural_waste/generated")
    assert value == pytest.approx(0.83 * (411.862 + 3735.624 + 45.73 + 66.56 + 174.3))


def test_medical_waste_is_disposed_of_whole():
    account = waste_account(basis_with({"medical_waste_generated": 3}))
    assert values_of(account).of("waste/medical_waste/disposed") == 3.0
