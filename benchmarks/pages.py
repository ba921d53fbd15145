"""Server time of every kind of page on SQLite: the median of warm requests, in both languages.

The goal is under 100 ms a page. Run: python benchmarks/pages.py [--json]
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time

GOAL_MS = 100
ROUNDS = 7
PAGES = {
    "home": "/",
    "measure": "/measures/m15/",
    "targets": "/targets/",
    "target": "/targets/m15.2/",
    "target chart": "/targets/m15.2/chart.json",
    "indicators": "/indicators/",
    "indicator": "/indicators/nonfossil_capacity_share/",
    "series": "/series/gdp/",
    "area (province)": "/areas/210000/",
    "area (city)": "/areas/210200/",
    "bodies": "/bodies/",
    "body": "/bodies/drc/",
    "sources": "/sources/",
    "source": "/sources/nbs_provincial/",
    "requests": "/requests/",
    "coverage": "/coverage/",
    "search": "/search/?q=%E8%83%BD%E6%BA%90",
    "plan review": "/plan/review/",
    "import": "/figures/import/",
}


def set_up() -> None:
    """Make an empty SQLite site for the time of the run."""
    os.environ["LVXUN_DATA"] = tempfile.mkdtemp(prefix="lvxun-bench-")
    os.environ["LVXUN_HOSTS"] = "testserver"
    os.environ.pop("LVXUN_DATABASE", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "lvxun.web.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def time_page(client, address: str) -> float:
    """Return the median time in milliseconds, the first request not counted."""
    times = []
    for _ in range(ROUNDS + 1):
        start = time.perf_counter()
        answer = client.get(address)
        times.append((time.perf_counter() - start) * 1000)
        if answer.status_code != 200:
            sys.exit(f"{address} answers {answer.status_code}")
    return statistics.median(times[1:])


def main() -> int:
    """Print the table; exit 1 where a page is slower than the goal."""
    set_up()
    from django.test import Client

    rows = {}
    for language in ("zh-hans", "en"):
        client = Client()
        client.cookies["django_language"] = language
        for name, address in PAGES.items():
            rows[f"{name} ({language})"] = round(time_page(client, address), 1)
    if "--json" in sys.argv:
        print(json.dumps({"goal_ms": GOAL_MS, "median_ms": rows}, ensure_ascii=False, indent=2))
    else:
        for name, median in rows.items():
            print(f"{name:32} {median:7.1f} ms{'  over the goal' if median > GOAL_MS else ''}")
        print(f"slowest: {max(rows.values()):.1f} ms, goal: under {GOAL_MS} ms")
    return int(max(rows.values()) > GOAL_MS)


if __name__ == "__main__":
    sys.exit(main())
