"""Units at the boundary: 1 亿吨 of a sheet becomes 10 000 万吨 of a series, here and nowhere else."""

from __future__ import annotations

import re
import tokenize
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files

import pint

from lvxun.errors import Where
from lvxun.region.errors import UnitError
from lvxun.region.nearest import nearest

LONGEST_UNIT = 40
ALLOWED = re.compile(r"[\w/*²³（）() ]+")
PINT_FAULTS = (
    pint.PintError,
    tokenize.TokenError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    KeyError,
    SyntaxError,
    TypeError,
    ValueError,
)


@cache
def _rules() -> dict[str, object]:
    return tomllib.loads(files("lvxun").joinpath("rules/units.toml").read_text(encoding="utf-8"))


@cache
def registry() -> pint.UnitRegistry[float]:
    """Return pint's registry with the units of ``rules/units.toml`` and no others."""
    rules = _rules()
    made: pint.UnitRegistry[float] = pint.UnitRegistry(None)
    for prefix, factor in rules["prefix"].items():  # type: ignore[attr-defined]
        made.define(f"{prefix}- = {factor}")
    for unit in rules["unit"]:  # type: ignore[attr-defined]
        spellings = [_spelled(name) for name in unit.get("also", ())]
        made.define(" = ".join([unit["name"], unit["define"], "_", *spellings]))
    return made


def known_units() -> list[str]:
    """Return every spelling of a unit without its prefixes, as ``rules/units.toml`` lists them."""
    return [name for unit in _rules()["unit"] for name in (unit["name"], *unit.get("also", ()))]  # type: ignore[attr-defined]


def _spelled(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).strip().replace(" ", "")
    for symbol, name in _rules()["spelling"].items():  # type: ignore[attr-defined]
        text = text.replace(symbol, name)
    return text


@cache
def _parsed(text: str) -> pint.Unit | None:
    spelled = _spelled(text)
    if not spelled or len(spelled) > LONGEST_UNIT or not ALLOWED.fullmatch(spelled) or "**" in spelled:
        return None
    try:
        return registry().parse_units(spelled)
    except PINT_FAULTS:
        return None


@cache
def factor(unit: str, canonical: str) -> float:
    """Return what a value in ``unit`` is multiplied with to stand in ``canonical``.

    Raises
    ------
    UnitError
        if ``unit`` is unknown, or measures another quantity than ``canonical``.

    Examples
    --------
    >>> factor("亿吨", "万吨")
    10000.0
    """
    to = _parsed(canonical)
    if to is None:
        raise UnitError(f"unit '{canonical}' is unknown", Where(field="unit"), "Add it to rules/units.toml.")
    given = _parsed(unit)
    if given is None:
        raise UnitError(
            f"unit '{unit[:LONGEST_UNIT]}' is unknown", Where(field="unit"), _remedy(unit, canonical)
        )
    if given.dimensionality != to.dimensionality:
        raise UnitError(
            f"unit '{unit}' does not measure what this series measures ({canonical})",
            Where(field="unit"),
            f"Give the value in {canonical}, or in a unit that converts to it{_caution(unit, canonical)}.",
        )
    if unit == canonical:
        return 1.0
    return float(registry().Quantity(1.0, given).to(to).magnitude)


def _remedy(unit: str, canonical: str) -> str:
    guess = nearest(unit, [canonical, *known_units()])
    hint = f"Did you mean {guess}? " if guess and guess != canonical else ""
    return f"{hint}Use {canonical}, or a unit that converts to it."


def _caution(unit: str, canonical: str) -> str:
    """Say why two units that look alike are kept apart."""
    if "标准煤" in canonical and "标" not in unit and "ce" not in unit:
        return (
            " (coal equivalent is not physical coal or electricity: convert by published coefficients first)"
        )
    if "百分点" in unit:
        return " (个百分点 is a change of a share, % is the share itself)"
    return ""
