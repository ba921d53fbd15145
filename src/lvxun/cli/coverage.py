"""``lvxun plan coverage``: what each measure of a plan has, and what it lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from lvxun.cli.output import print_json, print_table
from lvxun.cli.site import PackageOption, load_region

if TYPE_CHECKING:
    from lvxun.attainment.covering import MeasureCoverage

HEADS = ("#", "措施 measure", "单位 bodies", "目标", "指标", "台账", "市场价费", "杠杆")
MISSING = "—"


def coverage(
    name: Annotated[str, typer.Argument(help="A region's name, or the path of its folder.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    package: PackageOption = False,
) -> None:
    """Show what each measure has today: bodies, targets, indicators, registers, markets and tariffs, levers.

    The table counts; a dash is an empty cell, where nothing is there yet. JSON has the names.

    [bold]Example:[/bold] lvxun plan coverage liaoning --json
    """
    from lvxun.attainment.covering import coverage as covered
    from lvxun.cli.assess import load_plan

    region = load_region(name, package)
    found = covered(load_plan(region), region)
    if as_json:
        rows = [_record(row) for row in found.rows]
        print_json({"region": found.region_id, "plan": found.plan_title, "measures": rows})
    else:
        typer.echo("目标 targets, 指标 indicators, 台账 registers, 市场价费 markets and tariffs, 杠杆 levers")
        print_table(found.plan_title, HEADS, [_cells(row) for row in found.rows])


def _record(row: MeasureCoverage) -> dict[str, object]:
    return {
        "id": row.measure.id,
        "number": row.measure.number,
        "title": row.measure.title,
        "bodies": list(row.bodies),
        "targets": list(row.targets),
        "indicators": list(row.indicators),
        "registers": list(row.registers),
        "markets": list(row.markets),
        "levers": list(row.levers),
    }


def _cells(row: MeasureCoverage) -> tuple[object, ...]:
    lists = (row.targets, row.indicators, row.registers, row.markets, row.levers)
    leads = f"{row.bodies[0]} +{len(row.bodies) - 1}" if len(row.bodies) > 1 else "".join(row.bodies)
    return row.measure.number, row.measure.title, leads or MISSING, *(len(ids) or MISSING for ids in lists)


def register(app: typer.Typer) -> None:
    """Add the command to the group ``lvxun plan``."""
    app.command("coverage")(coverage)
