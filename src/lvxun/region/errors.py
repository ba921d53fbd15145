"""What can be wrong with a region, said so that its keeper can put it right."""

from __future__ import annotations

from collections.abc import Sequence

from lvxun.errors import LvxunError, ManyErrors, Where


class RegionError(LvxunError):
    """Something about a region package or an import is wrong; ``what`` reads as a sentence."""

    def __init__(self, what: str, where: Where | str | None = None, remedy: str = "") -> None:
        super().__init__(what if what.endswith((".", "?", "。")) else f"{what}.", where, remedy)


class RegionNotFoundError(RegionError):
    """There is no such region."""


class TableError(RegionError):
    """A file cannot be read as the table that it should be."""


class FieldError(RegionError):
    """A field of a file has a value that cannot be used."""


class UnitError(RegionError):
    """A unit is unknown, or measures something else than the series does."""


class RegionFaultsError(RegionError, ManyErrors):
    """All that is wrong with a region package."""

    def __init__(self, what: str, errors: Sequence[LvxunError]) -> None:
        ManyErrors.__init__(self, what, errors)


class NewRegionError(RegionError):
    """A region cannot be made as asked."""


class SheetError(RegionError):
    """A sheet with figures cannot be imported."""


def field_error(what: str, file: str, row: int | None, field: str | None, remedy: str) -> FieldError:
    """Build a ``FieldError`` from its place."""
    return FieldError(what, Where(file, row, field), remedy)
