"""The site with a small made-up book instead of the province's own."""

from collections import OrderedDict

import made_accounts
import pytest


def forget(held):
    for kept in (held._held, held._years, held._latest):
        kept.cache_clear()


@pytest.fixture
def made(monkeypatch, db):
    from lvxun.web.accounts import held

    for name in ("basis_of", "book_from", "years_of", "latest_year"):
        monkeypatch.setattr(held, name, getattr(made_accounts, name))
    monkeypatch.setattr("lvxun.web.accounts.working.shelf._works", OrderedDict())
    forget(held)
    yield made_accounts
    forget(held)
