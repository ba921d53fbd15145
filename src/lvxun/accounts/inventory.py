"""Which lines of the carbon account make up the inventory: those that the net total counts."""

from __future__ import annotations

from lvxun.accounts.book.lineage import lines_of
from lvxun.accounts.book.model import Book, Line

NET = "carbon/net_total"


def inventory_lines(book: Book, *beside: str) -> tuple[Line, ...]:
    """Return the lines that the net total counts, and those with a notation key.

    The reference approach and the balances of plants are other ways to the same CO2 and no part of it.

    Parameters
    ----------
    beside
        totals whose lines are wanted as well, such as that of electricity brought in.
    """
    counted = {line.id for total in (NET, *beside) if total in book.totals for line in lines_of(book, total)}
    account = book.accounts["carbon"].lines.values()
    return tuple(line for line in account if line.id in counted or line.notation is not None)
