"""Of those who act at the same moment exactly one wins, and the others are told; no number is given twice."""

import json
import os
import sqlite3
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


def start(folder, act):
    """Start a process that does an act of ``racing`` on the database."""
    environment = {
        **os.environ,
        "LVXUN_DATABASE": _address(folder),
        "LVXUN_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "lvxun.web.settings",
        "PYTHONPATH": str(TESTS),
    }
    command = [sys.executable, "-c", f"import django; django.setup(); import racing; racing.{act}()"]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


@pytest.fixture
def races(transactional_db, tmp_path):
    """Run all races once for each database."""
    if connection.vendor not in _ran:
        printed, complaints = start(tmp_path, "main").communicate()
        assert printed, complaints[-3000:]
        _ran[connection.vendor] = json.loads(printed)
    return _ran[connection.vendor]


def rows_in(table, folder):
    if connection.vendor == "sqlite":
        with sqlite3.connect(folder / "races.sqlite3") as opened:
            return opened.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return cursor.fetchone()[0]


def test_an_import_that_is_killed_leaves_nothing_half_written(transactional_db, tmp_path):
    running = start(tmp_path, "endless_import")
    written = [running.stdout.readline().strip() for _ in range(3)]
    running.kill()
    running.communicate()
    assert written == ["1000", "2000", "3000"]
    for kind in ("record", "recordevent", "searchtext", "uniquekey", "tally", "serial"):
        assert rows_in(f"registers_{kind}", tmp_path) == 0


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
