"""How heavily a firm weighs in a draw of inspections: the factors of ``rules/drawing.toml`` multiplied."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Factor:
    """One factor: it applies where the fact is one of ``values``, or at least ``at_least``."""

    id: str
    field: str
    times: int
    label_zh: str
    label_en: str
    values: tuple[str | bool, ...] = ()
    at_least: float | None = None

    def applies(self, facts: Mapping[str, object]) -> bool:
        """Say whether it applies; a fact that is not known does not."""
        fact = facts.get(self.field)
        if self.at_least is not None:
            return isinstance(fact, int | float) and fact >= self.at_least
        return fact in self.values


@dataclass(frozen=True, slots=True)
class RiskRules:
    """The factors, the weight without any, and what a draw keeps to."""

    base: int
    inspectors_each: int
    publish_within_working_days: int
    recent_days: int
    confirmed: bool
    factors: tuple[Factor, ...]


@cache
def risk_rules() -> RiskRules:
    """Return the rules in force, from ``rules/drawing.toml``."""
    table = tomllib.loads((files("lvxun") / "rules" / "drawing.toml").read_text(encoding="utf-8"))
    factors = tuple(Factor(**{**one, "values": tuple(one.get("values", ()))}) for one in table["factor"])
    return RiskRules(
        table["base"],
        table["inspectors_each"],
        table["publish_within_working_days"],
        table["recent_days"],
        table["confirmed"],
        factors,
    )


def weigh(facts: Mapping[str, object]) -> tuple[int, tuple[str, ...]]:
    """Return a firm's weight and the ids of the factors behind it.

    Examples
    --------
    >>> weigh({"permit_class": "key", "recent_cases": 2})
    (6, ('key_permit', 'recent_case'))
    """
    rules = risk_rules()
    weight, because = rules.base, []
    for factor in rules.factors:
        if factor.applies(facts):
            weight *= factor.times
            because.append(factor.id)
    return weight, tuple(because)
