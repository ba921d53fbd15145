"""Documentation is tested: every console example in docs/ runs, page by page, in a folder of its own."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```console\n(.*?)^```", re.S | re.M)
SERVES_FOR_EVER = ("lvxun run", "lvxun serve")
EXPECTED_EXIT = re.compile(r"#\s*exits (\d)\s*$")


def pages_with_examples() -> list[Path]:
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return [page for page in pages if list(commands(page))]


def commands(page: Path):
    for block in BLOCK.findall(page.read_text(encoding="utf-8")):
        for line in block.splitlines():
            if line.startswith("$ lvxun") and not line[2:].startswith(SERVES_FOR_EVER):
                yield line[2:].strip()


def test_there_are_examples_to_run():
    assert len(pages_with_examples()) >= 5


@pytest.mark.parametrize("page", pages_with_examples(), ids=lambda page: page.name)
def test_the_console_examples_of_a_page_run(page, tmp_path):
    (tmp_path / "docs").symlink_to(ROOT / "docs")
    (tmp_path / "tests").symlink_to(ROOT / "tests")
    kept = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    env = kept | {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "LVXUN_DATA": str(tmp_path / "var"),
        "LVXUN_REGIONS": str(tmp_path / "regions"),
    }
    for command in commands(page):
        expected = int(match.group(1)) if (match := EXPECTED_EXIT.search(command)) else 0
        words = shlex.split(EXPECTED_EXIT.sub("", command))
        done = subprocess.run(
            words, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == expected, (
            f"{page.name}: {command}\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
        )
        assert "Traceback" not in done.stderr
