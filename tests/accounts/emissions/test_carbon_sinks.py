"""Forests, shellfish and algae. Numbers in brackets are examples of facts/coefficients_summary.md."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.emissions.other_gases_build import account_of, known_lines
from lvxun.accounts.book.model import Notation
from lvxun.accounts.emissions.sinks import MEMO, forest, sinks
from lvxun.accounts.factors.in_force import in_force
from lvxun.accounts.factors.reading import national

GROWTH = "carbon/forest/CO2/growth"
STOCK = st.floats(0.1, 50)


def test_growth_of_forests():
    """Rule 7: 0.504 × 1.803 × 0.5 × 44/12 = 1.666 t CO2 a m³ of growth in Liaoning."""
    lines = known_lines(forest, {"forest_stock": {2018: 3.0, 2021: 3.3}})
    assert lines[GROWTH] == pytest.approx(-0.1e4 * 1.666, rel=1e-3)


def test_a_year_after_the_last_stock_has_no_growth():
    account = account_of(forest, {"forest_stock": {2013: 2.5, 2018: 3.0}})
    assert account.lines[GROWTH].notation is Notation.NOT_ESTIMATED
    assert account.lines[GROWTH].reason_en == "missing: forest stocks before and after"
    assert [(gap.topic, gap.function) for gap in account.gaps] == [("forest_stock", "forestry")]


def test_the_published_sink_stands_in_where_no_stocks_lie_around_the_year():
    lines = known_lines(forest, {"forest_carbon_sink": 1938.5})
    assert lines == {"carbon/forest/CO2/published": pytest.approx(-1938.5)}


def test_beside_growth_the_published_sink_is_a_memo():
    figures = {"forest_stock": {2018: 3.0, 2021: 3.3}, "forest_carbon_sink": 1938.5}
    lines = known_lines(forest, figures)
    assert set(lines) == {GROWTH, f"{MEMO}forest/CO2/published"}


def test_a_province_without_own_wood_takes_the_nations():
    """0.462 × 1.787 × 0.5 × 44/12."""
    lines = known_lines(forest, {"forest_stock": {2018: 3.0, 2021: 3.3}}, code="370000")
    assert lines[GROWTH] == pytest.approx(-0.1e4 * 0.462 * 1.787 * 0.5 * 44 / 12)


def test_scallops():
    """Example 22: 0.6389 × (0.1435 × 0.4284 + 0.8565 × 0.1140) = 0.101659 t C a tonne."""
    names = ("dry_share", "tissue_share", "tissue_carbon", "shell_share", "shell_carbon")
    dry, tissue, in_tissue, shell, in_shell = (
        in_force(national(), "sinks", name, "scallop", 2020).value for name in names
    )
    assert dry * (tissue * in_tissue + shell * in_shell) == pytest.approx(0.101659, abs=1e-6)


def test_shellfish_stand_outside_the_account():
    """Other shellfish: 0.6421 × (0.1141 × 0.4387 + 0.8859 × 0.1144) = 0.0972 t C a tonne (the same table)."""
    lines = known_lines(sinks, {"marine_shellfish_output": 100.0, "marine_algae_output": 10.0})
    assert lines[f"{MEMO}shellfish/CO2/shellfish"] == pytest.approx(-100 * 0.0972 * 44 / 12, rel=1e-3)
    assert lines[f"{MEMO}shellfish/CO2/algae"] == pytest.approx(-10 * 0.2 * 0.2776 * 44 / 12)
    assert all(ident.startswith(MEMO) for ident in lines)


@settings(max_examples=20, deadline=None)
@given(STOCK, STOCK)
def test_a_stock_that_shrinks_is_a_source(before, after):
    line = known_lines(forest, {"forest_stock": {2018: before, 2021: after}})[GROWTH]
    assert line * (after - before) <= 0
