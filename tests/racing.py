"""Many people at once on one database, each in a thread with a connection of its own.

``main`` prints what came of each race as JSON. It runs in a process of its own because the tests' SQLite lies
in memory, where threads lock each other out in ways that no site knows.
"""

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from threading import Barrier

from django.core.management import call_command
from django.db import close_old_connections, connections

from cleaner_audits import PROVINCE_OFFICE, REGISTER, audit, china, make, register
from lvxun.errors import LvxunError
from lvxun.web.registers import services
from lvxun.web.registers.models import Record, Tally
from lvxun.web.registers.placements import placement
from lvxun.web.registers.searching import facts
from lvxun.web.registers.tallies import Deltas, Scope

PEOPLE = 8


def race(act):
    """Let ``PEOPLE`` start at the same moment; return what each got, or the name of the error."""
    start = Barrier(PEOPLE)

    def one(number):
        close_old_connections()
        try:
            start.wait()
            return act(number)
        except LvxunError as error:
            return f"{type(error).__name__}: {error.what}"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(PEOPLE) as pool:
        return list(pool.map(one, range(PEOPLE)))


def one_step_on_one_record():
    record = make(1)

    def act(number):
        step, values, why = (
            ("drop", None, "未超标") if number % 2 else ("list", {"listed_on": "2026-01-12"}, "")
        )
        moved = services.move(
            *(None, record, step),
            **{"version": 1, "values": values, "why": why, "now": china(2026, 2, 1)},
            capacities=[PROVINCE_OFFICE],
        )
        return f"won {moved.state}"

    got = race(act)
    record.refresh_from_db()
    return {"got": got, "state": record.state, "version": record.version, "events": record.events.count()}


def one_step_each():
    records = [make(100 + number) for number in range(PEOPLE)]

    def act(number):
        return services.move(
            *(None, records[number], "drop"),
            **{"version": 1, "why": "未超标", "now": china(2026, 2, 1)},
            capacities=[PROVINCE_OFFICE],
        ).state

    return race(act)


def serials():
    return race(
        lambda number: [
            services.create(None, REGISTER, audit(1000 + number * 10 + one, area="210203")).code
            for one in range(4)
        ]
    )


def one_firm_twice():
    return race(lambda number: services.create(None, REGISTER, audit(2000, firm_name=f"第{number}次")).code)


def one_request_twice():
    return race(lambda _: services.create(None, REGISTER, audit(3000), request_key="form-17").pk)


def counts_are_right():
    deltas = Deltas()
    for record in Record.objects.filter(register=REGISTER):
        deltas.add_record(Scope(record.region, REGISTER), placement(register()), record.pk, facts(record))
    columns = ("region", "register", "field", "value", "area", "state")
    rows = Tally.objects.filter(register=REGISTER).values_list(*columns, "count")
    kept = {row[:6]: row[6] for row in rows if row[6]}
    return kept == {key: number for key, number in deltas.items() if number}


def endless_import():
    """Bring rows in without an end, and say after each thousand that they are written."""
    call_command("migrate", verbosity=0, interactive=False)
    rows = (audit(number) for number in count(1))
    services.create_many(None, REGISTER, rows, on_progress=lambda written: print(written, flush=True))


def main():
    call_command("migrate", verbosity=0, interactive=False)
    races = (one_step_on_one_record, one_step_each, serials, one_firm_twice, one_request_twice)
    json.dump({one.__name__: one() for one in (*races, counts_are_right)}, sys.stdout)
