"""Bytes of a text file as characters, without guessing wrongly.

Order: byte-order mark, strict UTF-8, then UTF-8 and GB18030 with a few broken bytes, UTF-16 without mark,
and only then a statistical guess. Every guess must look like Chinese (or plain Latin) text.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import cache
from itertools import islice

from charset_normalizer import from_bytes

from lvxun.plan.errors import PlanReadError
from lvxun.plan.reading.kinds import NOT_A_PLAN

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LAST_RESORT = ["big5", "big5hkscs", "cp1252", "latin_1"]
_PUNCTUATION = "，。、；：？！“”‘’（）《》〈〉〔〕【】—…·％　"
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f\s]")
SAMPLE = 20_000
MAX_BROKEN_SHARE = 0.002
MIN_COMMON_SHARE = 0.85
MIN_CHINESE_SHARE = 0.2
MAX_CONTROL_SHARE = 0.01


def decode(data: bytes) -> tuple[str, str]:
    r"""Return the text with newlines as ``\n``, and the encoding's name.

    A few broken bytes become U+FFFD, so that they can be seen.

    Raises
    ------
    PlanReadError
        Where the bytes are no text, or text in an encoding that cannot be told.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(_tolerant(data, encoding), encoding)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _checked(*_guess(data))
    return _checked(*_confirmed(text, data))


def newlines(text: str) -> str:
    r"""Return ``text`` with every line ending in ``\n``."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def looks_chinese(text: str) -> bool:
    """Say whether ``text`` reads as modern Chinese: its ideographs are nearly all common ones.

    Text decoded with the wrong table consists of rare ideographs.
    """
    # Tags and figures say nothing about the encoding: only characters beyond ASCII are looked at.
    letters = [match[0] for match in islice(_BEYOND_ASCII.finditer(text), SAMPLE)]
    ideographs = [char for char in letters if "\u3400" <= char <= "\u9fff"]
    if not ideographs or len(ideographs) < MIN_CHINESE_SHARE * len(letters):
        return False
    return sum(map(_is_common, ideographs)) >= MIN_COMMON_SHARE * len(ideographs)


@cache
def _is_common(char: str) -> bool:
    # Level 1 of GB 2312: the 3,755 ideographs that make up over 99 % of modern text.
    coded = char.encode("gb2312", errors="ignore")
    return len(coded) == 2 and 0xB0 <= coded[0] <= 0xD7


def _confirmed(text: str, data: bytes) -> tuple[str, str]:
    """Return GB18030's reading of a few words that are valid UTF-8 by accident, as mixed scripts."""
    odd = {char for char in text[:SAMPLE] if char > "\x7f"}
    scripts = {unicodedata.name(char, "?").split()[0] for char in odd}
    if odd and max(odd) < "\u0800" and len(scripts) > 1:
        other = _tolerant(data, "gb18030")
        if "\ufffd" not in other and looks_chinese(other):
            return other, "gb18030"
    return text, "utf-8"


def _guess(data: bytes) -> tuple[str, str]:
    for encoding in ("utf-8", "gb18030"):
        text = _tolerant(data, encoding)
        if _is_nearly_whole(text) and looks_chinese(text):
            return text, encoding
    if b"\x00" in data:
        return _utf16_without_mark(data)
    return _last_resort(data)


def _utf16_without_mark(data: bytes) -> tuple[str, str]:
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _tolerant(data, encoding)
        if _is_nearly_whole(text) and looks_chinese(text):
            return text, encoding
    raise _not_text()


def _last_resort(data: bytes) -> tuple[str, str]:
    best = from_bytes(data[:200_000], cp_isolation=_LAST_RESORT).best()
    if best is None:
        raise _not_text()
    text = _tolerant(data, best.encoding)
    chinese = best.encoding.startswith("big5")
    if not _is_nearly_whole(text) or not (_is_mostly_chinese(text) if chinese else _is_mostly_ascii(data)):
        raise _not_text()
    return text, best.encoding


def _is_mostly_chinese(text: str) -> bool:
    letters = [char for char in text[:SAMPLE] if not char.isspace()]
    chinese = sum("\u4e00" <= char <= "\u9fff" or char in _PUNCTUATION for char in letters)
    return chinese >= 0.5 * len(letters)


def _is_mostly_ascii(data: bytes) -> bool:
    return sum(byte < 0x80 for byte in data[:SAMPLE]) >= 0.9 * min(len(data), SAMPLE)


def _tolerant(data: bytes, encoding: str) -> str:
    return data.decode(encoding, errors="replace")


def _is_nearly_whole(text: str) -> bool:
    # One broken character is let pass whatever the length: a file cut inside a character still reads.
    return text.count("\ufffd") <= 1 + MAX_BROKEN_SHARE * len(text)


def _checked(text: str, encoding: str) -> tuple[str, str]:
    sample = text[:SAMPLE]
    controls = sum(char < " " and char not in "\t\n\r\f\v" for char in sample)
    if "\x00" in text or controls > MAX_CONTROL_SHARE * len(sample) or not _is_nearly_whole(text):
        raise _not_text()
    return newlines(text.removeprefix("\ufeff")), encoding


def _not_text() -> PlanReadError:
    what = "the file is binary, or text in an encoding that cannot be told."
    return PlanReadError(what, remedy=f"{NOT_A_PLAN} Save text files as UTF-8 or GB18030.")
