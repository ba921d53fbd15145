"""``lvxun run`` and ``lvxun serve``: the site."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Annotated

import typer

from lvxun.cli.output import console
from lvxun.errors import LvxunError

FIRST_USER = "admin"
PORTS_TRIED = 20

RegionOption = Annotated[
    str, typer.Option("--region", envvar="LVXUN_REGION", help="The province to serve: a name or a folder.")
]
HostOption = Annotated[str, typer.Option(help="The address to listen at.")]
PortOption = Annotated[
    int | None,
    typer.Option(min=1, max=65535, help="The port; 8000, or the next free one, where none is given."),
]
WorkersOption = Annotated[int, typer.Option(min=1, max=64, help="Worker processes.")]
JobsOption = Annotated[
    bool, typer.Option("--jobs/--no-jobs", help="Do the background work too; on one machine of several only.")
]
SECONDS_TO_END = 5


class ServeError(LvxunError):
    """The site cannot start as asked."""


def register(app: typer.Typer) -> None:
    """Add this module's commands to the root command."""
    app.command("run")(run)
    app.command("serve")(serve)


def run(
    region: RegionOption = "liaoning",
    host: HostOption = "127.0.0.1",
    port: PortOption = None,
    start: Annotated[bool, typer.Option(help="Start the site at the end.")] = True,
) -> None:
    """Set everything up, print the province's assessment, start the site.

    Makes the database if there is none, gives the first sign-in (its password is printed once), and serves.
    What is there already is kept: run it as often as you like.

    Example: lvxun run --region liaoning
    """
    from lvxun.attainment import Language
    from lvxun.cli.assess import print_assessment

    _prepare(region)
    from lvxun.web.insight.state import current

    state = current()
    print_assessment(state.assessment, state.region, Language.ZH)
    password = _make_first_user()
    if password:
        console.print("\nSign in with this name and password; the password is shown only now:", style="bold")
        console.print(f"  {FIRST_USER}  {password}\n", markup=False, highlight=False)
    _offer_demo()
    if start:
        _start(host, port, workers=1)


def serve(
    region: RegionOption = "liaoning",
    host: HostOption = "127.0.0.1",
    port: PortOption = None,
    workers: WorkersOption = 1,
    jobs: JobsOption = True,
) -> None:
    """Serve the site for a province, without printing its assessment first.

    Example: lvxun serve --region regions/qinghe --port 8080
    """
    _prepare(region)
    _start(host, port, workers, jobs)


def _prepare(region: str) -> None:
    """Point Django at the region and bring the database up to date."""
    from lvxun import region as regions

    regions.load(regions.locate(region))  # a fault in the province's files is told before anything starts
    os.environ["LVXUN_REGION"] = str(Path(region).resolve()) if Path(region).is_dir() else region
    open_database()


def open_database() -> None:
    """Set Django up and bring the database up to date.

    Raises
    ------
    ServeError
        if the data folder or the database cannot be used.
    """
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import call_command
    from django.db import DatabaseError

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lvxun.web.settings")
    try:
        django.setup()
        call_command("migrate", verbosity=0, interactive=False)
    except ImproperlyConfigured as fault:
        raise ServeError(f"A setting is wrong: {fault}", remedy="docs/settings.md lists them.") from fault
    except OSError as fault:
        remedy = "Point LVXUN_DATA at a folder that you may write to."
        raise ServeError(f"The data folder cannot be used: {fault}.", remedy=remedy) from fault
    except DatabaseError as fault:
        remedy = "Check LVXUN_DATABASE, and that PostgreSQL runs; or restore lvxun.sqlite3 in LVXUN_DATA."
        raise ServeError(f"The database cannot be used: {_in_one_line(fault)}.", remedy=remedy) from fault


def _in_one_line(fault: Exception) -> str:
    return " ".join(str(fault).split()).rstrip(".")


def _make_first_user() -> str | None:
    """Give the first account where there is none; return its password, which is kept nowhere in clear."""
    from lvxun.web.people.models import Role, User
    from lvxun.web.people.office_checks import Office
    from lvxun.web.people.services import give_account

    if User.objects.exists():
        return None
    # Who starts the site is the person itself: the password need not be replaced at once.
    _user, password = give_account(None, FIRST_USER, Office(role=Role.ADMINISTRATOR), one_time=False)
    return password


def _offer_demo() -> None:
    """Say what is made up, or how to have something made up where the registers are empty."""
    from lvxun.web.registers.models import Record

    made_up = Record.objects.filter(synthetic=True).count()
    if made_up:
        text = f"{made_up} records are made up (marked 演示); take them out: lvxun demo --remove"
    elif not Record.objects.exists():
        text = "The registers are empty. To try them with made-up records (marked as such): lvxun demo"
    else:
        return
    console.print(text, markup=False, highlight=False)


def _start(host: str, port: int | None, workers: int, jobs: bool = True) -> None:
    from django.db import connections
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    from lvxun.web.insight.state import current

    chosen = _free_port(host, port)
    current()  # the workers are forked with the province loaded, so that the first page is quick, too
    connections.close_all()
    console.print(
        f"Lvxun answers at http://{host}:{chosen}/ (stop it with Ctrl-C)", style="bold", highlight=False
    )
    server = Granian(
        "lvxun.web.wsgi:application",
        address=host,
        port=chosen,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=4,
        workers_kill_timeout=5,  # a browser that keeps its connection open must not keep the server
        log_level=LogLevels.warning,
    )
    with _background_work() if jobs else nullcontext():
        server.serve()


@contextmanager
def _background_work() -> Iterator[None]:
    """Keep the process of reminders, alerts and letters beside the server, and end it with the server."""
    # What it prints (letters, where no mail server is set) goes where the log goes, not into our output.
    worker = subprocess.Popen(
        [sys.executable, "-m", "lvxun.web.oversight.worker"], stdout=sys.stderr.fileno()
    )
    try:
        yield
    finally:
        worker.terminate()
        try:
            worker.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            worker.kill()
            worker.wait()


def _free_port(host: str, port: int | None) -> int:
    if port is not None:
        if _is_free(host, port):
            return port
        raise ServeError(
            f"Port {port} at {host} is taken or not allowed.", remedy="Choose another with --port."
        )
    for candidate in range(8000, 8000 + PORTS_TRIED):
        if _is_free(host, candidate):
            return candidate
    last = 8000 + PORTS_TRIED - 1
    raise ServeError(f"Ports 8000 to {last} at {host} are taken.", remedy="Choose another with --port.")


def _is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
