"""All tables of a register turned into one ``Register``, as far as they can be understood."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lvxun.registers.defining.actors import actors_of
from lvxun.registers.defining.entries import Entry
from lvxun.registers.defining.faults import Faults, shown
from lvxun.registers.defining.field_tables import Named, field_of, once_each
from lvxun.registers.defining.layers import Layered
from lvxun.registers.defining.step_tables import duty_of, span_of, state_of, transition_of
from lvxun.registers.model import (
    Basis,
    Confidence,
    Level,
    Numbering,
    Parameter,
    ParameterValue,
    Publication,
    Register,
    RegisterIndicator,
    Retention,
)

SUBJECTS = ("firm", "site", "project", "product", "place", "body", "case", "contract", "event")
INDICATOR_KINDS = ("count", "sum", "mean", "share", "days")


def register_of(layers: Layered, faults: Faults) -> Register:
    """Return the register; what is wrong goes into ``faults`` and a stand-in takes its place."""
    head = _single(layers, faults, "register")
    if not layers.singles.get("register"):
        faults.add(("register",), "there is no section [register]", "Begin the file with [register].")
    head.take("extends")  # has done its work when the files were put together
    register = Register(
        id=_own_id(head, layers),
        label=head.label("label", required=True),
        summary=head.label("summary", longest=1000),
        measures=_measures(head),
        quotes=_quotes(head.table("quotes")),
        keeper=head.text("keeper", required=True),
        level=head.word("level", Level, Level.PREFECTURE),
        subject=head.one_of("subject", SUBJECTS, "firm", required=True),
        title_field=head.text("title", required=True),
        numbering=_numbering(_single(layers, faults, "numbering")),
        unique=_unique(head),
        basis=_all(layers, faults, "basis", _basis),
        parameters=_all(layers, faults, "parameter", _parameter),
        fields=_all(layers, faults, "field", field_of),
        states=_all(layers, faults, "state", state_of),
        transitions=_all(layers, faults, "transition", transition_of),
        duties=_all(layers, faults, "duty", duty_of),
        publication=_publication(_single(layers, faults, "publication")),
        retention=_retention(_single(layers, faults, "retention")),
        indicators=_all(layers, faults, "indicator", _indicator),
        readers=actors_of(head, "readers"),
        creators=actors_of(head, "creators"),
        path=layers.sources[0].name,
        overridden_by=tuple(source.name for source in layers.sources[1:]),
    )
    head.close()
    return register


def _single(layers: Layered, faults: Faults, section: str) -> Entry:
    return Entry(layers.singles.get(section, {}), (section,), faults)


def _all(layers: Layered, faults: Faults, section: str, build: Callable[[Entry], Named]) -> tuple[Named, ...]:
    entries = []
    for number, piece in enumerate(layers.lists.get(section, [])):
        if isinstance(piece.data, Mapping):
            entries.append(Entry(piece.data, (section, number), faults))
        else:
            faults.add(
                (section, number),
                f"{shown(piece.data)} is not a table",
                f"Write [[{section}]] above its keys.",
            )
    return once_each(entries, build)


def _own_id(head: Entry, layers: Layered) -> str:
    written = head.ident()
    if written and written != layers.id:
        remedy = f'Write id = "{layers.id}", or call the file {written}.toml.'
        head.wrong("id", f"the id {shown(written)} is not the file's name", remedy)
    return layers.id


def _measures(head: Entry) -> tuple[int, ...]:
    value = head.take("measures")
    numbers = value if isinstance(value, list) else []
    good = [n for n in numbers if isinstance(n, int) and not isinstance(n, bool) and 0 < n < 1000]
    if not good or len(set(good)) < len(numbers):
        remedy = "Write measures = [3, 22] with the numbers of the plan's measures, each once."
        head.wrong("measures", f"{shown(value or 'nothing')} names no measures of the plan", remedy)
    return tuple(dict.fromkeys(good))


def _quotes(entry: Entry | None) -> dict[int, str]:
    if entry is None:
        return {}
    found: dict[int, str] = {}
    for key, words in entry.rest():
        if not key.isdecimal() or len(key) > 3 or not isinstance(words, str) or not words.strip():
            remedy = "Write 2 = \"…\" below [register.quotes]: the measure's number, the plan's words."
            entry.wrong(key, f"{shown(key)} = {shown(words)} is no quote of a measure", remedy)
        else:
            found[int(key)] = words
    return found


def _unique(head: Entry) -> tuple[tuple[str, ...], ...]:
    value = head.take("unique")
    if value is None:
        return ()
    sets = value if isinstance(value, list) else []
    good = [
        tuple(one)
        for one in sets
        if isinstance(one, list) and one and all(isinstance(name, str) for name in one)
    ]
    if len(good) < len(sets) or not sets:
        remedy = 'Write unique = [["holder", "year"]]: a list of lists of field ids.'
        head.wrong("unique", f"{shown(value)} is not a list of lists of fields", remedy)
    return tuple(good)


def _numbering(entry: Entry) -> Numbering:
    numbering = Numbering(
        form=entry.text("form", longest=120),
        serial_by=entry.texts("serial_by"),
        pattern=entry.text("pattern", longest=300),
        given_in=entry.text("given_in"),
    )
    entry.close()
    return numbering


def _basis(entry: Entry) -> Basis:
    basis = Basis(
        id=entry.ident(),
        document=entry.label("document", required=True),
        number=entry.text("number", longest=200),
        article=entry.text("article", longest=200),
        in_force=entry.dated(),
        confidence=Confidence(
            entry.one_of("confidence", [str(one) for one in Confidence], "low", required=True)
        ),
        source=entry.text("source", required=True),
    )
    entry.close()
    return basis


def _parameter(entry: Entry) -> Parameter:
    parameter = Parameter(
        id=entry.ident(),
        label=entry.label("label", required=True),
        unit=entry.text("unit", required=True, longest=40),
        values=tuple(_value(one) for one in entry.tables("values")),
        confirmed=entry.flag("confirmed"),
        basis=entry.text("basis"),
        note=entry.label("note", longest=1000),
    )
    entry.close()
    return parameter


def _value(entry: Entry) -> ParameterValue:
    written = entry.bound("value")
    if written is None or written == "":
        entry.wrong("value", "the parameter has no value here", "Write value = 30.")
    value = ParameterValue("" if written is None else written, entry.dated())
    entry.close()
    return value


def _publication(entry: Entry) -> Publication:
    publication = Publication(
        states=entry.texts("states"),
        after=span_of(entry.table("after")),
        basis=entry.text("basis"),
        article=entry.text("article", longest=100),
    )
    entry.close()
    return publication


def _retention(entry: Entry) -> Retention:
    years = entry.whole("years")
    if years is not None and not 0 < years <= 1000:
        entry.wrong(
            "years", f"{years} years is no time to keep records", "Leave it out to keep them for ever."
        )
    retention = Retention(years, entry.text("basis"), entry.text("article", longest=100))
    entry.close()
    return retention


def _indicator(entry: Entry) -> RegisterIndicator:
    between = entry.texts("between")
    if between and len(between) != 2:
        entry.wrong("between", f"{len(between)} states are no span", 'Write between = ["first", "second"].')
    indicator = RegisterIndicator(
        id=entry.ident(),
        label=entry.label("label", required=True),
        unit=entry.text("unit", required=True, longest=40),
        kind=entry.one_of("kind", INDICATOR_KINDS, "count", required=True),
        where=entry.condition("where"),
        of=entry.condition("of"),
        value=entry.text("value"),
        between=(between[0], between[1]) if len(between) == 2 else None,
        at=entry.text("at", "year_end"),
        better=entry.one_of("better", ("higher", "lower"), ""),
        measures=_indicator_measures(entry),
    )
    entry.close()
    return indicator


def _indicator_measures(entry: Entry) -> tuple[int, ...]:
    value = entry.take("measures")
    numbers = value if isinstance(value, list) else []
    good = tuple(n for n in numbers if isinstance(n, int) and not isinstance(n, bool))
    if value is not None and len(good) != max(len(numbers), 1):
        entry.wrong("measures", f"{shown(value)} is not a list of measures", "Write measures = [3].")
    return good
