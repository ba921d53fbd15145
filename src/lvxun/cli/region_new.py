"""``lvxun region new``: another province from its own plan."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lvxun.cli.output import console, print_json, progress

if TYPE_CHECKING:
    from lvxun.plan.model import Plan, Target
    from lvxun.region.outline import NewRegion, PlanOutline, TargetOutline


def new(
    name: Annotated[str, typer.Argument(help="What the region is called: hebei, or 河北.")],
    plan: Annotated[
        Path | None, typer.Option("--plan", help="Its plan: .txt, .docx, .pdf with text, .html.")
    ] = None,
    folder: Annotated[
        Path | None,
        typer.Option("--folder", help="Where to put it (default: LVXUN_REGIONS, else ./regions)."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")] = False,
) -> None:
    """Make another province from its own plan, ready to serve.

    Recognises the place, its cities and the bodies that the plan names; each target starts as "no data", with
    a request to the body that would know. Nothing is written unless everything is.

    [bold]Example:[/bold] lvxun region new hebei --plan 河北省实施方案.docx

    [bold]Then:[/bold] lvxun assess hebei; lvxun region template figures.xlsx --region hebei
    """
    from lvxun.region.errors import NewRegionError
    from lvxun.region.loader import known_regions, load
    from lvxun.region.new import compose, region_id
    from lvxun.region.staging import staged, write_files

    new_id = region_id(name)
    parent = folder or _default_folder()
    taken = known_regions().get(new_id)
    if taken is not None and folder is None:
        raise NewRegionError(
            f"there is a region '{new_id}' already ({taken})",
            remedy="Choose another name, or another --folder.",
        )
    with progress() as bar:
        bar.add_task("Reading the plan" if plan else "Making the region", total=None)
        read = _read(plan) if plan else None
        made = compose(name, _outline(read) if read else None)
        with staged(parent / made.id) as beside:
            write_files(made, beside)
            if read:
                from lvxun.plan.storage import save

                save(read, beside)
            load(beside)
    _report(made, parent / made.id, read, as_json)


def _default_folder() -> Path:
    own = os.environ.get("LVXUN_REGIONS", "regions").split(os.pathsep)[0]
    return Path(own or "regions")


def _read(path: Path) -> Plan:
    from lvxun.plan.parsing import parse
    from lvxun.plan.reading import read

    return parse(read(path))


def _outline(plan: Plan) -> PlanOutline:
    """Return what the region package needs of a plan, as plain data."""
    from lvxun.region.outline import PlanOutline

    leads = {m.id: next((b.name for b in m.bodies if b.role == "lead"), None) for m in plan.measures}
    number = plan.meta.get("number") or ""
    dated = re.search(r"(?:19|20)\d{2}", f"{plan.meta.get('date', '')} {number}")
    return PlanOutline(
        title=plan.title,
        bodies=tuple(dict.fromkeys(body.name for measure in plan.measures for body in measure.bodies)),
        places=plan.places,
        targets=tuple(_target(target, leads) for target in plan.targets),
        publisher=plan.meta.get("publisher") or None,
        year=int(dated.group()) if dated else None,
        number=number or None,
    )


def _target(target: Target, leads: dict[str, str | None]) -> TargetOutline:
    from lvxun.region.outline import TargetOutline

    return TargetOutline(
        id=target.id,
        indicator=target.indicator,
        quote=target.quote,
        year=target.year,
        base_year=target.base_year,
        lead=leads.get(target.measure_id or ""),
    )


def _report(made: NewRegion, path: Path, plan: Plan | None, as_json: bool) -> None:
    counts = {
        "id": made.id,
        "label_zh": made.label_zh,
        "label_en": made.label_en,
        "code": made.code,
        "path": str(path),
        "measures": len(plan.measures) if plan else 0,
        "targets": len(plan.targets) if plan else 0,
        "bodies": len(made.bodies),
        "requests": made.requests,
        "notes": [*made.notes, *(plan.warnings if plan else ())],
    }
    if as_json:
        print_json(counts)
        return
    console.print(
        f"{made.label_zh} {made.label_en} ({made.code}) is in {path}", markup=False, highlight=False
    )
    if plan:
        console.print(
            f"{counts['measures']} measures, {counts['targets']} targets, {counts['bodies']} bodies, "
            f"{counts['requests']} data requests."
        )
    for note in made.notes:
        console.print(note, style="yellow", markup=False, highlight=False)
    if plan:
        console.print(f"See where it stands: lvxun assess {made.id}", markup=False, highlight=False)
    else:
        add = f"lvxun plan parse FILE --out {path / 'plan.toml'}"
        console.print(f"It has no plan yet: {add}", markup=False, highlight=False)
    console.print(f"Fill in figures: lvxun region template {made.id}.xlsx --region {made.id}", markup=False)
