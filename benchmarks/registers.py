"""The registers at a million records, on SQLite and PostgreSQL, beside plain Django admin and import-export.

Goals: list, filter, count, any page and Chinese search from two characters on in under 50 ms of server time
each; an import of 100,000 rows in constant memory, at least 5 times as fast as django-import-export, within 4
times of a bare bulk_create. The peers run in the same run on the same data. Server time is the processor time
of the web process and its database process; the least wall time stands beside it.

Run: python benchmarks/registers.py [--records 1000000] [--rows 100000] [--peer-rows 20000]
[--on sqlite|postgres|both] [--without-peers] [--json]. PostgreSQL: LVXUN_TEST_POSTGRES, or a local one.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parent
GOAL_MS, TIMES_FASTER, TIMES_BARE, GROWTH_MB = 50, 5, 4, 64


def read_arguments() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--records", type=int, default=1_000_000, help="records in the register that is read")
    parser.add_argument("--rows", type=int, default=100_000, help="rows to bring in")
    parser.add_argument(
        "--peer-rows", type=int, default=20_000, help="rows for django-import-export; its time is scaled"
    )
    parser.add_argument("--on", choices=("sqlite", "postgres", "both"), default="both")
    parser.add_argument("--without-peers", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--inner", nargs="+", help=argparse.SUPPRESS)
    return parser.parse_args()


@contextmanager
def database(kind: str) -> Iterator[dict[str, str]]:
    """Make an empty database for the time of one measurement; return the variables that lead to it."""
    data = tempfile.mkdtemp(prefix="lvxun-bench-")
    environment = {
        **{key: value for key, value in os.environ.items() if key != "LVXUN_DATABASE"},
        **{"LVXUN_DATA": data, "LVXUN_REGION": "liaoning", "DJANGO_SETTINGS_MODULE": "_registers_site"},
        "PYTHONPATH": str(HERE),
    }
    try:
        if kind == "sqlite":
            yield environment
            return
        with postgres() as address:
            yield environment | {"LVXUN_DATABASE": address}
    finally:
        shutil.rmtree(data, ignore_errors=True)


@contextmanager
def postgres() -> Iterator[str]:
    """Make a database on the server that the tests use."""
    import psycopg

    finder = HERE.parent / "scripts" / "find_postgres.py"
    found = subprocess.run([sys.executable, finder], capture_output=True, text=True, check=False)
    if found.returncode:
        sys.exit("No PostgreSQL answers; start one, or say --on sqlite.")
    server, name = found.stdout.strip().rsplit("/", 1)[0], f"lvxun_bench_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{server}/{name}"
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def run_inner(kind: str, *what: str) -> dict:
    """Measure in a process of its own on a database of its own."""
    with database(kind) as environment:
        command = [sys.executable, __file__, "--inner", *what]
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(what)} on {kind} failed.")
    return json.loads(done.stdout.splitlines()[-1])


def inner(what: list[str]) -> None:
    """Measure one thing here and print it."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, run_syncdb=True, interactive=False)
    if what[0] == "reading":
        from _registers_reading import fill, measure

        count = int(what[1])
        seconds = fill(count)
        print(json.dumps({"filled_in": seconds, "questions": measure(count, with_peers=what[2] == "1")}))
    else:
        from _registers_writing import WAYS

        print(json.dumps(WAYS[what[1]](int(what[2]))))


def measure(kind: str, asked: argparse.Namespace) -> dict:
    """Return everything that is measured on one database."""
    peers = not asked.without_peers
    found = run_inner(kind, "reading", str(asked.records), str(int(peers)))
    ways = ["bare bulk_create", "ours", "ours, every row validated"]
    ways += ["django-import-export", "django-import-export, bulk mode"] if peers else []
    found["writing"] = {
        way: run_inner(kind, "writing", way, str(asked.peer_rows if "django" in way else asked.rows))
        for way in ways
    }
    return found


def report(kind: str, asked: argparse.Namespace, found: dict) -> list[str]:
    """Print one database's tables; return what missed a goal."""
    missed = []
    print(f"\n{kind}: {asked.records:,} records, made in {found['filled_in']:,.0f} s")
    heads = (("the list", 18), ("whole page", 18), ("admin", 22), ("ratio", 9))
    print(
        f"  {'ms of processor time (of wall time)':44}" + "".join(f"{head:>{width}}" for head, width in heads)
    )
    for name, times in found["questions"].items():
        mine, peer = (times["page"] or times["list"])["cpu_ms"], times["admin"]
        ratio = f"{peer['cpu_ms'] / max(mine, 0.01):7.1f} ×" if peer else f"{'-':>9}"
        columns = (("list", 18), ("page", 18), ("admin", 22))
        cells = "".join(f"{_cell(times[key]):>{width}}" for key, width in columns)
        print(f"  {name:44}{cells}{ratio}{'   over the goal' if mine > GOAL_MS else ''}")
        missed += [f"{kind}: {name}"] if mine > GOAL_MS else []
    return missed + report_writing(kind, found["writing"])


def _cell(times: dict | None) -> str:
    return f"{times['cpu_ms']:,.1f} ({times['wall_ms']:,.1f})" if times else "-"


def report_writing(kind: str, writing: dict) -> list[str]:
    """Print how rows came in; return what missed a goal."""
    speed = {way: one["rows"] / one["seconds"] for way, one in writing.items()}
    print(f"  {'rows brought in':44}{'rows':>10}{'seconds':>12}{'rows a s':>12}{'bare ÷ this':>14}")
    for way, one in writing.items():
        slower = speed["bare bulk_create"] / speed[way]
        figures = f"{one['rows']:10,}{one['seconds']:12,.1f}{speed[way]:12,.0f}{slower:12.1f} ×"
        growth = f"   memory grew by {one['growth_mb']:.0f} MB" if "growth_mb" in one else ""
        print(f"  {way:44}{figures}{growth}")
    missed = []
    if speed["bare bulk_create"] / speed["ours"] > TIMES_BARE:
        missed.append(f"{kind}: more than {TIMES_BARE} times as slow as bare bulk_create")
    peer = speed.get("django-import-export")
    if peer:
        print(f"  ours ÷ django-import-export: {speed['ours'] / peer:.1f} × as fast")
        missed += [f"{kind}: import under {TIMES_FASTER} ×"] if speed["ours"] / peer < TIMES_FASTER else []
    if writing["ours"]["growth_mb"] > GROWTH_MB:
        missed.append(f"{kind}: memory grew by {writing['ours']['growth_mb']:.0f} MB")
    return missed


def main() -> int:
    """Print the tables; exit 1 where a goal is missed."""
    asked = read_arguments()
    if asked.inner:
        inner(asked.inner)
        return 0
    kinds = ("sqlite", "postgres") if asked.on == "both" else (asked.on,)
    if asked.json:
        found = {kind: measure(kind, asked) for kind in kinds}
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return 0
    missed = []
    for kind in kinds:
        missed += report(kind, asked, measure(kind, asked))
        load = os.getloadavg()[0] / (os.cpu_count() or 1)
        print(f"  {os.cpu_count()} cores, load {load:.1f} a core at the end", flush=True)
    print("\n" + ("Missed: " + "; ".join(missed) if missed else "All goals are met."))
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
