"""Sheets looked through and brought in beside the pages: by the worker, or here where none takes them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta

from django.db import close_old_connections
from django.utils import timezone

from lvxun.web.oversight.queue import queue
from lvxun.web.sheets.applying import apply
from lvxun.web.sheets.checking import check
from lvxun.web.sheets.models import SheetImport, Status
from lvxun.web.sheets.working import is_worked_on

PATIENCE = timedelta(seconds=4)  # after which work that nobody took is done in this process
SMALL = 200_000  # bytes: a sheet that is looked through while its sender waits
Work = Callable[[int], None]


@queue.task()  # type: ignore[untyped-decorator] # huey has no types
def check_sheet(import_id: int) -> None:
    """Look a sheet through."""
    check(import_id)


@queue.task()  # type: ignore[untyped-decorator]
def apply_sheet(import_id: int) -> None:
    """Bring a sheet in."""
    apply(import_id)


def start(held: SheetImport) -> None:
    """Let the work that an import waits for be done: at once where it is little, else by the worker."""
    if held.size <= SMALL:
        _work_of(held)(held.pk)
    elif held.status == Status.READING:
        check_sheet(held.pk)
    elif held.status == Status.APPLYING:
        apply_sheet(held.pk)


def see_to(held: SheetImport) -> None:
    """Do work in this process that was asked for and that nobody does: no worker runs, or it was killed."""
    waited = held.asked_at is None or timezone.now() - held.asked_at > PATIENCE
    if held.is_at_work and waited and not is_worked_on(held.pk):
        threading.Thread(target=_alone, args=(_work_of(held), held.pk), daemon=True).start()


def _work_of(held: SheetImport) -> Work:
    return check if held.status == Status.READING else apply


def _alone(work: Work, import_id: int) -> None:
    """Do the work in a thread, which has a connection to the database of its own."""
    try:
        work(import_id)
    finally:
        close_old_connections()
