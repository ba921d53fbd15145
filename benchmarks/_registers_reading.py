"""Times of reading: lists, filters, counts, pages, search and totals, ours beside the plain admin's."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

from _registers_firms import firms

REGISTER = "cleaner_production"
LIST = f"/registers/{REGISTER}/"
ADMIN = "/admin/peer/plainaudit/"
Times = dict[str, float]
ROUNDS, ADMIN_ROUNDS = 9, 3


def fill(count: int) -> float:
    """Keep ``count`` firms in our register and the same in the plain table; return our seconds."""
    from django.db import connection

    from lvxun.web.registers.services import create_many

    start = time.perf_counter()
    create_many(None, REGISTER, firms(count), synthetic=True)
    seconds = time.perf_counter() - start
    columns = "code, firm_name, holder, area, address, industry, list_year, cases, state"
    taken = ", ".join(_value(one) for one in ("address", "industry", "list_year", "cases"))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO peer_plainaudit ({columns}) "
            f"SELECT code, title, holder, area, {taken}, state FROM registers_record"
        )
        cursor.execute("ANALYZE")
        if connection.vendor == "postgresql":
            connection.set_autocommit(True)
            cursor.execute("VACUUM")  # autovacuum does it within a minute of a real import
        else:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return seconds


def _value(field: str) -> str:
    from django.db import connection

    if connection.vendor == "sqlite":
        return f"json_extract(\"values\", '$.{field}')"
    cast = {"list_year": "::int", "cases": "::jsonb"}.get(field, "")
    return f"(\"values\" ->> '{field}'){cast}"


def questions(count: int) -> dict[str, tuple[dict[str, object], dict[str, object] | None]]:
    """Return what is asked: our address's parameters, and the admin's (None: it has no such thing)."""
    pages = max(1, count // 50)
    middle = pages // 2
    return {
        "list": ({}, {}),
        "filter: a year": ({"list_year": 2020}, {"list_year": 2020}),
        "filter: one of several cases": ({"cases": "toxic"}, None),
        "filter: an industry group": ({"industry": "31"}, {"industry__startswith": "31"}),
        "filter: a city": ({"area": "210200"}, None),
        "filter: a county": ({"area": "210203"}, {"area": "210203"}),
        "filter: a state, page in the middle": ({"state": "proposed", "page": middle}, None),
        "filter: city, year and case": ({"area": "210200", "list_year": 2020, "cases": "toxic"}, None),
        "filter: from year to year": ({"list_year__from": 2015, "list_year__to": 2016}, None),
        f"page {middle:,}": ({"page": middle}, {"p": middle}),
        f"page {pages:,} (the last)": ({"page": pages}, {"p": pages}),
        "order: by year": ({"order": "list_year"}, {"o": "5"}),
        "search: two characters, common (电镀)": ({"q": "电镀"}, {"q": "电镀"}),
        "search: two characters, rare (华盛)": ({"q": "华盛"}, {"q": "华盛"}),
        "search: four characters (宏远化工)": ({"q": "宏远化工"}, {"q": "宏远化工"}),
        "search: nothing there (不存在)": ({"q": "不存在"}, {"q": "不存在"}),
        "search: a credit code": ({"q": known_holder()}, {"q": known_holder()}),
        "search in a city (电镀)": ({"q": "电镀", "area": "210200"}, None),
    }


def known_holder() -> str:
    """Return the credit code of a firm that is there."""
    return str(next(firms(1))["holder"])


def timed(act: Callable[[], object], rounds: int) -> Times:
    """Time an act, the first time not counted: the least wall time, and the mean processor time.

    On a machine that others use, too, the wall time tells of them; the processor time is that of this process
    and, on PostgreSQL, of the server process that works for it.
    """
    act()
    walls, before = [], processor_seconds()
    for _ in range(rounds):
        start = time.perf_counter()
        act()
        walls.append((time.perf_counter() - start) * 1000)
    return {"wall_ms": min(walls), "cpu_ms": (processor_seconds() - before) * 1000 / rounds}


def processor_seconds() -> float:
    """Return the processor time so far of this process and its database's."""
    from django.db import connection

    own = time.process_time()
    if connection.vendor != "postgresql":
        return own
    connection.ensure_connection()
    backend = connection.connection.info.backend_pid
    fields = Path(f"/proc/{backend}/stat").read_text().rpartition(")")[2].split()
    return own + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(count: int, *, with_peers: bool) -> dict[str, dict[str, Times | None]]:
    """Return by question the times of the list itself, of the whole page, of the admin's page."""
    from django.test import Client

    from lvxun.web.people.models import Role, User

    officer = User.objects.create_user("officer", role=Role.OFFICER, function="ecology", area="210000")
    chief = User.objects.create_user("chief", is_staff=True, is_superuser=True)
    backend = "allauth.account.auth_backends.AuthenticationBackend"
    ours, admins = Client(), Client()
    ours.force_login(officer, backend=backend)
    admins.force_login(chief, backend=backend)
    found: dict[str, dict[str, Times | None]] = {}
    for name, (mine, theirs) in questions(count).items():
        found[name] = {
            "list": timed(lambda mine=mine: ask(mine), ROUNDS),
            "page": _page(ours, LIST, mine, ROUNDS),
            "admin": _page(admins, ADMIN, theirs, ADMIN_ROUNDS)
            if with_peers and theirs is not None
            else None,
        }
    found["count of all"] = _counts(with_peers=with_peers)
    found["totals by city"] = _totals(with_peers=with_peers)
    return found


def ask(parameters: dict[str, object]) -> None:
    """Ask the list itself: rows, count, pages and the counts beside the filters."""
    from lvxun.web.registers.definitions import definition
    from lvxun.web.registers.filtering import read_filters
    from lvxun.web.registers.listing import Listing

    register = definition(REGISTER)
    filters, faults = read_filters(register, {key: [str(value)] for key, value in parameters.items()})
    assert not faults, faults
    page, order = int(str(parameters.get("page", 1))), str(parameters.get("order", "-id"))
    listing = Listing(register, filters, page=page, order=order)
    _ = listing.rows, listing.count, listing.pages, listing.facets


def _page(client, address: str, parameters: dict[str, object], rounds: int) -> Times:
    asked = f"{address}?{urlencode(parameters)}"

    def get() -> None:
        answer = client.get(asked)
        assert answer.status_code == 200, (asked, answer.status_code)

    return timed(get, rounds)


def _counts(*, with_peers: bool) -> dict[str, Times | None]:
    from _registers_peer.models import PlainAudit
    from lvxun.web.registers.definitions import definition
    from lvxun.web.registers.listing import Listing

    theirs = timed(PlainAudit.objects.count, ADMIN_ROUNDS) if with_peers else None
    mine = timed(lambda: Listing(definition(REGISTER)).count, ROUNDS)
    return {"list": mine, "page": None, "admin": theirs}


def _totals(*, with_peers: bool) -> dict[str, Times | None]:
    from django.db.models import Count

    from _registers_peer.models import PlainAudit
    from lvxun.web.registers.tallies import Scope, by_city

    grouped = PlainAudit.objects.values("area").annotate(count=Count("id"))
    theirs = timed(lambda: list(grouped.all()), ADMIN_ROUNDS) if with_peers else None
    return {"list": timed(lambda: by_city(Scope("liaoning", REGISTER)), ROUNDS), "page": None} | {
        "admin": theirs
    }
