"""The published rules and the calendar, as the pages and acts of the served region use them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django.utils import timezone

from lvxun.oversight import Rules, chains, decomposing, load
from lvxun.oversight.chains import Chain
from lvxun.oversight.decomposing import Decomposition
from lvxun.web.registers.definitions import calendar
from lvxun.web.served import package_region


@lru_cache(maxsize=1)
def rules() -> Rules:
    """Return the parameters of the served region."""
    return load(package_region().path)


@lru_cache(maxsize=1)
def decomposition() -> Decomposition:
    """Return the served region's definitions of tasks."""
    return decomposing.load(package_region().path)


@lru_cache(maxsize=1)
def causal_chains() -> tuple[Chain, ...]:
    """Return what the served region's measures are meant to move."""
    return chains.load(package_region().path)


def is_working_day(day: date) -> bool:
    """Say whether offices work on ``day``; past the last official notice weekends only are known."""
    return calendar().is_working_day(day)


def today() -> date:
    """Return the day in China."""
    return timezone.localdate()
