"""What is done by itself, again and again, and what two do at once."""

import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from django.core import mail
from django.db import connection

import people
from lvxun.web.oversight import digests, jobs
from lvxun.web.oversight.models import Alert, Escalation

HERE = Path(__file__).parent


@pytest.mark.django_db
def test_the_daily_job_done_twice_does_nothing_twice(on, work_plan):
    on(2026, 4, 17)
    first = jobs.run_daily()
    assert "failed" not in first.values()
    counts = (Escalation.objects.count(), Alert.objects.count())
    second = jobs.run_daily()
    assert (second["steps taken"], second["alerts raised"]) == (0, 0)
    assert (Escalation.objects.count(), Alert.objects.count()) == counts


@pytest.mark.django_db
def test_a_step_that_fails_does_not_keep_the_others(on, work_plan, monkeypatch):
    def broken(day):
        raise RuntimeError("no disk")

    monkeypatch.setattr(jobs, "advance", broken)
    done = jobs.run_daily()
    assert done["records moved"] == "failed"
    assert done["alerts raised"] != "failed"


@pytest.mark.django_db
def test_each_official_gets_one_letter_a_week(on, work_plan, bureau, planner):
    on(2026, 3, 23)
    bureau.email = "bureau@example.org"
    bureau.save()
    stranger = people.make(people.ENTERPRISE)
    stranger.email = "firm@example.org"
    stranger.save()
    assert digests.send_digests() == 1
    assert digests.send_digests() == 0
    assert [letter.to for letter in mail.outbox] == [["bureau@example.org"]]
    assert "散乱污" in mail.outbox[0].body
    on(2026, 3, 30)
    assert digests.send_digests() == 1


@pytest.fixture
def races(transactional_db, tmp_path):
    """Let two act at once, over a database that threads share as processes do."""
    environment = {
        **os.environ,
        "LVXUN_DATABASE": _address(tmp_path),
        "LVXUN_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "lvxun.web.settings",
        "PYTHONPATH": os.pathsep.join((str(HERE.parents[1]), str(HERE))),
    }
    command = [sys.executable, "-c", "import django; django.setup(); import oversight_racing as r; r.main()"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


def _address(folder):
    """Return the address of a database for another process: the tests' own, or a new SQLite file."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{folder}/races.sqlite3"
    known = connection.settings_dict
    host = quote(known["HOST"], safe="") + (f":{known['PORT']}" if known["PORT"] else "")
    person = quote(known["USER"]) + (f":{quote(known['PASSWORD'])}" if known["PASSWORD"] else "")
    return f"postgres://{person}@{host}/{known['NAME']}"


def test_of_two_decisions_at_once_one_wins_and_two_workers_send_one_reminder(races):
    assert races["decisions"] == ["done", "told"]
    assert races["reminders"][-1] == 1
    assert set(races["reminders"][:-1]) <= {"done", "told"}
