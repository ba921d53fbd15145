"""``[[field]]`` tables, columns of tables and fields of filings, turned into the model."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from lvxun.registers.defining.entries import Entry
from lvxun.registers.model import Choice, Computation, Field, FieldType, Label, LimitUnit, ScoreItem


class HasId(Protocol):
    """What a file declares under an id."""

    @property
    def id(self) -> str: ...


Named = TypeVar("Named", bound=HasId)


def once_each(entries: Iterable[Entry], build: Callable[[Entry], Named]) -> tuple[Named, ...]:
    """Build every entry; one whose id was there before is a fault and left out, one without an id too."""
    kept: dict[str, Named] = {}
    for entry in entries:
        built = build(entry)
        if built.id in kept:
            entry.wrong("id", f"the id '{built.id}' is there already", "Give one of the two another id.")
        elif built.id:
            kept[built.id] = built
    return tuple(kept.values())


def field_of(entry: Entry, *, nested: bool = False) -> Field:
    """Return the field that a table declares; ``nested`` ones (columns, filings) cannot hold tables.

    What is wrong goes into the entry's faults, and the field comes out as far as it can be understood.
    """
    field_type = entry.one_of("type", [str(one) for one in FieldType], "text", required=True)
    field = Field(
        id=entry.ident(),
        type=FieldType(field_type),
        label=entry.label("label", required=True),
        help=entry.label("help", longest=1000),
        group=Label("", "") if nested else entry.label("group"),
        unit=entry.text("unit", longest=40),
        required=entry.flag("required"),
        required_in=() if nested else entry.texts("required_in"),
        choices=once_each(entry.tables("choices"), _choice),
        minimum=entry.bound("minimum"),
        maximum=entry.bound("maximum"),
        pattern=entry.text("pattern", longest=300),
        not_before=entry.text("not_before"),
        not_after=entry.text("not_after"),
        columns=() if nested else once_each(entry.tables("columns"), nested_field),
        items=once_each(entry.tables("items"), _item),
        register=entry.text("register"),
        computation=_computation(entry.table("computed")),
        check=entry.text("check"),
        in_list=not nested and entry.flag("list"),
        in_filter=not nested and entry.flag("filter"),
        in_search=not nested and entry.flag("search"),
        public=entry.flag("public"),
        in_force=None if nested else entry.in_force(),
    )
    entry.close()
    return field


def nested_field(entry: Entry) -> Field:
    """Return a column of a table, or a field of a filing."""
    return field_of(entry, nested=True)


def _choice(entry: Entry) -> Choice:
    choice = Choice(_choice_id(entry), entry.label("label", required=True), entry.in_force())
    entry.close()
    return choice


def _choice_id(entry: Entry) -> str:
    """Return the id of a choice or item: it may be as a standard writes it (``A1``, ``1.2``)."""
    return entry.text("id", required=True, longest=60)


def _item(entry: Entry) -> ScoreItem:
    full = entry.number("full")
    if full is None or full <= 0:
        entry.wrong("full", "an item of a score sheet needs its full marks", "Write full = 10.")
    weight = entry.number("weight")
    item = ScoreItem(
        id=_choice_id(entry),
        label=entry.label("label", required=True),
        full=float(full or 0),
        weight=1.0 if weight is None else float(weight),
        must=entry.flag("must"),
    )
    entry.close()
    return item


def _computation(entry: Entry | None) -> Computation | None:
    if entry is None:
        return None
    times = entry.number("times")
    unit = entry.one_of("unit", [str(one) for one in LimitUnit], "")
    computation = Computation(
        how=entry.text("how", required=True),
        of=entry.texts("of"),
        times=1.0 if times is None else float(times),
        amount=entry.whole("amount") or 0,
        parameter=entry.text("parameter"),
        unit=LimitUnit(unit) if unit else None,
    )
    entry.close()
    return computation
