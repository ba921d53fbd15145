"""Sentences of two measures side by side, with the words that came and went."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel

from lvxun.plan.comparing.model import Change, Edit, EditKind, SentenceDiff
from lvxun.plan.comparing.pairing import best_pairs, merged_order
from lvxun.plan.model import Sentence

SIMILAR = 0.5
SHORT_ISLAND = 2
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*%?|[A-Za-z]+|\s+|.", re.DOTALL)


def squeezed(text: str) -> str:
    """Return ``text`` without white space: how a text is set is no difference."""
    return "".join(text.split())


def similarity(before: Sequence[str], after: Sequence[str]) -> list[list[float]]:
    """Return the similarity (0 to 1) of each text with each, shape (before, after)."""
    if not before or not after:
        return []
    # float32 rounds alike from both sides, so that a comparison and its mirror pair the same
    matrix = process.cdist(list(map(squeezed, before)), list(map(squeezed, after)), scorer=fuzz.ratio)
    return [[float(score) / 100 for score in line] for line in matrix]


def compare_sentences(before: Sequence[Sentence], after: Sequence[Sentence]) -> tuple[SentenceDiff, ...]:
    """Pair the sentences of two measures; those without a partner are new or dropped."""
    scores = similarity([s.text for s in before], [s.text for s in after])
    pairs = best_pairs(scores, SIMILAR)
    return tuple(
        _sentence(
            None if row is None else before[row],
            None if column is None else after[column],
        )
        for row, column in merged_order(len(before), len(after), pairs)
    )


def edits(before: str, after: str) -> tuple[Edit, ...]:
    """Return the edits from one text to the other; numbers and Latin words change as a whole.

    Joining what was kept and deleted gives ``before``; kept and inserted, ``after``.
    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    pieces: list[tuple[str, str, bool]] = []
    for code in Indel.opcodes(old, new):
        deleted = "".join(old[code.src_start : code.src_end])
        inserted = "".join(new[code.dest_start : code.dest_end])
        pieces.append((deleted, inserted, code.tag == "equal"))
    return tuple(_as_edits(_joined(pieces)))


def _joined(pieces: list[tuple[str, str, bool]]) -> list[tuple[str, str, bool]]:
    """Join neighbouring changes, and those with only a character or two in common between them."""
    joined: list[tuple[str, str, bool]] = []
    for index, (deleted, inserted, kept) in enumerate(pieces):
        is_island = kept and 0 < index < len(pieces) - 1 and len(deleted) < SHORT_ISLAND
        stays = kept and not is_island
        if joined and not stays and not joined[-1][2]:
            joined[-1] = (joined[-1][0] + deleted, joined[-1][1] + inserted, False)
        else:
            joined.append((deleted, inserted, stays))
    return joined


def _as_edits(pieces: list[tuple[str, str, bool]]) -> list[Edit]:
    found = []
    for deleted, inserted, kept in pieces:
        if kept:
            found.append(Edit(EditKind.KEPT, inserted))
            continue
        found += [Edit(EditKind.DELETED, deleted)] if deleted else []
        found += [Edit(EditKind.INSERTED, inserted)] if inserted else []
    return found


def _sentence(before: Sentence | None, after: Sentence | None) -> SentenceDiff:
    if before is None and after is not None:
        return SentenceDiff(Change.NEW, None, after, (Edit(EditKind.INSERTED, after.text),))
    if after is None and before is not None:
        return SentenceDiff(Change.DROPPED, before, None, (Edit(EditKind.DELETED, before.text),))
    old, new = (before.text if before else ""), (after.text if after else "")
    if squeezed(old) == squeezed(new):
        return SentenceDiff(Change.SAME, before, after, (Edit(EditKind.KEPT, new),))
    return SentenceDiff(Change.CHANGED, before, after, edits(old, new))
