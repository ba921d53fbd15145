"""The axes of every array, named once: nobody writes a bare axis number."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Axis:
    """A dimension of an array: its key in column names and its label in both languages."""

    key: str
    label_zh: str
    label_en: str


MEMBER = Axis("member", "样本", "Member")
YEAR = Axis("year", "年份", "Year")
SERIES = Axis("indicator", "指标", "Series")

ENSEMBLE_ORDER = (MEMBER, YEAR)
MATRIX_ORDER = (SERIES, YEAR)


def position(axis: Axis, order: tuple[Axis, ...] = ENSEMBLE_ORDER) -> int:
    """Return the number under which NumPy knows ``axis`` in arrays of this order."""
    return order.index(axis)
