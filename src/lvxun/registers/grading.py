"""Named computations that grade something by a published table, and one that prices a late payment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from lvxun.registers.calendar import Calendar
from lvxun.registers.limits import iso_date
from lvxun.registers.model import LimitUnit
from lvxun.registers.tables import csv_table, toml_table

if TYPE_CHECKING:
    from lvxun.registers.codes import Codes

Values = Mapping[str, object]
CENT = Decimal("0.01")


def pue_grade(values: Values, codes: Codes, day: date) -> int | None:
    """Return the efficiency grade of a data centre: 1 (best) to 3, 0 where it meets none.

    Source: GB 40879-2021, ``rules/codes/pue_grades.csv``. Input: power usage effectiveness, at least 1.
    """
    pue = number(values.get("pue"))
    if pue is None:
        return None
    grades = ((int(row["grade"]), Decimal(row["at_most"])) for row in csv_table("pue_grades.csv"))
    return next((grade for grade, at_most in grades if pue <= at_most), 0)


def credit_grade(values: Values, codes: Codes, day: date) -> str | None:
    """Return the level of environmental credit for a total of marks: green, blue, yellow or red.

    Source: 环发〔2013〕150号 for the levels; the bounds (``rules/codes/credit_grades.toml``) are to be
    confirmed by the province.
    """
    marks = number(values.get("score_total"))
    if marks is None:
        return None
    levels = toml_table("credit_grades.toml")["level"]
    return next((str(one["id"]) for one in levels if marks >= Decimal(str(one["from"]))), None)


def green_building_stars(values: Values, codes: Codes, day: date) -> int | None:
    """Return the stars of a green building, 0 where it earns none.

    Source: GB/T 50378-2019, 3.2.4 to 3.2.8, ``rules/codes/green_building.toml``. All control
    items must be met, each category must reach its least share, the building be fitted out, and its envelope
    (or its load of heating and cooling) be better by the star's share.

    Parameters
    ----------
    values
        ``score``: marks by item (base, safety, health, convenience, resources, environment, innovation);
        ``fitted_out``; ``energy_better`` in percent.
    """
    marks, fitted, better = values.get("score"), values.get("fitted_out"), number(values.get("energy_better"))
    if not isinstance(marks, Mapping) or fitted is None or better is None:
        return None
    table = toml_table("green_building.toml")
    if not fitted or not _meets_least(marks, table):
        return 0
    innovation = min(_mark(marks, "innovation"), Decimal(table["innovation_most"]))
    total = (
        Decimal(table["full_base"])
        + sum((_mark(marks, one) for one in table["full"]), Decimal())
        + innovation
    )
    quality = total / table["divisor"]
    earned = [
        int(one["stars"])
        for one in table["star"]
        if quality >= one["from"] and better >= one["energy_better"]
    ]
    return max(earned, default=0)


def _meets_least(marks: Mapping[str, object], table: Mapping[str, Any]) -> bool:
    least = Decimal(str(table["least_share"]))
    return _mark(marks, "base") >= table["full_base"] and all(
        _mark(marks, one) >= least * full for one, full in table["full"].items()
    )


def _mark(marks: Mapping[str, object], item: str) -> Decimal:
    return number(marks.get(item)) or Decimal()


def green_credit_benefit(values: Values, codes: Codes, day: date) -> float | None:
    """Return the share of a project's yearly benefit that a loan or bond may claim, in its own unit.

    The benefit of the whole project × amount lent / investment of the project, and never more than the whole:
    绿色信贷项目节能减排量测算指引 (银监会, 2013) and 银保监办便函〔2020〕739号; from knowledge, not seen.
    """
    lent, investment = number(values.get("amount")), number(values.get("investment"))
    benefit = number(values.get("benefit"))
    if lent is None or benefit is None or not investment:
        return None
    return float(benefit * min(lent / investment, Decimal(1)))


def late_payment_surcharge(values: Values, codes: Codes, day: date) -> str | None:
    """Return what is added to a fine that was not paid in time, in yuan; of one unpaid as of ``day``.

    3 % of the fine for each day after the last day of payment (15 days from service, moved on from a
    rest day; or the day to which payment was deferred), never more than the fine.
    Source: 行政处罚法 (2021) art. 67 and 72, ``rules/codes/late_payment.toml``.
    """
    fine, served = number(values.get("fine")), iso_date(values.get("served_on"))
    if fine is None or served is None:
        return None
    table = toml_table("late_payment.toml")
    last = iso_date(values.get("deferred_until")) or Calendar().deadline(
        served, int(table["days_to_pay"]), LimitUnit.DAYS
    )
    days = max(((iso_date(values.get("paid_on")) or day) - last).days, 0)
    share = min(days * Decimal(table["daily_share"]), Decimal(table["most_share"]))
    return str((fine * share).quantize(CENT, ROUND_HALF_UP))


def number(value: object) -> Decimal | None:
    """Return a kept number (money is kept as text), None where there is none."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    return Decimal(str(value))
