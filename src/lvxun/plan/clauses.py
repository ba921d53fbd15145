"""Cutting running text: paragraphs into sentences, sentences into clauses; brackets are kept whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

FOLDED = str.maketrans("０１２３４５６７８９％．", "0123456789%.")
SENTENCE_END = re.compile(r"[。！？!?]+[”’」』）)]*|\n+")
CLAUSE_END = re.compile(r"[，；：！？。\n\t…]|(?<!\d)[,;:]|[,;:](?!\d)|——+|--+")
BRACKET = re.compile(r"《[^《》\n]{0,160}》|[（(](?![含套][）)])[^（）()\n]{0,120}[）)]")
WITHIN = re.compile(r"[（(]其中")
PRIVATE_FIRST, PRIVATE_COUNT = 0xE000, 6400


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between commas, as offsets into its sentence; ``before`` is the mark in front of it."""

    start: int
    end: int
    before: str


@dataclass(frozen=True, slots=True)
class Masked:
    """A sentence of the same length in which no bracket has punctuation or numbers of its own."""

    text: str
    brackets: dict[str, str]
    original: str

    def restore(self, text: str) -> str:
        """Return a piece of the masked text with its brackets as they were."""
        if not self.brackets:
            return text
        return re.sub("([\ue000-\uf8ff])\\1*", lambda m: self.brackets.get(m[1], ""), text)


def sentence_bounds(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield start and end of each sentence between two offsets, its closing mark included."""
    cursor = start
    for match in SENTENCE_END.finditer(text, start, end):
        stop = match.start() if match.group().startswith("\n") else match.end()
        yield from _trimmed(text, cursor, stop)
        cursor = match.end()
    yield from _trimmed(text, cursor, end)


def clauses(masked: str) -> list[Clause]:
    """Return the clauses of a masked sentence in order, empty ones left out."""
    found, cursor, before = [], 0, ""
    for match in CLAUSE_END.finditer(masked):
        if match.start() > cursor:
            found.append(Clause(cursor, match.start(), before))
        cursor, before = match.end(), match.group()[0]
    if len(masked) > cursor:
        found.append(Clause(cursor, len(masked), before))
    return found


def mask(sentence: str) -> Masked:
    """Hide what stands in brackets and book titles, keeping every offset."""
    brackets: dict[str, str] = {}

    def hide(match: re.Match[str]) -> str:
        sign = chr(PRIVATE_FIRST + len(brackets) % PRIVATE_COUNT)
        brackets[sign] = match.group()
        return sign * len(match.group())

    return Masked(BRACKET.sub(hide, sentence.translate(FOLDED)), brackets, sentence)


def bracketed(clause: str, masked: Masked, offset: int) -> Iterator[tuple[int, int]]:
    """Yield where brackets of a masked clause say 其中…: offsets of their text in the sentence."""
    for match in re.finditer("([\ue000-\uf8ff])\\1*", clause):
        if WITHIN.match(masked.original, offset + match.start()):
            yield offset + match.start() + 1, offset + match.end() - 1


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    stop = start + len(piece.strip())
    if stop > start:
        yield start, stop
