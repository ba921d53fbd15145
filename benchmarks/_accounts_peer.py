"""An environment with pymrio on top of the project's own packages, made once inside the running one."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

HERE = Path(__file__).parent
PLACE = Path(sys.prefix) / "peers" / "pymrio"


def enter() -> None:
    """Go on in an interpreter that has pymrio; the first time, make its environment (a minute)."""
    if importlib.util.find_spec("pymrio"):
        return
    python = PLACE / "bin" / "python"
    if not _has_pymrio(python):
        _make(python)
    if not _has_pymrio(python):
        sys.exit(f"pymrio could not be installed into {PLACE}; try: {python} -m pip install pymrio")
    os.execv(python, [str(python), *sys.argv])


def _has_pymrio(python: Path) -> bool:
    asked = [python, "-c", "import pymrio"]
    return python.exists() and subprocess.run(asked, capture_output=True, check=False).returncode == 0


def _make(python: Path) -> None:
    print(f"Installing pymrio into {PLACE} …", flush=True)
    subprocess.run([sys.executable, "-m", "venv", PLACE], check=True)
    ours = "\n".join([sysconfig.get_paths()["purelib"], str(HERE.parent / "src")])
    found = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_paths()['purelib'])"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    (Path(found.stdout.strip()) / "project.pth").write_text(ours + "\n", encoding="utf-8")
    wanted = HERE / "_accounts_peer.txt"
    quiet = ["--quiet", "--disable-pip-version-check"]
    subprocess.run([python, "-m", "pip", "install", *quiet, "-r", wanted], check=False)
