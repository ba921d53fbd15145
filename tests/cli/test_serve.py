"""The main job, from an empty folder to a page that answers."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

LVXUN = str(Path(sys.executable).with_name("lvxun"))
PASSWORD = re.compile(r"^\s+admin  (\S+)$", re.M)


@pytest.fixture
def env(tmp_path):
    kept = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    return kept | {"LVXUN_DATA": str(tmp_path / "var"), "LVXUN_DATABASE": "", "COLUMNS": "160"}


def lvxun(env, *words):
    return subprocess.run([LVXUN, *words], env=env, capture_output=True, text=True, timeout=120, check=False)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_the_first_run_prints_the_assessment_and_the_password(env):
    done = lvxun(env, "run", "--no-start")
    assert done.returncode == 0, done.stderr
    assert "非化石能源装机占比" in done.stdout
    assert PASSWORD.search(done.stdout)


def test_the_password_is_printed_once(env):
    lvxun(env, "run", "--no-start")
    assert not PASSWORD.search(lvxun(env, "run", "--no-start").stdout)


def test_the_password_is_kept_nowhere_in_clear(env, tmp_path):
    password = PASSWORD.search(lvxun(env, "run", "--no-start").stdout).group(1).encode()
    assert not [
        path for path in (tmp_path / "var").rglob("*") if path.is_file() and password in path.read_bytes()
    ]


def test_a_page_answers_and_the_server_stops_cleanly(env):
    port = free_port()
    with subprocess.Popen([LVXUN, "serve", "--port", str(port)], env=env, stdout=subprocess.PIPE) as server:
        try:
            assert "绿循" in wait_for(f"http://127.0.0.1:{port}/")
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(20)


def wait_for(address, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return answer.read().decode()
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"{address} did not answer")


def test_a_taken_port_is_told(env):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = lvxun(env, "serve", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 2
    assert "--port" in done.stderr


def test_an_unknown_province_is_told_before_anything_is_made(env, tmp_path):
    done = lvxun(env, "run", "--region", "atlantis", "--no-start")
    assert done.returncode == 2
    assert "atlantis" in done.stderr
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("LVXUN_DATA", "/dev/null", "LVXUN_DATA"),
        ("LVXUN_DATABASE", "nonsense", "postgres://user:password@host"),
        ("LVXUN_DATABASE", "postgres://nobody@127.0.0.1:1/none", "PostgreSQL runs"),
    ],
)
def test_a_database_that_cannot_be_used_is_told_in_one_paragraph(env, name, value, said):
    done = lvxun(env | {name: value}, "user", "list")
    assert done.returncode == 2
    assert said in " ".join(done.stderr.split())


def test_a_damaged_database_is_told_and_left_as_it_is(env):
    database = Path(env["LVXUN_DATA"]) / "lvxun.sqlite3"
    database.parent.mkdir()
    database.write_bytes(b"no database at all " * 300)
    done = lvxun(env, "user", "list")
    assert done.returncode == 2
    assert "restore lvxun.sqlite3" in " ".join(done.stderr.split())
    assert database.read_bytes() == b"no database at all " * 300
