"""What the API takes and gives, as types: the OpenAPI document is made of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import ConfigDict, Field, JsonValue

Values = Annotated[
    dict[str, JsonValue],
    Field(description="By field id, as the register's definition says. null takes a value away."),
]
Version = Annotated[int, Field(ge=1, le=2_147_483_647, description="The version that you have seen.")]
Why = Annotated[str, Field(max_length=4000, description="Goes into the history.")]


class Body(Schema):
    """What is sent: a key that is not known is refused, for it was meant to do something."""

    model_config = ConfigDict(extra="forbid")


class Fault(Schema):
    """One thing that is wrong."""

    field: str
    what: str
    remedy: str


class ProblemOut(Schema):
    """An error (RFC 9457)."""

    model_config = ConfigDict(extra="allow")
    type: str
    title: str
    status: int
    detail: str
    instance: str
    faults: list[Fault]


class Label(Schema):
    """Words in both languages."""

    zh: str
    en: str


class RegisterOut(Schema):
    """A register, in a list."""

    id: str
    label: Label
    summary: Label
    measures: list[int]
    keeper: str
    level: str
    subject: str
    may_list: bool
    may_create: bool


class RegisterList(Schema):
    """All registers of the served region."""

    region: str
    registers: list[RegisterOut]


class RecordOut(Schema):
    """A record, with what is declared of it."""

    register_id: str
    code: str
    title: str
    state: str
    holder: str
    area: str
    body: str
    opened: date
    due: date | None
    closed: date | None
    version: int
    values: dict[str, JsonValue]
    merged_into: str | None
    synthetic: Annotated[bool, Field(description="Made up for trying.")]


class CountOut(Schema):
    """How many records a list has; not exact means more than that."""

    number: int
    exact: bool


class RecordList(Schema):
    """One page of a register's list."""

    count: CountOut
    page: int
    pages: int
    per_page: int
    order: str
    results: list[RecordOut]


class StepOut(Schema):
    """A step from where the record stands, as you see it."""

    id: str
    label: Label
    target: str
    may: bool
    refusal: Annotated[
        str, Field(description="role, when or silence; empty where nothing stands against it.")
    ]
    missing: list[str]
    proofs: list[str]
    due: date | None
    estimated: bool
    silence: str


class May(Schema):
    """What you may do with a record now."""

    change: bool
    comment: bool
    propose: bool


class RecordDetail(RecordOut):
    """A record with what may be done with it."""

    steps: list[StepOut]
    may: May


class NewRecord(Body):
    """A record to be opened."""

    values: Values
    why: Why = ""
    code: Annotated[str, Field(max_length=80, description="Only where codes are given from outside.")] = ""


class Change(Body):
    """Values to be changed; the others stay as they are."""

    values: Values
    version: Version | None = None
    why: Why = ""


class Move(Body):
    """A step to be taken. What it asks to be attached is attached first, with its ``proof``."""

    transition: Annotated[str, Field(max_length=80)]
    version: Version | None = None
    values: Values = Field(default_factory=dict)
    why: Why = ""


class CommentIn(Body):
    """A remark."""

    text: Annotated[str, Field(min_length=1, max_length=4000)]


class CommentOut(Schema):
    """A remark among those who act on the record."""

    at: datetime
    author: str
    text: str


class AttachmentOut(Schema):
    """A file of a record."""

    id: int
    name: str
    media_type: str
    size: int
    sha256: str
    proof: str
    added_at: datetime
    added_by: str | None


class FilingIn(Body):
    """A duty fulfilled."""

    duty: Annotated[str, Field(max_length=60)]
    period: Annotated[
        str, Field(max_length=10, description="2025, 2025Q1, 2025-03; empty: falls due once.")
    ] = ""
    values: Values = Field(default_factory=dict)


class FilingOut(Schema):
    """What was filed."""

    duty: str
    period: str
    filed_at: datetime
    filed_by: str | None
    values: dict[str, JsonValue]


class EventOut(Schema):
    """One act on a record with what differs."""

    version: int
    at: datetime
    by: str | None
    on_behalf_of: str | None
    verb: str
    transition: str
    from_state: str
    to_state: str
    why: str
    before: dict[str, JsonValue]
    after: dict[str, JsonValue]


class EventList(Schema):
    """One page of a record's history, the newest first."""

    count: int
    page: int
    pages: int
    results: list[EventOut]


class RevisionIn(Body):
    """A correction of a sealed record."""

    values: Values
    version: Version | None = None
    why: Annotated[str, Field(min_length=1, max_length=4000)]


class RevisionOut(Schema):
    """A proposed correction and what became of it."""

    id: int
    register_id: str
    code: str
    version: int
    before: dict[str, JsonValue]
    proposed: dict[str, JsonValue]
    why: str
    proposed_by: str
    proposed_at: datetime
    outcome: str
    decided_by: str | None
    decided_at: datetime | None
    decision_why: str
    heard_at: datetime | None
    heard_agrees: bool | None
    heard_why: str


class Verdict(Body):
    """What is said about a revision."""

    verdict: Literal["agree", "refuse", "withdraw", "consent", "object"]
    why: Why = ""


class WaitingOut(Schema):
    """A record that waits for you, with the steps that are yours."""

    register_id: str
    code: str
    title: str
    state: str
    due: date | None
    urgency: str
    steps: list[str]


class Inbox(Schema):
    """What waits for you; ``is_more`` where there is more than is shown."""

    records: list[WaitingOut]
    revisions: list[RevisionOut]
    is_more: bool


class DutyOut(Schema):
    """Something to be filed, for a period, by a day."""

    register_id: str
    code: str
    title: str
    duty: str
    label: Label
    period: str
    due: date
    filed: bool
    urgency: str
    step: Annotated[str, Field(description="The step that fulfils it; empty: it is filed.")]


class DutyList(Schema):
    """What you have to file; ``is_cut`` where records were left out for their number."""

    duties: list[DutyOut]
    is_cut: bool


class PublicRecordOut(Schema):
    """What everybody may see of a record."""

    code: str
    title: str
    state: str
    since: date
    values: dict[str, JsonValue]
    synthetic: bool


class PublicList(Schema):
    """One page of what is public of a register, the newest first."""

    count: int
    page: int
    is_more: bool
    results: list[PublicRecordOut]


class PublicRegisters(Schema):
    """The registers of which something is public, and how many records."""

    registers: dict[str, int]
