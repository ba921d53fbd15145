"""``lvxun assess`` and ``lvxun explain``: where a plan stands, and where a figure comes from."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lvxun.cli.explain import explain
from lvxun.cli.output import console, print_json, print_table, progress, write_file
from lvxun.cli.site import PackageOption, load_region

if TYPE_CHECKING:
    from lvxun.attainment.model import Assessment, Figure, TargetStatus
    from lvxun.attainment.words import Language
    from lvxun.plan.model import Plan
    from lvxun.region.model import Region

EARLIEST_YEAR, LATEST_YEAR = 1949, 2100
HEADS = (
    "措施|指标|目标|最新|状态|责任单位",
    "measure|indicator|target|latest|status|first body",
)
WIDE_HEADS = ("|距目标|今后每年|依据", "|to go|a year from now|why")
WIDE = 140  # columns of a terminal from which on distance, pace and reason are shown as well
REQUESTS_SHOWN = 25
REGISTER_HEADS = ("措施|指标|最新|台账", "measure|indicator|latest|register")
REQUEST_HEADS = ("单位|年份|理由", "body|years|reason")
COLOURS = {
    "met": "green",
    "on_track": "green",
    "at_risk": "yellow",
    "off_track": "red",
    "missed": "red",
    "no_data": "dim",
}


class Lang(StrEnum):
    """The language of tables and reports: ``attainment.Language``, without loading it for ``--help``."""

    ZH = "zh"
    EN = "en"


def load_plan(region: Region) -> Plan:
    """Return the plan that lies in a region's folder."""
    from lvxun.plan.storage import load

    return load(region.path)


def assess(  # noqa: PLR0913, PLR0917 - one parameter an option
    name: Annotated[str, typer.Argument(help="A region's name, or the path of its folder.")],
    year: Annotated[
        int | None,
        typer.Option(min=EARLIEST_YEAR, max=LATEST_YEAR, help="Use figures up to this year only."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    xlsx: Annotated[Path | None, typer.Option(help="Also write an Excel workbook to this file.")] = None,
    docx: Annotated[Path | None, typer.Option(help="Also write a Word brief to this file.")] = None,
    lang: Annotated[Lang, typer.Option(help="Language of the table and the reports.")] = Lang.ZH,
    package: PackageOption = False,
) -> None:
    """Say where every target of a plan stands, by the written rule of docs/attainment.md.

    Each row has the latest figure, the target, a status and the bodies responsible; what is not known is
    said to be not known, with a request to the body that would know. Without [bold]--year[/bold] the latest
    year with a figure counts. A wide terminal also shows what is to go, the pace needed, and why.

    [bold]Example:[/bold] lvxun assess liaoning --year 2022 --docx brief.docx --lang en
    """
    from lvxun import attainment

    with progress() as bar:
        bar.add_task(f"Assessing {name}", total=None)
        region = load_region(name, package)
        assessment = attainment.assess(load_plan(region), region, year)
        language = attainment.Language(lang)
        if xlsx is not None:
            write_file(xlsx, attainment.workbook(assessment, region, language))
        if docx is not None:
            write_file(docx, attainment.brief(assessment, region, language))
    if as_json:
        print_json(attainment.to_dict(assessment, region))
    else:
        print_assessment(assessment, region, language)


def print_assessment(assessment: Assessment, region: Region, language: Language) -> None:
    """Print where each target stands, how many of each, and what is asked of whom."""
    from lvxun.attainment.model import Status
    from lvxun.attainment.words import say, status_word

    title = say((region.label_zh, region.label_en), language)
    is_wide = console.width >= WIDE
    heads = say(HEADS, language) + (say(WIDE_HEADS, language) if is_wide else "")
    rows = [
        (*_cells(row, region, language), *(_way(row, language) if is_wide else ())) for row in assessment.rows
    ]
    print_table(f"{title}: {assessment.plan_title}", heads.split("|"), rows)
    counts = [f"{status_word(s, language)} {assessment.count(s)}" for s in Status if assessment.count(s)]
    until = say(("截至{}年的数据", "Figures up to {}"), language).format(assessment.year)
    typer.echo(f"{until}: {', '.join(counts)}")
    if any(row.is_suggested for row in assessment.rows):
        typer.echo(say(("* 指标由系统建议，尚未确认。", "* suggested, not confirmed yet."), language))
    _print_registers(assessment, language)
    _print_requests(assessment, region, language)


def _print_registers(assessment: Assessment, language: Language) -> None:
    from lvxun.attainment.words import say

    rows = [
        (
            ", ".join(map(str, row.measures)),
            say((row.label_zh, row.label_en), language),
            _dated(row.latest, language),
            row.register,
        )
        for row in assessment.carried_out
    ]
    if rows:
        heads = say(REGISTER_HEADS, language).split("|")
        print_table(say(("台账中的进展", "What the registers say"), language), heads, rows)


def _print_requests(assessment: Assessment, region: Region, language: Language) -> None:
    from lvxun.attainment.words import body_label, say

    asked = {row.request.id: row.request for row in assessment.rows if row.request is not None}
    rows = [
        (body_label(region, r.body, language), r.years, say((r.reason_zh, r.reason_en), language))
        for r in asked.values()
    ]
    if rows:
        heads = say(REQUEST_HEADS, language).split("|")
        print_table(say(("数据需求", "Data requests"), language), heads, rows[:REQUESTS_SHOWN])
    if len(rows) > REQUESTS_SHOWN:
        more = say(("另有{}项，见 --json 或 --xlsx。", "{} more: see --json or --xlsx."), language)
        typer.echo(more.format(len(rows) - REQUESTS_SHOWN))


def _cells(row: TargetStatus, region: Region, language: Language) -> tuple[object, ...]:
    from rich.text import Text

    from lvxun.attainment import words

    return (
        row.target.measure,
        words.label(row, language) + (" *" if row.is_suggested else ""),
        words.target_text(row, language),
        _latest(row, language),
        Text(words.status_word(row.status, language), style=COLOURS[row.status]),
        words.body_name(region, row.bodies[0].name, language) if row.bodies else "—",
    )


def _way(row: TargetStatus, language: Language) -> tuple[object, ...]:
    from lvxun.attainment.words import rule_words, step_text

    steps = [
        step_text(step, row.unit, language) if step is not None and row.unit is not None else "—"
        for step in (row.distance, row.pace_needed)
    ]
    return (*steps, rule_words(row, language))


def _latest(row: TargetStatus, language: Language) -> str:
    return "—" if row.latest is None else _dated(row.latest, language)


def _dated(figure: Figure, language: Language) -> str:
    """Return a figure with its year and quality: what rests on made-up records is unverified."""
    from lvxun.attainment.words import figure_text, quality_word

    return f"{figure_text(figure, language)} ({figure.year}, {quality_word(figure.quality, language)})"


def register(app: typer.Typer) -> None:
    """Add this module's commands to the root command."""
    app.command("assess")(assess)
    app.command("explain")(explain)
