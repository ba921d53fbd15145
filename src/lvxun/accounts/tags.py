"""What every indicator says about itself: Hamilton's ``tag`` with our keys, required ones required."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import TypeVar, cast

from hamilton.function_modifiers import tag

Function = TypeVar("Function", bound=Callable[..., object])


class Kind(StrEnum):
    """What sort of quantity an indicator is; attainment treats the last three apart."""

    LEVEL = "level"
    SHARE = "share"
    INTENSITY = "intensity"
    RATE = "rate"  # change on the year before
    CHANGE = "change"  # change since the base year, per cent
    CUMULATIVE = "cumulative"  # added since the base year, in the quantity's own unit


class Direction(StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"
    NEUTRAL = "neutral"


class Reach(StrEnum):
    """Which years of an input a year's value draws on."""

    YEAR = "year"
    BASE = "base"
    YEAR_AND_BASE = "year_and_base"
    RUN = "run"  # every year from the one after the base year


def indicator(  # noqa: PLR0913 - one keyword a tag, so that a missing or misspelled one fails at import
    *,
    zh: str,
    en: str,
    unit: str,
    kind: Kind,
    direction: Direction,
    says_zh: str,
    says_en: str,
    formula: str,
    source: str,
    measures: Sequence[int],
    aliases: Sequence[str] = (),
    reach: Mapping[str, Reach] | None = None,
    is_choice: bool = False,
    is_step: bool = False,
    is_proxy: bool = False,
    is_lower_bound: bool = False,
) -> Callable[[Function], Function]:
    """Tag a function as an indicator.

    Parameters
    ----------
    unit
        canonical unit, in the spelling of ``rules/units.toml``.
    formula
        the algebra without unit factors, over the function's parameters and the names of ``operations``;
        tests evaluate it with pint against the function.
    source
        the document or statistical practice that defines the indicator.
    measures
        numbers of the measures of Liaoning's plan of 2021 that it speaks of; other plans link by targets.
    aliases
        what plans call it.
    reach
        inputs of which other years than the value's own are used.
    is_choice
        the parameters are alternatives in order of preference; the first known one is taken.
    is_step
        a step of a calculation, not offered for targets.
    is_proxy
        stands in for what cannot be measured directly.
    is_lower_bound
        the true value may be higher, for a part or a year is left out.
    """
    flags = {"choice": is_choice, "step": is_step, "proxy": is_proxy, "lower_bound": is_lower_bound}
    tags: dict[str, str | list[str]] = {
        "label_zh": zh,
        "label_en": en,
        "unit": unit,
        "kind": kind.value,
        "direction": direction.value,
        "description_zh": says_zh,
        "description_en": says_en,
        "formula": formula,
        "source": source,
        "measures": [str(number) for number in measures],
        "aliases": list(aliases),
        "reach": [f"{name}:{years.value}" for name, years in (reach or {}).items()],
        "flags": [name for name, is_set in flags.items() if is_set],
    }
    # Hamilton refuses an empty list as a tag
    return cast("Callable[[Function], Function]", tag(**{key: value for key, value in tags.items() if value}))
