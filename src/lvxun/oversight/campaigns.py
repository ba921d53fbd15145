"""A campaign of supervision and its findings, by the national regulation (国务院令第733号).

A finding is told to the one it concerns, who may object within the limit; an objection is reviewed within the
limit; what stands is put right and checked. Praise or criticism may follow (art. 15 to 18, 21).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lvxun.oversight.days import end_of_limit
from lvxun.oversight.errors import ActRefusedError
from lvxun.oversight.model import IsWorkingDay
from lvxun.oversight.parameters import Rules


class State(StrEnum):
    """Where a finding is."""

    DRAFTED = "drafted"
    TOLD = "told"
    OBJECTED = "objected"
    FINAL = "final"  # stands: no objection in time, or a review that keeps or changes it
    WITHDRAWN = "withdrawn"
    RECTIFIED = "rectified"  # says whom it concerns
    CHECKED = "checked"
    NOT_RECTIFIED = "not_rectified"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a campaign found at one body or place, with the days that limits are counted from."""

    state: State
    told_on: date | None = None
    objected_on: date | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """An act on a finding: from which states to which."""

    id: str
    sources: tuple[State, ...]
    target: State
    article: str


ACTS = {
    one.id: one
    for one in (
        Act("tell", (State.DRAFTED,), State.TOLD, "16"),
        Act("object", (State.TOLD,), State.OBJECTED, "17"),
        Act("close_time", (State.TOLD,), State.FINAL, "17"),
        Act("keep", (State.OBJECTED,), State.FINAL, "17"),
        Act("change", (State.OBJECTED,), State.FINAL, "17"),
        Act("withdraw", (State.DRAFTED, State.TOLD, State.OBJECTED), State.WITHDRAWN, "17"),
        Act("rectify", (State.FINAL, State.NOT_RECTIFIED), State.RECTIFIED, "18"),
        Act("check", (State.RECTIFIED,), State.CHECKED, "18"),
        Act("check_failed", (State.RECTIFIED,), State.NOT_RECTIFIED, "18"),
    )
}


def objection_until(finding: Finding, rules: Rules, is_working_day: IsWorkingDay) -> date | None:
    """Return the last day for an objection, None before the finding was told."""
    if finding.told_on is None:
        return None
    days = rules.whole("campaign.objection", finding.told_on)
    return end_of_limit(finding.told_on, days, is_working_day)


def review_until(finding: Finding, rules: Rules, is_working_day: IsWorkingDay) -> date | None:
    """Return the last day for the decision on an objection, None where there is none."""
    if finding.objected_on is None:
        return None
    days = rules.whole("campaign.review", finding.objected_on)
    return end_of_limit(finding.objected_on, days, is_working_day)


def due(finding: Finding, rules: Rules, is_working_day: IsWorkingDay) -> date | None:
    """Return the day on which the running limit of a finding ends, None where none runs."""
    if finding.state is State.TOLD:
        return objection_until(finding, rules, is_working_day)
    if finding.state is State.OBJECTED:
        return review_until(finding, rules, is_working_day)
    return None


def act(finding: Finding, name: str, day: date, rules: Rules, is_working_day: IsWorkingDay) -> Finding:
    """Return the finding after an act on ``day``.

    Raises
    ------
    ActRefusedError
        for an unknown act, one from another state, an objection after its limit, or a finding made final
        while an objection may still come.
    """
    found = ACTS.get(name)
    if found is None:
        raise ActRefusedError(f"'{name}' is no act on a finding.", remedy=f"Known: {', '.join(ACTS)}.")
    if finding.state not in found.sources:
        raise ActRefusedError(
            f"'{name}' is not possible: the finding is {finding.state}.",
            remedy=f"It is possible from {', '.join(found.sources)}.",
        )
    limit = objection_until(finding, rules, is_working_day)
    if name == "object" and limit is not None and day > limit:
        raise ActRefusedError(f"The time for an objection ended on {limit}.", remedy="The finding stands.")
    if name == "close_time" and limit is not None and day <= limit:
        raise ActRefusedError(f"An objection may come until {limit}.", remedy="Wait until it has passed.")
    return Finding(
        found.target,
        day if name == "tell" else finding.told_on,
        day if name == "object" else finding.objected_on,
    )
