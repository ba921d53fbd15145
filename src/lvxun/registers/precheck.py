"""What a planned project meets: permits, reviews, filings, lists, duties and barriers, from a few facts.

The rules are rows of ``rules/precheck.toml``, the class of the discharge permit comes from its catalogue
(``permit_catalogue.py``). A fact that is not known leaves the rules that ask for it open.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from lvxun.registers.model import Choice, Confidence, FieldType, Label, Level, LimitUnit
from lvxun.registers.permit_catalogue import PermitNeed, permit_need, quantities

Facts = Mapping[str, object]
LISTED = "key_discharger"


class Kind(StrEnum):
    """What a rule leads to, in the order in which they are told."""

    BARRIER = "barrier"  # it may not be done so
    APPROVAL = "approval"
    REVIEW = "review"
    PERMIT = "permit"
    FILING = "filing"
    DUTY = "duty"
    LIST = "list"  # something it may apply for


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that the form asks about the project."""

    id: str
    type: FieldType
    label: Label
    help: Label
    unit: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """One fact's part of an alternative: prefixes of an industry, values, or bounds of a number."""

    fact: str
    values: tuple[str | bool, ...] = ()
    low: float | None = None
    above: float | None = None
    high: float | None = None
    below: float | None = None

    def holds(self, facts: Facts) -> bool | None:
        """Say whether it holds; None where the fact is not known."""
        value = facts.get(self.fact)
        if value is None or value == "":
            return None
        if self.fact == "industry":
            return any(str(value).startswith(str(prefix)) for prefix in self.values)
        if self.values:
            return value in self.values
        return isinstance(value, int | float) and self._is_within(float(value))

    def _is_within(self, number: float) -> bool:
        return (
            (self.low is None or number >= self.low)
            and (self.above is None or number > self.above)
            and (self.high is None or number <= self.high)
            and (self.below is None or number < self.below)
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: when it applies, to what it leads, by which article, and who decides within what time."""

    id: str
    kind: Kind
    register: str
    permit: str
    label: Label
    alternatives: tuple[tuple[Condition, ...], ...]
    unless: tuple[str, ...]
    document: str
    number: str
    article: str
    confidence: Confidence
    note: Label
    before: Label
    limit_amount: int | None
    limit_unit: LimitUnit | None
    limit_from: Label
    function: str
    level: Level

    def asks(self) -> tuple[str, ...]:
        """Return the facts that it asks for."""
        return tuple(dict.fromkeys(one.fact for parts in self.alternatives for one in parts))


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that applies, or may once ``missing`` facts are known; ``because`` are the facts behind it."""

    rule: Rule
    is_certain: bool
    because: tuple[str, ...]
    missing: tuple[str, ...] = ()
    permit: PermitNeed | None = None


def precheck(facts: Facts) -> tuple[Finding, ...]:
    """Return all that a project meets, barriers first, what is certain before what is open.

    Parameters
    ----------
    facts
        by id of ``rules/precheck.toml`` and ``rules/codes/permit_quantities.csv``: numbers in the unit of
        the fact, True or False, ids of choices, an industry of two to four digits.
    """
    found: dict[str, Finding] = {}
    permit = _permit(facts)
    for rule in rules():
        finding = _permit_finding(rule, permit) if rule.permit else _finding(rule, facts)
        stopped = any(key in found and found[key].is_certain for key in rule.unless)
        if finding is not None and not stopped:
            found[rule.id] = finding
    kinds = list(Kind)
    return tuple(sorted(found.values(), key=lambda one: (not one.is_certain, kinds.index(one.rule.kind))))


def _permit(facts: Facts) -> PermitNeed | None:
    industry = facts.get("industry")
    if not industry:
        return None
    amounts: dict[str, float] = {}
    for key in quantities():
        value = facts.get(key)
        if isinstance(value, bool | int | float):
            amounts[key] = float(value)
    return permit_need(str(industry), amounts)


def _permit_finding(rule: Rule, permit: PermitNeed | None) -> Finding | None:
    if permit is None or permit.permit != rule.permit or permit.entry is None:
        return None
    because = ("industry", *((permit.entry.quantity,) if permit.entry.quantity else ()))
    return Finding(rule, True, because, permit=permit)


def _finding(rule: Rule, facts: Facts) -> Finding | None:
    missing: dict[str, None] = {}
    for parts in rule.alternatives:
        answers = {one.fact: one.holds(facts) for one in parts}
        if all(answers.values()):
            return Finding(rule, True, tuple(answers))
        if False not in answers.values():
            missing.update(dict.fromkeys(fact for fact, answer in answers.items() if answer is None))
    return Finding(rule, False, (), tuple(missing)) if missing else None


@cache
def facts_asked() -> tuple[Fact, ...]:
    """Return what the form asks, in its order."""
    return tuple(
        Fact(
            id=str(row["id"]),
            type=FieldType(str(row["type"])),
            label=_label(row, "label"),
            help=_label(row, "help"),
            unit=str(row.get("unit", "")),
            choices=tuple(Choice(str(one["id"]), _label(one, "label")) for one in _rows(row.get("choices"))),
        )
        for row in _table()["fact"]
    )


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules in the order of the file."""
    return tuple(_rule(row) for row in _table()["rule"])


def _rule(row: Mapping[str, object]) -> Rule:
    text = {key: value for key, value in row.items() if isinstance(value, str)}
    limit, decides = _sub(row, "limit"), _sub(row, "decides")
    unless, when = row.get("unless", []), row.get("when", [])
    return Rule(
        id=text["id"],
        kind=Kind(text["kind"]),
        register=text.get("register", ""),
        permit=text.get("permit", ""),
        label=_label(row, "label"),
        alternatives=tuple(
            tuple(_condition(fact, wanted) for fact, wanted in parts.items()) for parts in _rows(when)
        ),
        unless=tuple(str(key) for key in unless) if isinstance(unless, list) else (),
        document=text["document"],
        number=text["number"],
        article=text["article"],
        confidence=Confidence(text["confidence"]),
        note=_label(row, "note"),
        before=_label(row, "before"),
        limit_amount=int(str(limit["amount"])) if limit else None,
        limit_unit=LimitUnit(str(limit["unit"])) if limit else None,
        limit_from=_label(limit, "from"),
        function=str(decides["function"]),
        level=Level(str(decides["level"])),
    )


def _condition(fact: str, wanted: object) -> Condition:
    if isinstance(wanted, Mapping):
        low, above, high, below = (_bound(wanted, name) for name in ("low", "above", "high", "below"))
        return Condition(fact, low=low, above=above, high=high, below=below)
    return Condition(fact, tuple(wanted) if isinstance(wanted, Sequence) else ())


def _bound(wanted: Mapping[str, object], name: str) -> float | None:
    return float(str(wanted[name])) if name in wanted else None


def _label(row: Mapping[str, object], name: str) -> Label:
    return Label(str(row.get(f"{name}_zh", "")), str(row.get(f"{name}_en", "")))


def _sub(row: Mapping[str, object], name: str) -> Mapping[str, object]:
    found = row.get(name, {})
    return found if isinstance(found, Mapping) else {}


def _rows(when: object) -> list[Mapping[str, object]]:
    return [parts for parts in when if isinstance(parts, Mapping)] if isinstance(when, list) else []


@cache
def _table() -> dict[str, list[dict[str, object]]]:
    return tomllib.loads((files("lvxun") / "rules" / "precheck.toml").read_text(encoding="utf-8"))
