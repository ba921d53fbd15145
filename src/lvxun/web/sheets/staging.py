"""The rows of table sheets, laid aside on disk until the row comes that they belong to."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from datetime import date

from lvxun.web.sheets.cells import Percent, Unsaved


class Staged:
    """Rows by sheet and key (a code, or a row of the main sheet), in a file that ends with us."""

    def __init__(self) -> None:
        self._rows = sqlite3.connect("", isolation_level=None)  # "": on disk, deleted when it is closed
        self._rows.execute("PRAGMA journal_mode = OFF")
        self._rows.execute("PRAGMA synchronous = OFF")
        self._rows.execute(
            "CREATE TABLE laid (sheet TEXT, key TEXT, row INTEGER, cells TEXT, used INTEGER DEFAULT 0)"
        )
        self._rows.execute("BEGIN")
        self.is_empty = True

    def lay(self, sheet: str, key: str, row: int, cells: dict[str, object]) -> None:
        """Lay one row aside."""
        self.is_empty = False
        written = {name: _written(value) for name, value in cells.items()}
        self._rows.execute("INSERT INTO laid VALUES (?, ?, ?, ?, 0)", (sheet, key, row, json.dumps(written)))

    def ready(self) -> None:
        """Let rows be asked for by key."""
        self._rows.execute("CREATE INDEX by_key ON laid (sheet, key, row)")

    def of(self, sheet: str, key: str) -> list[tuple[int, dict[str, object]]]:
        """Return the rows of a key in their order: row of the sheet, values by column; they are used then."""
        where = "WHERE sheet = ? AND key = ?"
        found = self._rows.execute(
            f"SELECT row, cells FROM laid {where} ORDER BY row", (sheet, key)
        ).fetchall()
        if found:
            self._rows.execute(f"UPDATE laid SET used = 1 {where}", (sheet, key))
        return [
            (row, {name: _read(value) for name, value in json.loads(cells).items()}) for row, cells in found
        ]

    def unused(self) -> Iterator[tuple[str, int, str]]:
        """Yield sheet, row and key of the rows that belong to no row of the main sheet."""
        yield from self._rows.execute("SELECT sheet, row, key FROM laid WHERE used = 0 ORDER BY sheet, row")

    def close(self) -> None:
        """Give the file up."""
        self._rows.close()


def _written(value: object) -> object:
    """Return a cell as JSON holds it; days and percentages are marked."""
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, Percent):
        return {"percent": value.number}
    return {"unsaved": 1} if isinstance(value, Unsaved) else value


def _read(value: object) -> object:
    if not isinstance(value, dict):
        return value
    if "day" in value:
        return date.fromisoformat(str(value["day"])[:10])
    return Percent(value["percent"]) if "percent" in value else Unsaved()
