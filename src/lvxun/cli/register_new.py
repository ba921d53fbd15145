"""``lvxun register new``: the file of a new register, whole, valid and commented."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lvxun.cli.output import OutputError, console

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lvxun.plan.model import Measure, Plan
    from lvxun.region.model import Body, Region
    from lvxun.registers.template import NewRegister


def new(  # noqa: PLR0913, PLR0917 - each is an option of the command
    name: Annotated[str, typer.Argument(metavar="ID", help="Small letters, digits and _: straw_sites.")],
    label_zh: Annotated[str, typer.Option("--label-zh", help="What it is called, in Chinese.")],
    label_en: Annotated[str, typer.Option("--label-en", help="What it is called, in English.")],
    measure: Annotated[
        list[int], typer.Option("--measure", help="A measure of the plan that asks for it; may be repeated.")
    ],
    region: Annotated[str, typer.Option("--region", help="The region that gets it.")] = "liaoning",
    keeper: Annotated[
        str,
        typer.Option("--keeper", help="Function of the body that keeps it (default: the measure's lead)."),
    ] = "",
    subject: Annotated[
        str, typer.Option("--subject", help="What one record is about: firm, site, project, …")
    ] = "firm",
) -> None:
    """Write the file of a new register into a region: valid as it stands, with a word beside what to change.

    The words of the plan are the measure's heading, the keeper is its lead body, until you change them. A
    register that is there already is never overwritten, and nothing is written unless the file has no fault.

    [bold]Example:[/bold] lvxun register new straw --label-zh 秸秆利用点 --label-en "Straw sites" --measure 4

    [bold]Then:[/bold] lvxun register check PATH
    """
    from lvxun.plan.storage import load as load_plan
    from lvxun.region import load, locate
    from lvxun.registers.model import Label
    from lvxun.registers.reading import read_text
    from lvxun.registers.template import NewRegister, outline

    folder = locate(region)
    plan, package = load_plan(folder), load(folder)
    measures = _measures(plan, measure)
    start = NewRegister(
        id=name,
        label=Label(label_zh, label_en),
        quotes={number: one.title for number, one in measures.items()},
        keeper=keeper or _lead_function(package, measures),
        subject=subject,
        plan=Label(plan.title or package.label_zh, f"Plan of {package.label_en}"),
        since=date.today(),
    )
    text = outline(start)
    path = folder / "registers" / f"{name}.toml"
    read_text(text, path)
    _write_new(path, text)
    _report(start, path)


def _measures(plan: Plan, numbers: list[int]) -> Mapping[int, Measure]:
    from lvxun.errors import Where
    from lvxun.registers.errors import DefinitionError

    known = {one.number: one for one in plan.measures}
    for number in numbers:
        if number not in known:
            remedy = f"Its measures go from {min(known, default=0)} to {max(known, default=0)}."
            raise DefinitionError(f"the plan has no measure {number}", Where(field="--measure"), remedy)
    return {number: known[number] for number in dict.fromkeys(numbers)}


def _lead_function(region: Region, measures: Mapping[int, Measure]) -> str:
    """Return the function of the body that leads the first measure, "" where the plan names none known."""
    names = {name: body.function for body in region.bodies.values() for name in _names(body)}
    for measure in measures.values():
        for body in measure.bodies:
            if function := names.get(body.name):
                return function
    return ""


def _names(body: Body) -> tuple[str, ...]:
    return (body.label_zh, body.short_zh, *body.aliases)


def _write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet, whole or not at all; one that is there stays as it is."""
    from lvxun.registers.errors import DefinitionError

    if path.exists():
        raise DefinitionError(
            "there is such a file already", str(path), "Choose another id, or edit that file."
        )
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(text, encoding="utf-8")
        os.link(beside, path)  # unlike a rename it fails where somebody has taken the name meanwhile
    except OSError as fault:
        raise OutputError(path, fault.strerror or "unknown reason") from fault
    finally:
        with suppress(OSError):
            beside.unlink()


def _report(start: NewRegister, path: Path) -> None:
    console.print(f"The register '{start.id}' is in {path}", markup=False, highlight=False, soft_wrap=True)
    console.print(
        f"Measures {', '.join(map(str, start.quotes))}; kept by bodies with the function {start.keeper}.",
        highlight=False,
    )
    console.print(
        f"Change it, then: lvxun register check {path}", markup=False, highlight=False, soft_wrap=True
    )
