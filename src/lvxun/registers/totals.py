"""What a register yields in figures: its indicators by year and area, over any number of records at once.

Records come as a frame, so that a million of them are counted without a loop; ``records_frame`` makes one
from snapshots. A share over nothing is not known, and so is every figure of a register that had no record yet
(``docs/conventions.md`` §1, §2).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from lvxun.registers.actor import contains
from lvxun.registers.conditions import STATE, meets
from lvxun.registers.limits import day_of
from lvxun.registers.model import Condition, FieldType, Register, RegisterIndicator, Snapshot

COLUMNS = ("indicator", "area", "year", "value", "count", "of", "missing")
CENTS = 100  # a yuan
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Records:
    """Records of one register.

    ``records``: a row each; ``area``, ``opened`` (date), and a column for each field that an indicator asks
    for, None where empty, indexed 0, 1, 2 …. ``passages``: in order of time, ``record`` (the index),
    ``state``, ``day`` (date), the first one of each record its start.
    """

    records: pd.DataFrame
    passages: pd.DataFrame


def fields_asked(register: Register) -> tuple[str, ...]:
    """Return the fields that the register's indicators ask for: what ``Records.records`` must hold."""
    asked: dict[str, None] = {}
    for one in register.indicators:
        asked |= dict.fromkeys([*one.where, *one.of, one.value])
    return tuple(key for key in asked if key and key != STATE)


def records_frame(register: Register, snapshots: Iterable[Snapshot]) -> Records:
    """Return snapshots as frames."""
    asked = fields_asked(register)
    rows, passages = [], []
    for number, one in enumerate(snapshots):
        rows.append((one.area, one.opened, *(one.values.get(key) for key in asked)))
        course = [(number, step.state, day_of(step.at)) for step in one.passages]
        passages += course or [(number, one.state, one.opened)]
    records = pd.DataFrame(rows, columns=["area", "opened", *asked], dtype=object)
    return Records(records, pd.DataFrame(passages, columns=["record", "state", "day"]))


def indicator_values(
    register: Register,
    records: Records | Iterable[Snapshot],
    years: Sequence[int],
    areas: Sequence[str],
    *,
    today: date,
) -> pd.DataFrame:
    """Return every indicator of ``register`` for each of ``years`` and ``areas``.

    Parameters
    ----------
    years
        a running year is counted as of ``today``, a coming one is left out.
    areas
        codes; an area has the records of all areas within it.

    Returns
    -------
    pd.DataFrame
        ``indicator``, ``area``, ``year``, ``value`` (NaN: not known); ``count``, the records that make up the
        value (the numerator of a share); ``of``, those it is taken over (the denominator; else as many as met
        ``where``); ``missing``, those of them without a value: where there are any, a sum is a lower bound.
    """
    held = records if isinstance(records, Records) else records_frame(register, records)
    within = _within(held.records["area"], areas)
    rows: list[tuple[object, ...]] = []
    for year in years:
        if year > today.year:
            continue
        standing = _standing(held, year, min(date(year, 12, 31), today))
        for indicator in register.indicators:
            rows += _figures(register, indicator, held, standing, within)
    return pd.DataFrame(rows, columns=list(COLUMNS))


@dataclass(frozen=True, slots=True)
class Behind:
    """Which records a figure rests on: their places among the records, counted and looked at."""

    counted: tuple[int, ...]
    of: tuple[int, ...]


def records_behind(  # noqa: PLR0913 - which figure, of what, as of when
    register: Register,
    records: Records | Iterable[Snapshot],
    indicator: RegisterIndicator,
    year: int,
    area: str,
    *,
    today: date,
) -> Behind:
    """Return the records that one figure of ``indicator_values`` rests on, by their index."""
    held = records if isinstance(records, Records) else records_frame(register, records)
    standing = _standing(held, year, min(date(year, 12, 31), today))
    inside = _within(held.records["area"], [area])[area]
    looked_at = _looked_at(indicator, standing) & inside
    meeting = looked_at & _holds(register, indicator.where, held.records, standing.state)
    over = looked_at & _holds(register, indicator.of, held.records, standing.state)
    if indicator.kind == "share":
        return Behind(_places(meeting & over), _places(over))
    if indicator.kind == "count":
        return Behind(_places(meeting), _places(meeting))
    known = meeting & ~np.isnan(_values(register, indicator, held, standing).values)
    return Behind(_places(known), _places(meeting))


def _places(mask: Mask) -> tuple[int, ...]:
    return tuple(int(place) for place in np.flatnonzero(mask))


@dataclass(frozen=True, slots=True)
class _Standing:
    """How records stand at a day: which were there, in which state; what was passed in the year up to it."""

    year: int
    day: np.datetime64
    there: Mask
    state: pd.Series
    passed: pd.DataFrame  # every passage up to the day


@dataclass(frozen=True, slots=True)
class _Numbers:
    """A number each record, ``each`` of which make one; whole cents are summed without error."""

    values: npt.NDArray[np.float64]
    each: int

    def total(self, known: Mask) -> float:
        chosen = self.values[known]
        whole = int(chosen.astype(np.int64).sum()) if self.each != 1 else float(chosen.sum())
        return whole / self.each


def _standing(held: Records, year: int, day: date) -> _Standing:
    days = pd.to_datetime(held.passages["day"])
    end = np.datetime64(day)
    passed = held.passages[(days <= end).to_numpy()].assign(day=days)
    state = passed.groupby("record", sort=False)["state"].last().reindex(held.records.index)
    return _Standing(year, end, state.notna().to_numpy(), state, passed)


def _within(column: pd.Series, areas: Sequence[str]) -> dict[str, Mask]:
    """Say for each area which records lie in it."""
    codes, found = pd.factorize(column.fillna("").to_numpy(dtype=object))
    return {area: np.array([contains(area, one) for one in found], dtype=bool)[codes] for area in areas}


def _figures(
    register: Register,
    indicator: RegisterIndicator,
    held: Records,
    standing: _Standing,
    within: Mapping[str, Mask],
) -> list[tuple[object, ...]]:
    """Return one indicator of one year for every area."""
    looked_at = _looked_at(indicator, standing)
    meeting = looked_at & _holds(register, indicator.where, held.records, standing.state)
    over = looked_at & _holds(register, indicator.of, held.records, standing.state)
    values = _values(register, indicator, held, standing)
    any_record = bool(standing.there.any())
    return [
        (
            indicator.id,
            area,
            standing.year,
            *_figure(indicator.kind, meeting & inside, over & inside, values, any_record=any_record),
        )
        for area, inside in within.items()
    ]


def _looked_at(indicator: RegisterIndicator, standing: _Standing) -> Mask:
    """Return the records that count: all that were there, or those that entered a state in the year."""
    when, _, state = indicator.at.partition(":")
    if when != "entered":
        return standing.there
    return _entered_in_year(standing, state)


def _entered_in_year(standing: _Standing, state: str) -> Mask:
    passed, states = standing.passed, state.split(",")
    begin = np.datetime64(date(standing.year, 1, 1))
    entered = passed.loc[passed["state"].isin(states) & (passed["day"] >= begin), "record"]
    mask = np.zeros(len(standing.there), dtype=bool)
    mask[entered.to_numpy(dtype=int)] = True
    return mask


def _holds(register: Register, condition: Condition, records: pd.DataFrame, state: pd.Series) -> Mask:
    """Say of each record whether all of ``condition`` holds; each different value is looked at once."""
    holding = np.ones(len(records), dtype=bool)
    for key, wanted in condition.items():
        column = state if key == STATE else records[key]
        if _holds_lists(register, key):
            column = column.map(lambda one: tuple(one) if isinstance(one, list) else one)
        codes, uniques = pd.factorize(column.to_numpy(dtype=object))
        met = [meets(wanted, list(one) if isinstance(one, tuple) else _plain(one)) for one in uniques]
        holding &= np.array([*met, False], dtype=bool)[codes]  # code -1: no value, the last one
    return holding


def _holds_lists(register: Register, key: str) -> bool:
    field = register.field(key)
    return field is not None and field.type in (FieldType.CHOICES, FieldType.COMPUTED)


def _plain(value: object) -> object:
    """Return a value as Python has it, not as an array does."""
    return value.item() if isinstance(value, np.generic) else value


def _values(register: Register, indicator: RegisterIndicator, held: Records, standing: _Standing) -> _Numbers:
    """Return what is summed or averaged, a number each record, NaN where there is none."""
    if indicator.kind == "days" and indicator.between is not None:
        return _Numbers(_days(indicator.between, standing), 1)
    if not indicator.value:
        return _Numbers(np.full(len(held.records), np.nan), 1)
    numbers = pd.to_numeric(held.records[indicator.value], errors="coerce").to_numpy(dtype=float)
    if _is_money(register, indicator.value):
        return _Numbers(np.rint(numbers * CENTS), CENTS)
    return _Numbers(numbers, 1)


def _is_money(register: Register, key: str) -> bool:
    field = register.field(key)
    return field is not None and (field.type == FieldType.MONEY or field.unit == "CNY")


def _days(between: tuple[str, str], standing: _Standing) -> npt.NDArray[np.float64]:
    """Return for each record the days from the one state to its last entry into the other.

    Counted from the first entry into the one since the other was last left behind: a return to it on the way
    does not begin anew, a second round does.
    """
    passed = standing.passed.reset_index(drop=True)
    place = pd.Series(passed.index, index=passed.index)
    ends = place[passed["state"] == between[1]]
    last = ends.groupby(passed["record"]).max()
    earlier = ends[ends < passed["record"].map(last).loc[ends.index]]
    before = earlier.groupby(passed["record"]).max()
    is_start = (
        (passed["state"] == between[0])
        & (place < passed["record"].map(last))
        & (place > passed["record"].map(before).fillna(-1))
    )
    first = place[is_start].groupby(passed["record"]).min()
    days = np.full(len(standing.there), np.nan)
    found = last.loc[first.index]
    spent = passed["day"].to_numpy()[found.to_numpy()] - passed["day"].to_numpy()[first.to_numpy()]
    days[first.index.to_numpy(dtype=int)] = spent / np.timedelta64(1, "D")
    return days


def _figure(
    kind: str, meeting: Mask, over: Mask, numbers: _Numbers, *, any_record: bool
) -> tuple[float, int, int, int]:
    """Return value, count, of and missing of one indicator in one area."""
    met = int(meeting.sum())
    if kind == "share":
        whole, part = int(over.sum()), int((meeting & over).sum())
        return (100 * part / whole if whole else np.nan), part, whole, 0
    if kind == "count":
        return (float(met) if any_record else np.nan), met, met, 0
    known = meeting & ~np.isnan(numbers.values)
    count = int(known.sum())
    total = numbers.total(known)
    if kind == "sum":
        is_known = any_record and (count > 0 or met == 0)
        return (total if is_known else np.nan), count, met, met - count
    return (total / count if count else np.nan), count, met, met - count
