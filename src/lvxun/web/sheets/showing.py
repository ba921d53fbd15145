"""What the page of an import shows: rows with their verdicts, each change and conflict in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lvxun.registers.model import Field, Label, Register
from lvxun.web.figures.wording import sentences
from lvxun.web.registers.paging import Pages
from lvxun.web.sheets.columns import CODE, KEY, STATE, VERSION
from lvxun.web.sheets.models import SheetImport, SheetRow, Verdict

A_PAGE = 50
SHOWN_VALUES = 6  # of a new record
OWN_LABELS = {
    CODE: Label("编号", "Code"),
    VERSION: Label("版本", "Version"),
    STATE: Label("状态", "State"),
    KEY: Label("编号或行号", "Code or row"),
}
TONES = {
    Verdict.NEW: "good",
    Verdict.CHANGED: "good",
    Verdict.REVISION: "warn",
    Verdict.CONFLICT: "warn",
    Verdict.SAME: "neutral",
    Verdict.FAULTY: "bad",
    Verdict.NOT_ALLOWED: "bad",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One value: as it is now, as the sheet has it; in conflict also as both began."""

    label: Label
    field: Field | None
    now: object
    sheet: object
    base: object = None
    is_conflict: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """One fault of a row: at which field, what, what would be right."""

    label: Label
    place: str
    what: str
    remedy: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of the sheet for the page."""

    row: SheetRow
    word: object
    tone: str
    changes: tuple[Change, ...]
    values: tuple[tuple[Field, object], ...]
    faults: tuple[Told, ...]


def shown_rows(
    held: SheetImport, register: Register, chosen: str, number: int
) -> tuple[list[ShownRow], Pages]:
    """Return one page of rows, of one verdict or of all; deep pages are as fast as the first."""
    verdicts = [chosen] if chosen in Verdict.values else list(Verdict.values)
    total = held.count(*verdicts)
    last = max(1, -(-total // A_PAGE))
    page = min(number, last)
    rows = held.rows.filter(verdict=chosen) if chosen in Verdict.values else held.rows.all()
    start = (page - 1) * A_PAGE
    ids = list(rows.order_by("row").values_list("pk", flat=True)[start : start + A_PAGE])
    found = held.rows.in_bulk(ids)
    shown = [_shown(found[one], register) for one in ids if one in found]
    return shown, Pages(page, last, page < last)


def _shown(row: SheetRow, register: Register) -> ShownRow:
    return ShownRow(
        row,
        Verdict(row.verdict).label,
        TONES[Verdict(row.verdict)],
        tuple(_changes(row, register)),
        tuple(_values(row, register)) if row.verdict == Verdict.NEW else (),
        tuple(told(register, row.detail.get("faults", []))),
    )


def _changes(row: SheetRow, register: Register) -> Iterator[Change]:
    conflicts = row.detail.get("conflicts", {})
    for key, (now, sheet) in row.detail.get("changes", {}).items():
        field = register.field(key)
        base = conflicts[key][0] if key in conflicts else None
        yield Change(field.label if field else Label(key, key), field, now, sheet, base, key in conflicts)


def _values(row: SheetRow, register: Register) -> Iterator[tuple[Field, object]]:
    shown = 0
    for field in register.fields:
        if field.id in row.values and field.id != register.title_field and shown < SHOWN_VALUES:
            shown += 1
            yield field, row.values[field.id]


def told(register: Register, faults: Sequence[Sequence[str]]) -> Iterator[Told]:
    """Yield faults in the reader's language, with the words of the field that they are about."""
    for place, what, remedy in faults:
        yield Told(label_of(register, place), place, sentences(what), sentences(remedy))


def label_of(register: Register, place: str) -> Label:
    """Return the words of a place: ``options[2].investment`` is a column of a table."""
    if place in OWN_LABELS:
        return OWN_LABELS[place]
    head, _dot, inner = place.partition(".")
    name, _bracket, number = head.partition("[")
    field = register.field(name)
    if field is None:
        return Label(place, place)
    labels = {one.id: one.label for one in field.columns} | {one.id: one.label for one in field.items}
    part = labels.get(inner)
    row = f" {number.rstrip(']')}" if number else ""
    if part is None:
        return Label(f"{field.label.zh}{row}", f"{field.label.en}{row}")
    return Label(f"{field.label.zh}{row}：{part.zh}", f"{field.label.en}{row}: {part.en}")
