"""What the page of a record shows, gathered for the person who looks at it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property

from django.utils import timezone

from lvxun.registers import dueness, workflow
from lvxun.registers.model import (
    Actor,
    Field,
    FieldType,
    Label,
    Parameter,
    Proof,
    Register,
    Snapshot,
    State,
    Transition,
)
from lvxun.registers.steps import Step
from lvxun.web.figures.wording import Message
from lvxun.web.people.models import User
from lvxun.web.people.record_rights import acting, may_change, may_comment, may_move, may_see
from lvxun.web.registers import history, merging, revisions
from lvxun.web.registers.asked import Asked, asked_by, unconfirmed
from lvxun.web.registers.definitions import calendar, definitions
from lvxun.web.registers.dues import DueLine, due_lines, urgency
from lvxun.web.registers.inputs import Setting, in_force
from lvxun.web.registers.models import Attachment, Comment, Link, Record, Revision
from lvxun.web.registers.snapshots import snapshot
from lvxun.web.registers.stations import Way, way
from lvxun.web.registers.step_cards import Card, Tried, cards
from lvxun.web.registers.uploads import MEGABYTE, largest

LATEST = 5


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Fields with their values under one heading."""

    label: Label
    values: list[tuple[Field, object]]


@dataclass(frozen=True, slots=True)
class File:
    """An attachment, and what it proves."""

    attachment: Attachment
    label: Label | None


@dataclass(frozen=True, slots=True)
class Linked:
    """A record that belongs to this one, and how."""

    record: Record
    kind: str


@dataclass
class RecordPage:
    """One record for one reader; what is asked for is looked up once."""

    user: User
    register: Register
    record: Record
    tried: Tried | None = None
    file_faults: tuple[Message, ...] = ()
    today: date = field(default_factory=timezone.localdate)

    @cached_property
    def state(self) -> State:
        return self.register.state(self.record.state)

    @cached_property
    def way(self) -> Way:
        return way(self.register, self._snapshot)

    @cached_property
    def due(self) -> dueness.Due | None:
        return dueness.due(self.register, self._snapshot, calendar())

    @cached_property
    def due_by(self) -> tuple[Actor, ...]:
        step = self.register.transition(self.due.transition) if self.due else None
        return step.by if step else ()

    @cached_property
    def urgency(self) -> str:
        return urgency(self.due.date, self.today) if self.due and self.due.date else ""

    @cached_property
    def next_steps(self) -> list[tuple[Transition, tuple[Actor, ...]]]:
        """Return the steps ahead where none has a limit: not those from everywhere, which lead out."""
        inside = [one.transition for one in self._steps if not one.transition.is_from_anywhere]
        return [(step, step.by) for step in inside[:3]]

    @cached_property
    def cards(self) -> list[Card]:
        if self.record.merged_into_id is not None:
            return []
        mine = frozenset(
            one.transition.id
            for one in self._steps
            if may_move(self.user, self.register, self.record, one.transition)
        )
        setting = Setting(self.today, files=list(self.file_names.items()))
        return cards(self.register, self._steps, self.record.values, mine, setting, self._shown, self.tried)

    @cached_property
    def groups(self) -> list[FieldGroup]:
        return field_groups(self.register, self.record)

    @cached_property
    def files(self) -> list[File]:
        labels: dict[str, Label] = {one.id: one.label for one in proofs_of(self.register)}
        labels |= {one.id: one.label for one in self.register.fields if one.type is FieldType.FILE}
        found = self.record.attachments.select_related("added_by").order_by("id")
        return [File(one, labels.get(one.proof)) for one in found]

    @cached_property
    def file_names(self) -> dict[str, str]:
        return {str(one.attachment.pk): one.attachment.name for one in self.files}

    @cached_property
    def proof_choices(self) -> list[Proof]:
        return proofs_of(self.register)

    @cached_property
    def dues(self) -> list[DueLine]:
        start, end = self.today - timedelta(days=400), self.today + timedelta(days=366 * 6)
        return due_lines(self.user, self.register, self.record, start, end)

    @cached_property
    def comments(self) -> Sequence[Comment]:
        return list(self.record.comments.select_related("author"))

    @cached_property
    def events(self) -> list[history.Act]:
        return history.of(self.record, self.register)[:LATEST]

    @cached_property
    def links(self) -> list[Linked]:
        return linked(self.user, self.record)

    @cached_property
    def asked(self) -> list[Asked]:
        return asked_by(self.register)

    @cached_property
    def unconfirmed(self) -> list[tuple[Parameter, object]]:
        return [(one, one.on(self.today)) for one in unconfirmed(self.register)]

    @cached_property
    def open_revision(self) -> Revision | None:
        return self.record.revisions.filter(outcome=Revision.Outcome.OPEN).order_by("id").first()

    @cached_property
    def may_change(self) -> bool:
        return self.record.merged_into_id is None and may_change(self.user, self.register, self.record)

    @cached_property
    def may_revise(self) -> bool:
        return self.open_revision is None and revisions.may_propose(self.user, self.register, self.record)

    @cached_property
    def may_comment(self) -> bool:
        return may_comment(self.user, self.register, self.record)

    @cached_property
    def may_unmerge(self) -> bool:
        return self.record.merged_into_id is not None and merging.may_merge(
            self.user, self.register, self.record
        )

    @cached_property
    def merged_from(self) -> list[Record]:
        return merging.merged_from(self.record)

    @cached_property
    def past_revisions(self) -> list[Revision]:
        return list(revisions.of(self.record).exclude(outcome=Revision.Outcome.OPEN)[:10])

    @property
    def largest_file(self) -> int:
        return largest() // MEGABYTE

    @cached_property
    def _snapshot(self) -> Snapshot:
        return snapshot(self.record)

    @cached_property
    def _proofs(self) -> frozenset[str]:
        return frozenset(one.attachment.proof for one in self.files if one.attachment.proof)

    def _shown(self, step: str) -> frozenset[str]:
        """Return the proofs that count for a step: those attached since it was last taken."""
        taken = self._taken.get(step)
        return frozenset(
            one.attachment.proof
            for one in self.files
            if one.attachment.proof and (taken is None or one.attachment.added_at > taken)
        )

    @cached_property
    def _taken(self) -> dict[str, datetime]:
        """Return when each step was last taken on this record."""
        moved = self.record.events.exclude(transition="").order_by("id")
        return dict(moved.values_list("transition", "at"))

    @cached_property
    def _steps(self) -> list[Step]:
        capacities = acting(self.user, self.today)
        steps = workflow.steps(
            self.register, self._snapshot, capacities, self.today, calendar(), proofs=self._proofs
        )
        return [one for one in steps if not is_for_calendar(one.transition)]


def is_for_calendar(step: Transition) -> bool:
    """Say whether nobody but the calendar takes a step."""
    return all(actor.role == "system" for actor in step.by)


def field_groups(register: Register, record: Record) -> list[FieldGroup]:
    """Return the values under the headings of the form: what is filled in, and what the state asks for."""
    found: dict[tuple[str, str], FieldGroup] = {}
    for one in in_force(register.fields, record.opened):
        held = record.values.get(one.id)
        key = (one.group.zh, one.group.en)
        group = found.setdefault(key, FieldGroup(one.group, []))
        if held not in (None, "", []) or one.required or record.state in one.required_in:
            group.values.append((one, held))
    return [group for group in found.values() if group.values]


def proofs_of(register: Register) -> list[Proof]:
    """Return every proof that some step takes, each once."""
    found = {proof.id: proof for step in register.transitions for proof in step.proofs}
    return list(found.values())


def linked(user: User, record: Record) -> list[Linked]:
    """Return the linked records that ``user`` may see too."""
    links = Link.objects.filter(source=record).select_related("target")
    back = Link.objects.filter(target=record).select_related("source")
    pairs = [(one.target, one.kind) for one in links] + [(one.source, f"{one.kind}_by") for one in back]
    known = definitions()
    return [
        Linked(other, kind)
        for other, kind in pairs
        if other.register in known and may_see(user, known[other.register], other)
    ]
