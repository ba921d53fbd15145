"""A target before it has a number and a place in the plan."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lvxun.plan.model import Comparator


@dataclass(frozen=True, slots=True)
class Draft:
    """One promise found in a clause; ``start`` and ``end`` are offsets of that clause in the clean text."""

    indicator: str
    comparator: Comparator
    value: float | tuple[float, float] | None
    unit: str | None
    year: int | None
    base_year: int | None
    aspirational: bool
    start: int
    end: int
    confidence: float
    at: int = 0  # where the value stands

    def moved(self, by: int) -> Draft:
        """Return the draft with its places counted from further back."""
        return replace(self, start=self.start + by, end=self.end + by, at=self.at + by)


@dataclass(slots=True)
class Scope:
    """What earlier words of a sentence say about its later clauses."""

    years: tuple[int, ...] = ()
    past: bool = False
    aspirational: bool = False
    base_year: int | None = None
    compared: bool = False  # the clause before was 与2020年相比 and no more
    last_base: int | None = None  # of the last change: 比2020年下降10%，农村下降5%
    indicator: str = ""  # the last one named, for 占比超过20% and 到2030年达到25%
    named: tuple[str, ...] = ()  # all that had values so far: …；到2030年分别达到95%和85%
    tabled: bool = False  # in a row of a table: a cell names what is done, it promises nothing
    fresh: bool = True  # no semicolon since
    topic: str = ""  # the clause before, where it named what is done: 淘汰燃煤锅炉，2023年完成310台
    kept: str = ""  # the verb that a coordinated item goes on with: 新建充电桩1万个、换电站100座
