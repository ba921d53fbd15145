"""The workbook of an account computes what the account says, by its own formulas."""

import re
from dataclasses import replace
from fnmatch import fnmatchcase
from io import BytesIO

import liaoning_years as liaoning
import pytest
from openpyxl import load_workbook
from openpyxl.cell.cell import ERROR_CODES
from small_books import entry, small

from lvxun.accounts.book.evaluating import evaluate
from lvxun.accounts.book.model import Account, Role
from lvxun.accounts.workbook import workbook

SHEETS = {
    True: {"lines": "Lines", "totals": "Totals", "inputs": "Inputs", "form": "Inventory"},
    False: {"lines": "分项", "totals": "合计", "inputs": "投入", "form": "清单"},
}
CELL = re.compile(r"(?:'([^']+)'|([^\W\d][\w]*))!\$([A-Z]+)\$(\d+)")
SUMIFS = re.compile(r'=SUMIFS\(.*?\$E:\$E,.*?\$A:\$A,"(.+)"\)')


class Sheets:
    """A reader of formulas: products, quotients and sums of cells, and SUMIFS over the lines."""

    def __init__(self, content, is_english):
        self.names = SHEETS[is_english]
        self.book = load_workbook(BytesIO(content))
        self.known = {}

    def value(self, sheet, cell):
        if (sheet, cell) not in self.known:
            self.known[sheet, cell] = self.computed(self.book[sheet][cell].value)
        return self.known[sheet, cell]

    def computed(self, written):
        if not isinstance(written, str) or not written.startswith("="):
            return written
        if found := SUMIFS.fullmatch(written):
            return self.sum_of_lines(found[1])
        spread = CELL.sub(lambda m: f"({self.value(m[1] or m[2], m[3] + m[4]) or 0.0!r})", written[1:])
        assert not re.search(r"[^\d.e+\-*/() ]", spread), spread
        return eval(spread, {"__builtins__": {}})  # numbers and signs only

    def sum_of_lines(self, pattern):
        lines = self.names["lines"]
        rows = self.book[lines].iter_rows(min_row=2, max_col=1)
        found = [cell.row for (cell,) in rows if fnmatchcase(str(cell.value), pattern)]
        return sum(self.value(lines, f"E{row}") or 0.0 for row in found)

    def column(self, what):
        sheet = self.names[what]
        rows = self.book[sheet].iter_rows(min_row=2, max_col=1)
        return {str(cell.value): self.value(sheet, f"E{cell.row}") for (cell,) in rows}


def written(year, is_english, name="liaoning"):
    balance = liaoning.basis(year, name).balance
    titles = liaoning.titles(year, name)
    content = workbook(liaoning.book(year, name), liaoning.values(year, name), balance, titles, is_english)
    return Sheets(content, is_english)


def agree(found, values, idents):
    for ident in idents:
        if (value := values.of(ident)) is None:
            assert found[ident] is None, ident
        else:
            assert found[ident] == pytest.approx(value, rel=1e-9, abs=1e-9), ident


@pytest.mark.parametrize(
    ("year", "name", "is_english"),
    [(2014, "liaoning", True), (2019, "liaoning", False), (2020, "synthetic", True)],
)
def test_its_formulas_make_every_line_and_total(year, name, is_english):
    sheets, book, values = (
        written(year, is_english, name),
        liaoning.book(year, name),
        liaoning.values(year, name),
    )
    agree(sheets.column("lines"), values, book.lines)
    agree(sheets.column("totals"), values, book.totals)


def test_totals_and_lines_are_formulas_and_not_values():
    sheets = written(2014, is_english=True)
    for what, cells in (("Lines", liaoning.book(2014).lines), ("Totals", liaoning.book(2014).totals)):
        for row in sheets.book[what].iter_rows(min_row=2):
            ident = row[0].value
            assert ident in cells
            if liaoning.values(2014).of(ident) is not None:
                assert row[4].data_type == "f", ident


@pytest.mark.parametrize("is_english", [True, False])
def test_the_inventory_adds_up_to_the_territorial_co2(is_english):
    sheets = written(2014, is_english)
    form = sheets.book[sheets.names["form"]]
    heads = [cell.value for cell in form[1]]
    column = next(at for at, head in enumerate(heads, start=1) if str(head).startswith("CO2"))
    cells = [form.cell(row, column) for row in range(2, form.max_row + 1)]
    amounts = [sheets.computed(cell.value) for cell in cells if cell.data_type == "f"]
    sinks = sum(amount for amount in amounts if amount < 0)
    territorial = liaoning.values(2014).of("carbon/territorial_co2")
    assert sum(amounts) - sinks == pytest.approx(territorial, rel=1e-9)


def test_an_input_changed_in_the_sheet_moves_what_it_moves_in_the_book():
    book = small()
    book = replace(book, accounts={"carbon": account_of(book)})
    sheets = Sheets(workbook(book, evaluate(book), None, {}, is_english=True), is_english=True)
    row = next(
        c.row for (c,) in sheets.book["Inputs"].iter_rows(max_col=1) if c.value == "factor/guideline/co2/oil"
    )
    sheets.book["Inputs"][f"E{row}"].value = 4.0
    oil = replace(book.entries["factor/guideline/co2/oil"], value=4.0)
    changed = evaluate(replace(book, entries={**book.entries, oil.id: oil}))
    agree(sheets.column("totals"), changed, book.totals)


@pytest.mark.parametrize("label", ["=1+1", '=HYPERLINK("http://x")', "+1", "@SUM(A1)", "-2+3"])
def test_a_label_that_looks_like_a_formula_stays_text(label):
    book = small()
    odd = entry("activity/gdp", 10.0, Role.ACTIVITY, label_zh=label, label_en=label, note=label, source=label)
    book = replace(book, accounts={"carbon": account_of(book)}, entries={**book.entries, "activity/gdp": odd})
    sheets = Sheets(workbook(book, evaluate(book), None, {}, is_english=True), is_english=True)
    cells = [cell for row in sheets.book["Inputs"].iter_rows() for cell in row if cell.value == label]
    assert len(cells) >= 3
    assert all(cell.data_type == "s" for cell in cells)


@pytest.mark.parametrize("is_english", [True, False])
def test_every_sheet_has_headings_and_no_error(is_english):
    sheets = written(2014, is_english)
    for sheet in sheets.book.worksheets:
        assert sheet.max_row >= 2, sheet.title
        assert all(cell.value for cell in sheet[1] if cell.column_letter != "D"), sheet.title
        for row in sheet.iter_rows():
            assert not any(cell.data_type == "e" or cell.value in ERROR_CODES for cell in row)


def account_of(book):
    return Account("carbon", book.entries, book.derived, book.lines, book.totals)
