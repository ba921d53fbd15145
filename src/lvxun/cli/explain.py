"""``lvxun explain``: an indicator in plain words, its formula, inputs, sources, the sentences it serves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from lvxun.cli.output import print_json, print_table
from lvxun.cli.site import PackageOption, load_region

if TYPE_CHECKING:
    from lvxun.accounts.model import Explanation, InputFigure
    from lvxun.plan.model import Target
    from lvxun.region.model import Region

INPUT_HEADS = ("序列 series", "年 year", "值 value", "质量 quality", "来源 source", "位置 place")


def explain(
    indicator: Annotated[str, typer.Argument(help="An id of docs/indicators.md or of rules/series.csv.")],
    region: Annotated[
        str, typer.Option(envvar="LVXUN_REGION", help="A region's name, or the path of its folder.")
    ] = "liaoning",
    year: Annotated[
        int | None, typer.Option(help="The year to explain; the latest known if left out.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the explanation as JSON.")] = False,
    package: PackageOption = False,
) -> None:
    """Say what an indicator is, how its figure comes about, and which sentences of the plan it serves.

    In both languages: plain words, formula, every input with value, source and quality, what depends on it.

    [bold]Example:[/bold] lvxun explain nonfossil_capacity_share --year 2022
    """
    from lvxun.accounts.document import to_dict
    from lvxun.accounts.explaining import explain as explained_by
    from lvxun.accounts.registered import indicators_of
    from lvxun.attainment.linking import targets_of
    from lvxun.cli.assess import load_plan
    from lvxun.plan.errors import PlanError

    loaded = load_region(region, package)
    explained = explained_by(loaded, indicator, year)
    try:
        targets = targets_of(load_plan(loaded), indicator, indicators_of(loaded))
    except PlanError:  # a region without a plan still explains its figures
        targets = ()
    if as_json:
        print_json({**to_dict(explained, loaded), "targets": [_target(target) for target in targets]})
    else:
        _show(explained, loaded, targets)


def _target(target: Target) -> dict[str, object]:
    return {
        "id": target.id,
        "measure": target.measure,
        "indicator": target.indicator,
        "quote": target.quote,
        "span": list(target.span),
    }


def _show(explained: Explanation, region: Region, targets: tuple[Target, ...]) -> None:
    typer.echo(f"{explained.label_zh} · {explained.label_en} ({explained.id})\n")
    typer.echo(f"{explained.reading_zh}\n{explained.reading_en}\n")
    typer.echo(f"{explained.description_zh}\n{explained.description_en}\n")
    if explained.formula:
        typer.echo(f"= {explained.formula_zh}\n= {explained.formula_en}")
    typer.echo(f"定义 definition: {explained.definition}\n")
    if explained.figure is not None:
        print_table("输入 Inputs", INPUT_HEADS, [_input(cell, region) for cell in explained.figure.inputs])
    for target in targets:
        where = f"措施{target.measure} measure {target.measure}" if target.measure else "总体要求 general"
        typer.echo(f"方案原文 plan, {where}: {target.quote}")
    if explained.dependants:
        typer.echo(f"被用于 used by: {', '.join(explained.dependants)}")
    for request in explained.requests:
        typer.echo(f"数据需求 request to {request.body}, {request.years}: {request.reason_zh}")


def _input(cell: InputFigure, region: Region) -> tuple[object, ...]:
    from lvxun.accounts.display import value_text

    source = region.sources.get(cell.source)
    place = f"{cell.file}:{cell.row}" if cell.row is not None else cell.file
    label = region.catalogue[cell.series].label_zh
    return (
        label,
        cell.year,
        value_text(cell.value, cell.unit),
        cell.quality,
        source.title if source else cell.source,
        place,
    )
