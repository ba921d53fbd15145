"""What a cell says it draws on is exactly what moves it."""

from dataclasses import replace

import pytest

from accounts.small_books import small
from lvxun.accounts.book.evaluating import evaluate
from lvxun.accounts.book.lineage import cells_of, inputs_of, lines_of, parents_of, top_totals


@pytest.mark.parametrize("ident", list(small().entries))
def test_changing_one_entry_changes_exactly_the_cells_that_lineage_says(ident):
    book = small()
    changed = {**book.entries, ident: replace(book.entries[ident], value=book.entries[ident].value * 1.5)}
    before, after = evaluate(book), evaluate(replace(book, entries=changed))
    moved = {cell for cell in before.cells if before.of(cell) != after.of(cell)}
    assert moved == set(cells_of(book, ident))


def test_the_inputs_of_a_total_are_those_of_its_lines_and_weights():
    names = {entry.id for entry in inputs_of(small(), "carbon/net_total")}
    assert names == set(small().entries) - {"activity/gdp"}


def test_lines_parents_and_the_totals_on_top():
    book = small()
    assert {one.id for one in lines_of(book, "carbon/territorial_co2")} == {
        "carbon/industry/CO2/coal",
        "carbon/transport/CO2/oil",
        "carbon/cement/CO2/clinker",
    }
    assert parents_of(book, "activity/mine") == ("derived/mine",)
    assert [one.id for one in top_totals(book, "carbon")] == [
        "carbon/net_total",
        "carbon/process_co2",
        "carbon/intensity",
    ]
