"""The steps from a record's present state, each as a card with the form that it takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from lvxun.registers.model import Field, FieldType, Label, Register, Transition
from lvxun.registers.steps import Step
from lvxun.web.figures.wording import Message
from lvxun.web.registers.inputs import Input, Setting, make_input
from lvxun.web.registers.typed import PREFIX


@dataclass(frozen=True, slots=True)
class ProofInput:
    """A proof that a step takes, and whether it is there already."""

    id: str
    label: Label
    is_attached: bool
    faults: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """A step as somebody sees it: theirs with its form, or another's with whose it is."""

    step: Transition
    is_mine: bool
    is_open: bool
    due: date | None
    held_back: tuple[str, ...]
    inputs: tuple[Input, ...] = ()
    proofs: tuple[ProofInput, ...] = ()
    faults: tuple[Message, ...] = ()
    why: str = ""
    why_faults: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Tried:
    """A step that was refused: what was typed, and what is wrong with it, by place."""

    transition: str
    values: Mapping[str, object]
    why: str
    faults: Mapping[str, tuple[Message, ...]]


WHY_PLACES = ("why", "reason")


def fields_of(register: Register, step: Transition) -> list[Field]:
    """Return the fields that a step asks for: those it needs, and those its new state cannot be without."""
    wanted = dict.fromkeys(step.needs)
    wanted.update(dict.fromkeys(one.id for one in register.fields if step.target in one.required_in))
    known = (register.field(key) for key in wanted)
    return [one for one in known if one and one.type is not FieldType.COMPUTED and one.id not in step.sets]


def cards(  # noqa: PLR0913, PLR0917 - a step meets the record, the reader, and what was tried
    register: Register,
    steps: Sequence[Step],
    values: Mapping[str, object],
    mine: frozenset[str],
    setting: Setting,
    attached: Callable[[str], frozenset[str]],
    tried: Tried | None = None,
) -> list[Card]:
    """Return a card for every step: one's own first, in the order of the register."""
    made = [
        _card(register, one, values, one.transition.id in mine, setting, attached, tried) for one in steps
    ]
    made.sort(key=lambda card: not card.is_mine)
    if tried is None and sum(card.is_mine for card in made) == 1:
        return [_opened(card) if card.is_mine else card for card in made]
    return made


def _opened(card: Card) -> Card:
    return replace(card, is_open=True)


def _card(  # noqa: PLR0913, PLR0917
    register: Register,
    one: Step,
    values: Mapping[str, object],
    is_mine: bool,
    setting: Setting,
    attached: Callable[[str], frozenset[str]],
    tried: Tried | None,
) -> Card:
    step = one.transition
    if not is_mine:
        return Card(step, is_mine=False, is_open=False, due=one.due, held_back=())
    refused = tried if tried and tried.transition == step.id else None
    faults = refused.faults if refused else {}
    held = {**values, **(refused.values if refused else {})}
    needed = frozenset({*step.needs, *setting.needed})
    own = Setting(setting.day, step.target, needed, setting.files, setting.spare)
    fields = fields_of(register, step)
    inputs = tuple(
        make_input(field, f"{PREFIX}{field.id}", held.get(field.id), faults, own) for field in fields
    )
    proofs = tuple(
        ProofInput(proof.id, proof.label, proof.id in attached(step.id), faults.get(proof.id, ()))
        for proof in step.proofs
    )
    shown = {*(field.id for field in fields), *(proof.id for proof in step.proofs), *WHY_PLACES}
    return Card(
        step,
        is_mine=True,
        is_open=refused is not None,
        due=one.due,
        held_back=one.held_back,
        inputs=inputs,
        proofs=proofs,
        faults=_others(faults, shown),
        why=refused.why if refused else "",
        why_faults=tuple(fault for place in WHY_PLACES for fault in faults.get(place, ())),
    )


def _others(faults: Mapping[str, tuple[Message, ...]], shown: set[str]) -> tuple[Message, ...]:
    """Return the faults that no input of the card shows."""
    return tuple(
        fault
        for place, found in faults.items()
        if place.split(".", 1)[0].split("[", 1)[0] not in shown
        for fault in found
    )
