"""Two people, and two workers, at the same moment: run by itself, over a database that processes share."""

import json
from datetime import UTC, datetime
from threading import Barrier, Thread

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

import people
from lvxun.web.oversight import escalating, planning, reporting
from lvxun.web.oversight.errors import StaleActError
from lvxun.web.oversight.lighting import relight
from lvxun.web.oversight.models import Escalation, Report, Task
from lvxun.web.oversight.reporting import ReportWanted

KEY = "m03-2-210100-2026"


def at_once(*acts):
    """Do things at the same moment, each over its own connection; return what came of each."""
    gate, results = Barrier(len(acts)), []

    def run(act):
        gate.wait()
        try:
            act()
            results.append("done")
        except StaleActError:
            results.append("told")
        except Exception as fault:
            results.append(repr(fault))
        finally:
            connection.close()

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(results)


def on(year, month, day):
    timezone.now = lambda: datetime(year, month, day, 4, tzinfo=UTC)


def decisions(planner):
    bureau, department = people.make(people.PREFECTURE), people.make(people.PROVINCE)
    task = Task.objects.select_related("work_plan").get(key=KEY)
    sent = reporting.send(bureau, task, ReportWanted("2026Q1", "已排查"))
    seen = [Report.objects.select_related("task__work_plan").get(pk=sent.pk) for _ in range(2)]
    return at_once(
        lambda: reporting.decide(planner, seen[0], accept=True),
        lambda: reporting.decide(department, seen[1], accept=False, why="再核"),
    )


def reminders():
    def task():
        return Task.objects.select_related("work_plan").get(key=KEY)

    on(2026, 4, 16)
    relight([task()])
    on(2026, 4, 17)
    seen = [task(), task()]
    came = at_once(lambda: escalating.climb(seen[0]), lambda: escalating.climb(seen[1]))
    return [*came, Escalation.objects.filter(task=seen[0]).count()]


def main():
    call_command("migrate", verbosity=0, interactive=False)
    on(2026, 1, 5)
    planner = people.make(people.PLANNER)
    planning.publish(planner, planning.draw_up(planner, 2026))
    print(json.dumps({"decisions": decisions(planner), "reminders": reminders()}))
