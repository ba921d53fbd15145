"""``lvxun doctor``: what is missing on this machine, and what to do about it."""

from __future__ import annotations

import importlib.metadata
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import typer
from rich.text import Text

from lvxun.cli.output import print_json, print_table

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
LOWEST_PYTHON = (3, 11)
LOWEST_SQLITE = (3, 31)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. ``state`` is ``ok``, ``optional`` (something works without it) or ``missing``."""

    name: str
    state: str
    detail: str
    remedy: str = ""


def _python() -> Check:
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] >= LOWEST_PYTHON:
        return Check("Python", "ok", version)
    return Check("Python", "missing", version, "Install Python 3.11 or newer.")


def _packages() -> Check:
    missing = [name for name in _required_packages() if not _is_installed(name)]
    if missing:
        return Check("Packages", "missing", ", ".join(missing), "Run: make install")
    return Check("Packages", "ok", "all that pyproject.toml asks for")


def _required_packages() -> Iterator[str]:
    for line in importlib.metadata.requires("lvxun") or []:
        if "extra ==" not in line:
            yield line.split(";")[0].split("[")[0].split(">")[0].split("<")[0].split("=")[0].strip()


def _is_installed(name: str) -> bool:
    try:
        importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True


def _sqlite() -> Check:
    if sqlite3.sqlite_version_info >= LOWEST_SQLITE:
        return Check("SQLite", "ok", sqlite3.sqlite_version)
    return Check("SQLite", "missing", sqlite3.sqlite_version, "Django 5.2 needs SQLite 3.31 or newer.")


def _data_folder() -> Check:
    folder = Path(os.environ.get("LVXUN_DATA", "var"))
    nearest = next((p for p in (folder, *folder.absolute().parents) if p.exists()), Path("/"))
    try:
        with tempfile.TemporaryFile(dir=nearest):
            pass
    except OSError as error:
        remedy = "Set LVXUN_DATA to a folder that you may write to."
        return Check("Data folder", "missing", f"{folder}: {error.strerror}", remedy)
    return Check("Data folder", "ok", str(folder.absolute()))


def _region() -> Check:
    from lvxun import region
    from lvxun.errors import LvxunError

    name = os.environ.get("LVXUN_REGION", "liaoning")
    try:
        loaded = region.load(region.locate(name))
    except LvxunError as error:
        return Check("Region", "missing", error.message, f"Run: lvxun region check {name}")
    return Check("Region", "ok", f"{loaded.label_zh}: {len(loaded.series)} figures")


def _chromium() -> Check:
    found = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if found:
        return Check("Chromium", "ok", found)
    return Check("Chromium", "optional", "not found", "For the browser tests: apt-get install chromium")


def _chinese_fonts() -> Check:
    fc_list = shutil.which("fc-list")
    fonts = (
        subprocess.run([fc_list, ":lang=zh", "family"], capture_output=True, text=True, check=False).stdout
        if fc_list
        else ""
    )
    if fonts.strip():
        return Check("Chinese fonts", "ok", fonts.splitlines()[0])
    return Check("Chinese fonts", "optional", "none found", "For screenshots: apt-get install fonts-noto-cjk")


CHECKS: tuple[Callable[[], Check], ...] = (
    _python,
    _packages,
    _sqlite,
    _data_folder,
    _region,
    _chromium,
    _chinese_fonts,
)
COLOURS = {"ok": "green", "optional": "yellow", "missing": "red"}


def doctor(as_json: bool = typer.Option(False, "--json", help="Print the checks as JSON.")) -> None:
    """Look at this machine: what Lvxun needs, what is missing, what to do.

    Exits 1 where something needed is missing; what is optional never fails it.
    """
    checks = [check() for check in CHECKS]
    if as_json:
        print_json([asdict(check) for check in checks])
    else:
        rows = [(c.name, Text(c.state, style=COLOURS[c.state]), c.detail, c.remedy) for c in checks]
        print_table("lvxun doctor", ("what", "state", "found", "remedy"), rows)
    if any(check.state == "missing" for check in checks):
        raise typer.Exit(1)


def register(app: typer.Typer) -> None:
    """Add this module's command to the root command."""
    app.command("doctor")(doctor)
