"""Reading a TOML file of ours with all its faults at once."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from lvxun.errors import Where
from lvxun.oversight.errors import DefinitionFaultsError, OversightError
from lvxun.oversight.model import Text

LARGEST = 4 * 1024 * 1024
Row = Mapping[str, Any]


class Sheet:
    """One file while it is read: takes values out of its tables and gathers what is wrong with them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.faults: list[OversightError] = []
        self.tables: Row = self._read()

    def _read(self) -> Row:
        try:
            data = self.path.read_bytes()
            if len(data) > LARGEST:
                raise OversightError("The file is larger than 4 MB.", self.path.name, "Split it.")
            return tomllib.loads(data.decode("utf-8-sig"))
        except OSError as fault:
            raise OversightError(f"The file cannot be read: {fault.strerror}.", str(self.path)) from fault
        except (UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
            remedy = "Write it as TOML in UTF-8."
            raise OversightError(f"The file is not TOML: {fault}.", self.path.name, remedy) from fault

    def fault(self, key: str, what: str, remedy: str = "") -> None:
        """Write down a fault at ``key``."""
        self.faults.append(OversightError(what, Where(self.path.name, field=key), remedy))

    def rows(self, name: str) -> list[tuple[str, Row]]:
        """Return the tables ``[[name]]``, each with its key for messages."""
        found = self.tables.get(name, [])
        if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
            self.fault(name, "This is not a list of tables.", f"Write [[{name}]].")
            return []
        return [(f"{name}[{row.get('id', number)}]", row) for number, row in enumerate(found, 1)]

    def only(self, key: str, row: Row, known: Iterable[str]) -> None:
        """Refuse keys that are not known."""
        names = sorted(known)
        for name in row:
            if name not in names:
                near = difflib.get_close_matches(name, names, 1)
                remedy = f"Did you mean '{near[0]}'?" if near else f"Known: {', '.join(names)}."
                self.fault(f"{key}.{name}", "Unknown key.", remedy)

    def text(self, key: str, row: Row, name: str, *, default: str | None = None) -> str:
        """Take a text; without ``default`` it must be there and not empty."""
        value = row.get(name, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            self.fault(f"{key}.{name}", "A text is needed here.")
            return ""
        return value

    def words(self, key: str, row: Row, name: str, *, optional: bool = False) -> Text:
        """Take a text in both languages, ``name_zh`` and ``name_en``."""
        default = "" if optional else None
        made = Text(
            self.text(key, row, f"{name}_zh", default=default),
            self.text(key, row, f"{name}_en", default=default),
        )
        if bool(made.zh) != bool(made.en) and optional:
            self.fault(f"{key}.{name}_zh", "The text stands in one language only.", "Write the other one.")
        return made

    def number(self, key: str, row: Row, name: str) -> float:
        """Take a finite number."""
        value = row.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float) or value != value:  # noqa: PLR0124 - NaN
            self.fault(f"{key}.{name}", "A number is needed here.")
            return 0.0
        return float(value)

    def whole(self, key: str, row: Row, name: str, *, default: int | None = None) -> int:
        """Take a whole number."""
        value = row.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int):
            self.fault(f"{key}.{name}", "A whole number is needed here.")
            return 0
        return value

    def day(self, key: str, row: Row, name: str, *, optional: bool = False) -> date | None:
        """Take a date."""
        value = row.get(name)
        if value is None and optional:
            return None
        if type(value) is not date:
            self.fault(f"{key}.{name}", "A date is needed here.", "Write it as 2026-01-31.")
            return None
        return value

    def texts(self, key: str, row: Row, name: str) -> tuple[str, ...]:
        """Take a list of texts, empty where it is not there."""
        value = row.get(name, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self.fault(f"{key}.{name}", "A list of texts is needed here.")
            return ()
        return tuple(value)

    def choice(self, key: str, row: Row, name: str, known: Iterable[str]) -> str:
        """Take one of the ``known`` words; the first of them where it is faulty."""
        words = list(known)
        value = row.get(name)
        if value not in words:
            self.fault(f"{key}.{name}", f"'{value}' is not known here.", f"Choose one of {', '.join(words)}.")
            return words[0]
        return str(value)

    def once(self, name: str) -> None:
        """Refuse an id that two tables ``[[name]]`` have."""
        seen: set[str] = set()
        for key, row in self.rows(name):
            mark = str(row.get("id", ""))
            if mark in seen:
                self.fault(key, f"The id '{mark}' stands here twice.", "Give each its own.")
            seen.add(mark)

    def finish(self) -> None:
        """Tell all faults.

        Raises
        ------
        DefinitionFaultsError
            if there is one.
        """
        if self.faults:
            raise DefinitionFaultsError(f"{self.path.name} has faults", self.faults)
