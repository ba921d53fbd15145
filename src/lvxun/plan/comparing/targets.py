"""Targets of two plans paired by what they measure."""

from __future__ import annotations

from collections.abc import Mapping

from lvxun.plan.comparing.bodies import compare_bodies
from lvxun.plan.comparing.magnitudes import base_unit
from lvxun.plan.comparing.model import Change, TargetDiff
from lvxun.plan.comparing.pairing import best_pairs, merged_order
from lvxun.plan.comparing.strength import judge
from lvxun.plan.comparing.wording import indicator_similarity
from lvxun.plan.model import Measure, Plan, Target

SIMILAR = 0.55
OTHER_UNIT = 0.15
SAME_MEASURE = 0.04
SAME_YEAR = 0.03
SAME_KIND = 0.02
SAME_VALUE = 0.01
"""What decides between several targets of one indicator, in this order."""


def compare_targets(before: Plan, after: Plan, partners: Mapping[str, str]) -> tuple[TargetDiff, ...]:
    """Compare the targets of two plans.

    Parameters
    ----------
    partners
        Id of the second plan's measure by the id of the first plan's that it continues.
    """
    scores = [[_score(old, new, partners) for new in after.targets] for old in before.targets]
    pairs = best_pairs(scores, SIMILAR)
    found = []
    for row, column in merged_order(len(before.targets), len(after.targets), pairs):
        old = None if row is None else before.targets[row]
        new = None if column is None else after.targets[column]
        found.append(_target(old, new, _measure_of(before, old), _measure_of(after, new)))
    return tuple(found)


def _score(before: Target, after: Target, partners: Mapping[str, str]) -> float:
    alike = indicator_similarity(before, after)
    if alike == 0:
        return 0.0
    partner = None if before.measure_id is None else partners.get(before.measure_id, "")
    is_same_measure = partner == after.measure_id
    bonus = (
        SAME_MEASURE * is_same_measure
        + SAME_YEAR * (before.year == after.year)
        + SAME_KIND * (before.comparator == after.comparator)
        + SAME_VALUE * (before.value == after.value)
    )
    return alike + bonus - OTHER_UNIT * (base_unit(before.unit)[0] != base_unit(after.unit)[0])


def _target(
    before: Target | None, after: Target | None, old: Measure | None, new: Measure | None
) -> TargetDiff:
    bodies = compare_bodies(old, new)
    if before is None or after is None:
        return TargetDiff(Change.NEW if before is None else Change.DROPPED, before, after, bodies=bodies)
    change, reasons = judge(before, after)
    return TargetDiff(change, before, after, indicator_similarity(before, after), reasons, bodies)


def _measure_of(plan: Plan, target: Target | None) -> Measure | None:
    return plan.measure(target.measure_id) if target and target.measure_id else None
