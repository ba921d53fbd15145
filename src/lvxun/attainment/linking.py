"""Which indicator a target is about: confirmed by a person, or suggested by the likeness of names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from lvxun.accounts.graph import downstream
from lvxun.accounts.model import IndicatorInfo
from lvxun.attainment.rules import rules
from lvxun.plan.matching import IndicatorLabel, suggest_indicators
from lvxun.plan.model import Plan, Review, Target


@dataclass(frozen=True, slots=True)
class Link:
    """``indicator_id`` is ``None`` where none is confirmed and none near enough; ``score`` is from 0 to 1."""

    target_id: str
    indicator_id: str | None
    is_suggested: bool
    score: float


def candidates(
    catalogue: Mapping[str, IndicatorInfo], *, with_proxies: bool = True
) -> tuple[IndicatorLabel, ...]:
    """Return the indicators that may be suggested for a target: all but steps of a calculation.

    A proxy shows a direction and not an amount: leave proxies out for a target with a number.
    """
    return tuple(
        IndicatorLabel(info.id, info.labels, info.unit)
        for info in catalogue.values()
        if not info.is_step and (with_proxies or not info.is_proxy)
    )


def link(plan: Plan, catalogue: Mapping[str, IndicatorInfo]) -> dict[str, Link]:
    """Return the link of every target, by target id.

    A confirmed indicator that the catalogue does not know is treated as not confirmed.
    """
    everything, measured = candidates(catalogue), candidates(catalogue, with_proxies=False)
    return {
        target.id: _link(target, catalogue, everything if target.value is None else measured)
        for target in plan.targets
    }


def _link(target: Target, catalogue: Mapping[str, IndicatorInfo], labels: tuple[IndicatorLabel, ...]) -> Link:
    if target.indicator_id in catalogue:
        return Link(target.id, target.indicator_id, False, 1.0)
    key, score = _best(target, labels)
    if key is None or score < rules().link_threshold:
        return Link(target.id, None, False, score)
    return Link(target.id, key, True, score)


@lru_cache(maxsize=4096)  # comparing hundreds of names takes milliseconds a target, and pages ask again
def _best(target: Target, labels: tuple[IndicatorLabel, ...]) -> tuple[str | None, float]:
    best = next(iter(suggest_indicators(target, labels, 1)), None)
    return (best.indicator_id, best.score) if best else (None, 0.0)


def targets_of(plan: Plan, key: str, catalogue: Mapping[str, IndicatorInfo]) -> tuple[Target, ...]:
    """Return the targets that an indicator or series serves, itself or through what is computed from it."""
    served = {key, *downstream(key)}
    links = link(plan, catalogue)
    return tuple(
        target
        for target in plan.targets
        if target.review is not Review.REJECTED and links[target.id].indicator_id in served
    )
