"""A measure's tasks and registers city by city, per head, per unit of GDP or per area at a switch."""

from __future__ import annotations

from dataclasses import dataclass

from lvxun.oversight.normalising import BASES, Per, per
from lvxun.registers.model import Register, RegisterIndicator
from lvxun.web.insight.areas import Area, cities
from lvxun.web.insight.state import current
from lvxun.web.oversight.readings import figures, register_indicator
from lvxun.web.registers.definitions import definitions
from lvxun.web.served import package_region
from lvxun.web.totals import counting

ADDS_UP = ("count", "sum")  # a share or a mean is no amount: it is not divided by people


@dataclass(frozen=True, slots=True)
class Line:
    """One city: the value as it is, and as the reader asked for it."""

    area: Area
    value: float | None
    shown: float | None
    base: float | None
    base_year: int | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The cities side by side."""

    register: Register
    indicator: RegisterIndicator
    by: Per
    year: int
    lines: tuple[Line, ...]

    @property
    def largest(self) -> float:
        return max((abs(one.shown) for one in self.lines if one.shown is not None), default=0.0)

    @property
    def is_divisible(self) -> bool:
        return self.indicator.kind in ADDS_UP


def choices() -> list[tuple[str, Register, RegisterIndicator]]:
    """Return every indicator of every register, with the key that an address names it by."""
    return [
        (f"{key}.{one.id}", register, one)
        for key, register in definitions().items()
        for one in register.indicators
    ]


def compare(key: str, by: Per, year: int) -> Comparison | None:
    """Compare the cities by a register's indicator; None where there is no such one."""
    register, _, indicator = key.partition(".")
    declared = register_indicator(register, indicator)
    if declared is None:
        return None
    counting.refresh()
    found = figures([register])
    chosen = by if declared[1].kind in ADDS_UP else Per.NOTHING
    lines = []
    for one in cities(package_region()):
        value = found.get((register, indicator, one.code, year), (None, 0, 0))[0]
        base, base_year = _base(chosen, one.code, year)
        lines.append(Line(one, value, per(value, chosen, base), base, base_year))
    ordered = sorted(lines, key=lambda line: (line.shown is None, -(line.shown or 0.0)))
    return Comparison(declared[0], declared[1], chosen, year, tuple(ordered))


def _base(by: Per, area: str, year: int) -> tuple[float | None, int | None]:
    """Return the newest figure of a city's denominator up to ``year``, with its year."""
    if by is Per.NOTHING:
        return None, None
    base, frame = BASES[by], current().region.series
    rows = frame[(frame["indicator"] == base.series) & (frame["area"] == area) & (frame["year"] <= year)]
    if rows.empty:
        return None, None
    last = rows.sort_values("year").iloc[-1]
    return (float(last["value"]), int(last["year"])) if last["unit"] == base.unit else (None, None)
