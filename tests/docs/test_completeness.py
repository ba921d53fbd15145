"""What exists has a page: commands, settings, indicators, decisions, dependencies."""

import re
import tomllib
from pathlib import Path

import pytest
import typer.main

from lvxun import accounts
from lvxun.cli import app

ROOT = Path(__file__).parents[2]
DOCS = "\n".join(page.read_text(encoding="utf-8") for page in sorted((ROOT / "docs").rglob("*.md")))
CODE = "\n".join(page.read_text(encoding="utf-8") for page in sorted((ROOT / "src").rglob("*.py")))


def command_names(command, prefix="lvxun"):
    children = getattr(command, "commands", {})
    if not children:
        yield prefix
    for name, child in children.items():
        yield from command_names(child, f"{prefix} {name}")


@pytest.mark.parametrize("name", sorted(command_names(typer.main.get_command(app))))
def test_every_command_is_in_the_documentation(name):
    assert name in DOCS


@pytest.mark.parametrize("name", sorted(set(re.findall(r"\bLVXUN_[A-Z]+(?:_[A-Z]+)*\b", CODE))))
def test_every_setting_is_in_the_documentation(name):
    assert name in (ROOT / "docs/settings.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("indicator", sorted(accounts.catalogue()))
def test_every_indicator_has_an_entry(indicator):
    assert f"`{indicator}`" in (ROOT / "docs/indicators.md").read_text(encoding="utf-8")


def test_every_dependency_says_what_it_is_for():
    page = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = project["dependencies"] + [
        d for extra in project["optional-dependencies"].values() for d in extra
    ]
    names = {re.split(r"[\[<>=;]", requirement)[0] for requirement in named}
    assert not {name for name in names if name not in page}


def test_the_lock_carries_no_registry_address():
    lock = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert "://" not in lock
    assert "index" not in lock
