"""One TOML table being read: each key is asked for by its kind; what is wrong or left over is noted."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from lvxun.registers.defining.faults import Faults, did_you_mean, listed, shown
from lvxun.registers.defining.source import Spot
from lvxun.registers.model import Between, Condition, InForce, Label

Word = TypeVar("Word", bound=StrEnum)
Scalar = str | bool | int | float

ID = re.compile(r"[a-z][a-z0-9_]*")
LONGEST_ID = 60
LONGEST_LABEL, LONGEST_TEXT = 200, 2000
FARTHEST = 36_500  # of any limit, in any unit: a slip beyond it would run off the calendar
_MARKUP = re.compile(r"<[A-Za-z/!?]|&#?\w+;")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")


class Entry:
    """A table of a register file. Asking for a key takes it out; ``close`` complains of what is left over."""

    def __init__(self, data: Mapping[str, object], spot: Spot, faults: Faults) -> None:
        self.spot = spot
        self.faults = faults
        self._left = dict(data)
        self._asked: list[str] = []

    def wrong(self, key: str, what: str, remedy: str) -> None:
        """Note a fault of one key."""
        self.faults.add((*self.spot, key), what, remedy)

    def close(self) -> None:
        """Complain of every key that nobody asked for."""
        for key in self._left:
            remedy = f"{did_you_mean(key, self._asked)}Known here: {listed(sorted(self._asked), 40)}."
            self.wrong(key, f"there is no key {shown(key)} here", remedy)

    def take(self, key: str) -> object:
        """Return a key's value as TOML has it, None where it is missing."""
        self._asked.append(key)
        return self._left.pop(key, None)

    def rest(self) -> list[tuple[str, object]]:
        """Return all that has not been asked for: of a table whose keys are the file's own."""
        return [(key, self.take(key)) for key in list(self._left)]

    def text(
        self, key: str, default: str = "", *, required: bool = False, longest: int = LONGEST_TEXT
    ) -> str:
        """Return a text."""
        value = self.take(key)
        if value is None:
            if required:
                self.wrong(key, f"'{key}' is missing", f'Write {key} = "…".')
            return default
        if not isinstance(value, str):
            self.wrong(key, f"{shown(value)} is not a text", f'Write {key} = "…" in double quotes.')
            return default
        if required and not value.strip():
            self.wrong(key, f"'{key}' is empty", f'Write {key} = "…".')
        elif len(value) > longest:
            self.wrong(key, f"'{key}' has {len(value)} signs", f"Shorten it to {longest}.")
        elif not value.isprintable() and _CONTROL.search(value):
            self.wrong(key, f"'{key}' has control signs in it", "Type it again, without pasting.")
        return value

    def ident(self) -> str:
        """Return the entry's own id, "" where it has none that could be used."""
        value = self.text("id", required=True)
        if value and (not ID.fullmatch(value) or len(value) > LONGEST_ID):
            self.wrong(
                "id",
                f"{shown(value)} is no id",
                f"Write small letters a-z, digits and _, a letter first, at most {LONGEST_ID}.",
            )
        return value

    def label(self, stem: str, *, required: bool = False, longest: int = LONGEST_LABEL) -> Label:
        """Return words in both languages, ``<stem>_zh`` and ``<stem>_en``: one alone is a fault."""
        zh, en = (self._words(f"{stem}_{lang}", longest) for lang in ("zh", "en"))
        for key, have, other in ((f"{stem}_zh", zh, en), (f"{stem}_en", en, zh)):
            if not have and (required or other):
                also = " although the other language is there" if other else ""
                language = "Chinese" if key.endswith("_zh") else "English"
                self.wrong(key, f"'{key}' is missing{also}", f'Write {key} = "…" in {language}.')
        return Label(zh, en)

    def _words(self, key: str, longest: int) -> str:
        value = self.text(key, longest=longest).strip()
        if ("<" in value or "&" in value) and _MARKUP.search(value):
            self.wrong(key, f"'{key}' holds HTML", "Write plain words; pages do the formatting.")
        return value

    def flag(self, key: str) -> bool:
        """Return true or false; false where it is missing."""
        value = self.take(key)
        if value is not None and not isinstance(value, bool):
            self.wrong(key, f"{shown(value)} is neither true nor false", f"Write {key} = true, or nothing.")
        return value is True

    def number(self, key: str) -> int | float | None:
        """Return a finite number, None where it is missing."""
        value = self.take(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not _sane(value):
            self.wrong(key, f"{shown(value)} is not a number", f"Write {key} = 5, without quotes or unit.")
            return None
        return value

    def whole(self, key: str) -> int | None:
        """Return a whole number, None where it is missing."""
        value = self.take(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or abs(value) > FARTHEST:
            self.wrong(
                key,
                f"{shown(value)} is not a whole number from -{FARTHEST} to {FARTHEST}",
                f"Write {key} = 30, without quotes.",
            )
            return None
        return value

    def bound(self, key: str) -> int | float | str | None:
        """Return a number, or a date as ISO text; None where it is missing."""
        value = self.take(key)
        if value is None:
            return None
        scalar = _scalar(value)
        if scalar is None or isinstance(scalar, bool):
            self.wrong(
                key, f"{shown(value)} is neither a number nor a date", f"Write {key} = 0 or 2021-01-01."
            )
            return None
        return scalar

    def day(self, key: str) -> date | None:
        """Return a date, None where it is missing."""
        value = self.take(key)
        if value is None:
            return None
        if type(value) is not date:  # a datetime is a date to isinstance
            self.wrong(key, f"{shown(value)} is not a date", f"Write {key} = 2021-03-01, without quotes.")
            return None
        return value

    def in_force(self) -> InForce | None:
        """Return from when to when (``since``, ``until``), None where neither is written."""
        since, until = self.day("since"), self.day("until")
        if since is None and until is None:
            return None
        if since and until and since > until:
            self.wrong(
                "until", f"it ends on {until}, before it begins on {since}", "Exchange or correct them."
            )
        return InForce(since or date.min, until)

    def dated(self) -> InForce:
        """Return from when to when, where ``since`` must be written."""
        if "since" not in self._left:
            self.wrong("since", "'since' is missing", "Write since = 2021-03-01: from when it holds.")
        return self.in_force() or InForce(date.min)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; one text alone is taken as a list of one."""
        value = self.take(key)
        if value is None:
            return ()
        many = value if isinstance(value, list) else [value]
        if not all(isinstance(one, str) and one for one in many):
            self.wrong(key, f"{shown(value)} is not a list of texts", f'Write {key} = ["…", "…"].')
            return ()
        texts = [one for one in many if isinstance(one, str)]
        for twice in sorted({one for one in texts if texts.count(one) > 1}):
            self.wrong(key, f"{shown(twice)} stands twice in '{key}'", "Keep one of the two.")
        return tuple(dict.fromkeys(texts))

    def word(self, key: str, known: type[Word], default: Word) -> Word:
        """Return one of the words of an enumeration."""
        return known(self.one_of(key, [str(one) for one in known], str(default)))

    def one_of(self, key: str, known: Collection[str], default: str, *, required: bool = False) -> str:
        """Return one of the known words."""
        value = self.text(key, required=required)
        if value in known:
            return value
        if value:
            self.unknown(key, value, known)
        return default

    def unknown(self, key: str, written: str, known: Collection[str], kind: str = "") -> None:
        """Note that a word is none of those known."""
        remedy = f"{did_you_mean(written, known)}Known are {listed(known)}."
        self.wrong(key, f"there is no {kind or key} {shown(written)}", remedy)

    def table(self, key: str) -> Entry | None:
        """Return a table within this one."""
        value = self.take(key)
        if value is None:
            return None
        if not isinstance(value, Mapping):
            self.wrong(key, f"{shown(value)} is not a table", f"Write {key} = {{ … = … }}.")
            return None
        return Entry(value, (*self.spot, key), self.faults)

    def tables(self, key: str) -> list[Entry]:
        """Return the tables of a list within this one."""
        value = self.take(key)
        if value is None:
            return []
        if not isinstance(value, list):
            remedy = f"Write {key} = [{{ … }}, {{ … }}], or [[….{key}]] above each."
            self.wrong(key, f"{shown(value)} is not a list of tables", remedy)
            return []
        found = []
        for number, one in enumerate(value):
            if isinstance(one, Mapping):
                found.append(Entry(one, (*self.spot, key, number), self.faults))
            else:
                self.faults.add(
                    (*self.spot, key, number), f"{shown(one)} is not a table", "Write { id = …, … }."
                )
        return found

    def condition(self, key: str) -> Condition:
        """Return a condition: ``{ field = value, other = ["a", "b"], third = { low = 1, high = 2 } }``."""
        table = self.table(key)
        if table is None:
            return {}
        found: dict[str, tuple[str | bool | float, ...] | Between] = {}
        for name in list(table._left):
            wanted = table._wanted(name)
            if wanted is not None:
                found[name] = wanted
        return found

    def _wanted(self, name: str) -> tuple[str | bool | float, ...] | Between | None:
        value = self.take(name)
        if isinstance(value, Mapping):
            span = Entry(value, (*self.spot, name), self.faults)
            between = Between(span.bound("low"), span.bound("high"))
            if between == Between():
                self.wrong(name, "the span has no end", "Write { low = 1 }, { high = 2 } or both.")
            span.close()
            return between
        many = value if isinstance(value, list) else [value]
        scalars = [scalar for one in many if (scalar := _scalar(one)) is not None]
        if not scalars or len(scalars) < len(many):
            self.wrong(
                name,
                f"{shown(value)} is no value to compare with",
                'Write "a", ["a", "b"], true, 5 or { low = 1, high = 2 }.',
            )
            return None
        return tuple(scalars)

    def literals(self, key: str) -> dict[str, str | bool | float]:
        """Return a table of plain values."""
        table = self.table(key)
        if table is None:
            return {}
        found: dict[str, str | bool | float] = {}
        for name, value in table.rest():
            scalar = _scalar(value)
            if scalar is None:
                table.wrong(
                    name, f"{shown(value)} is not a plain value", 'Write "today", a text or a number.'
                )
            else:
                found[name] = scalar
        return found


def _sane(value: float) -> bool:
    return abs(value) < 1e18 if isinstance(value, int) else math.isfinite(value)


def _scalar(value: object) -> Scalar | None:
    """Return a text, truth, finite number, or a date as ISO text; None for all else."""
    if isinstance(value, bool | str):
        return value
    if isinstance(value, int | float):
        return value if _sane(value) else None
    return value.isoformat() if type(value) is date else None
