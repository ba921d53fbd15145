"""What the sanity check says about a figure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lvxun.errors import LvxunError, Where


class Severity(StrEnum):
    ERROR = "error"  # cannot be right
    WARNING = "warning"  # is odd: correct it, or explain it in [[accepted]] of region.toml


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or odd, with its place and what would put it right.

    ``check`` names the check of docs/region.md. ``related`` are the other figures that take part, such as
    the parts of a sum. ``series``, ``area`` and ``years`` are empty where a file cannot be read at all.
    """

    check: str
    severity: Severity
    what: str
    remedy: str
    file: str | None = None
    row: int | None = None
    field: str | None = None
    series: str | None = None
    area: str | None = None
    years: tuple[int, ...] = ()
    related: tuple[Where, ...] = ()

    @property
    def where(self) -> Where:
        return Where(self.file, self.row, self.field)

    @property
    def message(self) -> str:
        place = str(self.where)
        return f"{place}: {self.what} {self.remedy}".strip() if place else f"{self.what} {self.remedy}"

    @staticmethod
    def of(error: LvxunError) -> Finding:
        """Return a fault of the files as a finding."""
        where = error.where
        return Finding("format", Severity.ERROR, error.what, error.remedy, where.file, where.row, where.field)
