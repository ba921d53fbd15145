"""The matrix of rights: page × role × register × step, worked out from the same functions that pages ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils import timezone

from lvxun.registers.model import ActorRole, Register, Transition
from lvxun.web.people import record_rights as rights
from lvxun.web.people.named_actors import merging
from lvxun.web.people.offices import is_serving
from lvxun.web.people.positions import OWN_FIRM, Position, county_of, positions, two_cities
from lvxun.web.registers import revisions
from lvxun.web.registers.definitions import definitions
from lvxun.web.registers.models import Record
from lvxun.web.served import package_region


class Answer(StrEnum):
    """What a position gets: the page or the act (200), a refusal (403), or nothing to be found (404)."""

    MAY = "may"
    REFUSED = "refused"
    HIDDEN = "hidden"


class Rule(StrEnum):
    """What a page asks for."""

    OPEN = "open"  # nothing: it tells what everybody may know
    OWN = "own"  # a sign-in: it shows what is one's own
    LIST = "list"  # that some record of the register may be seen
    CREATE = "create"  # the same, and that one may open a record
    LOOK_FOR_DOUBLES = "look_for_doubles"  # the same, and that one merges records somewhere
    SEE = "see"  # that this record may be seen; every rule below asks this first
    REMARK = "remark"
    CHANGE = "change"
    MOVE = "move"
    FILE = "file"
    PROPOSE = "propose"
    DECIDE = "decide"
    MERGE = "merge"


# Every address of the registers, by name; tests/web/people/test_people_matrix_walk.py fails for one left out.
PAGES: dict[str, Rule] = {
    "registers": Rule.OPEN,
    "register-about": Rule.OPEN,
    "public-registers": Rule.OPEN,
    "public-register": Rule.OPEN,
    "public-record": Rule.OPEN,
    "inbox": Rule.OWN,
    "duties": Rule.OWN,
    "register-suggest": Rule.OWN,
    "register-list": Rule.LIST,
    "register-view-save": Rule.LIST,
    "register-view-drop": Rule.LIST,
    "register-preview": Rule.LIST,
    "register-export": Rule.LIST,
    "record-new": Rule.CREATE,
    "register-template": Rule.CREATE,
    "register-import": Rule.CREATE,
    "register-import-detail": Rule.CREATE,  # one's own import; somebody else's is not there
    "register-import-progress": Rule.CREATE,
    "register-import-held-back": Rule.CREATE,
    "register-import-act": Rule.CREATE,
    "duplicates": Rule.LOOK_FOR_DOUBLES,
    "record": Rule.SEE,
    "record-history": Rule.SEE,
    "record-print": Rule.SEE,
    "attachment": Rule.SEE,
    "record-comment": Rule.REMARK,
    "record-attach": Rule.REMARK,
    "record-edit": Rule.CHANGE,
    "record-revise": Rule.PROPOSE,
    "revision-decide": Rule.DECIDE,
    "register-merge": Rule.MERGE,
    "record-unmerge": Rule.MERGE,
    "record-move": Rule.MOVE,
    "register-bulk": Rule.MOVE,
    "record-file": Rule.FILE,
}
STATUS = {Answer.MAY: 200, Answer.REFUSED: 403, Answer.HIDDEN: 404}
PER_STEP = frozenset({Rule.MOVE, Rule.FILE})
ON_SEALED = frozenset({Rule.PROPOSE, Rule.DECIDE})


@dataclass(frozen=True, slots=True)
class Act:
    """One thing to be done with a register: a page, and the step or duty where the page has several."""

    page: str
    transition: str = ""
    state: str = ""  # the state in which the specimen of a record stands for it

    @property
    def rule(self) -> Rule:
        """Return what the page asks for."""
        return PAGES[self.page]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what this position is answered when it asks for this."""

    register: str
    act: Act
    position: str
    answer: Answer


def matrix(registers: Mapping[str, Register] | None = None) -> list[Cell]:
    """Return every cell of every register, or of those given."""
    chosen = definitions() if registers is None else registers
    return [cell for register in chosen.values() for cell in cells(register)]


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
    sealed = next((one.id for one in register.states if one.sealed), "")
    found = [Act(page, state=start) for page, rule in PAGES.items() if rule not in PER_STEP | ON_SEALED]
    if sealed:
        found += [Act(page, state=sealed) for page, rule in PAGES.items() if rule in ON_SEALED]
    for step in by_people(register):
        found += [Act(page, step.id, source_of(register, step)) for page in ("record-move", "register-bulk")]
    found += [Act("record-file", duty.id, start) for duty in register.duties if not duty.step]
    return found


def by_people(register: Register) -> list[Transition]:
    """Return the steps that somebody takes, without those of the calendar."""
    return [step for step in register.transitions if any(one.role != ActorRole.SYSTEM for one in step.by)]


def source_of(register: Register, step: Transition) -> str:
    """Return a state from which a step goes."""
    if step.is_from_anywhere:
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
    if act.rule is Rule.OPEN:
        return Answer.MAY
    if act.rule is Rule.OWN:
        return Answer.MAY if is_serving(user, timezone.localdate()) else Answer.HIDDEN
    on_the_list = ON_THE_LIST.get(act.rule)
    if on_the_list is not None:
        if not rights.may_list(user, register):
            return Answer.HIDDEN
        return Answer.MAY if on_the_list(user, register) else Answer.REFUSED
    if not rights.may_see(user, register, record):
        return Answer.HIDDEN
    return Answer.MAY if _may_act(user, register, act, record) else Answer.REFUSED


def _may_act(user: object, register: Register, act: Act, record: Record) -> bool:
    if act.rule is Rule.MOVE:
        return rights.may_move(user, register, record, act.transition)
    if act.rule is Rule.FILE:
        duty = next(one for one in register.duties if one.id == act.transition)
        return rights.may_file(user, register, record, duty)
    return ON_A_RECORD[act.rule](user, register, record)


def _decides(user: object, register: Register, record: Record) -> bool:
    return rights.is_one_of(user, register, revisions.deciders(register, record), record)


ON_THE_LIST: dict[Rule, Callable[[object, Register], bool]] = {
    Rule.LIST: lambda _user, _register: True,
    Rule.CREATE: rights.may_create,
    Rule.LOOK_FOR_DOUBLES: lambda user, register: rights.is_one_of(user, register, merging(register), None),
}
ON_A_RECORD: dict[Rule, Callable[[object, Register, Record], bool]] = {
    Rule.SEE: lambda _user, _register, _record: True,
    Rule.REMARK: rights.may_comment,
    Rule.CHANGE: rights.may_change,
    Rule.PROPOSE: rights.may_comment,
    Rule.DECIDE: _decides,
    Rule.MERGE: lambda user, register, record: rights.is_one_of(user, register, merging(register), record),
}
