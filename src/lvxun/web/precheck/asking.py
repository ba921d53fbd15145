"""The form of the pre-check: what was typed into facts, with a fault beside each that cannot be read."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from django.utils import timezone
from django.utils.translation import gettext as _

from lvxun.registers import codes as code_lists
from lvxun.registers.errors import RegistersError
from lvxun.registers.model import Choice, Field, FieldType, Label
from lvxun.registers.permit_catalogue import LISTED, quantities, questions
from lvxun.registers.precheck import facts_asked
from lvxun.registers.shapes import clean_polygon
from lvxun.registers.values import Reading
from lvxun.web.registers.typed import typed_polygon

LONGEST = 200
TIMES = {"万": 1e4, "亿": 1e8}


@dataclass(frozen=True, slots=True)
class Slot:
    """One question with what was typed and what is wrong with it."""

    id: str
    type: str
    label: Label
    help: Label
    unit: str
    choices: tuple[Choice, ...]
    text: str
    fault: str = ""
    shows_unit: bool = False  # the form's own labels name theirs


@dataclass(slots=True)
class Answers:
    """What was understood (``facts``) and the faults of the rest, by question."""

    facts: dict[str, object] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)


def understand(typed: Mapping[str, str], areas: Mapping[str, object]) -> Answers:
    """Read the form; what was left empty is no fact."""
    answers = Answers()
    types = {fact.id: fact.type for fact in facts_asked()}
    asked = {
        key: FieldType.YES_NO if one.unit == "yes" else FieldType.NUMBER for key, one in quantities().items()
    }
    for key, kind in (asked | types).items():
        text = unicodedata.normalize("NFKC", typed.get(key, "")).strip()[: LONGEST * 50]
        if not text:
            continue
        try:
            answers.facts[key] = _read(kind, key, text, areas)
        except (ValueError, RegistersError) as error:
            answers.faults[key] = error.message if isinstance(error, RegistersError) else str(error)
    return answers


def _read(kind: FieldType, key: str, text: str, areas: Mapping[str, object]) -> object:
    if kind is FieldType.NUMBER:
        return _number(text)
    if kind is FieldType.YES_NO:
        return _yes(text)
    if kind is FieldType.INDUSTRY:
        return _industry(text)
    if kind is FieldType.AREA and text not in areas:
        raise ValueError(_("There is no such area in the region."))
    if kind is FieldType.CHOICE and text not in {one.id for one in _choices(key)}:
        raise ValueError(_("Choose one of the list."))
    if kind is FieldType.POLYGON:
        return _polygon(text)
    return text[:LONGEST]


def _number(text: str) -> float:
    plain = text.replace(",", "").replace(" ", "")
    times = TIMES.get(plain[-1:], 1.0)
    try:
        number = float(plain.rstrip("".join(TIMES))) * times
    except ValueError:
        raise ValueError(_("Write a number without its unit, for example 12000 or 1.2万.")) from None
    if not math.isfinite(number) or number < 0:
        raise ValueError(_("Write a number from 0 up."))
    return number


def _yes(text: str) -> bool:
    if text not in ("yes", "no"):
        raise ValueError(_("Choose yes or no."))
    return text == "yes"


def _industry(text: str) -> str:
    code = text.split(maxsplit=1)[0]
    if code not in code_lists.load_codes().industries:
        raise ValueError(_("GB/T 4754-2017 has no such code; choose one of the list."))
    return code


def _choices(key: str) -> tuple[Choice, ...]:
    return next((fact.choices for fact in facts_asked() if fact.id == key), ())


def slots(typed: Mapping[str, str], answers: Answers) -> list[Slot]:
    """Return the questions of the form itself."""
    return [
        Slot(
            fact.id,
            str(fact.type),
            fact.label,
            fact.help,
            fact.unit,
            fact.choices,
            typed.get(fact.id, "")[: LONGEST * 50],
            answers.faults.get(fact.id, ""),
        )
        for fact in facts_asked()
    ]


def catalogue_slots(typed: Mapping[str, str], answers: Answers) -> list[Slot]:
    """Return the questions that the catalogue of permits asks of the industry; none before one is known."""
    industry = answers.facts.get("industry")
    if not industry:
        return []
    own = {fact.id for fact in facts_asked()}
    listed = sorted(questions(str(industry)), key=lambda one: one.id != LISTED)
    return [
        Slot(
            one.id,
            "yes_no" if one.unit == "yes" else "number",
            Label(one.label_zh, one.label_en),
            Label("", ""),
            "" if one.unit == "yes" else one.unit,
            (),
            typed.get(one.id, "")[:LONGEST],
            answers.faults.get(one.id, ""),
            shows_unit=one.unit != "yes",
        )
        for one in listed
        if one.id not in own
    ]


def fact_label(key: str) -> Label:
    """Return what a fact is called; its key where nobody names it."""
    own = {fact.id: fact.label for fact in facts_asked()}
    if key in own:
        return own[key]
    quantity = quantities().get(key)
    return Label(quantity.label_zh, quantity.label_en) if quantity else Label(key, key)


@cache
def industries() -> list[tuple[str, str]]:
    """Return the four-digit industries, to choose from."""
    return [(code, label.zh) for code, label in code_lists.load_codes().industries.items() if len(code) == 4]


def _polygon(text: str) -> object:
    field = Field("polygon", FieldType.POLYGON, Label("用地范围", "Outline of the land"))
    return clean_polygon(
        field,
        typed_polygon(text),
        Reading(code_lists.load_codes(), timezone.localdate(), timezone.localdate()),
    )
