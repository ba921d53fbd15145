"""What falls due is told across registers: steps with a limit and duties, the most pressing first."""

import json
from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone
from typer.testing import CliRunner

from cleaner_audits import REGISTER, accepted, make, step
from lvxun.cli.register import app
from lvxun.errors import LvxunError
from lvxun.registers.calendar import CHINA
from lvxun.registers.errors import UnknownRegisterError

pytestmark = pytest.mark.django_db


def due(*words):
    done = CliRunner().invoke(app, ["due", *words])
    if isinstance(done.exception, LvxunError):
        raise done.exception
    assert done.exit_code == 0, done.output
    return done.output


def due_rows(*words):
    return json.loads(due("--json", *words))["due"]


def listed(number, days_ago, **changes):
    """Put a firm on the list some days ago: it has a month from then."""
    day = timezone.localdate() - timedelta(days=days_ago)
    noon = datetime.combine(day, time(12), CHINA)
    return step(make(number, **changes), "list", noon, values={"listed_on": day.isoformat()})


def test_what_is_overdue_comes_first_and_what_is_far_stays_out():
    late, soon = listed(1, 60), listed(2, 20)
    listed(3, 0)
    found = due_rows("--within", "14")
    assert [one["code"] for one in found] == [late.code, soon.code]
    assert found[0]["overdue_days"] > 0 == found[1]["overdue_days"]
    assert (found[1]["step"], found[1]["due"]) == ("publicise", soon.due.isoformat())
    assert found[0]["who"] == ["holder"]


def test_a_duty_that_nobody_fulfilled_is_told():
    record = accepted()
    days = (date(2031, 7, 8) - timezone.localdate()).days
    (row,) = due_rows("--within", str(days))
    assert (row["code"], row["duty"]) == (record.code, "next_round")


def test_the_list_is_narrowed_by_register_and_area():
    listed(1, 60)
    other = listed(2, 60, area="210202")
    assert [one["code"] for one in due_rows("--area", "210200")] == [other.code]
    assert len(due_rows("--register", REGISTER)) == 2
    assert due_rows("--register", "eia") == []


def test_people_get_a_table():
    record = listed(1, 60)
    printed = due()
    assert "Due: 1" in printed and record.code[:6] in printed


def test_an_unknown_register_or_area_is_named():
    with pytest.raises(UnknownRegisterError):
        due("--register", "cleaner_productions")
    with pytest.raises(LvxunError) as caught:
        due("--area", "110000")
    assert caught.value.where.field == "--area"
