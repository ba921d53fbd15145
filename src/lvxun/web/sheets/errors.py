"""What can be wrong with a sheet as a whole, said with file, row, column and what would be right."""

from __future__ import annotations

from lvxun.errors import LvxunError, ManyErrors


class SheetError(LvxunError):
    """A sheet that cannot be read, or not be brought in as asked."""


class SheetFaultsError(SheetError, ManyErrors):
    """All that is wrong with a sheet before any row is looked at."""

    def __init__(self, what: str, errors: list[LvxunError]) -> None:
        ManyErrors.__init__(self, what, errors)
