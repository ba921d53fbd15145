"""Tables of numbers: they keep to the width of the screen by folding names, never figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import typer
from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from lvxun.cli.output import console

if TYPE_CHECKING:
    from lvxun.cli.accounts import Shown

OF_YEARS = {
    "energy/total_equivalent": ("能耗", "energy"),
    "energy/intensity": ("单耗", "energy/GDP"),
    "energy/nonfossil_share": ("非化石", "non-fossil"),
    "carbon/territorial_co2": ("CO2", "CO2"),
    "carbon/gross_total": ("总排放", "gross"),
    "carbon/net_total": ("净排放", "net"),
    "carbon/intensity": ("碳强度", "CO2/GDP"),
}

ROUNDING = 1e-9  # in the units of the tables
NARROWEST = 14  # columns on the screen for a name


def print_numbers(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table of a name and figures; figures stand to the right and are never folded."""
    table = Table(title=title, title_justify="left", header_style="bold", box=SIMPLE_HEAD, pad_edge=False)
    table.padding = (0, 1, 0, 0)
    for at, column in enumerate(columns):
        if at:
            table.add_column(column, justify="right", no_wrap=True, overflow="fold")
        else:
            table.add_column(column, min_width=NARROWEST, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    console.print(table)


def print_years(books: Sequence[Shown], is_english: bool) -> None:
    """Print the main totals, a year a row; what a year lacks is a dash, and said at its end."""
    totals = {
        ident: found
        for ident in OF_YEARS
        if (found := next((s.book.totals[ident] for s in books if ident in s.book.totals), None))
    }
    for ident, total in totals.items():
        label = total.label_en if is_english else total.label_zh
        typer.echo(f"{say(OF_YEARS[ident], is_english)}: {label} ({total.unit})")
    rows = [
        (
            str(shown.book.year),
            *("—" if (v := shown.values.of(ident)) is None else number(v) for ident in totals),
            "—" if shown.basis.balance is None else origins(shown),
            str(len(shown.book.gaps)),
        )
        for shown in books
    ]
    heads = [say(("年份", "year"), is_english)]
    heads += [say(OF_YEARS[ident], is_english) for ident in totals]
    heads += [say(("平衡表", "balance"), is_english), say(("缺项", "gaps"), is_english)]
    print_numbers(say(("历年账户", "Accounts by year"), is_english), heads, rows)
    notes = (
        "平衡表：公布/推导/重构的格数；— 没有能源平衡。缺项：--json 逐项列出；合计只含已知部分。",
        "balance: cells published/derived/reconstructed, — where there is none. gaps: what is missing, each "
        "told by --json; totals hold what is known.",
    )
    typer.echo(say(notes, is_english))


def origins(shown: Shown) -> str:
    """Return how many cells of a balance are published, derived and reconstructed."""
    assert shown.basis.balance is not None
    counts = shown.basis.balance.cells["origin"].astype(str).value_counts()
    return "/".join(str(int(counts.get(origin, 0))) for origin in ("published", "derived", "reconstructed"))


def number(value: float) -> str:
    """Return a number to four digits; what rounding of the arithmetic leaves is nothing."""
    from lvxun.accounts.display import number_text

    return number_text(value) if abs(value) > ROUNDING else "0"


def say(words: Sequence[str], is_english: bool) -> str:
    """Return the Chinese or the English of two."""
    return words[1] if is_english else words[0]
