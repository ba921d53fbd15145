"""``lvxun region template`` and ``lvxun region import``: figures in Excel and CSV."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lvxun.cli.output import console, print_json, print_table, progress, write_file

if TYPE_CHECKING:
    from lvxun.region.applying import Applied
    from lvxun.region.importing import ImportResult

FIRST_SHOWN = 20


class Apply(StrEnum):
    ALL = "all"
    GOOD = "good"


def template(
    path: Annotated[Path, typer.Argument(help="The Excel file to write, such as figures.xlsx.")],
    region_name: Annotated[
        str, typer.Option("--region", help="The region that the figures are of.")
    ] = "liaoning",
    topic: Annotated[
        list[str] | None, typer.Option("--topic", help="Only this topic (may be given several times).")
    ] = None,
) -> None:
    """Write an Excel file that a statistician can fill in, with drop-downs, in Chinese and English.

    [bold]Example:[/bold] lvxun region template figures.xlsx --region liaoning --topic water
    """
    from lvxun.region import load, locate
    from lvxun.region.errors import SheetError
    from lvxun.region.template import template as make_template
    from lvxun.region.template import topics_of

    if path.suffix.lower() != ".xlsx":
        raise SheetError(f"'{path.name}' is not an .xlsx name", remedy="Give a name such as figures.xlsx.")
    region = load(locate(region_name))
    topics = topic or []
    unknown = sorted(set(topics) - set(topics_of(region)))
    if unknown:
        raise SheetError(
            f"topic '{unknown[0]}' is unknown", remedy=f"Topics are {', '.join(topics_of(region))}."
        )
    write_file(path, make_template(region, topics))
    console.print(f"Wrote {path}. Fill in its sheet 数据 data, then:", markup=False, highlight=False)
    console.print(f"lvxun region import {path.name} --region {region.id}", markup=False, highlight=False)


def import_figures(
    file: Annotated[Path, typer.Argument(help="The filled-in .xlsx, or a CSV (UTF-8 or GB18030).")],
    region_name: Annotated[str, typer.Option("--region", help="The region that takes the figures in.")],
    apply: Annotated[
        Apply | None,
        typer.Option(
            "--apply", help="Write: 'all' rows or nothing, or the 'good' rows. Without it: a dry run."
        ),
    ] = None,
    held_back: Annotated[
        Path | None,
        typer.Option("--held-back", help="Write the rows held back, with remedies, to this .csv or .xlsx."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of tables.")] = False,
) -> None:
    """Bring figures in from Excel or CSV: a dry run first; then all or nothing, or the good rows.

    Rows in = rows kept + rows held back, always. A held-back table says what is wrong with each row and what
    would be right; correct it and import that very table.

    [bold]Example:[/bold] lvxun region import figures.xlsx --region hebei
    [bold]Then:[/bold] lvxun region import figures.xlsx --region hebei --apply good --held-back left.xlsx

    Exits 1 where rows are held back in a dry run.
    """
    from lvxun.region import load, locate
    from lvxun.region.applying import apply_import
    from lvxun.region.importing import read_sheet
    from lvxun.region.tables import read_bytes

    folder = locate(region_name)
    with progress() as bar:
        bar.add_task(f"Reading {file.name}", total=None)
        result = read_sheet(read_bytes(file, file.name), file.name, load(folder))
        if held_back is not None and not result.is_clean:
            _write_held_back(result, held_back)
        done = apply_import(result, folder, only_good=apply is Apply.GOOD) if apply else None
    if as_json:
        print_json(_as_json(result, done))
    else:
        _show(result, done)
    if done is None and not result.is_clean:
        raise typer.Exit(1)


def _write_held_back(result: ImportResult, path: Path) -> None:
    from lvxun.region.template import held_back_csv, held_back_xlsx

    write_file(path, held_back_xlsx(result) if path.suffix.lower() == ".xlsx" else held_back_csv(result))


def _as_json(result: ImportResult, done: Applied | None) -> dict[str, object]:
    held = result.held_back.to_dict("records")
    changes = result.changes.astype(object).where(result.changes.notna(), None).to_dict("records")
    return {
        "file": result.name,
        "rows_in": result.rows_in,
        "kept": len(result.kept),
        "held_back": held,
        "new": result.count("new"),
        "changed": result.count("changed"),
        "same": result.count("same"),
        "changes": changes,
        "findings": [finding.message for finding in result.findings],
        "applied": bool(done),
        "files": list(done.files) if done else [],
    }


def _show(result: ImportResult, done: Applied | None) -> None:
    held = len(result.held_back)
    console.print(
        f"{result.name}: {result.rows_in} rows in = {len(result.kept)} kept ({result.count('new')} new, "
        f"{result.count('changed')} changed, {result.count('same')} the same) + {held} held back.",
        markup=False,
        highlight=False,
    )
    if held:
        rows = result.held_back.head(FIRST_SHOWN).to_dict("records")
        print_table(
            "Held back 待改", ("row", "what", "remedy"), [(r["row"], r["error"], r["remedy"]) for r in rows]
        )
    changed = result.changes[result.changes["status"] == "changed"].head(FIRST_SHOWN).to_dict("records")
    if changed:
        columns = ("indicator", "area", "year", "old", "new")
        print_table("Changed 变动", columns, [[row[column] for column in columns] for row in changed])
    for finding in result.findings[:FIRST_SHOWN]:
        console.print(f"odd: {finding.message}", style="yellow", markup=False, highlight=False)
    if done:
        console.print(f"Written: {', '.join(done.files)}; the region is now version {done.version}.")
    else:
        console.print("Nothing is written: this was a dry run. Add --apply all, or --apply good.")
