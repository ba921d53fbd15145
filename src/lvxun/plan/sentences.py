"""Sentences of a plan, each an action, a target or a reference to a document."""

from __future__ import annotations

import re

from lvxun.plan.clauses import sentence_bounds
from lvxun.plan.clean import CleanText
from lvxun.plan.model import Sentence, SentenceKind
from lvxun.plan.periods import plan_year_of
from lvxun.plan.targets.finding import find_drafts

CITES = re.compile(
    r"^[^，。；]{0,16}?(?:贯彻|落实|执行|遵守|按照|依照|依据|根据|参照|对照|衔接|印发|符合|遵循)[^，。；《]{0,16}《"
)
LARGEST_REST = 60  # characters behind the document: more say what is done


def split_sentences(
    clean: CleanText, start: int, end: int, *, plan_year: int | None = None
) -> tuple[Sentence, ...]:
    """Return the sentences between two offsets of the clean text, with their kind.

    ``target``: holds a promise; ``reference``: opens with carrying out or citing a document (贯彻落实《…》)
    and says little else; ``action``: all others.
    """
    year = plan_year or plan_year_of(clean.text)
    starts = [draft.start for draft in find_drafts(clean.text, start, end, year)]
    sentences = []
    for first, last in sentence_bounds(clean.text, start, end):
        text = clean.text[first:last]
        promises = any(first <= place < last for place in starts)
        sentences.append(Sentence(text, _kind(text, promises), clean.span(first, last)))
    return tuple(sentences)


def _kind(text: str, promises: bool) -> SentenceKind:
    if promises:
        return SentenceKind.TARGET
    if CITES.match(text) and len(text) - text.rfind("》") <= LARGEST_REST:
        return SentenceKind.REFERENCE
    return SentenceKind.ACTION
