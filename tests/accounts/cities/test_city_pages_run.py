"""The examples of the pages about materials and cities run."""

import doctest
from pathlib import Path

import pytest

from lvxun.accounts.cities import apportioning

DOCS = Path(__file__).parents[3] / "docs"


@pytest.mark.parametrize("page", ["accounts-materials.md", "accounts-cities.md"])
def test_the_examples_of_a_page_run(page):
    assert doctest.testfile(str(DOCS / page), module_relative=False).failed == 0


def test_the_examples_of_apportioning_run():
    assert doctest.testmod(apportioning).failed == 0
