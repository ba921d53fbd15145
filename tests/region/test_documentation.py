"""What the documentation and the docstrings of regions show is true."""

import doctest
import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import lvxun.region

PAGE = (Path(__file__).parents[2] / "docs/region.md").read_text(encoding="utf-8")
MODULES = [module.name for module in pkgutil.walk_packages(lvxun.region.__path__, "lvxun.region.")]


@pytest.mark.parametrize("name", ["lvxun.region", *MODULES])
def test_the_examples_of_a_module_run(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0


@pytest.mark.parametrize("block", re.findall(r"```python\n(.*?)```", PAGE, re.S))
def test_the_python_of_the_page_runs(block):
    exec(compile(block, "docs/region.md", "exec"), {})


def test_every_check_is_on_the_page():
    code = "".join(
        path.read_text(encoding="utf-8") for path in (Path(lvxun.region.__path__[0]) / "sanity").glob("*.py")
    )
    named = set(re.findall(r'finding_at\(\s*\w+,\s*"(\w+)"', code)) | {"format", "jump", "break"}
    assert len(named) >= 12
    assert not {check for check in named if f"`{check}`" not in PAGE}
