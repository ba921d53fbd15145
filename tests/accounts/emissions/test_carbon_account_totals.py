"""The carbon account as a whole: totals, warming potentials, and what a coefficient moves."""

from dataclasses import replace

import pytest

from accounts.emissions.carbon_build import basis_of, book_of, values_of
from lvxun.accounts.book.evaluating import evaluate
from lvxun.accounts.book.lineage import cells_of
from lvxun.accounts.emissions.assembling import carbon_account
from lvxun.accounts.emissions.errors import UnknownReportError
from lvxun.accounts.methods import methods


@pytest.mark.parametrize("year", [2007, 2014, 2019])
def test_territory_is_fuel_and_processes(year):
    values = values_of(year)
    parts = values.of("carbon/sectoral_co2") + values.of("carbon/process_co2")
    assert values.of("carbon/territorial_co2") == pytest.approx(parts)


@pytest.mark.parametrize("year", [2007, 2014, 2019])
def test_fuel_groups_add_up(year):
    values = values_of(year)
    groups = [ident for ident in book_of(year).totals if ident.startswith("carbon/fuel/")]
    assert sum(values.of(ident) for ident in groups) == pytest.approx(values.of("carbon/sectoral_co2"))


def test_report_changes_weights_and_no_mass():
    """Methane weighs 21 by SAR and 28 by AR5, N2O 310 and 265."""
    old, new = values_of(2014, gwp="SAR"), values_of(2014)
    assert old.of("carbon/ch4") == new.of("carbon/ch4")
    moved = 7 * new.of("carbon/ch4") - 45 * new.of("carbon/n2o")
    assert new.of("carbon/gross_total") - old.of("carbon/gross_total") == pytest.approx(moved, rel=1e-6)


def test_unknown_report_is_refused():
    with pytest.raises(UnknownReportError, match="AR9"):
        carbon_account(replace(basis_of(2014), gwp="AR9"))


@pytest.mark.parametrize(
    "ident",
    [
        "factor/guideline/oxidation/coal",
        "factor/guideline/carbon_content/diesel",
        "factor/carbon_stored/stored_share/naphtha",
        "factor/process/process_co2/cement_clinker",
    ],
)
def test_coefficient_moves_exactly_the_cells_of_its_lineage(ident):
    book = book_of(2014)
    before = values_of(2014)
    after = evaluate(book, {ident: before.array(ident) * 1.1})
    moved = {cell for cell in before.cells if before.array(cell)[0] != after.array(cell)[0]}
    lines = [line.id for line in book.lines.values() if ident in line.inputs and before.of(line.id)]
    said = {*lines, *(cell for line in lines for cell in cells_of(book, line))}
    assert said <= set(cells_of(book, ident))
    rounding = {"carbon/difference/statistical", "carbon/difference"}
    assert moved - rounding == said - rounding


def test_warming_potential_moves_no_mass():
    book, before = book_of(2014), values_of(2014)
    ident = "factor/gwp/gwp100/AR5/CH4"
    after = evaluate(book, {ident: before.array(ident) * 2})
    moved = {cell for cell in before.cells if before.array(cell)[0] != after.array(cell)[0]}
    assert moved <= set(cells_of(book, ident))
    assert "carbon/gross_total" in moved
    assert not moved & set(book.lines)


def test_every_line_names_a_method():
    assert {line.method for line in book_of(2014).lines.values()} <= set(methods())


def test_intensity_is_at_constant_prices():
    total = book_of(2019).totals["carbon/intensity"]
    assert str(basis_of(2019).region.base_year) in total.label_zh
