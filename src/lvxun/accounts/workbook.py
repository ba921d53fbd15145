"""A book as an Excel workbook in inventory form, with its formulas left in the sheets for a checker.

Lines are products of cells of the sheet of inputs, totals sums of lines: a figure changed among the inputs
moves what it moves in the book. Entries that are no products (a landfill's decay) stand as values, said so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from lvxun.accounts.balances.model import Balance
from lvxun.accounts.book.evaluating import Values
from lvxun.accounts.book.model import Book, Entry, Line, Part, Total
from lvxun.accounts.inventory import inventory_lines
from lvxun.accounts.methods import methods
from lvxun.accounts.sectors import sectors
from lvxun.region.model import QUALITY_WORDS

CellValue = str | int | float | None
Words = tuple[str, str]  # Chinese, English
Heading = tuple[str, str, int]  # Chinese, English, width in characters

LONGEST_TEXT = 32_000
HEAD_FILL = PatternFill("solid", fgColor="DDE8E1")
INPUTS, LINES, TOTALS = ("投入", "Inputs"), ("分项", "Lines"), ("合计", "Totals")
FORM, BALANCE = ("清单", "Inventory"), ("能源平衡表", "Energy balance")
VALUE_COLUMN = "E"  # of inputs, lines and totals alike
INPUT_HEADS: tuple[Heading, ...] = (
    ("编号", "id", 44), ("名称", "name", 40), ("类型", "role", 10), ("年份", "year", 7),
    ("数值", "value", 16), ("单位", "unit", 16), ("下限", "low", 14), ("上限", "high", 14),
    ("数据质量", "quality", 10),
    ("来源", "source", 60), ("文件", "file", 30), ("行", "row", 6), ("说明", "note", 60),
)  # fmt: skip
LINE_HEADS: tuple[Heading, ...] = (
    ("编号", "id", 44), ("部门", "sector", 24), ("项目", "item", 14), ("名称", "name", 44),
    ("数值", "value", 16), ("单位", "unit", 12), ("注记", "notation key", 8), ("原因", "reason", 40),
    ("类别", "category", 10), ("方法", "method", 60),
)  # fmt: skip
TOTAL_HEADS: tuple[Heading, ...] = (
    ("编号", "id", 36), ("账户", "account", 12), ("名称", "name", 50), ("", "", 3), ("数值", "value", 16),
    ("单位", "unit", 18),
)  # fmt: skip
CHECK_HEADS: tuple[Heading, ...] = (
    ("核对", "check", 50), ("余差", "residual", 16), ("单位", "unit", 14), ("容差", "tolerance", 12),
    ("通过", "passed", 8), ("说明", "note", 60),
)  # fmt: skip
GAP_HEADS: tuple[Heading, ...] = (("账户", "account", 14), ("缺少", "missing", 60), ("数据", "topic", 40))


class _Writer:
    """The workbook being written: one language, and where each cell of the book has come to stand."""

    def __init__(self, book: Book, values: Values, titles: Mapping[str, str], is_english: bool) -> None:
        self.book, self.values, self.titles = book, values, titles
        self.is_english = is_english
        self.excel = Workbook()
        self.excel.remove(self.excel.worksheets[0])
        self.places: dict[str, str] = {}

    def say(self, words: Sequence[str]) -> str:
        return words[1] if self.is_english else words[0]

    def name_of(self, thing: Entry | Line | Total) -> str:
        return self.say((thing.label_zh, thing.label_en))

    def sheet(
        self, name: Words, heads: Sequence[Heading], rows: Iterable[Sequence[CellValue]], formulas: str = ""
    ) -> None:
        """Write a sheet; only what stands in the columns ``formulas`` may be one."""
        sheet: Worksheet = self.excel.create_sheet(self.say(name))
        for at, (zh, en, width) in enumerate(heads, start=1):
            head = sheet.cell(1, at, self.say((zh, en)))
            head.font, head.fill = Font(bold=True), HEAD_FILL
            head.alignment = Alignment(wrap_text=True, vertical="top")
            sheet.column_dimensions[get_column_letter(at)].width = width
        for number, row in enumerate(rows, start=2):
            for at, value in enumerate(row, start=1):
                _fill(sheet.cell(number, at), value, get_column_letter(at) in formulas)
        sheet.freeze_panes = "A2"

    def register(self, name: Words, idents: Iterable[str]) -> None:
        """Note where the rows of a sheet will stand before any formula names them."""
        sheet = quote_sheetname(self.say(name))
        for number, ident in enumerate(idents, start=2):
            self.places[ident] = f"{sheet}!${VALUE_COLUMN}${number}"

    def input_rows(self) -> Iterator[tuple[CellValue, ...]]:
        for entry in self.book.entries.values():
            quality = self.say(QUALITY_WORDS[entry.quality])
            source = self.titles.get(entry.source, entry.source)
            spread = entry.spread
            bounds = (spread.low, spread.high) if spread.low != spread.high else (None, None)
            yield (
                entry.id, self.name_of(entry), str(entry.role), entry.year, entry.value, entry.unit, *bounds,
                quality, source, entry.file, entry.row, entry.note,
            )  # fmt: skip
        for one in self.book.derived.values():
            value = self.values.of(one.id)
            name = self.say((one.label_zh, one.label_en))
            note = self.say(
                ("按方法计算的数值，不随表内投入变动", "a computed value: does not follow the inputs here")
            )
            yield (
                one.id, name, str(one.role), self.book.year, value, one.unit, None, None, "", one.formula, "",
                None, note,
            )  # fmt: skip

    def line_rows(self) -> Iterator[tuple[CellValue, ...]]:
        known = methods()
        for line in self.book.lines.values():
            method = known.get(line.method)
            how = (
                f"{self.say((method.label_zh, method.label_en))}: {method.formula} ({method.source})"
                if method
                else ""
            )
            sector = sectors().get(line.sector)
            yield (
                line.id, self.say(sector) if sector else line.sector, line.item, self.name_of(line),
                None if line.notation else self.product(line), line.unit, str(line.notation or ""),
                self.say((line.reason_zh, line.reason_en)), line.category, how,
            )  # fmt: skip

    def product(self, line: Line) -> str:
        above = "*".join([repr(line.constant), *(self.places[name] for name in line.inputs)])
        return "=" + "/".join([above, *(self.places[name] for name in line.divisors)])

    def total_rows(self) -> Iterator[tuple[CellValue, ...]]:
        for total in self.book.totals.values():
            value = None if total.id in self.values.unknown else self.sum_of(total)
            yield total.id, total.account, self.name_of(total), None, value, total.unit

    def sum_of(self, total: Total) -> str:
        terms = "+".join(self._term(part) for part in total.parts)
        quotient = f"({terms})/{self.places[total.divisor]}" if total.divisor else terms
        if len(quotient) > 8000:  # what Excel takes in a formula is 8,192 characters
            return repr(self.values.of(total.id))
        return f"=({quotient})*{total.scale!r}" if total.scale != 1.0 else f"={quotient}"

    def _term(self, part: Part) -> str:
        factors = [self.places[part.of]]
        factors += [self.places[part.times]] if part.times else []
        factors += [repr(part.weight)] if part.weight != 1.0 else []
        return "*".join(factors)

    def form_rows(self, gases: Sequence[str]) -> Iterator[tuple[CellValue, ...]]:
        """Yield the inventory: a sector a row, a gas a column, each a SUMIFS over the sheet of lines."""
        lines = quote_sheetname(self.say(LINES))
        carbon = inventory_lines(self.book)
        for sector in dict.fromkeys(line.sector for line in carbon):
            name = self.say(sectors()[sector]) if sector in sectors() else sector
            row: list[CellValue] = [name]
            for gas in gases:
                mine = [line for line in carbon if (line.sector, line.item) == (sector, gas)]
                keys = sorted({str(line.notation) for line in mine if line.notation})
                if any(line.notation is None for line in mine):
                    row.append(f'=SUMIFS({lines}!$E:$E,{lines}!$A:$A,"carbon/{sector}/{gas}/*")')
                else:
                    row.append(", ".join(keys))
            yield tuple(row)


def workbook(
    book: Book, values: Values, balance: Balance | None, titles: Mapping[str, str], is_english: bool = False
) -> bytes:
    """Return a book as the content of an ``.xlsx`` file.

    Parameters
    ----------
    titles
        titles of sources by id.
    """
    writer = _Writer(book, values, titles, is_english)
    writer.register(INPUTS, (*book.entries, *book.derived))
    writer.register(LINES, book.lines)
    writer.register(TOTALS, book.totals)
    writer.sheet(("说明", "About"), (("项目", "item", 24), ("内容", "content", 90)), _about(writer))
    gases = list(dict.fromkeys(line.item for line in inventory_lines(book)))
    heads = (("部门", "sector", 34), *((f"{gas}（万吨）", f"{gas} (10^4 t)", 16) for gas in gases))
    columns = "".join(get_column_letter(at) for at in range(2, len(gases) + 2))
    writer.sheet(FORM, heads, writer.form_rows(gases), columns)
    if balance is not None:
        writer.sheet(BALANCE, *_balance(writer, balance))
    writer.sheet(LINES, LINE_HEADS, writer.line_rows(), VALUE_COLUMN)
    writer.sheet(TOTALS, TOTAL_HEADS, writer.total_rows(), VALUE_COLUMN)
    writer.sheet(INPUTS, INPUT_HEADS, writer.input_rows())
    writer.sheet(("核对", "Checks"), CHECK_HEADS, _checks(writer))
    writer.sheet(("缺口", "Missing"), GAP_HEADS, _gaps(writer))
    content = BytesIO()
    writer.excel.save(content)
    return content.getvalue()


def _about(writer: _Writer) -> Iterator[tuple[CellValue, ...]]:
    book = writer.book
    yield writer.say(("地区", "region")), f"{book.region} {book.area}"
    yield writer.say(("年份", "year")), book.year
    yield writer.say(("数据版本", "version of the data")), book.version
    yield writer.say(("全球增温潜势", "global warming potentials")), f"IPCC {book.gwp}"
    yield writer.say(("燃料系数", "fuel factors")), book.factor_set
    yield (
        writer.say(("公式", "formulas")),
        writer.say(
            (
                "“分项”的数值由“投入”相乘得出，“合计”由“分项”相加得出；改动“投入”即可重算。",
                "Lines are products of inputs, totals are sums of lines: change an input and they follow.",
            )
        ),
    )
    yield (
        writer.say(("注记", "notation keys")),
        writer.say(
            (
                "NO 不发生；NE 未估算；IE 已计入他处；NA 不适用；C 保密。空白不是零。",
                "NO not occurring; NE not estimated; IE included elsewhere; NA not applicable; "
                "C confidential. A blank is not a zero.",
            )
        ),
    )


def _balance(
    writer: _Writer, balance: Balance
) -> tuple[tuple[Heading, ...], Iterator[tuple[CellValue, ...]]]:
    rows_of = balance.cells.itertuples()
    cells = {(str(c.flow), str(c.fuel)): (float(str(c.value)), str(c.unit)) for c in rows_of}
    fuels = [fuel for fuel in balance.fuels.values() if any(key[1] == fuel.id for key in cells)]
    units = {fuel: unit for (_, fuel), (_, unit) in cells.items()}
    heads = (
        ("项目", "item", 40),
        *((f"{f.label_zh}（{units[f.id]}）", f"{f.label_en} ({units[f.id]})", 14) for f in fuels),
    )

    def rows() -> Iterator[tuple[CellValue, ...]]:
        for flow in balance.flows.values():
            if any(key[0] == flow.id for key in cells):
                values = (cells.get((flow.id, fuel.id), (None, ""))[0] for fuel in fuels)
                yield writer.say((flow.label_zh, flow.label_en)), *values

    return heads, rows()


def _checks(writer: _Writer) -> Iterator[tuple[CellValue, ...]]:
    for check in writer.book.checks:
        passed = writer.say(("是", "yes") if check.is_ok else ("否", "no"))
        yield (
            writer.say((check.label_zh, check.label_en)), check.residual, check.unit, check.tolerance, passed,
            writer.say((check.note_zh, check.note_en)),
        )  # fmt: skip


def _gaps(writer: _Writer) -> Iterator[tuple[CellValue, ...]]:
    for gap in writer.book.gaps:
        yield gap.account, writer.say((gap.label_zh, gap.label_en)), gap.topic


def _fill(cell: Cell, value: CellValue, may_be_formula: bool) -> None:
    if isinstance(value, str):
        cell.value = "".join(sign for sign in value[:LONGEST_TEXT] if sign >= " " or sign in "\n\t")
        if not may_be_formula:
            cell.data_type = "s"  # a label that begins with = is a label
    else:
        cell.value = value
