"""What can be wrong when a book is drawn at random."""

from __future__ import annotations

from lvxun.accounts.book.model import Entry
from lvxun.accounts.errors import AccountsError
from lvxun.errors import Where


class UnusableSpreadError(AccountsError):
    """The bounds of an entry do not fit its value or the shape of its distribution."""

    def __init__(self, entry: Entry) -> None:
        spread = entry.spread
        super().__init__(
            f"'{entry.id}' ({entry.value:g} {entry.unit}) cannot be {spread.shape} "
            f"from {spread.low:g} to {spread.high:g}.",
            Where(entry.file or None, entry.row, "low"),
            "low lies below high, a triangular value between them, and a lognormal one has no zero between.",
        )
