"""What an engine says, in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from django.utils.translation import gettext, pgettext_lazy

from lvxun.errors import LvxunError, Where
from lvxun.region.model import SERIES_COLUMNS
from lvxun.web.accounts.phrases import PHRASES as ACCOUNT_PHRASES
from lvxun.web.figures.phrases import PHRASES as FIGURE_PHRASES
from lvxun.web.oversight.phrases import PHRASES as OVERSIGHT_PHRASES
from lvxun.web.oversight.phrases import WORDS
from lvxun.web.registers.phrases import PHRASES as REGISTER_PHRASES
from lvxun.web.registers.phrases.quoting import QUOTATIONS
from lvxun.web.review.phrases import PHRASES as PLAN_PHRASES
from lvxun.web.sheets.phrases import PHRASES as SHEET_PHRASES

PHRASES = (
    *FIGURE_PHRASES,
    *PLAN_PHRASES,
    *REGISTER_PHRASES,
    *OVERSIGHT_PHRASES,
    *SHEET_PHRASES,
    *ACCOUNT_PHRASES,
)
FORMS = {"day": r"\d{4}-\d\d-\d\d", "count": r"-?[\d,]+"}  # what else stands there is another sentence
NAMED = re.compile(r"%\((\w+)\)s|%%|[^%]+")
COLUMN_NAMES = {
    "indicator": pgettext_lazy("column", "series"),
    "area": pgettext_lazy("column", "area"),
    "year": pgettext_lazy("column", "year"),
    "value": pgettext_lazy("column", "value"),
    "unit": pgettext_lazy("column", "unit"),
    "source": pgettext_lazy("column", "source"),
    "quality": pgettext_lazy("column", "quality"),
    "note": pgettext_lazy("column", "note"),
}
FAULT = re.compile(rf"(?:^|; )({'|'.join(SERIES_COLUMNS)}): ")


@dataclass(frozen=True, slots=True)
class Message:
    """What is wrong, where, and what would be right, for a page."""

    place: str
    what: str
    remedy: str


def in_words(error: LvxunError) -> Message:
    """Return what an error says in the reader's language."""
    return Message(place_in_words(error.where), sentences(error.what), sentences(error.remedy))


def told(error: LvxunError) -> str:
    """Return an error in one line: the file that it is about, what is wrong with it, what would be right."""
    what = sentences(f"{error.what.removesuffix('.')}. {error.remedy}".strip())
    return f"{error.where.file}{gettext(': ')}{what}" if error.where.file else what


def place_in_words(where: Where) -> str:
    """Return a place in somebody's input in the reader's language."""
    parts = [where.file or ""]
    if where.row is not None:
        parts.append(gettext("row %(row)s") % {"row": where.row})
    if where.field and (parts[0] or where.row is not None):  # a field of our own form needs no place
        parts.append(field_name(where.field))
    return gettext(", ").join(part for part in parts if part)


def field_name(field: str) -> str:
    """Return a column's name; a heading that is nobody's column stays as it is written."""
    return str(COLUMN_NAMES.get(field, field))


def _quoted(name: str, value: str) -> str:
    """Return what a phrase quotes under ``name``, in the reader's language."""
    if name == "field":
        return field_name(value)
    if name == "word":
        return gettext(WORDS.get(value, value))
    return QUOTATIONS[name](value) if name in QUOTATIONS else value


def faults_in_words(error: str) -> list[tuple[str, str]]:
    """Split what is wrong with a row held back into (column, words), each in the reader's language."""
    starts = list(FAULT.finditer(error))
    if not starts:
        return [("", sentences(error))]
    ends = [*(start.start() for start in starts[1:]), len(error)]
    return [
        (field_name(start.group(1)), sentences(error[start.end() : end]))
        for start, end in zip(starts, ends, strict=True)
    ]


def sentences(text: str) -> str:
    """Translate engine text phrase by phrase; what no phrase fits stays as it is."""
    return _joined(list(_translated(text.strip())))


def _translated(text: str) -> Iterator[str]:
    while text:
        words, rest = _first_phrase(text)
        yield words
        text = rest


def _first_phrase(text: str) -> tuple[str, str]:
    """Return the translated phrase that the text begins with, and the rest; the longest fit counts."""
    for end in [*_sentence_ends(text)][::-1]:
        if words := _phrase(text[:end]):
            return words, text[end:].strip()
    first = next(_sentence_ends(text))
    return text[:first], text[first:].strip()


def _sentence_ends(text: str) -> Iterator[int]:
    yield from (match.end(1) for match in re.finditer(r"([.?])\s", text))
    yield len(text)


def _phrase(text: str) -> str:
    msgid, values = _matched(text.removesuffix("."))
    named = {name: _quoted(name, value) for name, value in values.items()}
    words = gettext(msgid) % named if msgid else ""
    return f"{words}." if words and text.endswith(".") and words[-1] not in ".?。？：；" else words


@lru_cache(maxsize=4096)  # a sheet has the same few faults in many rows
def _matched(text: str) -> tuple[str, dict[str, str]]:
    for pattern, msgid in _patterns():
        if found := pattern.fullmatch(text):
            return msgid, found.groupdict()
    return "", {}


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return a pattern for each phrase, those with more fixed words first."""
    ordered = sorted(PHRASES, key=lambda msgid: -len(re.sub(r"%\(\w+\)s", "", msgid)))
    return tuple((re.compile(_as_pattern(msgid.removesuffix(".")), re.DOTALL), msgid) for msgid in ordered)


def _as_pattern(msgid: str) -> str:
    parts = []
    for match in NAMED.finditer(msgid):
        name = match.group(1)
        literal = "%" if match.group() == "%%" else match.group()
        parts.append(f"(?P<{name}>{FORMS.get(name, '.+?')})" if name else re.escape(literal))
    return "".join(parts)


def _joined(phrases: list[str]) -> str:
    """Chinese sentences follow each other without a blank."""
    text = ""
    for phrase in phrases:
        gap = "" if not text or text[-1] in "。？；" else " "
        text += gap + phrase
    return text
