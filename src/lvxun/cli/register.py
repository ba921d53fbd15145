"""``lvxun register …``: the registers in which the plan is carried out: list, look at, check, make one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from lvxun.cli import register_draw, register_due, register_new, register_sheets, register_show
from lvxun.cli.output import console, print_json, print_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lvxun.errors import LvxunError

app = typer.Typer(
    help="Registers: list, show, check, make a new one; what is due; sheets in and out; proofs of draws.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)
REFERENCE = "liaoning"  # the province whose plan the national files quote
Region = Annotated[
    str, typer.Option("--region", help="A region's name or folder: its registers and overrides count too.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")]


@app.callback()
def group() -> None:
    """Registers: list, show, check, make a new one; what is due; sheets in and out; proofs of draws."""


@app.command("list")
def list_registers(region: Region = REFERENCE, as_json: AsJson = False) -> None:
    """List the registers of a region with the measures that they carry out.

    [bold]Example:[/bold] lvxun register list
    """
    from lvxun.region import locate
    from lvxun.registers.reading import load

    registers = load(locate(region)).values()
    rows = [
        {
            "id": one.id,
            "label_zh": one.label.zh,
            "label_en": one.label.en,
            "measures": list(one.measures),
            "keeper": one.keeper,
            "fields": len(one.fields),
            "states": len(one.states),
            "unconfirmed": sum(not parameter.confirmed for parameter in one.parameters),
            "path": one.path,
            "overridden_by": list(one.overridden_by),
        }
        for one in registers
    ]
    if as_json:
        print_json({"region": region, "registers": rows})
        return
    columns = ("id", "label_zh", "label_en", "measures", "keeper", "unconfirmed")
    cells = [[_cell(row[column]) for column in columns] for row in rows]
    print_table(f"Registers 台账与名录 ({len(rows)})", columns, cells)


def _cell(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


@app.command()
def check(
    path: Annotated[
        Path | None, typer.Argument(help="One register file; without it all national and the region's.")
    ] = None,
    region: Region = REFERENCE,
    as_json: AsJson = False,
) -> None:
    """Find every fault of register files at once: file, line, key, and what would be right.

    Unknown keys and types, missing labels, states that nothing reaches or that lead nowhere, fields,
    functions and choices that do not exist, limits without an amount, parameters without a value in force,
    quotes that the plan does not hold.

    [bold]Example:[/bold] lvxun register check

    Exits 1 where there is a fault, 0 where there is none.
    """
    from lvxun.region import locate
    from lvxun.registers import checking

    folder = locate(region)
    own = _measures(folder)
    plan = own if folder == locate(REFERENCE) else _measures(locate(REFERENCE))
    if path:
        faults = checking.check_file(path, plan=plan, own_plan=own)
    else:
        faults = checking.check(folder, plan=plan, own_plan=own)
    if as_json:
        print_json({"region": region, "faults": [_fault(one) for one in faults]})
    else:
        for one in faults:
            line = Text(f"{one.where}: ", style="bold")
            line.append(f"{one.what} ", style="red")
            line.append(one.remedy, style="default")
            console.print(line, soft_wrap=True)
        count = f"{len(faults) or 'no'} fault{'' if len(faults) == 1 else 's'}"
        console.print(f"{path or 'Registers'}: {count}.", highlight=False, markup=False, soft_wrap=True)
    if faults:
        raise typer.Exit(1)


def _fault(one: LvxunError) -> dict[str, object]:
    where = one.where
    return {
        "file": where.file,
        "line": where.row,
        "key": where.field,
        "what": one.what,
        "remedy": one.remedy,
    }


def _measures(folder: Path) -> Mapping[int, str] | None:
    """Return the text of each measure of a region's plan, None where it has no plan yet.

    Numbers may restart in each chapter: texts of the same number are then looked through together.
    """
    from lvxun.plan.storage import PLAN_FILE, load

    if not (folder / PLAN_FILE).exists():
        return None
    texts: dict[int, str] = {}
    for measure in load(folder).measures:
        texts[measure.number] = texts.get(measure.number, "") + measure.text
    return texts


app.command("new")(register_new.new)
app.command("show")(register_show.show)
app.command("due")(register_due.due)
app.command("template")(register_sheets.template)
app.command("export")(register_sheets.export)
app.command("import")(register_sheets.bring_in)
app.command("verify-draw")(register_draw.verify_draw)
