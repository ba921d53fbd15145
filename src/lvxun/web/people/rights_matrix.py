"""The matrix of rights: page × role × register × step, worked out from the same functions that pages ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils import timezone

from lvxun.registers.model import ActorRole, Register, Transition
from lvxun.web.insight.state import package_region
from lvxun.web.people import record_rights as rights
from lvxun.web.people.positions import OWN_FIRM, Position, county_of, positions, two_cities
from lvxun.web.registers.models import Record


class Answer(StrEnum):
    """What a position gets: the page or the act (200), a refusal (403), or nothing to be found (404)."""

    MAY = "may"
    REFUSED = "refused"
    HIDDEN = "hidden"


STATUS = {Answer.MAY: 200, Answer.REFUSED: 403, Answer.HIDDEN: 404}

OPEN_PAGES = ("registers", "register-about", "public-registers")
LIST_PAGES = ("register-list", "register-export")
RECORD_PAGES = ("record", "record-history", "record-print")
CREATING_PAGES = ("record-new", "register-template", "register-import")
REMARK_PAGES = ("record-comment", "record-attach")
ACTS_ON_A_RECORD: dict[str, Callable[[object, Register, Record], bool]] = {
    "record-comment": rights.may_comment,
    "record-attach": rights.may_comment,
    "record-edit": rights.may_change,
    "record-revise": rights.may_propose,
    "revision-decide": rights.may_decide_revision,
}


@dataclass(frozen=True, slots=True)
class Act:
    """One thing to be done with a register: a page, and the step or duty where the page has several."""

    page: str
    transition: str = ""
    state: str = ""  # the state in which a specimen record stands for it


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what this position is answered when it asks for this."""

    register: str
    act: Act
    position: str
    answer: Answer


def matrix(registers: Mapping[str, Register] | None = None) -> list[Cell]:
    """Return every cell of every register, or of those given."""
    if registers is None:
        from lvxun.web.registers.definitions import definitions

        registers = definitions()
    return [cell for register in registers.values() for cell in cells(register)]


def cells(register: Register, among: Iterable[Position] | None = None) -> Iterator[Cell]:
    """Return the cells of one register: for every act what every position is answered."""
    chosen = list(among) if among is not None else positions(register)
    people = [(position, position.user()) for position in chosen]
    for act in acts(register):
        record = specimen(register, act.state)
        for position, user in people:
            yield Cell(register.id, act, position.id, answer(user, register, act, record))


def acts(register: Register) -> list[Act]:
    """Return what can be done with a register: its pages, then each step and each duty."""
    start = register.start.id
    pages = (*OPEN_PAGES, *LIST_PAGES, *CREATING_PAGES, *RECORD_PAGES, *REMARK_PAGES, "record-edit")
    found = [Act(page, state=start) for page in pages]
    sealed = next((one.id for one in register.states if one.sealed), "")
    if sealed:
        found += [Act("record-revise", state=sealed), Act("revision-decide", state=sealed)]
    found += [Act("record-move", step.id, source_of(register, step)) for step in by_people(register)]
    found += [Act("record-file", duty.id, start) for duty in register.duties if not duty.step]
    return found


def by_people(register: Register) -> list[Transition]:
    """Return the steps that somebody takes, without those of the calendar."""
    return [step for step in register.transitions if any(one.role != ActorRole.SYSTEM for one in step.by)]


def source_of(register: Register, step: Transition) -> str:
    """Return a state from which a step goes."""
    if "*" in step.sources:
        return register.start.id
    return step.sources[0]


def specimen(register: Register, state: str) -> Record:
    """Return a record, not saved, in a county of the first city and about the first firm."""
    return Record(
        region=package_region().id,
        register=register.id,
        code="specimen",
        title="specimen",
        state=state or register.start.id,
        opened=timezone.localdate(),
        area=county_of(two_cities()[0]),
        holder=OWN_FIRM,
    )


def answer(user: object, register: Register, act: Act, record: Record) -> Answer:
    """Return what somebody is answered; who does not see the record is told of no act on it."""
    if act.page in OPEN_PAGES:
        return Answer.MAY
    if act.page in LIST_PAGES:
        return Answer.MAY if rights.may_list(user, register) else Answer.HIDDEN
    if act.page in CREATING_PAGES:
        if not rights.may_list(user, register):
            return Answer.HIDDEN
        return Answer.MAY if rights.may_create(user, register) else Answer.REFUSED
    if not rights.may_see(user, register, record):
        return Answer.HIDDEN
    return Answer.MAY if _may_act(user, register, act, record) else Answer.REFUSED


def _may_act(user: object, register: Register, act: Act, record: Record) -> bool:
    if act.page in RECORD_PAGES:
        return True
    if act.page == "record-move":
        return rights.may_move(user, register, record, act.transition)
    if act.page == "record-file":
        duty = next(one for one in register.duties if one.id == act.transition)
        return rights.may_file(user, register, record, duty)
    asked = ACTS_ON_A_RECORD.get(act.page)
    return asked is not None and asked(user, register, record)
