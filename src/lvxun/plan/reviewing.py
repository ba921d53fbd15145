"""What people decided about a parsed plan, applied to it: accepted, corrected, rejected, added items.

The parser proposes, a person decides. Decisions are kept in the order in which they were taken and the last
one about an item counts; the plan as parsed is never changed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from lvxun.errors import LvxunError, ManyErrors, Where
from lvxun.plan.model import Comparator, Measure, Plan, Responsibility, Review, Role, Target

EARLIEST_YEAR, LATEST_YEAR = 1949, 2100
LONGEST_WORDS, LONGEST_UNIT, LONGEST_REASON = 300, 40, 500
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,12})?")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")  # no database keeps all of these
STANDING = (Review.ACCEPTED, Review.CORRECTED)
Value: TypeAlias = float | tuple[float, float] | None


class ReviewError(LvxunError):
    """A correction that cannot be right; ``where.field`` names the field of the form."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision about one item.

    ``kind`` is ``target`` or ``measure``. ``changes`` holds the corrected fields as a form sends them, text
    by field name: for a target ``indicator, comparator, value, value_high, unit, year, base_year,
    aspirational, indicator_id``; for a measure ``title`` and ``bodies`` (one a line, ``role name``).
    """

    kind: str
    item_id: str
    verdict: Review
    changes: Mapping[str, str]


def apply_decisions(plan: Plan, decisions: Iterable[Decision]) -> Plan:
    """Return the plan as reviewed: every item with its verdict, corrected where it was corrected.

    Rejected items stay, marked, so that a page can show them; ``without_rejected`` leaves them out.
    Decisions about items that the plan no longer has are passed over.
    """
    latest = _latest(decisions)
    targets = tuple(_reviewed(t, latest.get(("target", t.id))) for t in plan.targets)
    measures = tuple(_corrected_measure(m, latest.get(("measure", m.id))) for m in plan.measures)
    return replace(plan, targets=targets, measures=measures)


def without_rejected(plan: Plan) -> Plan:
    """Return the plan without the targets that a person has rejected."""
    return replace(plan, targets=tuple(t for t in plan.targets if t.review is not Review.REJECTED))


def _latest(decisions: Iterable[Decision]) -> dict[tuple[str, str], Decision]:
    """Return the decision in force about each item.

    Who accepts an item accepts it as it stands, so an earlier correction stays in force; rejecting or
    reopening it takes the correction back.
    """
    latest: dict[tuple[str, str], Decision] = {}
    for decision in decisions:
        key = (decision.kind, decision.item_id)
        before = latest.get(key)
        if decision.verdict is Review.ACCEPTED and before and before.verdict in STANDING:
            decision = replace(decision, changes={**before.changes, **decision.changes})  # noqa: PLW2901
        latest[key] = decision
    return latest


def _reviewed(target: Target, decision: Decision | None) -> Target:
    if decision is None:
        return target
    if decision.verdict is Review.REJECTED:
        return replace(target, review=Review.REJECTED)
    return replace(corrected_target(target, decision.changes), review=decision.verdict)


def corrected_target(target: Target, changes: Mapping[str, str]) -> Target:
    """Return the target with the corrected fields.

    Raises
    ------
    ManyErrors
        of ``ReviewError``, one for each field that cannot be right.
    """
    faults: list[LvxunError] = []

    def take(field: str, read: Callable[[str, str], object], otherwise: object) -> object:
        if field not in changes:
            return otherwise
        try:
            return read(field, changes[field].strip())
        except ReviewError as fault:
            faults.append(fault)
            return otherwise

    comparator = take("comparator", _comparator, target.comparator)
    fields = {
        "indicator": take("indicator", _required_text, target.indicator),
        "comparator": comparator,
        "unit": take("unit", _unit, target.unit),
        "year": take("year", _year, target.year),
        "base_year": take("base_year", _year, target.base_year),
        "aspirational": take("aspirational", _yes_or_no, target.aspirational),
        "indicator_id": take("indicator_id", _optional_text, target.indicator_id),
    }
    if "base_year" in changes:
        faults.extend(_wrong_order(fields["base_year"], fields["year"]))
    try:
        fields["value"] = _value(target.value, comparator, changes)
    except ReviewError as fault:
        faults.append(fault)
    if faults:
        raise ManyErrors(f"Target {target.id} cannot be corrected like this.", faults)
    return replace(target, **fields)  # type: ignore[arg-type]  # each field was read by its own reader


def _value(now: Value, comparator: object, changes: Mapping[str, str]) -> Value:
    if comparator is Comparator.QUALITATIVE:
        return None
    if "value" not in changes:
        if now is None:
            raise _fault("value", "is missing", "Give a number, or choose 'qualitative'.")
        return now
    low = _number("value", changes["value"])
    if comparator is not Comparator.RANGE:
        return low
    high = _number("value_high", changes.get("value_high", ""))
    if high < low:
        raise _fault("value_high", f"{high:g} is below {low:g}", "The upper end comes second.")
    return (low, high)


def _number(field: str, text: str) -> float:
    """Read digits; a comma parts thousands, or the number is in doubt: 1,5 is neither 15 nor 1.5."""
    if not _NUMBER.fullmatch(written := unicodedata.normalize("NFKC", text.strip())):
        raise _fault(field, f"'{text[:40]}' is not a number", "Write it in digits, such as 42.5.")
    return float(written.replace(",", ""))


def _wrong_order(base_year: object, year: object) -> Iterator[ReviewError]:
    if isinstance(base_year, int) and isinstance(year, int) and base_year >= year:
        what = f"{base_year} is not before {year}, the year of the target"
        yield _fault("base_year", what, "Give the year that the change is counted from.")


def _comparator(field: str, text: str) -> Comparator:
    try:
        return Comparator(text)
    except ValueError:
        known = ", ".join(Comparator)
        raise _fault(field, f"'{text[:40]}' is not a comparator", f"Choose one of {known}.") from None


def _year(field: str, text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and EARLIEST_YEAR <= int(text) <= LATEST_YEAR):
        remedy = f"Write a year from {EARLIEST_YEAR} to {LATEST_YEAR} in four digits, or leave it empty."
        raise _fault(field, f"'{text[:40]}' is not a year", remedy)
    return int(text)


def checked_text(field: str, text: str, longest: int) -> str:
    """Return a text that can be kept.

    Raises
    ------
    ReviewError
        if it is longer than ``longest`` or holds control characters.
    """
    if len(text) > longest:
        raise _fault(field, f"has {len(text)} characters", f"Shorten it to {longest}.")
    if _CONTROL.search(text):
        raise _fault(field, "holds characters that cannot be kept", "Type it again.")
    return text


def _required_text(field: str, text: str) -> str:
    if not text:
        raise _fault(field, "is empty", "Name what the target is about.")
    return checked_text(field, text, LONGEST_WORDS)


def _optional_text(field: str, text: str) -> str | None:
    return checked_text(field, text, LONGEST_WORDS) or None


def _unit(field: str, text: str) -> str | None:
    return checked_text(field, text, LONGEST_UNIT) or None


def _yes_or_no(_field: str, text: str) -> bool:
    return text in {"on", "true", "1"}


def _fault(field: str, what: str, remedy: str) -> ReviewError:
    return ReviewError(what, Where(field=field), remedy)


def _corrected_measure(measure: Measure, decision: Decision | None) -> Measure:
    if decision is None or decision.verdict is Review.REJECTED:
        return measure
    return corrected_measure(measure, decision.changes)


def corrected_measure(measure: Measure, changes: Mapping[str, str]) -> Measure:
    """Return the measure with another title or other bodies.

    Raises
    ------
    ManyErrors
        of ``ReviewError``: an empty title, or a line of ``bodies`` that does not begin with a role.
    """
    faults: list[LvxunError] = []
    title = changes.get("title", measure.title).strip()
    if not title:
        faults.append(_fault("title", "is empty", "Give the measure's title as in the plan."))
    faults.extend(_unkeepable("title", title))
    bodies = measure.bodies
    if "bodies" in changes:
        bodies, wrong = _bodies(measure, changes["bodies"])
        faults.extend(wrong)
    if faults:
        raise ManyErrors(f"Measure {measure.id} cannot be corrected like this.", faults)
    return replace(measure, title=title, bodies=bodies)


def _bodies(measure: Measure, text: str) -> tuple[tuple[Responsibility, ...], list[LvxunError]]:
    known = {body.name: body.span for body in measure.bodies}
    bodies: list[Responsibility] = []
    faults: list[LvxunError] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        role, _, name = line.partition(" ")
        if role in set(Role) and name.strip():
            faults.extend(_unkeepable("bodies", name))
            bodies.append(Responsibility(name.strip(), Role(role), known.get(name.strip(), measure.span)))
        else:
            faults.append(
                _fault("bodies", f"'{line[:40]}'", "Write one body a line: lead NAME, or support NAME.")
            )
    return tuple(bodies), faults


def _unkeepable(field: str, text: str) -> Iterator[ReviewError]:
    try:
        checked_text(field, text, LONGEST_WORDS)
    except ReviewError as fault:
        yield fault
