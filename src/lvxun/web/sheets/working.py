"""One worker at a time on an import, and how far it is: a lock and a small file, both outside the database.

The lock is the system's: it ends with its process, however that ended. Progress is no row, because on SQLite
nobody else can write while an import is being brought in, and in one transaction nobody sees it half done.
"""

from __future__ import annotations

import fcntl
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a worker is: so many rows of ``total`` (0: not known)."""

    done: int = 0
    total: int = 0


@contextmanager
def working(import_id: int) -> Iterator[bool]:
    """Work on an import alone; False where somebody else does."""
    path = _folder() / f"{import_id}.lock"
    with path.open("a") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def is_worked_on(import_id: int) -> bool:
    """Say whether a process is at work on an import now."""
    with working(import_id) as is_free:
        return not is_free


def tell(import_id: int, progress: Progress) -> None:
    """Write down how far the work is."""
    path = _folder() / f"{import_id}.progress"
    beside = path.with_suffix(".part")
    beside.write_text(json.dumps(asdict(progress)))
    beside.replace(path)


def told(import_id: int) -> Progress:
    """Return how far the work is."""
    try:
        return Progress(**json.loads((_folder() / f"{import_id}.progress").read_text()))
    except (OSError, ValueError, TypeError):
        return Progress()


def _folder() -> Path:
    folder = Path(settings.DATA) / "sheets" / "work"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
