"""The queue of background work: a file in the data folder, no server beside ours."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from huey import SqliteHuey  # type: ignore[import-untyped]

# Crontab hours are UTC. Immediate: tests run a job where it is called, and no file is made.
queue = SqliteHuey(
    "lvxun",
    filename=str(Path(settings.DATA) / "tasks.sqlite3"),
    immediate=getattr(settings, "TASKS_IMMEDIATE", False),
    utc=True,
    results=False,
)
