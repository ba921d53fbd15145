"""The hidden stamp of a sheet that was made here: of which register, when, in which language."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from lvxun.web.sheets.reading import Book

STAMP_TITLE = "_lvxun"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a sheet says of itself."""

    kind: str  # export, template
    region: str
    register: str
    made_at: str

    def text(self) -> str:
        """Return the stamp as it is written into the hidden sheet."""
        return json.dumps(asdict(self))


def read_stamp(book: Book) -> Stamp | None:
    """Return the stamp of a workbook; None where it has none that can be read."""
    if STAMP_TITLE not in book.titles:
        return None
    _row, cells = next(book.rows(STAMP_TITLE), (0, ()))
    try:
        said = json.loads(str(cells[0]))
        return Stamp(*(str(said[name]) for name in ("kind", "region", "register", "made_at")))
    except (ValueError, LookupError, TypeError):
        return None
