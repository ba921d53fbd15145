"""Codes of records: made by the register's form, or given from outside and checked."""

from __future__ import annotations

from datetime import date

import pytest

from lvxun.registers.errors import NumberingError
from lvxun.registers.model import Numbering
from lvxun.registers.numbering import check_code, code, scope
from registers.register_builder import FIRM, GOOD, register

DAY = date(2026, 3, 1)


def numbered(form: str = "", *serial_by: str, pattern: str = ""):
    return register(numbering=Numbering(form=form, serial_by=serial_by, pattern=pattern))


def test_code_is_made_of_values_and_serial():
    held = numbered("P{year}{month}-{area}-{serial:04d}", "year", "area")
    assert code(held, GOOD, DAY, 7) == "P202603-210100-0007"
    assert scope(held, GOOD, DAY) == "2026|210100"
    assert code(numbered("{holder}{serial:03d}P", "holder"), GOOD, DAY, 2) == f"{FIRM}002P"


def test_a_code_from_outside_has_one_of_ours_until_then():
    held = numbered(pattern=r"LB-\d{2}-\d{11}A")
    assert code(held, GOOD, DAY, 1) == "PERMITS-2026-000001"
    assert scope(held, GOOD, DAY) == "2026"
    check_code(held, "LB-11-20211234567A")


@pytest.mark.parametrize(
    "given", ["LB-11-2021123456A", "", "x" * 81, " LB-11-20211234567A", "LB-11-2021123\n567A"]
)
def test_what_is_no_code_of_the_register_is_refused(given):
    with pytest.raises(NumberingError) as refusal:
        check_code(numbered(pattern=r"LB-\d{2}-\d{11}A"), given)
    assert refusal.value.remedy


def test_a_form_whose_field_is_empty_says_which():
    with pytest.raises(NumberingError, match="needs “area") as refusal:
        code(numbered("{area}-{serial}", "year"), {}, DAY, 1)
    assert refusal.value.remedy


def test_a_form_can_not_reach_into_values():
    with pytest.raises(NumberingError):
        code(numbered("{area.__class__}{serial}", "year"), GOOD, DAY, 1)
