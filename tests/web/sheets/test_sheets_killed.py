"""A process that is killed while a sheet is looked through or brought in leaves nothing half done."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).parent
BEGUN = """
import os, signal
import django
django.setup()
from django.core.management import call_command
from lvxun.web.sheets import applying, checking, services
from lvxun.web.sheets.models import SheetImport, SheetRow
from lvxun.web.registers.models import Record
from made_books import plain_book, plain_row
from cleaner_audits import register
checking.CHUNK = 10
"""
KILLED_LOOKING = """
call_command("migrate", verbosity=0)
held = services.begin(None, register(), "x.xlsx", [plain_book([plain_row(n) for n in range(1, 41)])])
told = []
def tell(_id, _progress):
    told.append(1)
    if len(told) == 2:
        os.kill(os.getpid(), signal.SIGKILL)
checking.tell = tell
checking.check(held.pk)
"""
GOES_ON = """
held = SheetImport.objects.get()
before = SheetRow.objects.count()
checking.check(held.pk)
held.refresh_from_db()
rows = list(held.rows.order_by("row").values_list("row", flat=True))
assert (before, rows, held.count("new")) == (20, list(range(2, 42)), 40), (before, rows, held.counts)
services.ask_to_apply(held, "all_or_nothing", "list")
applying.record_event = lambda **_: os.kill(os.getpid(), signal.SIGKILL)
applying.apply(held.pk)
"""
ENDS = """
assert Record.objects.count() == 0
applying.apply(SheetImport.objects.get().pk)
assert (Record.objects.count(), SheetImport.objects.get().status) == (40, "applied")
"""


def run(code, tmp_path):
    path = os.pathsep.join([str(TESTS), *sys.path])
    own = {"LVXUN_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "lvxun.web.settings", "PYTHONPATH": path}
    return subprocess.run(
        [sys.executable, "-c", BEGUN + code],
        env={**os.environ, "LVXUN_DATABASE": "", **own},
        capture_output=True,
        check=False,
    )


def test_killed_twice_it_goes_on_where_it_was_and_writes_once(tmp_path):
    looking = run(KILLED_LOOKING, tmp_path)
    assert looking.returncode == -9, looking.stderr.decode()
    applying = run(GOES_ON, tmp_path)
    assert applying.returncode == -9, applying.stderr.decode()
    with sqlite3.connect(tmp_path / "lvxun.sqlite3") as database:
        tables = ("record", "recordevent", "searchtext", "tally", "uniquekey")
        counts = [database.execute(f"select count(*) from registers_{one}").fetchone()[0] for one in tables]
    assert counts == [0, 0, 0, 0, 0]
    ended = run(ENDS, tmp_path)
    assert ended.returncode == 0, ended.stderr.decode()
