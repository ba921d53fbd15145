"""The published parameters: every number of lamps, ladder, scores and limits, dated, with its source.

They lie in ``rules/oversight.toml``; a province confirms or changes them in a file ``oversight.toml`` of its
own. Nothing here decides; it is looked up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path

from lvxun.oversight.errors import OversightError
from lvxun.oversight.model import Colour, Confidence, Text
from lvxun.oversight.toml_file import Row, Sheet

FILE = "oversight.toml"
PARAMETER_KEYS = (
    "id", "label_zh", "label_en", "value", "unit", "since", "until", "confirmed", "basis",
    "note_zh", "note_en",
)  # fmt: skip
BASIS_KEYS = ("id", "document_zh", "document_en", "number", "article", "since", "confidence", "source")
LAMP_KEYS = ("id", "colour", "zh", "en")
STEP_KEYS = ("id", "label_zh", "label_en", "by", "opens_zh", "opens_en")
COMPONENT_KEYS = ("id", "kind", "label_zh", "label_en", "means_zh", "means_en")


@dataclass(frozen=True, slots=True)
class Basis:
    """A document that a parameter rests on, and how well we know it."""

    id: str
    document: Text
    number: str
    article: str
    since: date | None
    confidence: Confidence
    source: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number of policy with its unit; ``confirmed`` False: a province has yet to confirm it."""

    id: str
    label: Text
    value: float
    unit: str
    since: date
    until: date | None
    confirmed: bool
    basis: str
    note: Text

    def on(self, day: date) -> bool:
        """Say whether it holds on ``day``."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class LampRule:
    """One branch of the lamp's rule: its colour and its sentence, with ``{facts}`` to fill in."""

    id: str
    colour: Colour
    text: Text


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the ladder; ``by`` is system (goes out by itself) or office (somebody signs it)."""

    id: str
    label: Text
    by: str
    opens: Text  # how its letter begins


@dataclass(frozen=True, slots=True)
class Component:
    """One line of a score: ``kind`` share (weight × share of 1) or count (points a piece, up to a limit)."""

    id: str
    kind: str
    label: Text
    means: Text


@dataclass(frozen=True)
class Rules:
    """All published rules of oversight."""

    parameters: tuple[Parameter, ...]
    bases: Mapping[str, Basis]
    lamps: Mapping[str, LampRule]
    ladder: tuple[Step, ...]
    components: tuple[Component, ...]

    def number(self, key: str, day: date) -> float:
        """Return the value of a parameter in force on ``day``.

        Raises
        ------
        OversightError
            where none is in force.
        """
        found = next((p for p in reversed(self.parameters) if p.id == key and p.on(day)), None)
        if found is None:
            raise OversightError(
                f"The parameter '{key}' has no value in force on {day}.", FILE, "Add one that is."
            )
        return found.value

    def whole(self, key: str, day: date) -> int:
        """Return a parameter that counts days or times."""
        return round(self.number(key, day))

    @property
    def unconfirmed(self) -> tuple[Parameter, ...]:
        """Return the parameters that a province has yet to confirm."""
        return tuple(one for one in self.parameters if not one.confirmed)


def load(region_folder: Path | None = None) -> Rules:
    """Read the national parameters and a region's own on top.

    Raises
    ------
    DefinitionFaultsError
        with every fault of a file.
    """
    with as_file(files("lvxun").joinpath("rules", FILE)) as path:
        rules = _national(Sheet(path))
    own = region_folder / FILE if region_folder else None
    return _overridden(rules, Sheet(own)) if own and own.is_file() else rules


def _national(sheet: Sheet) -> Rules:
    bases = {row["id"]: _basis(sheet, key, row) for key, row in sheet.rows("basis") if "id" in row}
    parameters = tuple(_parameter(sheet, key, row, bases) for key, row in sheet.rows("parameter"))
    lamps = [_lamp(sheet, key, row) for key, row in sheet.rows("lamp")]
    ladder = tuple(_step(sheet, key, row) for key, row in sheet.rows("step"))
    components = tuple(_component(sheet, key, row) for key, row in sheet.rows("component"))
    for name in ("basis", "lamp", "step", "component"):
        sheet.once(name)
    sheet.finish()
    return Rules(parameters, bases, {one.id: one for one in lamps}, ladder, components)


def _basis(sheet: Sheet, key: str, row: Row) -> Basis:
    sheet.only(key, row, BASIS_KEYS)
    return Basis(
        id=sheet.text(key, row, "id"),
        document=sheet.words(key, row, "document"),
        number=sheet.text(key, row, "number", default=""),
        article=sheet.text(key, row, "article", default=""),
        since=sheet.day(key, row, "since", optional=True),
        confidence=Confidence(sheet.choice(key, row, "confidence", list(Confidence))),
        source=sheet.text(key, row, "source"),
    )


def _parameter(sheet: Sheet, key: str, row: Row, bases: Mapping[str, Basis]) -> Parameter:
    sheet.only(key, row, PARAMETER_KEYS)
    basis = sheet.text(key, row, "basis", default="")
    if basis and basis not in bases:
        sheet.fault(f"{key}.basis", f"'{basis}' is no basis of this file.")
    since = sheet.day(key, row, "since") or date.min
    until = sheet.day(key, row, "until", optional=True)
    if until is not None and until < since:
        sheet.fault(f"{key}.until", "It ends before it begins.")
    confirmed = row.get("confirmed", False)
    if not isinstance(confirmed, bool):
        sheet.fault(f"{key}.confirmed", "Write true or false.")
    return Parameter(
        id=sheet.text(key, row, "id"),
        label=sheet.words(key, row, "label"),
        value=sheet.number(key, row, "value"),
        unit=sheet.text(key, row, "unit", default=""),
        since=since,
        until=until,
        confirmed=confirmed is True,
        basis=basis,
        note=sheet.words(key, row, "note", optional=True),
    )


def _lamp(sheet: Sheet, key: str, row: Row) -> LampRule:
    sheet.only(key, row, LAMP_KEYS)
    words = Text(sheet.text(key, row, "zh"), sheet.text(key, row, "en"))
    return LampRule(sheet.text(key, row, "id"), Colour(sheet.choice(key, row, "colour", list(Colour))), words)


def _step(sheet: Sheet, key: str, row: Row) -> Step:
    sheet.only(key, row, STEP_KEYS)
    by = sheet.choice(key, row, "by", ("system", "office"))
    return Step(
        sheet.text(key, row, "id"), sheet.words(key, row, "label"), by, sheet.words(key, row, "opens")
    )


def _component(sheet: Sheet, key: str, row: Row) -> Component:
    sheet.only(key, row, COMPONENT_KEYS)
    kind = sheet.choice(key, row, "kind", ("share", "count"))
    label, means = sheet.words(key, row, "label"), sheet.words(key, row, "means")
    return Component(sheet.text(key, row, "id"), kind, label, means)


def _overridden(rules: Rules, sheet: Sheet) -> Rules:
    """Lay a province's own values over the national ones; it may confirm and change, not invent."""
    bases = {**rules.bases, **{r["id"]: _basis(sheet, k, r) for k, r in sheet.rows("basis") if "id" in r}}
    known = {one.id: one for one in rules.parameters}
    own: list[Parameter] = []
    for key, row in sheet.rows("parameter"):
        national = known.get(str(row.get("id")))
        if national is None:
            sheet.fault(f"{key}.id", "No national parameter has this id.", "Take one that has.")
            continue
        said = {"label_zh": national.label.zh, "label_en": national.label.en, "unit": national.unit, **row}
        own.append(_parameter(sheet, key, said, bases))
    sheet.finish()
    changed = {one.id for one in own}
    kept = tuple(one for one in rules.parameters if one.id not in changed)
    return replace(rules, parameters=(*kept, *own), bases=bases)
