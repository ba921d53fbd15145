"""A server that is killed while it brings figures in leaves a database without half an import."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).parent
KILLED = """
import os, signal
import django
django.setup()
from django.core.management import call_command
from lvxun.web.figures import services
from lvxun.web.figures.models import Mode
from lvxun.web.figures.uploads import Upload
from lvxun.web.served import package_region
from lvxun.web.people.models import User
from made_sheets import GOOD, workbook
call_command("migrate", verbosity=0)
user = User.objects.create_user("clerk", role="statistician")
draft = services.make_draft(user, package_region(), Upload("figures.xlsx", workbook(GOOD)))
services.record_event = lambda **_: os.kill(os.getpid(), signal.SIGKILL)
services.apply_draft(user, package_region(), draft, services.Choice(Mode.GOOD_ROWS, "yearbook", 0))
"""


def test_killed_half_way_leaves_the_dry_run_and_no_figure(tmp_path):
    path = os.pathsep.join([str(TESTS), *sys.path])
    own = {"LVXUN_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "lvxun.web.settings", "PYTHONPATH": path}
    ended = subprocess.run(
        [sys.executable, "-c", KILLED],
        env={**os.environ, "LVXUN_DATABASE": "", **own},
        capture_output=True,
        check=False,
    )
    assert ended.returncode == -9, ended.stderr.decode()
    with sqlite3.connect(tmp_path / "lvxun.sqlite3") as database:
        counts = [
            database.execute(f"select count(*) from figures_{table}").fetchone()[0]
            for table in ("draft", "draftrow", "change", "batch", "figure")
        ]
    assert counts == [1, 1, 0, 0, 0]
