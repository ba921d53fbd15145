"""The examples of the page on energy run."""

import doctest
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_the_examples_of_the_energy_page_run(monkeypatch):
    monkeypatch.chdir(ROOT)
    page = ROOT / "docs" / "accounts-energy.md"
    done = doctest.testfile(str(page), module_relative=False)
    assert done.attempted > 10
    assert done.failed == 0
