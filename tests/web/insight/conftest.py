"""The served region as its pages see it."""

import pytest


@pytest.fixture
def served(db):
    from lvxun.web.insight.state import current

    return current()
