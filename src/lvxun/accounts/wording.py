"""A formula in words: ids become labels, operations their names, in both languages."""

from __future__ import annotations

import re
from collections.abc import Mapping

NAME = re.compile(r"[a-z_][a-z0-9_]*")
SIGNS = {"*": "×", "/": "÷", "-": "−"}
OPERATIONS = {
    "at_base": ("基年值", "base-year value of "),
    "change_since_base": ("较基年变化率", "change since the base year of "),
    "added_since_base": ("较基年增加量", "increase since the base year of "),
    "chained": ("环比连接指数", "chained index of "),
    "chained_change": ("环比连接变化率", "chained change of "),
    "sum_since_base": ("基年以来各年合计", "sum since the base year of "),
    "known_sum_since_base": ("基年以来已知年份合计", "sum of the known years since the base year of "),
    "first_known": ("依次取首个已知值", "first known of "),
    "positive": ("取非负值", "positive part of "),
}
CONSTANTS = {"one_year": ("365日", "365 days")}


def formula_zh(formula: str, labels: Mapping[str, str]) -> str:
    """Return the formula with Chinese labels.

    Examples
    --------
    >>> formula_zh("at_base(gdp)", {"gdp": "地区生产总值"})
    '基年值（「地区生产总值」）'
    """
    words = _signs(NAME.sub(lambda found: _word(found.group(), labels, 0, "「{}」"), formula))
    return words.replace("(", "（").replace(")", "）").replace(", ", "，") if "(" in formula else words


def formula_en(formula: str, labels: Mapping[str, str]) -> str:
    """Return the formula with English labels in square brackets."""
    return _signs(NAME.sub(lambda found: _word(found.group(), labels, 1, "[{}]"), formula))


def _word(name: str, labels: Mapping[str, str], language: int, quoted: str) -> str:
    for words in (OPERATIONS, CONSTANTS):
        if name in words:
            return words[name][language]
    return quoted.format(labels.get(name, name))


def _signs(text: str) -> str:
    return re.sub(r"(?<= )[*/-](?= )", lambda found: SIGNS[found.group()], text)
