"""``lvxun user …``: who has an account, in which office."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from lvxun.cli.output import console, print_json, print_table
from lvxun.cli.serve import ServeError, open_database
from lvxun.errors import LvxunError

if TYPE_CHECKING:
    from lvxun.web.people.models import User
    from lvxun.web.people.office_checks import Office

app = typer.Typer(help="Give people accounts.", no_args_is_help=True)

NameArgument = Annotated[str, typer.Argument(help="The name to sign in with.")]
RoleOption = Annotated[
    str,
    typer.Option(
        help="reader, planner, statistician, administrator, officer, inspector, holder (an enterprise "
        "or park), auditor, bank or assessor."
    ),
]
BodyOption = Annotated[str, typer.Option(help="The id of the body that the person belongs to.")]
FunctionOption = Annotated[
    str, typer.Option(help="What an officer or inspector acts for: ecology, industry, … (rules/bodies.csv).")
]
AreaOption = Annotated[
    str, typer.Option(help="Within which area: the code of the province, a city or a county.")
]
HolderOption = Annotated[str, typer.Option(help="The unified social credit code of an enterprise or park.")]
WhyOption = Annotated[str, typer.Option(help="The reason, for the history.")]


class UserError(LvxunError):
    """An account that cannot be given or changed as asked."""


@app.command("add")
def add(  # noqa: PLR0913, PLR0917 - one option for each part of an office
    name: NameArgument,
    role: RoleOption = "reader",
    body: BodyOption = "",
    function: FunctionOption = "",
    area: AreaOption = "",
    holder: HolderOption = "",
) -> None:
    """Give somebody an account; the one-time password is printed once.

    Example: lvxun user add wang.fang --role officer --body ecology --area 210000
    """
    open_database()
    from lvxun.web.people.office_checks import Office
    from lvxun.web.people.services import give_account

    with _in_english():
        _user, password = give_account(None, name, Office(role, body, function, area, holder))
    print_secret(name, password)


@app.command("office")
def office(  # noqa: PLR0913, PLR0917 - one option for each part of an office
    name: Annotated[str, typer.Argument(help="Whose office.")],
    why: Annotated[str, typer.Option(help="The reason, for the history.")],
    role: Annotated[str | None, typer.Option(help="The new role; as before where it is left out.")] = None,
    body: Annotated[str | None, typer.Option(help="The new body.")] = None,
    function: Annotated[str | None, typer.Option(help="The new function.")] = None,
    area: Annotated[str | None, typer.Option(help="The new area.")] = None,
    holder: Annotated[str | None, typer.Option(help="The new credit code.")] = None,
) -> None:
    """Give somebody another office; what is left out stays.

    Example: lvxun user office wang.fang --area 210100 --function ecology --why "moved to Shenyang"
    """
    open_database()
    from lvxun.web.people.office_checks import Office
    from lvxun.web.people.services import change_office

    user = _find_user(name)
    said = {"role": role, "body": body, "function": function, "area": area, "holder": holder}
    wanted = replace(Office.of(user), **{key: value for key, value in said.items() if value is not None})
    with _in_english():
        kept = change_office(None, user, wanted, why=why)
    console.print(f"{name}  {_in_a_line(Office.of(kept))}", markup=False, highlight=False)


@app.command("leave")
def leave(
    name: Annotated[str, typer.Argument(help="Who leaves.")],
    on: Annotated[str, typer.Option("--on", help="The first day without rights; today where left out.")] = "",
    why: WhyOption = "",
) -> None:
    """Take every right from somebody who leaves: no sign-in, sessions end, what was lent comes back.

    Everything that the person did stays in the history.

    Example: lvxun user leave wang.fang --on 2026-12-31
    """
    open_database()
    from django.utils import timezone

    from lvxun.web.people.leaving import hanging_on
    from lvxun.web.people.services import mark_as_leaver

    user = _find_user(name)
    day = _day(on) if on else timezone.localdate()
    hanging = hanging_on(user)
    with _in_english():
        mark_as_leaver(None, user, day, why=why)
    console.print(f"{name} leaves on {day.isoformat()}.", markup=False, highlight=False)
    if hanging.is_alone and hanging.open_records:
        console.print(
            f"Nobody else holds this office: {hanging.open_records} open records wait for nobody. "
            f"Give it to somebody: lvxun user add NAME --role {user.role} …",
            style="yellow",
            highlight=False,
        )


@app.command("password")
def password(name: Annotated[str, typer.Argument(help="Whose password.")]) -> None:
    """Give somebody a new one-time password, printed once; open sessions end.

    Example: lvxun user password li.na
    """
    open_database()
    from lvxun.web.people.services import give_one_time_password

    print_secret(name, give_one_time_password(None, _find_user(name)))


@app.command("list")
def list_(
    as_json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
    role: Annotated[str, typer.Option(help="Only this role.")] = "",
) -> None:
    """List who has an account, in which office.

    Example: lvxun user list --role officer --json
    """
    open_database()
    from lvxun.web.people.models import User

    columns = ("username", "role", "body", "function", "area", "holder", "left_on", "is_active")
    found = User.objects.order_by("username")
    rows = [
        {**row, "left_on": row["left_on"].isoformat() if row["left_on"] else ""}
        for row in (found.filter(role=role) if role else found).values(*columns)
    ]
    if as_json:
        print_json(rows)
    else:
        headings = ("name", "role", "body", "function", "area", "credit code", "left on", "active")
        print_table("Accounts", headings, [tuple(row.values()) for row in rows])


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


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UserError(f"'{text}' is no day.", remedy="Give it as 2026-12-31.") from None


def _in_a_line(office: Office) -> str:
    return "  ".join(value for value in office.as_dict().values() if value)


def _in_english() -> AbstractContextManager[None]:
    """Speak English, as the command line's help does."""
    from django.utils import translation

    return translation.override("en")
