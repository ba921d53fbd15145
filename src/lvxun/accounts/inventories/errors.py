"""What can be wrong with an inventory that somebody brings."""

from __future__ import annotations

from lvxun.accounts.errors import AccountsError
from lvxun.errors import ManyErrors, Where


class InventoryError(AccountsError):
    """A file, a row or a cell of an inventory that cannot be taken as it is."""

    def __init__(
        self, what: str, file: str, remedy: str, row: int | None = None, field: str | None = None
    ) -> None:
        super().__init__(f"{what}.", Where(file=file, row=row, field=field), remedy)


class InventoryFaultsError(ManyErrors):
    """Everything that is wrong with one inventory."""
