"""``lvxun run``, ``lvxun serve`` and ``lvxun user …``: the site."""

from __future__ import annotations

import os
import secrets
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lvxun.cli.output import console, print_json, print_table
from lvxun.errors import LvxunError

if TYPE_CHECKING:
    from lvxun.web.people.models import User

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

users = typer.Typer(help="Give people accounts.", no_args_is_help=True)


class ServeError(LvxunError):
    """The site cannot start as asked."""


def register(app: typer.Typer) -> None:
    """Add this module's commands to the root command."""
    app.command("run")(run)
    app.command("serve")(serve)
    app.add_typer(users, name="user")


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
    if start:
        _start(host, port, workers=1)


def serve(
    region: RegionOption = "liaoning",
    host: HostOption = "127.0.0.1",
    port: PortOption = None,
    workers: WorkersOption = 1,
) -> None:
    """Serve the site for a province, without printing its assessment first.

    Example: lvxun serve --region regions/qinghe --port 8080
    """
    _prepare(region)
    _start(host, port, workers)


def _prepare(region: str) -> None:
    """Point Django at the region and bring the database up to date."""
    from lvxun import region as regions

    regions.load(regions.locate(region))  # a fault in the province's files is told before anything starts
    os.environ["LVXUN_REGION"] = str(Path(region).resolve()) if Path(region).is_dir() else region
    _open_database()


def _open_database() -> None:
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

    if User.objects.exists():
        return None
    return add_user(FIRST_USER, Role.ADMINISTRATOR)


def add_user(name: str, role: str, body: str = "") -> str:
    """Make an account with a random password and return the password.

    Raises
    ------
    ServeError
        if the name is taken or cannot be a user name.
    """
    from django.core.exceptions import ValidationError
    from django.db import IntegrityError, transaction
    from django.utils import translation

    from lvxun.web.people.history import record_event
    from lvxun.web.people.models import User

    password = secrets.token_urlsafe(12)
    user = User(username=name, role=role, body=body)
    user.set_password(password)
    try:
        user.full_clean()
        with transaction.atomic():
            user.save()
            record_event(
                actor=None, verb="user.added", subject_type="user", subject_id=name, after={"role": str(role)}
            )
    except ValidationError as fault:
        with translation.override("en"):  # the command line speaks English, as its help does
            message = "; ".join(fault.messages)
        raise ServeError(f"'{name}' cannot be added: {message}", remedy="Choose another name.") from None
    except IntegrityError:
        raise ServeError(f"'{name}' is taken.", remedy="Choose another name.") from None
    return password


def _start(host: str, port: int | None, workers: int) -> None:
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
    server.serve()


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


@users.command("add")
def user_add(
    name: Annotated[str, typer.Argument(help="The name to sign in with.")],
    role: Annotated[str, typer.Option(help="reader, planner, statistician or administrator.")] = "reader",
    body: Annotated[str, typer.Option(help="The id of the body that the person belongs to.")] = "",
) -> None:
    """Give somebody an account; the password is printed once.

    Example: lvxun user add li.na --role planner --body drc
    """
    _open_database()
    from lvxun.web.people.models import Role

    if role not in Role.values:
        raise ServeError(f"'{role}' is not a role.", remedy=f"Choose one of {', '.join(Role.values)}.")
    print_secret(name, add_user(name, role, body))


@users.command("password")
def user_password(name: Annotated[str, typer.Argument(help="Whose password.")]) -> None:
    """Give somebody a new random password, printed once; open sessions end.

    Example: lvxun user password li.na
    """
    _open_database()
    from django.db import transaction

    from lvxun.web.people.history import record_event

    user = _find_user(name)
    password = secrets.token_urlsafe(12)
    user.set_password(password)
    with transaction.atomic():
        user.save(update_fields=["password"])
        record_event(actor=None, verb="user.password", subject_type="user", subject_id=name)
    print_secret(name, password)


@users.command("list")
def user_list(as_json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False) -> None:
    """List who has an account.

    Example: lvxun user list --json
    """
    _open_database()
    from lvxun.web.people.models import User

    rows = list(User.objects.order_by("username").values("username", "role", "body", "is_active"))
    if as_json:
        print_json(rows)
    else:
        print_table("Accounts", ("name", "role", "body", "active"), [tuple(row.values()) for row in rows])


def print_secret(name: str, password: str) -> None:
    """Print a password, once."""
    console.print(f"{name}  {password}", markup=False, highlight=False)


def _find_user(name: str) -> User:
    from lvxun.web.people.models import User

    try:
        return User.objects.get(username=name)
    except User.DoesNotExist:
        remedy = "lvxun user list shows who has one."
        raise ServeError(f"Nobody called '{name}' has an account.", remedy=remedy) from None
