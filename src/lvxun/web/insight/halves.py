"""Notes and titles of the data that hold both languages, "中文 / English": the reader's half of them."""

from __future__ import annotations

import re

CHINESE = re.compile(r"[\u3400-\u9fff]")
SEAM = re.compile(r"\s*/\s+(?=[^\u3400-\u9fff]*$)|\s+(?=[A-Z][^\u3400-\u9fff]*$)")


def half(text: str, is_english: bool) -> str:
    """Return the reader's half of a text in two languages, the text itself where it is in one.

    >>> half("分省年度数据（E0103）/ Provincial annual data (E0103)", True)
    'Provincial annual data (E0103)'
    >>> half("国家统计局 National Bureau of Statistics", False)
    '国家统计局'
    >>> half("CEADs 中国碳核算数据库", True)
    'CEADs 中国碳核算数据库'
    """
    seam = SEAM.search(text)
    if seam is None or not CHINESE.search(text[: seam.start()]):
        return text
    return text[seam.end() :] if is_english else text[: seam.start()]


def is_chinese(text: str) -> bool:
    """Say whether a text has Chinese characters in it."""
    return CHINESE.search(text) is not None
