"""What is done by itself: every ten minutes, every morning, every Monday; any of it may be run again."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date

from django.db import close_old_connections
from huey import crontab  # type: ignore[import-untyped]

from lvxun.web.oversight import alerts, campaigning, digests, escalating, lighting
from lvxun.web.oversight.published_rules import today
from lvxun.web.oversight.queue import queue
from lvxun.web.registers.advancing import advance

log = logging.getLogger(__name__)
MORNING = crontab(hour="22", minute="10")  # 06:10 in China
MONDAY = crontab(day_of_week="1", hour="0", minute="30")  # 08:30 in China
OFTEN = crontab(minute="*/10")
Step = Callable[[], object]


def run_daily(day: date | None = None) -> dict[str, object]:
    """Move records whose time is up, read indicators, judge lamps, climb ladders, raise alerts.

    A step that fails is told in the log and does not keep the others; the next run takes it up again.
    """
    when = day or today()
    steps: dict[str, Step] = {
        "records moved": lambda: len(advance(when)),
        "findings final": lambda: campaigning.close_times(when),
        "lamps changed": lambda: len(lighting.refresh_and_relight(lighting.live_tasks())),
        "steps taken": lambda: sum(escalating.climb(one, when) is not None for one in lighting.live_tasks()),
        "alerts raised": lambda: alerts.refresh(lighting.live_tasks(), when)[0],
    }
    return {name: _done(name, step) for name, step in steps.items()}


def run_often() -> dict[str, object]:
    """Read the indicators again whose records changed, and judge the lamps that look at them."""
    return {"lamps changed": _done("lamps changed", _relight)}


def run_weekly(day: date | None = None) -> dict[str, object]:
    """Send the week's letters."""
    return {"letters sent": _done("letters sent", lambda: digests.send_digests(day))}


def _relight() -> int:
    return len(lighting.refresh_and_relight(lighting.live_tasks()))


def _done(name: str, step: Step) -> object:
    try:
        return step()
    except Exception:  # the runner of jobs: one of the three places (STYLE)
        log.exception("The job '%s' failed", name)
        return "failed"


def _over_fresh_connections(name: str, job: Callable[[], dict[str, object]]) -> None:
    """Run a job of the queue: between two of them a database server may have hung up."""
    close_old_connections()
    try:
        log.info("%s: %s", name, job())
    finally:
        close_old_connections()


@queue.periodic_task(MORNING)  # type: ignore[untyped-decorator] # huey has no types
def daily() -> None:
    """Run every morning."""
    _over_fresh_connections("daily", run_daily)


@queue.periodic_task(OFTEN)  # type: ignore[untyped-decorator]
def often() -> None:
    """Run every ten minutes."""
    _over_fresh_connections("often", run_often)


@queue.periodic_task(MONDAY)  # type: ignore[untyped-decorator]
def weekly() -> None:
    """Run every Monday."""
    _over_fresh_connections("weekly", run_weekly)
