"""A fine paid late: 行政处罚法 (2021) art. 67 and 72, worked by hand."""

from datetime import date

import pytest

from lvxun.registers.codes import Codes, load_codes
from lvxun.registers.grading import late_payment_surcharge

SERVED = "2026-04-03"  # fifteen days end on Saturday 18 April: Monday 20 April is the last day
TODAY = date(2026, 4, 22)


@pytest.fixture(scope="module")
def codes() -> Codes:
    return load_codes()


@pytest.mark.parametrize(
    ("paid_on", "added"),
    [
        ("2026-04-20", "0.00"),
        ("2026-04-21", "7500.00"),
        ("2026-04-30", "75000.00"),
        ("2026-05-23", "247500.00"),  # 33 days: 99 %
        ("2026-05-24", "250000.00"),  # never more than the fine
        ("2027-05-24", "250000.00"),
    ],
)
def test_three_per_cent_a_day_up_to_the_fine(codes: Codes, paid_on: str, added: str) -> None:
    values = {"fine": "250000.00", "served_on": SERVED, "paid_on": paid_on}
    assert late_payment_surcharge(values, codes, TODAY) == added


def test_an_approved_later_day_counts_instead(codes: Codes) -> None:
    values = {"fine": "100000", "served_on": SERVED, "deferred_until": "2026-06-30", "paid_on": "2026-07-02"}
    assert late_payment_surcharge(values, codes, TODAY) == "6000.00"


def test_what_is_not_paid_counts_up_to_the_day(codes: Codes) -> None:
    assert late_payment_surcharge({"fine": "100000", "served_on": SERVED}, codes, TODAY) == "6000.00"


@pytest.mark.parametrize("missing", ["fine", "served_on"])
def test_what_is_missing_leaves_it_unknown(codes: Codes, missing: str) -> None:
    values = {"fine": "1000", "served_on": SERVED, "paid_on": "2026-05-01"}
    assert late_payment_surcharge({k: v for k, v in values.items() if k != missing}, codes, TODAY) is None
