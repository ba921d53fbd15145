"""What a balance must satisfy before it is used: whole, closed, its totals the sums of their parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from lvxun.accounts.balances.errors import (
    AggregateError,
    FuelUnitError,
    MissingRowsError,
    NotClosedError,
    ScaleError,
)
from lvxun.accounts.balances.fuels import aggregates, flows, fuels, kinds_of, part_sign, required_flows
from lvxun.accounts.balances.written import Faults, Figure
from lvxun.region.catalogue import rules_document

PARTS = {"supply": "supply", "transformation": "transformation", "final": "final use"}
Cells = Mapping[tuple[str, str], Figure]


@dataclass(frozen=True, slots=True)
class Tolerances:
    """``rules/balances/tolerances.toml``: per cent of what goes through a fuel, and units of the form."""

    closes: float
    refused: float
    scale_from: float
    scales: tuple[float, ...]
    near: float
    aggregate: float
    aggregate_absolute: float


@cache
def tolerances() -> Tolerances:
    """Return when a balance closes and when it is refused."""
    rules = rules_document("balances/tolerances.toml")
    refusing = rules["refusing"]
    return Tolerances(
        rules["closing"]["percent"],
        refusing["percent"],
        refusing["scale_percent"],
        tuple(refusing["scales"]),
        refusing["near_percent"],
        rules["aggregates"]["percent"],
        rules["aggregates"]["absolute"],
    )


@dataclass(frozen=True, slots=True)
class Closure:
    """How a fuel closes, in its unit: ``coming`` is what supply and output bring, ``going`` all else."""

    fuel: str
    unit: str
    coming: float
    going: float

    @property
    def residual(self) -> float:
        """Supply + transformation - losses - final use."""
        return self.coming - self.going

    @property
    def percent(self) -> float:
        """The residual in per cent of what goes through; 0 where nothing does."""
        through = max(self.coming, self.going)
        return 100.0 * abs(self.residual) / through if through else 0.0


def closure_of(fuel: str, unit: str, terms: Sequence[tuple[str, float]]) -> Closure:
    """Return how the (flow, value) of a fuel close."""
    signed = [part_sign(flow) * value for flow, value in terms]
    return Closure(
        fuel, unit, sum(value for value in signed if value > 0), -sum(value for value in signed if value < 0)
    )


def split(figures: Sequence[Figure]) -> tuple[Cells, Cells]:
    """Return (cells, totals): a total of flows, or a fuel whose kinds are given, is a check and no cell."""
    given = {figure.fuel for figure in figures}
    cells: dict[tuple[str, str], Figure] = {}
    totals: dict[tuple[str, str], Figure] = {}
    for figure in figures:
        is_total = figure.flow in aggregates() or any(kind in given for kind in kinds_of(figure.fuel))
        (totals if is_total else cells)[figure.flow, figure.fuel] = figure
    return cells, totals


def examine(cells: Cells, totals: Cells, faults: Faults) -> None:
    """Put into ``faults`` what is wrong with the balance as a whole."""
    declared = {fuel for flow, fuel in totals if flow == "statistical_difference"}
    _refuse_totals_in_tonnes(cells, faults)
    _refuse_missing_parts(cells, faults)
    off_scale = _refuse_scales(cells, declared, faults)
    _refuse_aggregates(cells, totals, off_scale, faults)
    lame = _refuse_one_sided(cells, off_scale, faults)
    _refuse_open(cells, declared | off_scale | lame, faults)


def _by_fuel(cells: Cells) -> dict[str, list[Figure]]:
    found: dict[str, list[Figure]] = {}
    for figure in cells.values():
        found.setdefault(figure.fuel, []).append(figure)
    return found


def _closure(figures: Sequence[Figure]) -> Closure:
    terms = [(figure.flow, figure.value) for figure in figures]
    return closure_of(figures[0].fuel, figures[0].unit, terms)


def _refuse_totals_in_tonnes(cells: Cells, faults: Faults) -> None:
    """Tonnes of coal, or of oil, of all kinds together have no coefficient of their own."""
    for figure in cells.values():
        fuel = fuels()[figure.fuel]
        if kinds_of(fuel.id) and figure.unit != fuel.unit:
            where = faults.at(figure.row, "unit")
            faults.add(FuelUnitError(f"{fuel.label_en} without its kinds", figure.unit, fuel.unit, where))


def _refuse_missing_parts(cells: Cells, faults: Faults) -> None:
    given = {flow for flow, _ in cells}
    parts = {flows()[flow].part for flow in given}
    missing = [word for part, word in PARTS.items() if part not in parts]
    missing += [flows()[flow].label_en for flow in required_flows() if flow not in given]
    if missing:
        faults.add(MissingRowsError("the balance", missing, faults.at(None, "flow")))


def _refuse_one_sided(cells: Cells, beside: set[str], faults: Faults) -> set[str]:
    """A fuel that comes and does not go, or goes and does not come, has lost a part of the form."""
    lame = set()
    for fuel, figures in _by_fuel(cells).items():
        closure = _closure(figures)
        if fuel in beside or bool(closure.coming) == bool(closure.going):
            continue
        missing = (
            ["losses, final use and inputs to transformation"] if closure.coming else ["supply and output"]
        )
        faults.add(MissingRowsError(fuels()[fuel].label_en, missing, faults.at(None, fuel)))
        lame.add(fuel)
    return lame


def _refuse_open(cells: Cells, beside: set[str], faults: Faults) -> None:
    given = {flow for flow, _ in cells}
    for fuel, figures in _by_fuel(cells).items():
        closure = _closure(figures)
        if fuel in beside or closure.percent <= tolerances().refused:
            continue
        own = {figure.flow for figure in figures}
        lacking = [flows()[flow].label_en for flow in required_flows() if flow in given - own]
        faults.add(
            NotClosedError(
                fuels()[fuel].label_en, closure.residual, closure.percent, closure.unit, lacking, faults.file
            )
        )


def _refuse_scales(cells: Cells, declared: set[str], faults: Faults) -> set[str]:
    """Find the value that would close its fuel if it were 1,000 or 10,000 times larger or smaller."""
    found = set()
    for fuel, figures in _by_fuel(cells).items():
        if _closure(figures).percent <= (
            tolerances().refused if fuel in declared else tolerances().scale_from
        ):
            continue
        wrong = _off_scale(figures)
        if wrong is not None:
            figure, likely = wrong
            label = flows()[figure.flow].label_en
            where = faults.at(figure.row, figure.field)
            faults.add(ScaleError(label, fuels()[fuel].label_en, figure.value, likely, figure.unit, where))
            found.add(fuel)
    return found


def _off_scale(figures: Sequence[Figure]) -> tuple[Figure, float] | None:
    """Return the value that closes its fuel best when scaled, and what it would be.

    A fuel that is refused anyhow may have a statistical difference of its own beside.
    """
    is_refused = _closure(figures).percent > tolerances().refused
    best, found = (tolerances().near if is_refused else tolerances().closes), None
    scales = [times for scale in tolerances().scales for times in (1.0 / scale, scale)]
    for figure in figures:
        if not figure.value or not part_sign(figure.flow):
            continue
        others = [(one.flow, one.value) for one in figures if one is not figure]
        for times in scales:
            tried = closure_of(figure.fuel, figure.unit, [*others, (figure.flow, figure.value * times)])
            if tried.coming and tried.going and tried.percent <= best:
                best, found = tried.percent, (figure, figure.value * times)
    return found


def _refuse_aggregates(cells: Cells, totals: Cells, beside: set[str], faults: Faults) -> None:
    for figure in totals.values():
        parts = _parts(figure, cells, totals)
        if parts is None or figure.fuel in beside or any(kind in beside for kind in kinds_of(figure.fuel)):
            continue
        allowed = max(
            tolerances().aggregate_absolute,
            abs(figure.value) * tolerances().aggregate / 100.0,
        )
        if min(abs(figure.value - either) for either in (parts, parts + _recovered(figure, cells))) > allowed:
            label = (flows().get(figure.flow) or aggregates()[figure.flow]).label_en
            where = faults.at(figure.row, figure.field)
            faults.add(
                AggregateError(label, fuels()[figure.fuel].label_en, figure.value, parts, figure.unit, where)
            )


def _parts(total: Figure, cells: Cells, totals: Cells) -> float | None:
    """Return what a total should be, ``None`` where the cells cannot say (other units)."""
    kinds = [kind for kind in kinds_of(total.fuel) if any(fuel == kind for _, fuel in cells)]
    mine = [figure for figure in cells.values() if figure.fuel in (kinds or [total.fuel])]
    if any(figure.unit != total.unit for figure in mine):
        return None
    if total.flow not in aggregates():
        return sum(figure.value for figure in mine if figure.flow == total.flow)
    return _aggregate(aggregates()[total.flow].over, mine, is_net=bool(kinds))


def _aggregate(over: str, figures: Sequence[Figure], *, is_net: bool) -> float:
    """Return a total of flows. What a group of fuels consumes counts its transformation net (line 33)."""
    part, _, chosen = over.partition(":")
    wanted = chosen.split("|") if chosen else []
    if part == "difference":
        return sum(part_sign(figure.flow) * figure.value for figure in figures)
    if part == "consumption":
        return sum(_consumed(figure, is_net) for figure in figures)
    return sum(
        figure.value
        for figure in figures
        if flows()[figure.flow].part == part and (not wanted or figure.flow in wanted)
    )


def _recovered(total: Figure, cells: Cells) -> float:
    """Return what a total has more, or less, where recovered energy stands among the transformation.

    It is a line of supply in yearbooks up to 2010 and of transformation (九、回收能) in later ones.
    """
    kinds = kinds_of(total.fuel) or (total.fuel,)
    recovered = sum(
        figure.value
        for figure in cells.values()
        if figure.flow == "recovery" and figure.fuel in kinds and figure.unit == total.unit
    )
    return {"total_supply": -recovered, "total_transformation": recovered}.get(total.flow, 0.0)


def _consumed(figure: Figure, is_net: bool) -> float:
    part = flows()[figure.flow].part
    if part == "transformation":
        return -figure.value if is_net else max(0.0, -figure.value)
    return figure.value if part in ("loss", "final") else 0.0
