"""Measures of two plans paired by what they say, wherever they stand and whatever their number."""

from __future__ import annotations

from collections.abc import Sequence

from lvxun.plan.comparing.bodies import compare_bodies
from lvxun.plan.comparing.model import BodiesDiff, Change, MeasureDiff
from lvxun.plan.comparing.pairing import Pair, best_pairs, merged_order
from lvxun.plan.comparing.sentences import compare_sentences, similarity, squeezed
from lvxun.plan.model import Measure

SIMILAR = 0.5


def pair_measures(
    before: Sequence[Measure], after: Sequence[Measure]
) -> tuple[list[Pair], list[list[float]]]:
    """Return pairs of places, and the similarity (0 to 1) of each measure with each.

    The text counts alone, or half with the title: a measure that was rewritten under its old title is still
    the same one.
    """
    texts = similarity([m.text for m in before], [m.text for m in after])
    titles = similarity([m.title for m in before], [m.title for m in after])
    scores = [
        [max(text, (text + title) / 2) for text, title in zip(*lines, strict=True)]
        for lines in zip(texts, titles, strict=True)
    ]
    return best_pairs(scores, SIMILAR), scores


def compare_measures(before: Sequence[Measure], after: Sequence[Measure]) -> tuple[MeasureDiff, ...]:
    """Compare all measures of two plans."""
    pairs, scores = pair_measures(before, after)
    return tuple(
        _measure(
            None if row is None else before[row],
            None if column is None else after[column],
            0.0 if row is None or column is None else scores[row][column],
        )
        for row, column in merged_order(len(before), len(after), pairs)
    )


def _measure(before: Measure | None, after: Measure | None, score: float) -> MeasureDiff:
    bodies = compare_bodies(before, after)
    sentences = compare_sentences(
        before.sentences if before else (),
        after.sentences if after else (),
    )
    return MeasureDiff(_change(before, after, bodies), before, after, score, sentences, bodies)


def _change(before: Measure | None, after: Measure | None, bodies: BodiesDiff) -> Change:
    if before is None:
        return Change.NEW
    if after is None:
        return Change.DROPPED
    is_same_text = squeezed(before.text) == squeezed(after.text)
    is_same_title = squeezed(before.title) == squeezed(after.title)
    return Change.SAME if is_same_text and is_same_title and not bodies.is_changed else Change.CHANGED
