"""The command as a newcomer meets it."""

import json
import os
import subprocess
import sys
from pathlib import Path

LVXUN = str(Path(sys.executable).with_name("lvxun"))


def lvxun(*words):
    return subprocess.run([LVXUN, *words], capture_output=True, text=True, timeout=60, check=False)


def test_help_names_every_group_and_how_to_start():
    shown = lvxun("--help").stdout
    assert all(
        word in shown for word in ("plan", "region", "assess", "explain", "serve", "doctor", "Start with")
    )


def test_version_is_told():
    assert lvxun("--version").stdout.startswith("lvxun 0.")


def test_an_unknown_command_exits_2_without_a_traceback():
    done = lvxun("asses")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_doctor_finds_this_machine_fit():
    done = lvxun("doctor", "--json")
    checks = {check["name"]: check for check in json.loads(done.stdout)}
    assert done.returncode == 0
    assert checks["Region"]["state"] == "ok"


def test_an_error_is_one_paragraph_that_names_the_remedy(tmp_path):
    done = lvxun("region", "check", str(tmp_path / "nowhere"))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "nowhere" in done.stderr


def test_chinese_is_printed_where_the_locale_knows_only_ascii(tmp_path):
    plan = tmp_path / "方案.txt"
    plan.write_text("某省方案\n一、任务\n（一）推进分类。开展审核。（省生态环境厅负责）", encoding="utf-8")
    ascii_only = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}

    done = subprocess.run(
        [LVXUN, "plan", "parse", str(plan), "--json"], capture_output=True, env=ascii_only, check=True
    )

    assert json.loads(done.stdout.decode())["measures"][0]["title"] == "推进分类"
