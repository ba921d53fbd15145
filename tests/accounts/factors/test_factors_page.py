"""docs/accounts-factors.md and docs/accounts-uncertainty.md: the listing is in step, the examples run."""

import doctest
from pathlib import Path

import pytest

from lvxun.accounts.factors.catalogue import in_step
from lvxun.accounts.factors.reading import national

DOCS = Path(__file__).parents[3] / "docs"


def test_the_listing_is_in_step_with_the_tables():
    page = (DOCS / "accounts-factors.md").read_text(encoding="utf-8")
    remedy = "run: python -m lvxun.accounts.factors.catalogue docs/accounts-factors.md"
    assert page == in_step(page, national()), remedy


@pytest.mark.parametrize("name", ["accounts-factors.md", "accounts-uncertainty.md"])
def test_the_examples_run(name):
    options = doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL
    failed, tried = doctest.testfile(str(DOCS / name), False, optionflags=options, encoding="utf-8")
    assert tried > 2
    assert not failed
