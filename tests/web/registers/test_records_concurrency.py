"""Of those who act at the same moment exactly one wins, and the others are told; no number is given twice."""

import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

TESTS = Path(__file__).parents[2]
_ran = {}


def _address(folder):
    """Return the address of a database for other processes: the tests' own, or a new SQLite file."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{folder}/races.sqlite3"
    known = connection.settings_dict
    host = quote(known["HOST"], safe="") + (f":{known['PORT']}" if known["PORT"] else "")
    person = quote(known["USER"]) + (f":{quote(known['PASSWORD'])}" if known["PASSWORD"] else "")
    return f"postgres://{person}@{host}/{known['NAME']}"


@pytest.fixture
def races(transactional_db, tmp_path):
    """Run all races once for each database."""
    if connection.vendor not in _ran:
        environment = {
            **os.environ,
            "LVXUN_DATABASE": _address(tmp_path),
            "LVXUN_DATA": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "lvxun.web.settings",
            "PYTHONPATH": str(TESTS),
        }
        command = [sys.executable, "-c", "import django; django.setup(); import racing; racing.main()"]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-3000:]
        _ran[connection.vendor] = json.loads(done.stdout)
    return _ran[connection.vendor]


def test_of_many_steps_at_one_version_exactly_one_wins(races):
    found = races["one_step_on_one_record"]
    assert [one for one in found["got"] if one.startswith("won")] == [f"won {found['state']}"]
    assert (found["version"], found["events"]) == (2, 2)


def test_the_losers_are_told_who_did_what_meanwhile(races):
    told = [one for one in races["one_step_on_one_record"]["got"] if not one.startswith("won")]
    assert len(told) == 7
    assert all(one.startswith("StaleRecordError") and " moved " in one for one in told)


def test_steps_on_different_records_do_not_hinder_each_other(races):
    assert races["one_step_each"] == ["dropped"] * 8


def test_serials_are_given_once_and_without_gaps(races):
    codes = sorted(code for mine in races["serials"] for code in mine)
    assert codes == [f"QS2026-210203-{number:04d}" for number in range(1, 33)]


def test_one_firm_is_entered_once(races):
    got = races["one_firm_twice"]
    assert sum(one.startswith("DuplicateRecordError") for one in got) == 7


def test_a_form_sent_many_times_is_one_record(races):
    assert len(set(races["one_request_twice"])) == 1


def test_the_counts_are_right_afterwards(races):
    assert races["counts_are_right"] is True
