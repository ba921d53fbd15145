"""``lvxun register template|export|import``: records as sheets, without the site's pages."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lvxun.cli.output import OutputError, console, print_json, print_table, progress
from lvxun.errors import LvxunError, Where

if TYPE_CHECKING:
    from lvxun.web.people.models import User
    from lvxun.web.sheets.models import SheetImport

CHUNK = 256 * 1024
FIRST_SHOWN = 20


class Language(StrEnum):
    """In which language headings and choices are written."""

    ZH = "zh"
    EN = "en"


class Mode(StrEnum):
    """What is done where some rows cannot be brought in."""

    ALL = "all"
    GOOD = "good"


class Wins(StrEnum):
    """Who wins where the sheet and others changed the same value."""

    SHEET = "sheet"
    RECORD = "record"


class ImportRefusedError(LvxunError):
    """A sheet that is not brought in as asked."""


Name = Annotated[str, typer.Argument(metavar="REGISTER", help="A register's id: lvxun register list.")]
Output = Annotated[Path, typer.Option("--output", "-o", help="The file to write: .xlsx or .csv.")]
Lang = Annotated[Language, typer.Option("--lang", help="Language of headings and choices.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")]


def template(name: Name, output: Output, lang: Lang = Language.ZH) -> None:
    """Write the Excel template of a register: typed columns, lists to choose from, help, tables as sheets.

    [bold]Example:[/bold] lvxun register template cleaner_production -o audits.xlsx
    """
    _open()
    from lvxun.web.registers.definitions import codes, definition
    from lvxun.web.sheets.blank import write_template

    register = definition(name)
    try:
        with output.open("wb") as stream:
            write_template(register, codes(), lang, stream)
    except OSError as error:
        raise OutputError(output, error.strerror or "unknown reason") from error
    console.print(f"Written: {output}", markup=False, highlight=False, soft_wrap=True)


def export(
    name: Name,
    output: Output,
    lang: Lang = Language.ZH,
    where: Annotated[
        list[str] | None,
        typer.Option("--where", help="A filter as in a list's address: list_year=2026 (may be repeated)."),
    ] = None,
) -> None:
    """Write a register's records into a sheet that can be edited and brought back.

    [bold]Example:[/bold] lvxun register export cleaner_production -o audits.xlsx --where area=210100
    """
    _open()
    from lvxun.web.registers.definitions import codes, definition
    from lvxun.web.registers.filtering import read_filters
    from lvxun.web.registers.listing import Listing
    from lvxun.web.sheets.writing import Wording, write_csv, write_workbook

    register = definition(name)
    filters, faults = read_filters(register, _asked(where or []))
    if faults:
        raise faults[0]
    records, wording = Listing(register, filters).records(), Wording(register, codes(), lang)
    try:
        if output.suffix.lower() == ".csv":
            with output.open("w", encoding="utf-8", newline="") as lines:
                lines.writelines(write_csv(records, wording))
        else:
            with output.open("wb") as stream:
                write_workbook(records, wording, stream)
    except OSError as error:
        raise OutputError(output, error.strerror or "unknown reason") from error
    console.print(f"Written: {output}", markup=False, highlight=False, soft_wrap=True)


def bring_in(  # noqa: PLR0913, PLR0917 - each is an option of the command
    name: Name,
    path: Annotated[Path, typer.Argument(metavar="FILE", help="The sheet: .xlsx or .csv.")],
    why: Annotated[str, typer.Option("--why", help="Bring it in, and keep this reason in the history.")] = "",
    mode: Annotated[
        Mode, typer.Option("--rows", help="All rows or none, or the good rows alone.")
    ] = Mode.ALL,
    wins: Annotated[
        Wins | None, typer.Option("--wins", help="Who wins where others changed the same value meanwhile.")
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option("--column", help="What an unknown heading is: 厂名=firm_name; 备注= leaves it out."),
    ] = None,
    user: Annotated[str, typer.Option("--as", help="Act as this person; without it as the system.")] = "",
    again: Annotated[bool, typer.Option("--again", help="Also where this very file came in before.")] = False,
    as_json: AsJson = False,
) -> None:
    """Look a sheet through, row by row; with --why bring it in, in one transaction.

    Exits 1 where rows cannot be brought in and nothing was.

    [bold]Example:[/bold] lvxun register import cleaner_production audits.xlsx --why "List of 2026"
    """
    _open()
    from lvxun.web.registers.definitions import definition
    from lvxun.web.sheets import services
    from lvxun.web.sheets.models import Status

    register, person = definition(name), _person(user)
    with progress() as bar:
        bar.add_task("Looking the sheet through", total=None)
        held = _looked_through(services.begin(person, register, path.name, _chunks(path)), column or [])
    if held.status == Status.CHECKED and why:
        _choose(held, wins)
        _apply(held, mode, why, again=again)
    _report(held, as_json=as_json, is_dry=not why)
    if held.status != Status.APPLIED and (why or held.status == Status.FAILED):
        raise typer.Exit(1)


def _open() -> None:
    from lvxun.cli.serve import open_database

    open_database()


def _asked(where: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in where:
        key, sign, value = one.partition("=")
        if not sign:
            raise ImportRefusedError(f"'{one}' is no filter", Where(field="--where"), "Write key=value.")
        found.setdefault(key, []).append(value)
    return found


def _person(name: str) -> User | None:
    from lvxun.web.people.models import User

    found = User.objects.filter(username=name).first() if name else None
    if name and found is None:
        raise ImportRefusedError(f"There is no person '{name}'.", Where(field="--as"), "lvxun user list")
    return found


def _chunks(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(CHUNK):
                yield chunk
    except OSError as error:
        what = f"the file cannot be read ({error.strerror})"
        raise ImportRefusedError(what, str(path), "Name a sheet that is there.") from error


def _looked_through(held: SheetImport, said: list[str]) -> SheetImport:
    from lvxun.web.registers.definitions import definition
    from lvxun.web.sheets import services
    from lvxun.web.sheets.checking import check
    from lvxun.web.sheets.models import Status

    check(held.pk)
    held.refresh_from_db()
    if held.status == Status.ASKING:
        answers = dict(one.rpartition("=")[::2] for one in said)
        missing = [one for one in held.unknown if one["heading"] not in answers]
        if missing:
            names = ", ".join(f"“{one['heading']}”" for one in missing)
            remedy = f"Say what it is: --column “{missing[0]['heading']}={missing[0]['near'] or 'FIELD'}”."
            raise ImportRefusedError(f"Nobody knows the headings {names}.", held.file_name, remedy)
        services.say_columns(held, definition(held.register), answers)
        check(held.pk)
        held.refresh_from_db()
    return held


def _choose(held: SheetImport, wins: Wins | None) -> None:
    from lvxun.web.sheets import services
    from lvxun.web.sheets.models import Side

    if wins is not None:
        services.choose_side(held, Side.MINE if wins is Wins.SHEET else Side.THEIRS)


def _apply(held: SheetImport, mode: Mode, why: str, *, again: bool) -> None:
    from lvxun.web.sheets import models, services
    from lvxun.web.sheets.applying import apply

    chosen = models.Mode.ALL_OR_NOTHING if mode is Mode.ALL else models.Mode.GOOD_ROWS
    try:
        services.ask_to_apply(held, chosen, why, again=again)
    except LvxunError as error:
        console.print(error.message, style="red", markup=False, highlight=False, soft_wrap=True)
        return
    with progress() as bar:
        bar.add_task("Bringing the rows in", total=None)
        apply(held.pk)
    held.refresh_from_db()


def _report(held: SheetImport, *, as_json: bool, is_dry: bool) -> None:
    faults = [
        {"row": one.row, "field": field, "what": what, "remedy": remedy}
        for one in held.rows.exclude(detail={}).order_by("row")[: 5 * FIRST_SHOWN]
        for field, what, remedy in one.detail.get("faults", [])
    ][:FIRST_SHOWN]
    if as_json:
        print_json(
            {
                "file": held.file_name,
                "status": held.status,
                "rows": held.counts,
                "brought_in": held.rows_applied,
                "fault": held.fault,
                "findings": held.findings,
                "faults": faults,
            }
        )
        return
    for _place, what, remedy in held.fault:
        console.print(f"{what} {remedy}", style="red", markup=False, highlight=False, soft_wrap=True)
    print_table(f"{held.file_name}: {held.status}", ["verdict", "rows"], sorted(held.counts.items()))
    for what, remedy in held.findings:
        console.print(f"{what} {remedy}", markup=False, highlight=False, soft_wrap=True)
    if faults:
        rows = [[str(one["row"]), one["field"], one["what"], one["remedy"]] for one in faults]
        print_table(f"The first faults ({len(faults)})", ["row", "field", "what", "remedy"], rows)
    if held.rows_applied is not None:
        console.print(f"Brought in: {held.rows_applied} rows.", markup=False, highlight=False)
    elif is_dry:
        sys.stderr.write("Nothing has changed. Say --why to bring it in.\n")
