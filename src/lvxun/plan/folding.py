"""Characters that look alike made alike, one for one, so that offsets stay those of the source."""

from __future__ import annotations

import unicodedata
from functools import cache

from lvxun.plan.vocabulary import lookalikes

DROPPED = "\x00"
"""Stands where the source has a character that the clean text leaves out."""

_SPACES = (
    "\t\x0b\x1f\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
_LINE_ENDS = "\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_INVISIBLE = (
    "\xad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064"
    "\ufeff\ufffe\ufff9\ufffa\ufffb"
)
_FULL_WIDTH_KEPT = "，；：？！（）～｜［］｛｝＜＞"
_COMPATIBILITY = ((0xFF01, 0xFF5F), (0x2F00, 0x2FD6), (0xF900, 0xFAFF), (0x2460, 0x2460))


@cache
def _table() -> dict[int, str]:
    table = {ord(char): DROPPED for char in _INVISIBLE}
    table |= dict.fromkeys((*range(0, 9), *range(14, 28), 127), DROPPED)
    table |= {ord(char): " " for char in _SPACES} | {ord("\t"): "\t", 0x3000: "\u3000"}
    table |= {ord(char): "\n" for char in _LINE_ENDS}
    for first, last in _COMPATIBILITY:
        for code in range(first, last):
            plain = unicodedata.normalize("NFKC", chr(code))
            if len(plain) == 1 and chr(code) not in _FULL_WIDTH_KEPT:
                table[code] = plain
    return table | {ord(odd): plain for odd, plain in lookalikes().items()}


def fold(text: str) -> str:
    r"""Return ``text``, of the same length, with digits, letters, spaces and line ends in one form.

    Full-width digits, letters and percent signs become ASCII, radicals and compatibility ideographs of PDF
    fonts become the usual characters, invisible characters become ``DROPPED``, every line ends in ``\n``.
    Chinese punctuation stays. Tabs and ideographic spaces stay too: they part columns and indent lines.
    """
    text = text.replace("\r\n", DROPPED + "\n").replace("\r", "\n")
    return text.translate(_table())
