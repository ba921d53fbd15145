"""The one module that every package may import: what an error of ours looks like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

FIRST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Where:
    """A place in somebody's input, as precise as it is known.

    ``row`` counts as a spreadsheet does: the heading is row 1.
    """

    file: str | None = None
    row: int | None = None
    field: str | None = None

    def __str__(self) -> str:
        parts = [self.file or ""]
        if self.row is not None:
            parts.append(f"row {self.row}")
        if self.field:
            parts.append(f"field '{self.field}'")
        return ", ".join(part for part in parts if part)


class LvxunError(Exception):
    """Something a user can put right: what is wrong, where, and what would be right.

    The command line prints it and exits 2, the API answers with problem details
    (RFC 9457), a page shows it beside the field. Every engine raises a subclass.
    """

    def __init__(self, what: str, where: Where | str | None = None, remedy: str = "") -> None:
        self.what = what
        self.where = Where(file=where) if isinstance(where, str) else (where or Where())
        self.remedy = remedy
        super().__init__(self.message)

    @property
    def message(self) -> str:
        place = str(self.where)
        head = f"{place}: {self.what}" if place else self.what
        return f"{head} {self.remedy}".strip()


class ManyErrors(LvxunError):
    """All that is wrong with one input, gathered in one go instead of one at a time."""

    def __init__(self, what: str, errors: Sequence[LvxunError]) -> None:
        self.errors = tuple(errors)
        super().__init__(what)

    @property
    def message(self) -> str:
        lines = [f"{self.what} ({len(self.errors)} in all)"]
        lines += [f"  - {error.message}" for error in self.errors[:FIRST_SHOWN]]
        if len(self.errors) > FIRST_SHOWN:
            lines.append(f"  … and {len(self.errors) - FIRST_SHOWN} more")
        return "\n".join(lines)
