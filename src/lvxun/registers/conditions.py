"""Whether a condition of a register's file holds for a record, or for each row of a frame."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from lvxun.registers.model import Between, Condition

STATE = "state"


def holds(condition: Condition, values: Mapping[str, object], state: str) -> bool:
    """Say whether all of ``condition`` holds; a value that is missing meets nothing."""
    return all(meets(wanted, state if key == STATE else values.get(key)) for key, wanted in condition.items())


def meets(wanted: tuple[str | bool | float, ...] | Between, value: object) -> bool:
    """Say whether one value is one of those wanted (of a list: any of it is), or lies between the two."""
    if value is None:
        return False
    if isinstance(wanted, Between):
        return _lies_between(wanted, value)
    if isinstance(value, list):
        return any(meets(wanted, one) for one in value)
    return any(_is_same(one, value) for one in wanted)


def _is_same(wanted: str | bool | float, value: object) -> bool:
    """Compare without taking true for 1, and money ("100.00") as the number that it is."""
    if isinstance(wanted, bool) or isinstance(value, bool):
        return wanted is value
    if isinstance(wanted, str):
        return wanted == value
    number = _number(value)
    return number is not None and number == Decimal(str(wanted))


def _lies_between(wanted: Between, value: object) -> bool:
    bounds = (wanted.low, wanted.high)
    if any(isinstance(one, str) for one in bounds):  # dates, ISO: in order as text
        text = str(value)
        return (wanted.low is None or str(wanted.low) <= text) and (
            wanted.high is None or text <= str(wanted.high)
        )
    number = _number(value)
    if number is None:
        return False
    low, high = (None if one is None else Decimal(str(one)) for one in bounds)
    return (low is None or low <= number) and (high is None or number <= high)


def _number(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
