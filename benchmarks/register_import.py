"""A sheet of records brought in, from the file to the last index, beside import-export and bulk_create.

Ours reads the sheet, gives every row its verdict in a dry run that is kept, and brings the rows in with
history, counts, search, filters and unique keys. Goals: at least 5 times as fast as django-import-export on
the same file (dry run, then import, as its admin does it), within 4 times of a bare bulk_create of the same
rows (which reads and checks nothing), in memory that does not grow with the rows. Times are processor
time, of this process and the one of the database that works for it; the time on the wall stands beside it.

Run: python benchmarks/register_import.py [--rows 100000] [--peer-rows 10000] [--on sqlite|postgres|both]
[--json]
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from _registers_firms import firms
from _registers_reading import processor_seconds
from _registers_writing import CHUNK, EARLY, REGISTER, _chunks, _record, resident_mb
from registers import GROWTH_MB, TIMES_BARE, TIMES_FASTER, database

Act = Callable[[], dict[str, float]]
HEADINGS = (
    ("rows", 9),
    ("seconds", 10),
    ("(wall)", 10),
    ("rows a s", 10),
    ("bare ÷ it", 13),
    ("it ÷ i-e", 12),
)
KEYS = ("firm_name", "holder", "area", "address", "industry", "list_year", "cases")


def read_arguments() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument(
        "--peer-rows", type=int, default=10_000, help="rows for django-import-export; its time is scaled"
    )
    parser.add_argument("--on", choices=("sqlite", "postgres", "both"), default="both")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--inner", nargs=2, help=argparse.SUPPRESS)
    return parser.parse_args()


def make_workbook(path: Path, rows: int) -> None:
    """Write the sheet as people send it: our headings, the values below."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("firms")
    sheet.append(KEYS)
    for one in firms(rows):
        sheet.append([";".join(one[key]) if key == "cases" else one[key] for key in KEYS])
    book.save(path)


def make_csv(path: Path, rows: int) -> None:
    """Write the same as CSV."""
    import csv

    with path.open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream)
        out.writerow(KEYS)
        for one in firms(rows):
            out.writerow([";".join(one[key]) if key == "cases" else one[key] for key in KEYS])


def brought_in(path: Path) -> dict[str, float]:
    """Look a file through and bring it in."""
    from lvxun.web.registers.definitions import definition
    from lvxun.web.sheets import applying, checking, services
    from lvxun.web.sheets.models import SheetImport, Status

    seen: dict[str, list[float]] = {"check": [], "apply": []}
    for name, module in (("check", checking), ("apply", applying)):
        module.tell = lambda _id, _progress, kept=seen[name]: kept.append(resident_mb())
    with path.open("rb") as stream:
        held = services.begin(None, definition(REGISTER), path.name, iter(lambda: stream.read(1 << 18), b""))
    start = processor_seconds()
    checking.check(held.pk)
    checked = processor_seconds()
    held.refresh_from_db()
    assert held.status == Status.CHECKED, held.fault
    services.ask_to_apply(held, "all_or_nothing", "benchmark")
    applying.apply(held.pk)
    ended = processor_seconds()
    held = SheetImport.objects.get(pk=held.pk)
    assert held.status == Status.APPLIED, held.fault
    early = min(EARLY, held.rows_applied) // 1000 - 1
    growth = max(max(kept) - kept[min(early, len(kept) - 1)] for kept in seen.values())
    return {
        "rows": held.rows_applied,
        "checking": checked - start,
        "writing": ended - checked,
        "growth_mb": growth,
    }


def bare(rows: int, folder: Path) -> Act:
    """Make the same records by bulk_create alone: no sheet, no checks, no history, no counts, no search."""
    from lvxun.web.registers.models import Record

    given = list(firms(rows))

    def act() -> dict[str, float]:
        number = 0
        for chunk in _chunks(given):
            Record.objects.bulk_create([_record(one, number + at) for at, one in enumerate(chunk)], CHUNK)
            number += len(chunk)
        return {"rows": rows}

    return act


def excel(rows: int, folder: Path) -> Act:
    """Bring an Excel file in."""
    make_workbook(folder / "firms.xlsx", rows)
    return lambda: brought_in(folder / "firms.xlsx")


def csv_file(rows: int, folder: Path) -> Act:
    """Bring a CSV file in."""
    make_csv(folder / "firms.csv", rows)
    return lambda: brought_in(folder / "firms.csv")


def peer(rows: int, folder: Path) -> Act:
    """Bring the same Excel file in by django-import-export: a dry run, then for good."""
    import tablib

    from _registers_peer.resources import PlainAuditResource

    make_workbook(folder / "firms.xlsx", rows)

    def act() -> dict[str, float]:
        for is_dry in (True, False):
            sheet = tablib.Dataset().load((folder / "firms.xlsx").read_bytes(), format="xlsx")
            data = tablib.Dataset(headers=[*sheet.headers, "code", "state"])
            cases = sheet.headers.index("cases")
            for number, row in enumerate(sheet):
                cells = list(row)
                cells[cases] = json.dumps(cells[cases].split(";"))
                data.append([*cells, f"QS-{number:07d}", "proposed"])
            result = PlainAuditResource().import_data(data, dry_run=is_dry, raise_errors=True)
            assert not result.has_errors()
        return {"rows": rows}

    return act


WAYS = {
    "bare bulk_create": bare,
    "ours, Excel": excel,
    "ours, CSV": csv_file,
    "django-import-export, Excel": peer,
}


def inner(way: str, rows: int) -> None:
    """Measure one way here and print it."""
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, run_syncdb=True, interactive=False)
    act = WAYS[way](rows, Path(settings.DATA))
    wall, start = time.perf_counter(), processor_seconds()
    found = act()
    took = {"wall": time.perf_counter() - wall, "seconds": processor_seconds() - start}
    print(json.dumps(found | took))


def run_inner(kind: str, way: str, rows: int) -> dict[str, float]:
    """Measure in a process of its own on a database of its own."""
    with database(kind) as environment:
        command = [sys.executable, __file__, "--inner", way, str(rows)]
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        sys.exit(f"{way} on {kind} failed.")
    return json.loads(done.stdout.splitlines()[-1])


def report(kind: str, found: dict[str, dict[str, float]]) -> list[str]:
    """Print one database's table; return what missed a goal."""
    speed = {way: one["rows"] / one["seconds"] for way, one in found.items()}
    base, slow = speed["bare bulk_create"], speed["django-import-export, Excel"]
    headings = "".join(f"{one:>{width}}" for one, width in HEADINGS)
    print(f"\n{kind}\n  {'':30}{headings}")
    missed = []
    for way, one in found.items():
        line = f"  {way:30}{one['rows']:9,.0f}{one['seconds']:10.1f}{one['wall']:10.1f}{speed[way]:10,.0f}"
        line += f"{base / speed[way]:11.1f} ×{speed[way] / slow:10.1f} ×"
        if "growth_mb" in one:
            line += f"   dry run {one['checking']:.1f} s, writing {one['writing']:.1f} s"
            line += f", memory grew by {one['growth_mb']:.0f} MB"
            missed += [f"{kind}, {way}: over {TIMES_BARE} × bare"] if base / speed[way] > TIMES_BARE else []
            missed += [f"{kind}, {way}: under {TIMES_FASTER} ×"] if speed[way] / slow < TIMES_FASTER else []
            missed += [f"{kind}, {way}: memory grew"] if one["growth_mb"] > GROWTH_MB else []
        print(line)
    return missed


def main() -> int:
    """Print the tables; exit 1 where a goal is missed."""
    asked = read_arguments()
    if asked.inner:
        inner(asked.inner[0], int(asked.inner[1]))
        return 0
    kinds = ("sqlite", "postgres") if asked.on == "both" else (asked.on,)
    found = {
        kind: {way: run_inner(kind, way, asked.peer_rows if "django" in way else asked.rows) for way in WAYS}
        for kind in kinds
    }
    if asked.json:
        print(json.dumps(found, indent=2))
        return 0
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0] / (os.cpu_count() or 1):.1f} a core")
    missed = [line for kind in kinds for line in report(kind, found[kind])]
    print("\n" + ("Missed: " + "; ".join(missed) if missed else "All goals are met."))
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
