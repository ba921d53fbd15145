"""A published work plan, people of oversight, and days that a test chooses."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone
from oversight_people import task_of

import people
from lvxun.web.oversight import planning


@pytest.fixture
def on(monkeypatch):
    """Return a function that makes it noon in China on some day."""

    def _set(year, month, day):
        noon = datetime(year, month, day, 4, tzinfo=UTC)
        monkeypatch.setattr(timezone, "now", lambda: noon)
        return date(year, month, day)

    _set(2026, 1, 5)
    return _set


@pytest.fixture
def planner(db):
    return people.make(people.PLANNER)


@pytest.fixture
def bureau(db):
    """The ecology bureau of Shenyang."""
    return people.make(people.PREFECTURE)


@pytest.fixture
def department(db):
    """The province's department of ecology."""
    return people.make(people.PROVINCE)


@pytest.fixture
def assessor(db):
    return people.make(people.ASSESSOR)


@pytest.fixture
def work_plan(on, planner):
    plan = planning.draw_up(planner, 2026)
    return planning.publish(planner, plan)


@pytest.fixture
def task(work_plan):
    """Close, move or upgrade the scattered firms of Shenyang."""
    return task_of(work_plan, "m03-2", "210100")
