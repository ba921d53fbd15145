"""Work that may take longer than a reader waits: done once, in a thread, kept, and asked for again."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillWorkingError
from dataclasses import dataclass
from threading import Lock
from typing import Any

from django.conf import settings


@dataclass
class Progress:
    """How far a piece of work is; ``total`` is 0 where it comes in one piece."""

    done: int = 0
    total: int = 0
    started: float = 0.0

    def step(self, done: int, total: int) -> None:
        """Note that ``done`` of ``total`` pieces are finished."""
        self.done, self.total = done, total

    @property
    def seconds(self) -> int:
        return int(time.monotonic() - self.started)


Job = Callable[[Progress], Any]


class Shelf:
    """Keeps the newest ``size`` results; each is worked out once, however many ask for it."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._lock = Lock()
        self._works: OrderedDict[Hashable, tuple[Future[Any], Progress]] = OrderedDict()
        self._pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="accounts")

    def ask(self, key: Hashable, job: Job, patience: float | None = None) -> Any:  # noqa: ANN401 - what job returns
        """Return what ``job`` returns, or its :class:`Progress` where that takes longer than ``patience``.

        Raises
        ------
        Exception
            whatever the job raised; it is tried again when somebody asks again.
        """
        future, progress = self._begin(key, job)
        try:
            return future.result(timeout=settings.ACCOUNTS_PATIENCE if patience is None else patience)
        except StillWorkingError:
            if not future.done():
                return progress
            raise
        finally:
            if future.done() and future.exception() is not None:
                self._forget(key)

    def _begin(self, key: Hashable, job: Job) -> tuple[Future[Any], Progress]:
        with self._lock:
            if key not in self._works:
                progress = Progress(started=time.monotonic())
                self._works[key] = (self._pool.submit(job, progress), progress)
                self._drop_oldest()
            self._works.move_to_end(key)
            return self._works[key]

    def _drop_oldest(self) -> None:
        finished = [key for key, (future, _) in self._works.items() if future.done()]
        for key in finished[: max(0, len(self._works) - self._size)]:
            del self._works[key]

    def _forget(self, key: Hashable) -> None:
        with self._lock:
            self._works.pop(key, None)


shelf = Shelf(size=24)
