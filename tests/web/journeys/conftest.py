"""Days that a test chooses, a browser at a desk."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone
from journey_desk import Desk

from lvxun.web.insight import state
from lvxun.web.totals import overlay


@pytest.fixture(autouse=True)
def quick(settings, tmp_path):
    settings.DATA = tmp_path
    settings.TASKS_IMMEDIATE = True
    overlay.forget()
    state._state.cache_clear()  # what is kept in memory belongs to one database
    yield
    overlay.forget()
    state._state.cache_clear()


@pytest.fixture
def on(monkeypatch):
    """Return a function that makes it ten o'clock in China on some day, for the live server too."""

    def _set(year, month, day):
        then = datetime(year, month, day, 2, tzinfo=UTC)
        monkeypatch.setattr(timezone, "now", lambda: then)
        overlay.forget()

    _set(2026, 1, 5)
    return _set


@pytest.fixture
def desk(page, live_server, on, transactional_db):
    """A browser whose page may not complain, at the site."""
    yield Desk(page, live_server.url)
    # A refused form is a 422 or 409, which the browser logs by itself.
    assert [one for one in page.complaints if "Failed to load resource" not in one] == []
