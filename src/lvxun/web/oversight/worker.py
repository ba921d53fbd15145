"""The process that does the background work. ``lvxun serve`` starts it; it ends with whoever started it."""

from __future__ import annotations

import os
import threading
import time

LOOK_EVERY = 2.0  # seconds between two looks whether the parent still lives


def main() -> None:
    """Do what the day has left undone, then wait for work."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lvxun.web.settings")
    import django

    django.setup()
    from lvxun.web.oversight.jobs import run_daily
    from lvxun.web.oversight.queue import queue

    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    run_daily()  # the machine may have been off this morning
    queue.create_consumer(workers=1, worker_type="thread", periodic=True, check_worker_health=True).run()


def _end_with(parent: int) -> None:
    """End this process when its parent has ended, however that came about."""
    while os.getppid() == parent:
        time.sleep(LOOK_EVERY)
    os._exit(0)


if __name__ == "__main__":
    main()
