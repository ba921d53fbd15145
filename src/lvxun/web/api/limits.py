"""How many requests a key or an address may send in a minute: one count for all workers of a machine.

The counts lie in a small file of their own: counting must not wait for the database's write lock, which a
long import holds on SQLite, and nothing is lost with them. Several machines count each for itself.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

MINUTE = 60
PATIENCE = 2.0  # seconds that a count may wait for another
MAKE = """CREATE TABLE IF NOT EXISTS taken (
    bucket TEXT PRIMARY KEY, minute INTEGER NOT NULL, count INTEGER NOT NULL) WITHOUT ROWID"""
TAKE = """INSERT INTO taken (bucket, minute, count) VALUES (:bucket, :minute, 1)
ON CONFLICT (bucket) DO UPDATE SET
    count = CASE WHEN minute = excluded.minute THEN count + 1 ELSE 1 END, minute = excluded.minute
RETURNING count"""
FORGET = "DELETE FROM taken WHERE minute < ?"


@dataclass(frozen=True, slots=True)
class Taken:
    """What a request has taken of its limit."""

    limit: int
    count: int
    seconds_left: int  # until the count begins anew

    @property
    def is_over(self) -> bool:
        return self.count > self.limit

    @property
    def remaining(self) -> int:
        return max(0, self.limit - self.count)


def take(bucket: str, limit: int, now: float | None = None) -> Taken:
    """Count one request of ``bucket`` in the present minute."""
    moment = time.time() if now is None else now
    minute = int(moment // MINUTE)
    with closing(_opened()) as counts, counts:
        (count,) = counts.execute(TAKE, {"bucket": bucket, "minute": minute}).fetchone()
        if count == 1:
            counts.execute(FORGET, (minute - 1,))
    return Taken(limit, count, int(MINUTE - moment % MINUTE) + 1)


def _opened() -> sqlite3.Connection:
    path = Path(settings.DATA) / "api_limits.sqlite3"
    counts = sqlite3.connect(path, timeout=PATIENCE)
    counts.execute("PRAGMA journal_mode = WAL")
    counts.execute("PRAGMA synchronous = OFF")
    counts.execute(MAKE)
    return counts


def per_key() -> int:
    """Return how many requests a minute one key, or one session, may send."""
    return int(settings.API_PER_MINUTE)


def per_address() -> int:
    """Return how many requests a minute may come from one address without a key."""
    return int(settings.API_PER_MINUTE_OPEN)
