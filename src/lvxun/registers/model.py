"""What a register is, as immutable data: the contract between its file, the workflow and the web.

A ``Register`` is read from one TOML file (``reading.py``), checked there with all faults at once
(``checking.py``), and never changed. ``docs/registers-format.md`` is the reference of the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class FieldType(StrEnum):
    """The kinds of a field; the stored (JSON) form of each is given behind it."""

    TEXT = "text"  # str
    LONG_TEXT = "long_text"  # str, several lines
    NUMBER = "number"  # int or float, in the field's unit
    MONEY = "money"  # str: a decimal number of yuan with two places, never a float
    DATE = "date"  # str, ISO
    YES_NO = "yes_no"  # bool
    CHOICE = "choice"  # str, id of a choice
    CHOICES = "choices"  # list[str], ids of choices
    BODY = "body"  # str, id of a body of the region, or a function of bodies
    AREA = "area"  # str, GB/T 2260 code or a region's own
    HOLDER = "holder"  # str, 统一社会信用代码 (18 signs, check digit)
    INDUSTRY = "industry"  # str, GB/T 4754-2017, two to four digits
    WASTE = "waste"  # str, code of the national hazardous waste list, 900-041-49
    POINT = "point"  # [lon, lat] in degrees
    POLYGON = "polygon"  # [[lon, lat], …] in degrees, closed or not, never crossing itself
    FILE = "file"  # str, id of an attachment of the record
    TABLE = "table"  # list[dict], a row each; the columns are fields
    SCORE_SHEET = "score_sheet"  # dict[item id, number]
    REFERENCE = "reference"  # str, code of a record of another register
    COMPUTED = "computed"  # never entered; see Computation


class LimitUnit(StrEnum):
    """What a limit is counted in."""

    DAYS = "days"  # calendar days 日
    WORKING_DAYS = "working_days"  # 工作日
    MONTHS = "months"
    YEARS = "years"


class Level(StrEnum):
    """Of a body: nation, province, prefecture (a city or the zone), county."""

    NATION = "nation"
    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"


class ActorRole(StrEnum):
    """Who acts on a record. Web roles map onto these in ``web/people/permissions.py`` and nowhere else."""

    HOLDER = "holder"  # the enterprise or park that the record is about
    OFFICER = "officer"  # staff of a department or a city's or county's bureau
    INSPECTOR = "inspector"  # staff who inspect
    AUDITOR = "auditor"  # a third party that evaluates or verifies
    BANK = "bank"  # a bank or fund
    SYSTEM = "system"  # the calendar: silence, expiry
    PUBLIC = "public"


class Confidence(StrEnum):
    """How well a rule is known."""

    HIGH = "high"  # the official text was read
    MEDIUM = "medium"  # known with its document number, the text was not read
    LOW = "low"  # from memory: a province must confirm it before it binds anybody


@dataclass(frozen=True, slots=True)
class Label:
    """Words in both languages."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.zh


@dataclass(frozen=True, slots=True)
class Actor:
    """Who may act: ``role``, at which ``level`` (None: any), of bodies with which ``function``.

    Written ``"officer@prefecture:ecology"`` in a file; without a function an officer or inspector is one of
    the register's keeper.
    """

    role: ActorRole
    level: Level | None = None
    function: str = ""

    def __str__(self) -> str:
        place = f"@{self.level}" if self.level else ""
        return f"{self.role}{place}" + (f":{self.function}" if self.function else "")


@dataclass(frozen=True, slots=True)
class InForce:
    """From when to when something holds, both days included; ``until`` None: still in force."""

    since: date
    until: date | None = None

    def on(self, day: date) -> bool:
        """Say whether it holds on ``day``."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Basis:
    """A legal basis: document with number, article, dates, and how well we know it."""

    id: str
    document: Label
    number: str
    article: str
    in_force: InForce
    confidence: Confidence
    source: str  # where the text was read, or "from knowledge, not seen"


@dataclass(frozen=True, slots=True)
class ParameterValue:
    """One value of a parameter and from when to when it holds."""

    value: int | float | str
    in_force: InForce


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number of policy that no national text fixes, or that we know from memory only.

    ``confirmed`` is set by a province that has confirmed it (its own file); until then pages mark it.
    """

    id: str
    label: Label
    unit: str
    values: tuple[ParameterValue, ...]
    confirmed: bool
    basis: str = ""  # id of a basis
    note: Label = Label("", "")

    def on(self, day: date) -> int | float | str | None:
        """Return the value in force on ``day``, None where there is none."""
        return next((one.value for one in reversed(self.values) if one.in_force.on(day)), None)


@dataclass(frozen=True, slots=True)
class Between:
    """A condition on a number or date: at least ``low``, at most ``high`` (None: open)."""

    low: float | str | None = None
    high: float | str | None = None


ANY_STATE = "*"  # as a source of a step: every state but the ends and the step's own target

# All of it must hold; of a tuple of values one. The key "state" means the record's state.
Condition = Mapping[str, tuple[str | bool | float, ...] | Between]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a choice field."""

    id: str
    label: Label
    in_force: InForce | None = None


@dataclass(frozen=True, slots=True)
class ScoreItem:
    """One line of a score sheet: marks from 0 to ``full``; ``weight`` multiplies them in the total."""

    id: str
    label: Label
    full: float
    weight: float = 1.0
    must: bool = False  # a requirement that has to be met in full, whatever the total


@dataclass(frozen=True, slots=True)
class Computation:
    """How a computed field comes from others: one of a few named sums, or a function of ``checks.py``.

    ``how`` is sum, difference (first minus the rest), product, ratio (first over second), score (weighted sum
    of a score sheet), add_time (a date plus ``amount``, or the value of ``parameter``, in ``unit``), or the
    name of a function in ``checks.py``.
    """

    how: str
    of: tuple[str, ...]
    times: float = 1.0
    amount: int = 0
    parameter: str = ""
    unit: LimitUnit | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a register: reader, form, sheet, API and documentation all use it."""

    id: str
    type: FieldType
    label: Label
    help: Label = Label("", "")
    group: Label = Label("", "")  # heading of the form's section
    unit: str = ""
    required: bool = False  # from the first entry on
    required_in: tuple[str, ...] = ()  # states in which it must be filled
    choices: tuple[Choice, ...] = ()
    minimum: float | str | None = None
    maximum: float | str | None = None
    pattern: str = ""
    not_before: str = ""  # id of a date field, or "today"
    not_after: str = ""
    columns: tuple[Field, ...] = ()  # of a table
    items: tuple[ScoreItem, ...] = ()  # of a score sheet
    register: str = ""  # of a reference
    computation: Computation | None = None
    check: str = ""  # a function of checks.py
    in_list: bool = False
    in_filter: bool = False
    in_search: bool = False
    public: bool = False
    in_force: InForce | None = None


@dataclass(frozen=True, slots=True)
class State:
    """Where a record can be. ``kind``: start, open, decided, end.

    ``sealed``: values are only changed by an agreed revision. ``stops_clock``: the time in it does not count.
    """

    id: str
    label: Label
    kind: str
    sealed: bool = False
    stops_clock: bool = False
    tone: str = "neutral"  # good, warn, bad, neutral: the badge's colour
    help: Label = Label("", "")


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit: ``amount`` (or the value of ``parameter``) in ``unit``, counted from ``counted_from``.

    ``counted_from``: "state" (entry into the present state), "state:<id>" (last entry into that one) or
    "field:<id>" (a date). A negative amount counts back from a date (60 days before expiry).
    ``silence``: the id of the state that the record takes by itself once the limit has passed.
    ``lapses``: a right that ends with the limit (asking for a hearing within 5 days): afterwards the step
    is not to be had, and nobody is late.
    """

    amount: int
    unit: LimitUnit
    counted_from: str = "state"
    parameter: str = ""
    silence: str = ""
    when: Condition = field(default_factory=dict)
    lapses: bool = False


@dataclass(frozen=True, slots=True)
class Proof:
    """Something to be attached: photo, report, decision."""

    id: str
    label: Label


@dataclass(frozen=True, slots=True)
class Transition:
    """A step from one of ``sources`` to ``target``.

    ``sources`` may be ``(ANY_STATE,)``. ``limits``: the first whose ``when`` holds counts.
    ``sets``: values set by the step itself; "today", "user" or a literal. ``opens``: the register in which
    the step opens a linked record (a relapsed firm opens an enforcement case).
    """

    id: str
    label: Label
    sources: tuple[str, ...]
    target: str
    by: tuple[Actor, ...]
    needs: tuple[str, ...] = ()
    proofs: tuple[Proof, ...] = ()
    limits: tuple[Limit, ...] = ()
    when: Condition = field(default_factory=dict)
    sets: Mapping[str, str | bool | float] = field(default_factory=dict)
    reason_needed: bool = False
    opens: str = ""
    basis: str = ""
    article: str = ""
    in_force: InForce | None = None

    @property
    def is_from_anywhere(self) -> bool:
        """Whether it may be taken from every state but the ends and its own target."""
        return ANY_STATE in self.sources


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that falls due again and again, or once around a date of the record.

    ``every``: year, quarter, month (then ``day`` is "01-31" for a year, "15" for the others: that day of the
    period after the one reported on), or "" for once; then ``limit`` says when.
    ``young``: records in force for less than this need not file for the period.
    ``step``: the transition that fulfils it; "" where a filing does.
    """

    id: str
    label: Label
    who: Actor
    when: Condition
    every: str = ""
    day: str = ""
    limit: Limit | None = None
    young: Limit | None = None
    step: str = ""
    fields: tuple[Field, ...] = ()  # what the filing must say
    basis: str = ""
    article: str = ""
    in_force: InForce | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """What the public may see: records in ``states``, their public fields, after ``after`` from entry."""

    states: tuple[str, ...] = ()
    after: Limit | None = None
    basis: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True)
class Retention:
    """How long a closed record is kept; ``years`` None: for ever."""

    years: int | None = None
    basis: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True)
class RegisterIndicator:
    """A figure that the register yields by year and area.

    ``kind``: count (records that meet ``where``), sum (of ``value`` over them), mean (of it), share (those
    that meet ``where`` among those that meet ``of``, in percent), days (mean days from entry into
    ``between[0]`` to entry into ``between[1]``). ``at``: "year_end" (as records stand on 31
    December, or today in a running year) or "entered:<state>" (records that entered it during the year; of
    several, "entered:<a>,<b>", one).
    """

    id: str
    label: Label
    unit: str
    kind: str
    where: Condition = field(default_factory=dict)
    of: Condition = field(default_factory=dict)
    value: str = ""
    between: tuple[str, str] | None = None
    at: str = "year_end"
    better: str = ""  # higher, lower or ""
    measures: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Numbering:
    """How a record's code is made, or what it must look like.

    ``form``: a format over ``{area}``, ``{year}``, ``{month}``, ``{holder}``, ``{serial:04d}`` and field ids.
    ``serial_by``: within what the serial counts (area, year, holder, field ids). ``pattern``: a code that is
    given from outside must match it (then ``form`` may be empty). ``given_in``: the state at whose entry the
    code is given; "" when the record is made.
    """

    form: str = ""
    serial_by: tuple[str, ...] = ()
    pattern: str = ""
    given_in: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """One register, whole."""

    id: str
    label: Label
    summary: Label
    measures: tuple[int, ...]
    quotes: Mapping[int, str]  # by measure: the words of the plan that ask for it
    keeper: str  # function of bodies (rules/bodies.csv) that keeps it
    level: Level  # of the body that decides as a rule
    subject: str  # firm, site, project, product, place, body, case, contract, event: what one record is about
    title_field: str
    numbering: Numbering
    unique: tuple[tuple[str, ...], ...]  # sets of fields that no two open records share
    basis: tuple[Basis, ...]
    parameters: tuple[Parameter, ...]
    fields: tuple[Field, ...]
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]
    duties: tuple[Duty, ...]
    publication: Publication
    retention: Retention
    indicators: tuple[RegisterIndicator, ...]
    readers: tuple[Actor, ...]  # who sees all of it besides those who act on it
    creators: tuple[Actor, ...]
    path: str  # for messages: rules/registers/x.toml
    overridden_by: tuple[str, ...] = ()

    def field(self, key: str) -> Field | None:
        """Return the field with this id."""
        return next((one for one in self.fields if one.id == key), None)

    def state(self, key: str) -> State:
        """Return the state with this id; a KeyError for an unknown one is a fault of the caller."""
        return next(one for one in self.states if one.id == key)

    def transition(self, key: str) -> Transition | None:
        """Return the transition with this id."""
        return next((one for one in self.transitions if one.id == key), None)

    def parameter(self, key: str) -> Parameter | None:
        """Return the parameter with this id."""
        return next((one for one in self.parameters if one.id == key), None)

    @property
    def start(self) -> State:
        """The state in which a record begins."""
        return next(one for one in self.states if one.kind == "start")


@dataclass(frozen=True, slots=True)
class Passage:
    """A record's entry into a state; the first one has no transition."""

    state: str
    at: datetime  # aware
    transition: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A record as the engine sees it."""

    register: str
    code: str
    state: str
    values: Mapping[str, object]
    opened: date
    area: str
    holder: str = ""
    passages: tuple[Passage, ...] = ()  # in order of time
    extensions: Mapping[str, int] = field(default_factory=dict)  # transition id -> further days granted
