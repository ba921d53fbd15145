"""What a fine costs more when it is paid late.

Source: 行政处罚法 (2021) art. 67 (15 days from receipt) and art. 72 (3 % of the fine a day, never more than
it), as dated rows of ``rules/codes/late_payment.csv``. While a review or a suit runs nothing is added
(art. 73): that is for whoever decides to take off.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from lvxun.registers.calendar import Calendar
from lvxun.registers.limits import iso_date
from lvxun.registers.model import LimitUnit

if TYPE_CHECKING:
    from lvxun.registers.codes import Codes

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class LateRule:
    """From when a rule holds, days to pay, share of the fine added a day, and at most."""

    since: date
    pay_days: int
    rate: Decimal
    most: Decimal


def late_payment_surcharge(
    values: Mapping[str, object], codes: Codes | None = None, day: date | None = None
) -> str | None:
    """Return what is added to a fine, in yuan; None where it is not known (or no rule held).

    Parameters
    ----------
    values
        ``fine`` (yuan), ``served_on``, ``deferred_until`` (an approved later day to pay) and ``paid_on``.
    codes
        not needed; every computation of a register is given it.
    day
        up to when a fine not yet paid is counted; without it, it is not known.
    """
    served, fine = iso_date(values.get("served_on")), values.get("fine")
    until = iso_date(values.get("paid_on")) or day
    if served is None or until is None or isinstance(fine, bool) or not isinstance(fine, int | float | str):
        return None
    rule = rule_on(served)
    if rule is None:
        return None
    last = iso_date(values.get("deferred_until")) or Calendar().deadline(
        served, rule.pay_days, LimitUnit.DAYS
    )
    share = min(rule.rate * max((until - last).days, 0), rule.most)
    return str((Decimal(str(fine)) * share).quantize(CENT, ROUND_HALF_UP))


def rule_on(day: date) -> LateRule | None:
    """Return the rule for a decision served on ``day``."""
    return next((one for one in reversed(_rules()) if one.since <= day), None)


@cache
def _rules() -> tuple[LateRule, ...]:
    table = files("lvxun") / "rules" / "codes" / "late_payment.csv"
    with table.open(encoding="utf-8") as lines:
        return tuple(
            LateRule(
                since=date.fromisoformat(row["since"]),
                pay_days=int(row["pay_days"]),
                rate=Decimal(row["rate_a_day"]),
                most=Decimal(row["most"]),
            )
            for row in csv.DictReader(lines)
        )
