"""Methane of mines and of oil and gas."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.emissions.other_gases_build import account_of, book_of, known_lines
from lvxun.accounts.balances.reading import balances
from lvxun.accounts.basis import Basis
from lvxun.accounts.book.drafting import Draft
from lvxun.accounts.book.evaluating import compiled
from lvxun.accounts.book.model import Notation
from lvxun.accounts.emissions.fugitive import coal_mines, fugitive
from lvxun.accounts.factors.reading import national
from lvxun.region import load

OUTPUT = st.floats(0, 20000)


def test_underground_mining():
    """By hand: 10^6 t × 18 m³/t × 0.67 kg/m³ = 12,060 t (IPCC 2006 Vol. 2 ch. 4, equation 4.1.3)."""
    lines = known_lines(coal_mines, {"raw_coal_output": 100.0})
    assert lines["carbon/coal_mines/CH4/underground_mining"] == pytest.approx(1.2060)
    assert lines["carbon/coal_mines/CH4/underground_post_mining"] == pytest.approx(2.5 * 0.67 * 0.1)


def test_without_a_published_output_the_balance_serves():
    """2007: 6516.19 × 10^4 t in the official balance (China Energy Statistical Yearbook 2008, table 6-6)."""
    region = load("liaoning")
    draft = Draft("carbon", region.code)
    coal_mines(draft, Basis(region, 2007, national(), balances(region)[2007]))
    account = draft.sealed()
    assert "activity/balance/production/raw_coal" in account.entries
    values = compiled(book_of(account, 2007)).evaluate()
    assert values.of("carbon/coal_mines/CH4/underground_mining") == pytest.approx(6516.19 * 18 * 0.67e-3)


def test_surface_output_is_included_in_underground_while_the_output_is_not_split():
    account = account_of(coal_mines, {"raw_coal_output": 100.0})
    line = account.lines["carbon/coal_mines/CH4/surface_mining"]
    assert line.notation is Notation.INCLUDED_ELSEWHERE
    assert "underground" in line.reason_en
    assert {"coal_output_underground", "coal_output_surface"} <= {gap.topic for gap in account.gaps}


def test_a_split_output_is_counted_by_kind_of_mine():
    lines = known_lines(coal_mines, {"coal_output_underground": 60.0, "coal_output_surface": 40.0})
    assert lines["carbon/coal_mines/CH4/underground_mining"] == pytest.approx(60 * 18 * 0.67e-3)
    assert lines["carbon/coal_mines/CH4/surface_mining"] == pytest.approx(40 * 1.2 * 0.67e-3)


def test_recovered_methane_is_taken_off():
    """10^8 m³ × 0.67 kg/m³ = 67,000 t."""
    lines = known_lines(coal_mines, {"coal_methane_recovered": 1.0})
    assert lines["carbon/coal_mines/CH4/recovered"] == pytest.approx(-6.7)


def test_oil_and_gas_are_not_estimated_without_factors():
    account = account_of(fugitive, {"crude_oil_output": 1000.0, "natural_gas_output": 8.0})
    for source in ("oil", "gas"):
        assert account.lines[f"carbon/oil_gas/CH4/{source}"].notation is Notation.NOT_ESTIMATED
    assert "process/oil_gas_ch4/oil" in {gap.topic for gap in account.gaps}


@settings(max_examples=20, deadline=None)
@given(OUTPUT, OUTPUT)
def test_mines_emit_what_they_emit_apart(one, other):
    mining = "carbon/coal_mines/CH4/underground_mining"
    whole, first, second = (
        known_lines(coal_mines, {"raw_coal_output": output})[mining] for output in (one + other, one, other)
    )
    assert whole == pytest.approx(first + second, abs=1e-9)
    assert whole >= 0
