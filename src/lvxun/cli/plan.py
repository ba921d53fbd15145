"""``lvxun plan …``: a policy document as data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lvxun.cli import coverage, plan_diff
from lvxun.cli.output import console, print_json, print_table, progress

if TYPE_CHECKING:
    from lvxun.plan.model import Measure, Plan, Target

app = typer.Typer(
    help="Turn a policy document into data: chapters, measures, bodies, targets; compare two plans.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)
_LONG_NAME = 40


@app.callback()
def group() -> None:
    """Turn a policy document into data: chapters, measures, bodies, targets; compare two plans."""


@app.command()
def parse(
    file: Annotated[Path, typer.Argument(help="The document: .txt (UTF-8 or GB18030), .docx, .pdf, .html.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of tables.")] = False,
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Write the plan to this .toml file, with its text as .txt beside it."),
    ] = None,
) -> None:
    """Read a policy document: chapters, measures, bodies, targets, cited documents, names.

    [bold]Example:[/bold] lvxun plan parse 辽宁省任务措施.docx

    With [bold]--out plan.toml[/bold] the plan is kept: plan.toml with plan.txt beside it, the text that
    every span points into. Where plan.toml is there already, indicators and verdicts that people gave to
    its targets are carried over to the same targets of the new one.
    """
    from lvxun.plan.parsing import parse as parse_plan
    from lvxun.plan.reading import read
    from lvxun.plan.serialise import to_dict

    with progress() as bar:
        bar.add_task(f"Reading {file.name}", total=None)
        plan = parse_plan(read(file))
    if out is not None:
        _spare_document(file, plan, out)
        plan = _save(plan, out, quiet=as_json)
    if as_json:
        print_json(to_dict(plan))
    elif out is None:
        _show(plan)


def _spare_document(file: Path, plan: Plan, out: Path) -> None:
    """Refuse to write the text as it was read over the document that it was read from."""
    from lvxun.plan.errors import PlanFileError

    beside = out.with_suffix(".txt")
    if beside.exists() and beside.samefile(file) and file.read_bytes() != plan.source.text.encode():
        what = f"the text beside {out.name} would be written over the document itself, in another encoding."
        raise PlanFileError(what, str(file), "Give --out another name or folder, such as plan/plan.toml.")


def _save(plan: Plan, out: Path, *, quiet: bool) -> Plan:
    from lvxun.errors import LvxunError
    from lvxun.plan.errors import PlanFileError
    from lvxun.plan.storage import keep_reviewed, load, save

    if out.suffix != ".toml":
        remedy = "Name a file such as plan.toml; its text is written beside it."
        raise PlanFileError(f"--out names '{out.name}', which is no .toml file.", str(out), remedy)
    carried = 0
    if out.exists():
        try:
            plan, carried = keep_reviewed(plan, load(out.parent, name=out.name))
        except LvxunError as fault:
            remedy = "What people confirmed in it would be lost. Restore it, or move it away and try again."
            raise PlanFileError(f"{out.name} is there already, but damaged.", str(out), remedy) from fault
    save(plan, out.parent, name=out.name)
    if not quiet:
        console.print(f"Wrote {out} and {out.with_suffix('.txt').name} beside it.", markup=False)
        if carried:
            console.print(f"Kept what people had confirmed about {carried} targets.", markup=False)
    return plan


def _show(plan: Plan) -> None:
    console.print(plan.title or "(no title)", style="bold", markup=False)
    rows = ((c.number, c.title, sum(m.chapter == c.number for m in plan.measures)) for c in plan.chapters)
    print_table("Chapters", ("#", "title", "measures"), rows)
    print_table(
        "Measures", ("id", "title", "bodies (the leads first)", "sure"), map(_measure_row, plan.measures)
    )
    print_table("Targets", ("id", "indicator", "target", "year", "sure"), map(_target_row, plan.targets))
    print_table("Cited documents", ("title", "number"), ((c.title, c.number) for c in plan.documents_cited))
    console.print(f"Places: {'、'.join(plan.places) or '-'}", markup=False)
    for warning in plan.warnings:
        console.print(f"Warning: {warning}", style="yellow", markup=False)


def _measure_row(measure: Measure) -> tuple[object, ...]:
    from lvxun.plan.model import Role

    leads = "、".join(body.name for body in measure.bodies if body.role is Role.LEAD)
    others = "、".join(body.name for body in measure.bodies if body.role is Role.SUPPORT)
    bodies = f"{leads}；{others}" if leads and others else leads or others
    return measure.id, measure.title[:_LONG_NAME], bodies, f"{measure.confidence:.2f}"


def _target_row(target: Target) -> tuple[object, ...]:
    value = target.value
    shown = (
        f"{value[0]:g}–{value[1]:g}" if isinstance(value, tuple) else "" if value is None else f"{value:g}"
    )
    aim = f"{target.comparator} {shown}{target.unit or ''}{' (力争)' if target.aspirational else ''}"
    return target.id, target.indicator[:_LONG_NAME], aim, target.year, f"{target.confidence:.2f}"


plan_diff.register(app)
coverage.register(app)
