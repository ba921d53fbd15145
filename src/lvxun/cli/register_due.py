"""``lvxun register due``: what falls due on the site's records."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from lvxun.cli.output import console, print_json, print_table
from lvxun.errors import LvxunError, Where

if TYPE_CHECKING:
    from lvxun.web.registers.falling_due import FallingDue

FIRST_SHOWN = 200


class AreaError(LvxunError):
    """An area that the served region does not have."""


Within = Annotated[int, typer.Option(min=0, max=3660, help="Days from today; what is overdue is told, too.")]
Registers = Annotated[
    list[str] | None, typer.Option("--register", help="Only this register (may be given several times).")
]
Area = Annotated[str, typer.Option(help="Only this area and what lies in it, such as 210200.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of a table.")]


def due(within: Within = 30, register: Registers = None, area: Area = "", as_json: AsJson = False) -> None:
    """Tell what is to be done on records, by when and by whom: steps with a limit, and duties.

    [bold]Example:[/bold] lvxun register due --within 14 --area 210200
    """
    from lvxun.cli.serve import open_database

    open_database()
    from django.utils import timezone

    from lvxun.registers.actor import contains
    from lvxun.web.registers.definitions import definition, definitions
    from lvxun.web.registers.falling_due import falling_due
    from lvxun.web.served import package_region

    if area and not contains(package_region().code, area):
        remedy = "`lvxun region show` names the areas; a code has six signs, such as 210200."
        raise AreaError(
            f"'{area}' does not lie in {package_region().label_zh}.", Where(field="--area"), remedy
        )
    today = timezone.localdate()
    wanted = [definition(one) for one in register] if register else list(definitions().values())
    found = falling_due(wanted, today + timedelta(days=within), area)
    if as_json:
        print_json(
            {"today": today.isoformat(), "within": within, "due": [_as_data(one, today) for one in found]}
        )
    else:
        _print(found, today)


def _as_data(one: FallingDue, today: date) -> dict[str, object]:
    return {
        "register": one.register.id,
        "code": one.record.code,
        "title": one.record.title,
        "area": one.record.area,
        "due": one.due.isoformat(),
        "overdue_days": max(0, (today - one.due).days),
        "estimated": one.estimated,
        "step": one.step,
        "duty": one.duty,
        "period": one.period,
        "label_zh": one.label.zh,
        "label_en": one.label.en,
        "who": list(one.who),
        "synthetic": one.record.synthetic,
    }


def _print(found: list[FallingDue], today: date) -> None:
    rows = []
    for one in found[:FIRST_SHOWN]:
        day = Text(
            one.due.isoformat() + ("*" if one.estimated else ""), style="red" if one.due < today else ""
        )
        what = one.label.zh + (f" {one.period}" if one.period else "")
        rows.append((day, one.register.label.zh, one.record.code, one.record.title, what, ", ".join(one.who)))
    print_table(f"Due: {len(found):,}", ("due", "register", "code", "title", "what", "who"), rows)
    if len(found) > FIRST_SHOWN:
        console.print(f"The first {FIRST_SHOWN} of {len(found):,}; --register and --area narrow the list.")
    if any(one.estimated for one in found):
        console.print("* The calendar of rest days is not published yet for that day.")
