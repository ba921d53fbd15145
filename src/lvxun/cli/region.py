"""``lvxun region …``: what is known about a place, what is wrong with it, another one."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from lvxun.cli import region_import, region_new
from lvxun.cli.output import console, print_json, print_table, progress

if TYPE_CHECKING:
    from lvxun.region import Finding
    from lvxun.region.gaps import SeriesGaps

app = typer.Typer(
    help="Regions: list, check, sources and gaps, a new province, figures from Excel or CSV.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)
COLOURS = {"O": "green", "P": "cyan", "L": "blue", "E": "yellow", "U": "red"}
SEVERITY_COLOURS = {"error": "red", "warning": "yellow"}
FIRST_SHOWN_YEAR, LAST_SHOWN_YEAR = 2015, 2025


@app.callback()
def group() -> None:
    """Regions: list, check, sources and gaps, a new province, figures from Excel or CSV."""


@app.command("list")
def list_regions(
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object instead of a table.")
    ] = False,
) -> None:
    """List the regions that can be named: built in, and your own in LVXUN_REGIONS (or ./regions).

    [bold]Example:[/bold] lvxun region list
    """
    from lvxun.region.loader import known_regions, read_draft

    rows = []
    for name, path in known_regions().items():
        draft = read_draft(path)
        rows.append(
            {
                "name": name,
                "label_zh": draft.documents.label_zh,
                "label_en": draft.documents.label_en,
                "code": draft.documents.code,
                "figures": len(draft.figures),
                "errors": len(draft.errors),
                "path": str(path),
            }
        )
    if as_json:
        print_json({"regions": rows})
        return
    columns = ("name", "label_zh", "label_en", "code", "figures", "errors", "path")
    print_table("Regions 地区", columns, [[row[column] for column in columns] for row in rows])


@app.command()
def check(
    path: Annotated[str, typer.Argument(help="A region's name, or the path of its folder.")],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object instead of a table.")
    ] = False,
) -> None:
    """List everything that is wrong or odd in a region's files, at once.

    Wrong: columns, years, units, duplicates, missing sources. Odd: unit slips (tce for 10 000 tce), breaks by
    census revision, growth at current prices, cities or parts that do not add up, jumps, swapped or copied
    years, quotients outside what any province shows. What is odd but right is explained in the accepted
    tables of region.toml.

    [bold]Example:[/bold] lvxun region check liaoning

    Exits 1 where there is an error, 0 where there are only warnings or nothing.
    """
    from lvxun.region import Severity, locate
    from lvxun.region import check as check_region

    folder = locate(path)
    with progress() as bar:
        bar.add_task(f"Checking {folder.name}", total=None)
        findings = [*check_region(folder), *_plan_faults(folder)]
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    if as_json:
        shown = [asdict(finding) for finding in findings]
        counts = {"errors": errors, "warnings": len(findings) - errors}
        print_json({"region": str(folder), **counts, "findings": shown})
    else:
        for finding in findings:
            head = Text(f"{finding.severity} ", style=SEVERITY_COLOURS[finding.severity])
            head.append(f"[{finding.check}] ", style="dim")
            place = str(finding.where)
            head.append(f"{place}: " if place else "", style="bold")
            head.append(f"{finding.what} {finding.remedy}")
            console.print(head)
        console.print(f"{folder.name}: {errors} errors, {len(findings) - errors} warnings.", highlight=False)
    if errors:
        raise typer.Exit(1)


def _plan_faults(folder: Path) -> list[Finding]:
    """Return what is wrong with the plan of a package; one without a plan is not at fault."""
    from lvxun.errors import LvxunError, Where
    from lvxun.plan.storage import load
    from lvxun.region import Finding

    if not any((folder / name).exists() for name in ("plan.toml", "plan.txt")):
        return []
    try:
        load(folder)
    except LvxunError as error:
        file = Path(error.where.file or "plan.toml").name
        where = Where(file, error.where.row, error.where.field)
        return [Finding.of(LvxunError(error.what, where, error.remedy))]
    return []


@app.command()
def sources(
    name: Annotated[str, typer.Argument(help="A region's name, or the path of its folder.")],
    first: Annotated[int, typer.Option("--from", help="First year.")] = FIRST_SHOWN_YEAR,
    last: Annotated[int, typer.Option("--to", help="Last year.")] = LAST_SHOWN_YEAR,
    topic: Annotated[
        str | None, typer.Option("--topic", help="Only one topic, such as energy or water.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object instead of a table.")
    ] = False,
) -> None:
    """Print series × years with the quality of each figure, so that a gap is seen at a glance.

    O official, P press, L literature, E estimate, U unverified, · not known.

    [bold]Example:[/bold] lvxun region sources liaoning --topic electricity
    """
    from lvxun.region import load, locate
    from lvxun.region.gaps import gaps
    from lvxun.region.template import topics_of

    province = load(locate(name))
    _check_shown(first, last, topic, topics_of(province))
    rows = [row for row in gaps(province, first, last) if topic in (None, row.definition.topic)]
    years = list(range(first, last + 1))
    if as_json:
        print_json(
            {"region": province.id, "version": province.version, "series": [_as_json(r) for r in rows]}
        )
        return
    console.print(f"{province.label_zh} {province.label_en}: quality by year", style="bold")
    console.print(f"{first}{'-' * max(len(years) - 8, 1)}{last}", style="dim", highlight=False)
    for row in rows:
        console.print(_line(row, years))
    known = sum(len(row.years) for row in rows)
    console.print(_legend())
    console.print(f"{known} of {len(rows) * len(years)} cells known; {len(province.requests)} data requests.")


def _legend() -> str:
    from lvxun.region.gaps import LETTERS
    from lvxun.region.model import QUALITY_WORDS

    words = [f"{LETTERS[quality]} {en} {zh}" for quality, (zh, en) in QUALITY_WORDS.items()]
    return "  ".join([*words, "· not known 缺"])


def _check_shown(first: int, last: int, topic: str | None, topics: list[str]) -> None:
    from lvxun.region.errors import RegionError

    if first > last:
        raise RegionError(f"--from {first} is after --to {last}", remedy="Give the earlier year first.")
    if topic is not None and topic not in topics:
        raise RegionError(f"topic '{topic[:60]}' is unknown", remedy=f"Topics are {', '.join(topics)}.")


def _as_json(row: SeriesGaps) -> dict[str, object]:
    definition = row.definition
    return {
        "id": definition.id,
        "label_zh": definition.label_zh,
        "label_en": definition.label_en,
        "unit": definition.unit,
        "topic": definition.topic,
        "quality": {str(year): str(quality) for year, quality in row.years.items()},
        "areas": row.areas,
        "requests": list(row.requests),
    }


def _line(row: SeriesGaps, years: list[int]) -> Text:
    """Return a letter a year, then what the series is: a gap is a dot in a column of letters."""
    from lvxun.region.gaps import LETTERS

    line = Text()
    for year in years:
        letter = LETTERS[row.years[year]] if year in row.years else "·"
        line.append(letter, style=COLOURS.get(letter, "dim"))
    line.append(f"  {row.definition.label_zh} {row.definition.id} ({row.definition.unit})")
    if row.areas:
        line.append(f"  areas below: {row.areas}", style="dim")
    if row.requests:
        line.append(f"  asked: {', '.join(row.requests)}", style="yellow")
    return line


app.command("new")(region_new.new)
app.command("template")(region_import.template)
app.command("import")(region_import.import_figures)
