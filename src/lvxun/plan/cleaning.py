"""From the text as read to the text as meant: no page noise, no hard wraps, one kind of digit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from lvxun.plan.cells import join_cells
from lvxun.plan.clean import CleanText
from lvxun.plan.folding import DROPPED, fold
from lvxun.plan.lines import Line, mark_columns, split_lines
from lvxun.plan.model import SourceText
from lvxun.plan.noise import without_noise
from lvxun.plan.vocabulary import pattern
from lvxun.plan.wrapping import paragraphs

_HAN = "\u2e80-\u9fff\u3000-\u303f\uff00-\uffef\u2014\u2018-\u201d\u2026\u00b7〇"
_PUNCTUATION = "，、。；：！？（）《》【】〔〕“”‘’—…,;:()\\[\\]%"
_WORD_SPACE = re.compile(r"(?<=[\u4e00-\u9fff])[ ](?=[\u4e00-\u9fff])")
_HAN_CHARACTER = re.compile(r"[\u4e00-\u9fff]")
_SPREAD = re.compile(
    r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff](?:[ \u3000]+[\u4e00-\u9fff](?![\u4e00-\u9fff])){1,}"
)
_SPACES = r"[ \u3000]"
_STRAY_SPACES_PER_CHARACTER = 0.008
_NUMBERED = (
    r"(?:[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、"
    r"|第[一二三四五六七八九十百]{1,4}[章条]|\d{1,2}[.．、](?!\d))"
)
_RUN_ON = re.compile(
    rf"(?<=[。；）)\]】!！])[ \u3000](?={_NUMBERED})"
    r"|(?<=[\u4e00-\u9fff])[ \u3000](?=[（(][一二三四五六七八九十]{1,3}[）)][\u4e00-\u9fff])"
    r"|(?<=[\u4e00-\u9fff])[ \u3000](?=\d{1,2}[.．、][\u4e00-\u9fff])"
    r"|(?<=(?:方案|措施|意见|计划|规划|清单|办法))[ \u3000](?=(?:为|根据|按照|深入|依据)[\u4e00-\u9fff《])"
)
_LONG_LINE = 200


def clean(source: SourceText | str) -> CleanText:
    """Return the clean text of a source.

    Paragraphs are joined and end in one newline; spaces beside Chinese characters, digits and punctuation
    go, but a wide one between Chinese words stays as one space, and tabs stay: they part columns.
    The work grows in proportion to the text.
    """
    text = source if isinstance(source, str) else source.text
    folded = _split_run_ons(mark_columns(join_cells(fold(text))))
    starts = () if isinstance(source, str) else source.page_starts
    lines = without_noise(split_lines(folded, _page_starts(text, starts), text))
    keep_single = _single_spaces_count(lines)
    parts: list[str] = []
    offsets: list[int] = []
    for block in paragraphs(lines):
        joined, places = _join(folded, block)
        if not (left := _kept(joined, keep_single)):
            continue
        for start, end in left:
            parts.append(joined[start:end])
            offsets.extend(places[start:end])
        parts.append("\n")
        offsets.append(offsets[-1])
    return CleanText("".join(parts), offsets)


def _page_starts(text: str, given: Sequence[int]) -> list[int]:
    fed = (found.end() for found in re.finditer("\f", text))
    return sorted({0, *given, *fed})


def _single_spaces_count(lines: Sequence[Line]) -> bool:
    """Say whether a single space between Chinese words was meant: it was, where it is rare."""
    text = "\n".join(line.text for line in lines)
    stray = len(_WORD_SPACE.findall(text))
    return stray <= _STRAY_SPACES_PER_CHARACTER * len(_HAN_CHARACTER.findall(text))


def _join(folded: str, block: Sequence[Line]) -> tuple[str, list[int]]:
    """Return the lines set end to end and the source offset of each character."""
    texts: list[str] = []
    places: list[range] = []
    for line in block:
        text = folded[line.start : line.end]
        if texts and _is_latin(texts[-1][-1]) and _is_latin(text[0]):
            texts.append(" ")
            places.append(range(line.start - 1, line.start))
        texts.append(text)
        places.append(range(line.start, line.end))
    return "".join(texts), list(chain.from_iterable(places))


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


_GONE = re.compile(
    rf"{DROPPED}"
    rf"|{_SPACES}+(?=[{_PUNCTUATION}])|(?<=[{_PUNCTUATION}]){_SPACES}+"
    rf"|(?<=[{_HAN}]){_SPACES}+(?=[0-9A-Za-z.~～])|(?<=[0-9A-Za-z.~～]){_SPACES}+(?=[{_HAN}])"
)
_NUMBER_SPACE = re.compile(
    rf"(?:\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}|(?:任务|行动|举措|措施|工程)[一二三四五六七八九十]{{1,3}})"
    rf"({_SPACES}+)(?=[\u4e00-\u9fff“《])(?![年月日个项家座倍万亿千百])"
)
_SEVERAL = re.compile(rf"(?<={_SPACES}){_SPACES}+")
_ONE = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")


def _kept(joined: str, keep_single: bool) -> list[tuple[int, int]]:
    """Return the stretches of a paragraph that stay."""
    number_space = _NUMBER_SPACE.match(joined)
    kept_space = number_space.span(1) if number_space else None
    gone = [found.span() for found in _GONE.finditer(joined) if found.span() != kept_space]
    gone += [found.span() for found in pattern("noise", "inline").finditer(joined)]
    gone += [found.span() for found in _SEVERAL.finditer(joined)]
    if not keep_single:
        gone += [found.span() for found in _ONE.finditer(joined) if found.span() != kept_space]
    for found in _SPREAD.finditer(joined):
        spaces = re.finditer(_SPACES, found.group())
        gone += [(found.start() + s.start(), found.start() + s.end()) for s in spaces]
    kept: list[tuple[int, int]] = []
    position = 0
    for start, end in sorted(gone):
        if start > position:
            kept.append((position, start))
        position = max(position, end)
    if position < len(joined):
        kept.append((position, len(joined)))
    return kept


def _split_run_ons(folded: str) -> str:
    """Begin a line at a number that an extraction left in the middle of a long one; lengths stay."""
    lines = folded.split("\n")
    for number, line in enumerate(lines):
        if len(line) > _LONG_LINE:
            lines[number] = _RUN_ON.sub("\n", line)
    return "\n".join(lines)
