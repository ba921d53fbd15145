"""``lvxun oversight …``: how the work stands, what is done by itself, whether a region's files are sound."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from lvxun.cli.output import console, print_json, print_table
from lvxun.cli.serve import open_database
from lvxun.errors import LvxunError, Where

if TYPE_CHECKING:
    from lvxun.plan.model import Plan
    from lvxun.region.model import Region

app = typer.Typer(help="How the plan is carried out: lamps, reminders, letters.", no_args_is_help=True)

JsonOption = Annotated[bool, typer.Option("--json", help="Print as JSON.")]
DayOption = Annotated[
    str, typer.Option("--day", help="As of this day (2026-01-31); today where none is given.")
]


class OversightCommandError(LvxunError):
    """A command of oversight cannot do what was asked."""


@app.command("lamps")
def lamps(
    year: Annotated[
        int | None, typer.Option(help="The year of the work plan; this one where none is given.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Show the lamps of a year's tasks.

    Example: lvxun oversight lamps --year 2026
    """
    open_database()
    from lvxun.web.oversight import boards
    from lvxun.web.oversight.naming import office
    from lvxun.web.oversight.published_rules import today

    tasks = boards.tasks_wanted(boards.Wanted(year or today().year))
    if as_json:
        print_json(
            [
                {
                    "key": one.key, "measure": one.measure_id, "lead": one.lead, "area": one.area,
                    "title": one.title_zh, "due": str(one.due), "state": one.state, "lamp": one.lamp,
                    "rule": one.lamp_rule, "why": boards.reason(one, "zh"),
                }
                for one in tasks
            ]
        )  # fmt: skip
        return
    rows = [
        (
            one.lamp,
            one.measure_id,
            office(one.lead, one.area).label_zh,
            one.title_zh,
            boards.reason(one, "zh"),
        )
        for one in tasks
    ]
    print_table("Lamps", ("lamp", "measure", "lead", "task", "why"), rows)
    counts = Counter(one.lamp for one in tasks)
    console.print(" · ".join(f"{lamp} {counts[lamp]}" for lamp in boards.ORDER), highlight=False)


@app.command("daily")
def daily(day: DayOption = "", as_json: JsonOption = False) -> None:
    """Do the morning's work now: records whose time is up, lamps, reminders, letters to sign, alerts.

    Done again it does nothing twice.

    Example: lvxun oversight daily
    """
    open_database()
    from lvxun.web.oversight.jobs import run_daily

    _told(run_daily(_day(day)), as_json)


@app.command("digest")
def digest(day: DayOption = "", as_json: JsonOption = False) -> None:
    """Send the week's letters now; nobody gets one twice.

    Example: lvxun oversight digest
    """
    open_database()
    from lvxun.web.oversight.jobs import run_weekly

    _told(run_weekly(_day(day)), as_json)


@app.command("work")
def work() -> None:
    """Do the background work of a site that is served elsewhere with --no-jobs; stop it with Ctrl-C.

    Example: lvxun oversight work
    """
    open_database()
    from lvxun.web.oversight import worker

    worker.main()


@app.command("draw-up")
def draw_up(year: Annotated[int, typer.Argument(help="The year.")]) -> None:
    """Draft the work plan of a year from the region's definitions; a planner publishes it on the site.

    Example: lvxun oversight draw-up 2027
    """
    open_database()
    from lvxun.web.oversight.planning import draw_up as draft

    plan = draft(None, year)
    console.print(f"The work plan of {year} has {plan.tasks.count()} tasks.", highlight=False)


@app.command("check")
def check(
    region: Annotated[str, typer.Argument(help="A province: a name or a folder.")] = "liaoning",
) -> None:
    """Check a province's tasks.toml, chains.toml and oversight.toml; exit 1 where something is wrong.

    Example: lvxun oversight check liaoning
    """
    from lvxun import plan as plans
    from lvxun import region as regions
    from lvxun.oversight import load

    found = regions.load(regions.locate(region))
    load(found.path)
    faults = list(_faults(plans.load(found.path), found))
    for fault in faults:
        console.print(fault.message, markup=False, highlight=False)
    console.print("Sound." if not faults else f"{len(faults)} faults.", highlight=False)
    raise typer.Exit(1 if faults else 0)


def _faults(plan: Plan, region: Region) -> Iterator[LvxunError]:
    """Tell what names something that the plan, the region or the catalogue does not have."""
    from lvxun import accounts
    from lvxun.oversight import chains, decomposing
    from lvxun.region.bodies import functions

    texts = {measure.number: _bare(measure.text) for measure in plan.measures}
    tasks = decomposing.load(region.path).definitions
    links = chains.load(region.path)
    said = [(decomposing.FILE, n, t.measure, t.quote, t.indicator) for n, t in enumerate(tasks, 1)]
    said += [(chains.FILE, n, c.measure, c.quote, c.indicator) for n, c in enumerate(links, 1)]
    for file, number, measure, quote, indicator in said:
        if _bare(quote) not in texts.get(measure, ""):
            yield _fault(file, number, "quote", f"'{quote}' does not stand in measure {measure}.")
        if indicator and indicator not in accounts.catalogue():
            yield _fault(file, number, "indicator", f"'{indicator}' is no indicator.")
    for number, task in enumerate(tasks, 1):
        for function in {task.lead, *task.partners} - set(functions()):
            yield _fault(decomposing.FILE, number, "lead", f"'{function}' is no function of bodies.")
        for place in set(task.places) - set(region.areas.index):
            yield _fault(decomposing.FILE, number, "places", f"'{place}' is no area of the region.")


def _fault(file: str, row: int, field: str, what: str) -> LvxunError:
    return OversightCommandError(what, Where(file, row, field), "Correct it.")


def _bare(text: str) -> str:
    return "".join(text.split())


def _told(done: dict[str, object], as_json: bool) -> None:
    if as_json:
        print_json(done)
    else:
        print_table("Done", ("what", "how many"), list(done.items()))
    if "failed" in done.values():
        raise OversightCommandError("A step failed.", remedy="The log says why; the others were done.")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise OversightCommandError(f"'{text}' is no date.", remedy="Write it as 2026-01-31.") from None
