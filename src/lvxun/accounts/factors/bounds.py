"""Whether a coefficient can be true at all: bounds by parameter and kind of fuel, and what was meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# What people write by mistake: the wrong unit, and how much too large the number is then.
_SLIPS: tuple[tuple[float, str, str], ...] = (
    (1e3, "GJ/t", "kJ/kg (or MJ/t)"),
    (1e-3, "GJ/t", "TJ/t"),
    (1e-2, "GJ/10^4 Nm3", "MJ/m3 times ten"),
    (1e-1, "GJ/10^4 Nm3", "MJ/m3"),
    (1e2, "GJ/10^4 Nm3", "kJ/m3"),
    (1e-3, "tC/TJ", "tC/GJ"),
    (1e3, "tC/TJ", "kgC/TJ"),
    (1e2, "fraction", "per cent"),
    (1e3, "kgce/kg", "kgce/t"),
    (1e3, "kgce/kWh", "gce/kWh"),
    (10, "kgce/kWh", "tce/10^4 kWh"),
    (1e3, "kgCO2/kWh", "gCO2/kWh"),
)


@dataclass(frozen=True, slots=True)
class Bound:
    """One row of ``rules/factors/bounds.csv``; ``group`` is a group of fuels, "" for any item."""

    parameter: str
    group: str
    lower: float
    upper: float
    unit: str


def bound_of(bounds: Iterable[Bound], parameter: str, group: str, unit: str) -> Bound | None:
    """Return the bound for a factor, the one of its group before the general one."""
    fitting = [b for b in bounds if b.parameter == parameter and b.unit == unit and b.group in (group, "")]
    return max(fitting, key=lambda b: b.group != "", default=None)


def implausible(value: float, bound: Bound) -> str | None:
    """Say what is wrong with a value outside its bounds, and what would be right; ``None`` within them."""
    if bound.lower <= value <= bound.upper:
        return None
    limits = f"{bound.lower:g} to {bound.upper:g} {bound.unit}"
    for times, meant in _meanings(bound):
        if bound.lower <= value / times <= bound.upper:
            return f"{value:,g} looks like {meant}; expected {value / times:g} {bound.unit} ({limits})."
    return f"{value:,g} {bound.unit} is outside {limits}."


def _meanings(bound: Bound) -> Sequence[tuple[float, str]]:
    named = [(times, meant) for times, unit, meant in _SLIPS if unit == bound.unit]
    return [*named, (1e3, "a value a thousand times too large"), (1e-3, "a value a thousand times too small")]
