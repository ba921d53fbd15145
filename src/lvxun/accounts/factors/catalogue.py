"""Which factors there are, as the tables of docs/accounts-factors.md.

``python -m lvxun.accounts.factors.catalogue docs/accounts-factors.md`` renews them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from lvxun.accounts.factors.model import Factor, FactorBook
from lvxun.accounts.factors.reading import kinds, national
from lvxun.accounts.factors.rows import begin, end

BEGIN, END = "<!-- factors: begin -->", "<!-- factors: end -->"
_FEW = 60  # items of a parameter that are written out


def listing(book: FactorBook) -> str:
    """Return the sets, and for each its parameters with their items, as Markdown."""
    return "\n".join(_lines(book)) + "\n"


def in_step(page: str, book: FactorBook) -> str:
    """Return a page with the listing between its marks renewed."""
    before, rest = page.split(BEGIN, 1)
    _, after = rest.split(END, 1)
    return f"{before}{BEGIN}\n\n{listing(book)}\n{END}{after}"


def _lines(book: FactorBook) -> Iterator[str]:
    sets: dict[str, dict[str, dict[str, tuple[Factor, ...]]]] = {}
    for (set_, parameter, item), rows in book.factors.items():
        sets.setdefault(set_, {}).setdefault(parameter, {})[item] = rows
    parameters = kinds().parameters
    for set_, of_set in sorted(sets.items()):
        yield f"### {set_}\n"
        yield "| parameter | unit | in force | items |"
        yield "|---|---|---|---|"
        for parameter, items in of_set.items():
            label = f"`{parameter}` {parameters[parameter].label_zh}"
            yield f"| {label} | {_units(items)} | {_dates(items)} | {_names(items)} |"
        yield ""


def _units(items: Mapping[str, tuple[Factor, ...]]) -> str:
    return ", ".join(dict.fromkeys(row.unit for rows in items.values() for row in rows))


def _dates(items: Mapping[str, tuple[Factor, ...]]) -> str:
    rows = [row for found in items.values() for row in found]
    first, last = min(map(begin, rows)), max(map(end, rows))
    start = "" if first.year == 1 else str(first.year)
    stop = "" if last.year == 9999 else str(last.year)
    return "any year" if not start and not stop else f"{start or '…'} to {stop or '…'}"


def _names(items: Mapping[str, tuple[Factor, ...]]) -> str:
    names = [f"`{item}`" for item in items]
    more = f" and {len(names) - _FEW} more" if len(names) > _FEW else ""
    return ", ".join(names[:_FEW]) + more


if __name__ == "__main__":
    _page = Path(sys.argv[1])
    _page.write_text(in_step(_page.read_text(encoding="utf-8"), national()), encoding="utf-8")
