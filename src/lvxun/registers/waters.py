"""How black and odorous an urban water is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from lvxun.registers.tables import toml_table

if TYPE_CHECKING:
    from lvxun.registers.codes import Codes

NONE, LIGHT, HEAVY = 0, 1, 2
WORDS = ("none", "light", "heavy")
MEASURED = ("depth", "transparency", "dissolved_oxygen", "redox", "ammonia")

Sample = Mapping[str, float | None]  # depth and transparency in cm, oxygen and ammonia in mg/L, redox in mV


def black_odorous_class(values: Mapping[str, object], codes: Codes, day: date) -> str | None:
    """Return none, light or heavy for a water, from samples at its points.

    A sample is of a class by each of four indicators; a point by the share of its samples; the water is heavy
    where enough of its points are, light where any is light or heavy. Three heavy points in a row make a
    heavy stretch, which belongs on the plan of works and does not change the class of the whole.
    Source: 城市黑臭水体整治工作指南 (建城〔2015〕130号), ``rules/codes/black_odorous.toml``.

    Parameters
    ----------
    values
        ``point``, ``depth``, ``transparency``, ``dissolved_oxygen``, ``redox``, ``ammonia``: columns of one
        table, a sample each row; an indicator that is missing in a sample is not counted.
    """
    points: dict[object, list[Sample]] = {}
    for point, sample in _samples(values):
        points.setdefault(point, []).append(sample)
    classes = [one for samples in points.values() if (one := _point_class(samples)) is not None]
    if not classes:
        return None
    table = toml_table("black_odorous.toml")
    if classes.count(HEAVY) >= table["water"]["heavy_points"] * len(classes):
        return WORDS[HEAVY]
    return WORDS[min(max(classes), LIGHT)]


def _samples(values: Mapping[str, object]) -> Iterator[tuple[object, Sample]]:
    columns = [values.get(key) for key in ("point", *MEASURED)]
    rows = [one if isinstance(one, list) else [one] for one in columns]
    for point, *measured in zip(*rows, strict=False):
        yield point, {key: _float(one) for key, one in zip(MEASURED, measured, strict=True)}


def _point_class(samples: list[Sample]) -> int | None:
    """Return the worst class that enough of a point's samples have, None where nothing was measured."""
    table = toml_table("black_odorous.toml")
    graded = [
        [one for sample in samples if (one := _grade(indicator, sample)) is not None]
        for indicator in table["indicator"]
    ]
    known = [grades for grades in graded if grades]
    if not known:
        return None
    for level in (HEAVY, LIGHT):
        shares = [sum(grade >= level for grade in grades) / len(grades) for grades in known]
        by_one = any(share >= table["point"]["one_indicator"] for share in shares)
        by_two = sum(share >= table["point"]["two_indicators"] for share in shares) >= 2
        if by_one or by_two:
            return level
    return NONE


def _grade(indicator: Mapping[str, Any], sample: Sample) -> int | None:
    value = sample[indicator["id"]]
    if value is None:
        return None
    light, heavy, depth = indicator["light"], indicator["heavy"], sample["depth"]
    if depth is not None and depth < indicator.get("shallow_below", 0):
        if value >= depth:
            return NONE  # seen to the bottom
        light, heavy = indicator["shallow_light"] * depth, indicator["shallow_heavy"] * depth
    if indicator["worse"] == "higher":
        return HEAVY if value > heavy else LIGHT if value >= light else NONE
    return HEAVY if value < heavy else LIGHT if value <= light else NONE


def _float(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
