"""The examples of docs/accounts-footprints.md run."""

import re
import shutil
from pathlib import Path

import pytest
from io_building import LIAONING

PAGE = (Path(__file__).parents[3] / "docs" / "accounts-footprints.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("block", re.findall(r"```python\n(.*?)```", PAGE, re.S))
def test_an_example_runs(block, tmp_path, monkeypatch, capsys):
    shutil.copytree(LIAONING, tmp_path / "src" / "lvxun" / "provinces" / "liaoning")
    monkeypatch.chdir(tmp_path)
    exec(compile(block, "example", "exec"), {})
    assert capsys.readouterr().out.count("\n") >= 8
