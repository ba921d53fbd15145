"""What ``lvxun accounts`` prints for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

import typer

from lvxun.cli.accounts_numbers import number, origins, print_numbers, say
from lvxun.cli.output import print_table

if TYPE_CHECKING:
    from lvxun.accounts.book.evaluating import Values
    from lvxun.accounts.book.model import Book, Line
    from lvxun.accounts.change.comparing import Comparison
    from lvxun.accounts.footprints.cbam import ExposureRow
    from lvxun.accounts.inventories.model import Beside, TheirInventory
    from lvxun.cli.accounts import Shown

ACCOUNTS = {
    "energy": ("能源", "Energy"),
    "carbon": ("温室气体", "Greenhouse gases"),
    "water": ("水", "Water"),
    "waste": ("固体废物", "Waste"),
    "air": ("大气污染物", "Air pollutants"),
    "circularity": ("循环利用", "Circularity"),
}
KINDS = {
    "data": ("数据", "data"),
    "coefficient": ("系数", "coeff."),
    "formula": ("公式", "formula"),
    "definition": ("口径", "defin."),
}
BASES = {"verified": ("核实值", "verified"), "default": ("默认值加成", "default with mark-up")}
GAPS_SHOWN = 25
MOVES_SHOWN = 60


def print_account(shown: Shown, is_english: bool) -> None:
    """Print a year: the balance, carbon by sector and gas, all totals, checks, what is missing."""
    from lvxun.accounts.book.uncertainty import analytic

    book, values = shown.book, shown.values
    bands = analytic(book).bands
    region = shown.region.label_en if is_english else shown.region.label_zh
    factors = say(("燃料系数", "fuel factors"), is_english)
    typer.echo(f"{region} {book.year}  GWP {book.gwp}  {factors} {book.factor_set}")
    balance = shown.basis.balance
    if balance is not None:
        typer.echo(balance.method_en if is_english else balance.method_zh)
        _print_balance(shown, is_english)
        for one in balance.contradictions:
            typer.echo(f"! {one.identity_en if is_english else one.identity_zh}: {one.gap:,.4g} {one.unit}")
    _print_carbon(book, values, is_english)
    for name, words in ACCOUNTS.items():
        rows = []
        for total in book.totals.values():
            if total.account == name and (value := values.of(total.id)) is not None:
                band = bands.get(total.id)
                label = total.label_en if is_english else total.label_zh
                between = f"{number(band.low)} – {number(band.high)}" if band and band.std else ""
                rows.append((label, number(value), between, total.unit))
        rows += _unsummed(book, values, name, is_english)
        if rows:
            heads = ("项目|数值|95%区间|单位", "item|value|95 % interval|unit")
            print_table(say(words, is_english), say(heads, is_english).split("|"), rows)
    _print_checks(book, is_english)
    _print_gaps(book, is_english)


def _unsummed(book: Book, values: Values, name: str, is_english: bool) -> list[tuple[str, str, str, str]]:
    """Return the lines of an account without totals, and the notation keys of all."""
    rows = []
    for line in book.accounts[name].lines.values():
        label = line.label_en if is_english else line.label_zh
        if line.notation is not None and name not in {"energy", "carbon"}:
            rows.append((label, str(line.notation), "", line.reason_en if is_english else line.reason_zh))
        elif name in {"water", "waste"} and (value := values.of(line.id)) is not None:
            rows.append((label, number(value), "", line.unit))
    return rows


def _print_balance(shown: Shown, is_english: bool) -> None:
    balance = shown.basis.balance
    assert balance is not None
    cells = {(str(c.flow), str(c.fuel)): float(str(c.value)) for c in balance.cells.itertuples()}
    units = {str(c.fuel): str(c.unit) for c in balance.cells.itertuples()}
    has_one_unit = len(set(units.values())) == 1
    parts = ("supply", "transformation", "loss", "final")
    rows = []
    for fuel in balance.fuels.values():
        if fuel.id not in units:
            continue
        sums = [
            sum(
                value
                for (flow, name), value in cells.items()
                if name == fuel.id and balance.flows[flow].part == part
            )
            for part in parts
        ]
        left = sums[0] + sums[1] - sums[2] - sums[3]
        label = fuel.label_en.partition(" (")[0] if is_english else fuel.label_zh
        amounts = (*(f"{value:,.1f}" for value in sums), f"{left:,.3f}".replace("-0.000", "0.000"))
        rows.append((label, *amounts) if has_one_unit else (label, units[fuel.id], *amounts))
    heads = (
        "品种|单位|可供量|加工转换|损失|终端消费|差额",
        "fuel|unit|supply|transformed|losses|final use|difference",
    )
    columns = say(heads, is_english).split("|")
    title = say(("能源平衡", "Energy balance"), is_english)
    if has_one_unit:
        columns.remove(columns[1])
        title = f"{title} ({next(iter(units.values()))})"
    print_numbers(title, columns, rows)
    published, derived, reconstructed = origins(shown).split("/")
    words = ("公布 {} 格，推导 {}，重构 {}", "cells: {} published, {} derived, {} reconstructed")
    typer.echo(say(words, is_english).format(published, derived, reconstructed))


def _print_carbon(book: Book, values: Values, is_english: bool) -> None:
    from lvxun.accounts.inventory import inventory_lines
    from lvxun.accounts.sectors import sectors

    lines = inventory_lines(book)
    gases = list(dict.fromkeys(line.item for line in lines))
    rows = []
    for sector in dict.fromkeys(line.sector for line in lines):
        label = say(sectors().get(sector, (sector, sector)), is_english)
        cells = [
            _cell([one for one in lines if (one.sector, one.item) == (sector, g)], values) for g in gases
        ]
        rows.append((label, *cells))
    title = ("温室气体（万吨气体）", "Greenhouse gases (10^4 t of each gas)")
    if rows:
        print_numbers(say(title, is_english), (say(("部门", "sector"), is_english), *gases), rows)


def _cell(lines: Sequence[Line], values: Values) -> str:
    known = [values.of(line.id) or 0.0 for line in lines if line.notation is None]
    if known:
        return number(sum(known))
    return ", ".join(sorted({str(line.notation) for line in lines}))


def _print_checks(book: Book, is_english: bool) -> None:
    rows = [
        (
            check.label_en if is_english else check.label_zh,
            f"{check.residual:,.4g}",
            check.unit,
            "✓" if check.is_ok else "✗",
            check.note_en if is_english else check.note_zh,
        )
        for check in book.checks
    ]
    if rows:
        heads = ("核对|余差|单位|通过|说明", "check|residual|unit|passed|note")
        print_table(say(("核对", "Checks"), is_english), say(heads, is_english).split("|"), rows)


def _print_gaps(book: Book, is_english: bool) -> None:
    rows = [
        (
            say(ACCOUNTS.get(gap.account, (gap.account,) * 2), is_english),
            gap.label_en if is_english else gap.label_zh,
        )
        for gap in book.gaps
    ]
    if rows:
        heads = ("账户|缺少什么", "account|what is missing")
        print_table(
            say(("缺口", "Missing"), is_english), say(heads, is_english).split("|"), rows[:GAPS_SHOWN]
        )
        if len(rows) > GAPS_SHOWN:
            typer.echo(f"… +{len(rows) - GAPS_SHOWN} (--json)")


def print_comparison(comparison: Comparison, first: str, second: str, is_english: bool) -> None:
    """Print each total's move and its parts."""
    rows: Iterable[tuple[str, ...]] = [
        (
            f"{move.label_en if is_english else move.label_zh} ({move.unit})",
            number(move.before),
            number(move.after),
            number(move.change),
            *(
                number(part) if abs(part) > 1e-12 * max(1.0, abs(move.after)) else "0"
                for part in move.parts.values()
            ),
        )
        for move in comparison.moves
    ]
    shown = list(rows)[:MOVES_SHOWN]
    typer.echo(f"{first} → {second}")
    heads = [say(words, is_english) for words in (("合计", "total"), ("前", "before"), ("后", "after"))]
    heads.append(say(("变化", "change"), is_english))
    heads += [say(words, is_english) for words in KINDS.values()]
    print_numbers(say(("变化的分解", "What moved each total"), is_english), heads, shown)
    counts = {
        ("变动的投入", "entries changed"): len(comparison.entries),
        ("新增分项", "lines added"): len(comparison.lines_added),
        ("减少分项", "lines removed"): len(comparison.lines_removed),
        ("公式变动", "formulas changed"): len(comparison.lines_changed),
        ("只在后者的合计", "totals only in the second"): len(comparison.appeared),
        ("只在前者的合计", "totals only in the first"): len(comparison.vanished),
    }
    typer.echo(", ".join(f"{say(words, is_english)} {count}" for words, count in counts.items()))


def print_beside(found: Beside, theirs: TheirInventory, is_english: bool) -> None:
    """Print an inventory of theirs beside ours."""
    rows = [
        (
            row.label_en if is_english else row.label_zh,
            row.gas,
            row.our_notation if row.ours is None else number(row.ours),
            row.their_notation if row.theirs is None else number(row.theirs),
            number(row.difference),
            row.remark_en if is_english else row.remark_zh,
        )
        for row in found.rows
    ]
    total = say(("合计", "total"), is_english)
    rows += [
        (total, gas, number(ours), number(found.theirs[gas]), number(ours - found.theirs[gas]), "")
        for gas, ours in found.ours.items()
    ]
    ours, other, difference = found.in_co2e
    rows.append((f"{total} {found.gwp}", "CO2e", number(ours), number(other), number(difference), ""))
    heads = ("类别|气体|我方|对方|差|说明", "category|gas|ours|theirs|difference|remark")
    layout = theirs.layout.label_en if is_english else theirs.layout.label_zh
    print_table(f"{theirs.file}: {layout} (万吨 / 10^4 t)", say(heads, is_english).split("|"), rows)
    if theirs.gwp:
        words = ("其合计按 {} 的增温潜势加权", "Its totals are weighed with the potentials of {}")
        typer.echo(say(words, is_english).format(theirs.gwp))
    for remark in theirs.remarks:
        typer.echo(f"! {remark}")


def print_exposure(exports: Sequence[ExposureRow], is_english: bool) -> None:
    """Print what exports cost under the border adjustment, and how its figures are known."""
    rows = [
        (
            one.label_en if is_english else one.label_zh,
            one.year,
            one.destination,
            f"{one.quantity:,f} {one.unit}",
            say(BASES[one.basis], is_english),
            f"{one.embedded:.4f}",
            f"{one.free:.4f}",
            f"{one.certificates:,.0f}",
            f"{one.price:f}",
            f"{one.cost:,.2f}",
            say(("微量豁免线以下", "below the threshold"), is_english) if one.below_threshold else "",
        )
        for one in exports
    ]
    heads = (
        "货物|年份|目的地|数量|排放取值|隐含 tCO2e|免费 tCO2e|证书 t|价格 EUR|成本 EUR|说明",
        "good|year|to|quantity|emissions|embedded tCO2e|free tCO2e|certificates t|price EUR|cost EUR|remark",
    )
    title = say(("欧盟碳边境调节机制", "Border adjustment of the European Union"), is_english)
    print_table(title, say(heads, is_english).split("|"), rows)
    whole = sum((one.cost for one in exports), start=Decimal(0))
    typer.echo(f"{say(('合计', 'total'), is_english)} {whole:,.2f} EUR")
    for note in dict.fromkeys(note for one in exports for note in one.notes):
        typer.echo(f"! {note}")
