"""Reading ``plan.toml``: every field checked, all faults told at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum
from typing import TypeVar

from lvxun.errors import LvxunError, ManyErrors, Where
from lvxun.plan.errors import PlanFileError
from lvxun.plan.model import (
    Chapter,
    Citation,
    Comparator,
    Measure,
    Mention,
    Plan,
    Responsibility,
    Review,
    Role,
    Sentence,
    SentenceKind,
    SourceText,
    Span,
    Target,
)

Item = TypeVar("Item")
Word = TypeVar("Word", bound=Enum)
_AGAIN = "Correct it, or parse the document again."
_KINDS = ("place", "organisation")
_MISSING = object()
COUNTED = ("chapters", "measures", "targets", "documents_cited", "mentions")
"""Lists whose lengths the file states, so that one cut short between two items is found out."""


class Table:
    """One table of the file, that hands out its fields and notes what is wrong with them."""

    def __init__(self, data: object, name: str, reading: _Reading) -> None:
        self._data: Mapping[str, object] = data if isinstance(data, dict) else {}
        self._name = name
        self._reading = reading
        if not isinstance(data, dict):
            reading.fault(name, "is not a table")

    def _get(self, field: str, kinds: tuple[type, ...], wanted: str, otherwise: object = _MISSING) -> object:
        value = self._data.get(field, otherwise)
        if value is otherwise and otherwise is not _MISSING:
            return otherwise
        if value is _MISSING:
            self._reading.fault(self._at(field), "is missing")
        elif not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            self._reading.fault(self._at(field), f"is {str(value)[:40]!r}, not {wanted}")
        else:
            return value
        return None

    def _at(self, field: str) -> str:
        return f"{self._name}.{field}" if self._name else field

    def text(self, field: str, otherwise: object = _MISSING) -> str:
        value = self._get(field, (str,), "text", otherwise)
        return value if isinstance(value, str) else ""

    def optional_text(self, field: str) -> str | None:
        value = self._get(field, (str,), "text", None)
        return value if isinstance(value, str) else None

    def whole(self, field: str) -> int:
        value = self._get(field, (int,), "a whole number")
        return value if isinstance(value, int) else 0

    def optional_whole(self, field: str) -> int | None:
        value = self._get(field, (int,), "a whole number", None)
        return value if isinstance(value, int) else None

    def truth(self, field: str) -> bool:
        return self._get(field, (bool,), "true or false") is True

    def share(self, field: str) -> float:
        value = self._get(field, (int, float), "a number")
        if isinstance(value, int | float) and not 0 <= value <= 1:
            self._reading.fault(self._at(field), f"is {value}, not between 0 and 1")
        return float(value) if isinstance(value, int | float) else 0.0

    def word(self, field: str, words: type[Word], otherwise: object = _MISSING) -> Word:
        value = self._get(field, (str,), "text", otherwise)
        try:
            return words(value)
        except ValueError:
            known = ", ".join(str(word.value) for word in words)
            if value is not None:
                self._reading.fault(self._at(field), f"is '{value}', which is none of {known}")
            return next(iter(words))

    def span(self) -> Span:
        value = self._data.get("span")
        if (
            not isinstance(value, list)
            or len(value) != 2
            or not all(isinstance(n, int) and not isinstance(n, bool) for n in value)
        ):
            self._reading.fault(self._at("span"), "is not a pair of offsets")
            return (0, 0)
        start, end = value
        if not 0 <= start <= end <= self._reading.length:
            what = f"[{start}, {end}] lies outside the text of {self._reading.length} characters"
            self._reading.fault(self._at("span"), what)
            return (0, 0)
        return (start, end)

    def value(self) -> float | tuple[float, float] | None:
        value = self._data.get("value")
        numbers = value if isinstance(value, list) else [value]
        if value is None:
            return None
        if len(numbers) not in (1, 2) or not all(
            isinstance(n, int | float) and not isinstance(n, bool) for n in numbers
        ):
            self._reading.fault(
                self._at("value"), f"is {str(value)[:40]!r}, not a number or a pair of numbers"
            )
            return None
        known = [float(n) for n in numbers if isinstance(n, int | float)]
        return (known[0], known[1]) if len(known) == 2 else known[0]

    def tables(self, field: str, read: Callable[[Table], Item]) -> tuple[Item, ...]:
        value = self._get(field, (list,), "a list of tables", [])
        rows = value if isinstance(value, list) else []
        return tuple(
            read(Table(row, f"{self._at(field)}[{number}]", self._reading))
            for number, row in enumerate(rows, 1)
        )

    def texts(self, field: str) -> tuple[str, ...]:
        value = self._get(field, (list,), "a list", [])
        rows = value if isinstance(value, list) else []
        if not all(isinstance(row, str) for row in rows):
            self._reading.fault(self._at(field), "holds something that is not text")
        return tuple(str(row) for row in rows)

    def offsets(self, field: str) -> tuple[int, ...]:
        value = self._get(field, (list,), "a list of offsets", [0])
        rows = value if isinstance(value, list) else []
        if not all(isinstance(row, int) and 0 <= row <= self._reading.length for row in rows):
            self._reading.fault(self._at(field), "holds an offset outside the text")
            return (0,)
        return tuple(rows)

    def table(self, field: str) -> Table:
        return Table(self._data.get(field, {}), self._at(field), self._reading)

    def names(self) -> Iterable[str]:
        return self._data.keys()


class _Reading:
    """The faults of one file, and the length of the text that its spans point into."""

    def __init__(self, file: str, length: int) -> None:
        self.file = file
        self.length = length
        self.faults: list[LvxunError] = []

    def fault(self, field: str, what: str) -> None:
        self.faults.append(PlanFileError(what, Where(self.file, field=field), _AGAIN))


def read_plan(data: Mapping[str, object], text: str, file: str) -> Plan:
    """Return the plan that a parsed ``plan.toml`` holds.

    Raises
    ------
    PlanFileError
        where one field is wrong; ``ManyErrors`` where several are.
    """
    reading = _Reading(file, len(text))
    root = Table(data, "", reading)
    plan = Plan(
        title=root.text("title"),
        source=_source(root.table("source"), text),
        chapters=root.tables("chapters", lambda t: Chapter(t.whole("number"), t.text("title"), t.span())),
        measures=root.tables("measures", _measure),
        targets=root.tables("targets", _target),
        documents_cited=root.tables(
            "documents_cited", lambda t: Citation(t.text("title"), t.optional_text("number"), t.span())
        ),
        mentions=root.tables("mentions", _mention),
        warnings=root.texts("warnings"),
        meta={name: root.table("meta").text(name) for name in root.table("meta").names()},
    )
    _check_counts(plan, root.table("counts"), reading)
    _check_ids(plan, reading)
    if len(reading.faults) == 1:
        raise reading.faults[0]
    if reading.faults:
        raise ManyErrors("The plan file has faults.", reading.faults)
    return plan


def _source(table: Table, text: str) -> SourceText:
    return SourceText(
        text=text,
        name=table.text("name"),
        format=table.text("format"),
        encoding=table.optional_text("encoding"),
        page_starts=table.offsets("page_starts"),
        sha256=table.text("sha256", ""),
        warnings=table.texts("warnings"),
    )


def _measure(table: Table) -> Measure:
    return Measure(
        id=table.text("id"),
        number=table.whole("number"),
        chapter=table.whole("chapter"),
        title=table.text("title"),
        text=table.text("text"),
        bodies=table.tables(
            "bodies", lambda t: Responsibility(t.text("name"), t.word("role", Role), t.span())
        ),
        sentences=table.tables(
            "sentences", lambda t: Sentence(t.text("text"), t.word("kind", SentenceKind), t.span())
        ),
        span=table.span(),
        confidence=table.share("confidence"),
    )


def _target(table: Table) -> Target:
    return Target(
        id=table.text("id"),
        measure=table.optional_whole("measure"),
        measure_id=table.optional_text("measure_id"),
        chapter=table.optional_whole("chapter"),
        indicator=table.text("indicator"),
        comparator=table.word("comparator", Comparator),
        value=table.value(),
        unit=table.optional_text("unit"),
        year=table.optional_whole("year"),
        base_year=table.optional_whole("base_year"),
        aspirational=table.truth("aspirational"),
        quote=table.text("quote"),
        span=table.span(),
        confidence=table.share("confidence"),
        indicator_id=table.optional_text("indicator_id"),
        review=table.word("review", Review, "open"),
    )


def _mention(table: Table) -> Mention:
    kind = table.text("kind")
    return Mention(table.text("name"), kind if kind in _KINDS else _KINDS[0], table.span())


def _check_counts(plan: Plan, counts: Table, reading: _Reading) -> None:
    for name in COUNTED:
        stated, found = counts.whole(name), len(getattr(plan, name))
        if stated != found:
            reading.fault(f"counts.{name}", f"is {stated}, but the file holds {found}")


def _check_ids(plan: Plan, reading: _Reading) -> None:
    for name, items in (("measures", plan.measures), ("targets", plan.targets)):
        _check_unique(name, [item.id for item in items], reading)
    known = {measure.id for measure in plan.measures}
    for number, target in enumerate(plan.targets, 1):
        if target.measure_id is not None and target.measure_id not in known:
            what = f"names measure '{target.measure_id}', which the plan does not have"
            reading.fault(f"targets[{number}].measure_id", what)


def _check_unique(name: str, ids: Sequence[str], reading: _Reading) -> None:
    seen: set[str] = set()
    for number, item_id in enumerate(ids, 1):
        if item_id in seen:
            reading.fault(f"{name}[{number}].id", f"'{item_id}' comes twice")
        seen.add(item_id)
