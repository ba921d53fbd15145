"""Which script a text is written in, and what to say where it is not the one that plans are read in."""

from __future__ import annotations

import re

from lvxun.plan.vocabulary import pattern

_HAN = re.compile(r"[\u4e00-\u9fff]")
_FEWEST_SHARE = 0.05
_TRADITIONAL_SHARE = 0.03


def foreign_script(text: str) -> str | None:
    """Return a warning for a text without Chinese or in traditional characters, ``None`` for others."""
    chinese = len(_HAN.findall(text))
    if chinese < _FEWEST_SHARE * len(text):
        return "The text holds hardly any Chinese: only policy documents in Chinese can be read."
    if len(pattern("script", "traditional").findall(text)) >= _TRADITIONAL_SHARE * chinese:
        return (
            "The text is in traditional characters: bodies and targets may be missed. "
            "Set it in simplified characters and read it again."
        )
    return None
