"""``lvxun oversight …``."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lvxun import region

LVXUN = shutil.which("lvxun", path=Path(sys.executable).parent)


@pytest.fixture
def lvxun(tmp_path):
    env = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    env |= {"LVXUN_DATA": str(tmp_path / "var"), "LVXUN_DATABASE": "", "LVXUN_REGION": "liaoning"}

    def run(*words):
        command = [LVXUN, "oversight", *words]
        return subprocess.run(command, env=env, capture_output=True, text=True, check=False)

    return run


def test_a_work_plan_is_drafted_and_waits_for_a_planner(lvxun):
    assert "194 tasks" in lvxun("draw-up", "2026").stdout
    assert json.loads(lvxun("lamps", "--year", "2026", "--json").stdout) == []


def test_the_daily_work_is_told_step_by_step_and_a_day_that_is_none_is_refused(lvxun):
    done = lvxun("daily", "--json")
    assert done.returncode == 0, done.stderr
    assert set(json.loads(done.stdout)) >= {"lamps changed", "alerts raised", "records moved"}
    refused = lvxun("daily", "--day", "30.2.2026")
    assert refused.returncode == 2
    assert "is no date" in refused.stderr


def test_liaonings_files_are_sound_and_a_word_not_in_the_plan_is_found(lvxun, tmp_path):
    assert lvxun("check").returncode == 0
    own = tmp_path / "own"
    shutil.copytree(region.locate("liaoning"), own)
    text = (own / "tasks.toml").read_text(encoding="utf-8")
    (own / "tasks.toml").write_text(text.replace('动态管理台账"', '静态管理台账"', 1), encoding="utf-8")
    done = lvxun("check", str(own))
    assert done.returncode == 1
    assert "does not stand in measure 3" in done.stdout.replace("\n", " ")
