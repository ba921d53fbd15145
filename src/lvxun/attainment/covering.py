"""What each measure of a plan has: bodies, targets, indicators, registers, markets and tariffs, levers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from lvxun.accounts.registered import indicators_of
from lvxun.attainment.linking import link
from lvxun.plan.model import Measure, Plan, Review
from lvxun.region.model import Region
from lvxun.region.tables import read_toml

REFERENCE_PLAN = "liaoning"  # whose measure numbers indicators and national rules carry
REGISTERS = ("rules/registers",)
MARKETS = ("rules/markets", "rules/tariffs")


@dataclass(frozen=True, slots=True)
class MeasureCoverage:
    """One row; an empty tuple is an empty cell."""

    measure: Measure
    bodies: tuple[str, ...]
    targets: tuple[str, ...]
    indicators: tuple[str, ...]
    registers: tuple[str, ...]
    markets: tuple[str, ...]
    levers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is true today of a plan in a region."""

    region_id: str
    plan_title: str
    rows: tuple[MeasureCoverage, ...]


def coverage(plan: Plan, region: Region, rules_folder: Path | None = None) -> Coverage:
    """Return what each measure has.

    Parameters
    ----------
    rules_folder
        where ``rules/registers``, ``rules/markets`` and ``rules/tariffs`` lie; the package where ``None``.

    Indicators are those of the measure's targets and, for the reference plan, those that name its number.
    A rule file counts for the measures in its ``measures`` list.
    """
    root = rules_folder or Path(str(files("lvxun")))
    registers, markets = (_declared(root, folders, region) for folders in (REGISTERS, MARKETS))
    levers = _levers(region)
    indicators = _indicators(plan, region)
    rows = tuple(
        MeasureCoverage(
            measure,
            tuple(body.name for body in measure.bodies),
            tuple(
                t.id for t in plan.targets if t.measure_id == measure.id and t.review is not Review.REJECTED
            ),
            tuple(indicators[measure.id]),
            tuple(registers[measure.number]),
            tuple(markets[measure.number]),
            tuple(levers[measure.number]),
        )
        for measure in plan.measures
    )
    return Coverage(region.id, plan.title, rows)


def _indicators(plan: Plan, region: Region) -> Mapping[str, list[str]]:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    known = indicators_of(region)
    links = link(plan, known)
    for target in plan.targets:
        key = links[target.id].indicator_id
        if target.measure_id is not None and key is not None and target.review is not Review.REJECTED:
            found[target.measure_id][key] = None
    if region.id == REFERENCE_PLAN:
        for measure in plan.measures:
            for info in known.values():
                if measure.number in info.measures and not info.is_step:
                    found[measure.id][info.id] = None
    return defaultdict(list, {key: list(ids) for key, ids in found.items()})


def _declared(root: Path, folders: Sequence[str], region: Region) -> Mapping[int, list[str]]:
    """Return the ids of rule files by measure; they carry the reference plan's numbers."""
    found: dict[int, list[str]] = defaultdict(list)
    if region.id != REFERENCE_PLAN:
        return found
    for path in (path for folder in folders for path in sorted((root / folder).glob("*.toml"))):
        table = read_toml(path, f"{path.parent.name}/{path.name}")
        head = next((part for part in table.values() if isinstance(part, dict) and "measures" in part), table)
        for number in _measures(head):
            found[number].append(path.stem)
    return found


def _measures(table: Mapping[str, object]) -> list[int]:
    """Return the measure numbers that a declaration names; what is no number is passed over."""
    named = table.get("measures", ())
    return [number for number in named if isinstance(number, int)] if isinstance(named, list) else []


def _levers(region: Region) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    path = region.path / "levers.toml"
    levers = read_toml(path, path.name).get("lever", ()) if path.is_file() else ()
    for lever in levers if isinstance(levers, list) else ():
        for number in _measures(lever):
            found[number].append(str(lever.get("id", "")))
    return found
