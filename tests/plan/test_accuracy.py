"""The parser against plans that a person has marked, and the marks against the plans."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import pytest
from annotated import AnnotatedPlan, load_corpus
from scoring import Score, plain, score, total

from lvxun.plan import parse
from lvxun.plan.model import Comparator, Role, SourceText

PLANS = load_corpus()
NAMES = [plan.name for plan in PLANS]
LIAONING = "liaoning_2021"
FLOORS = {
    "measures": 0.98,
    "bodies": 0.98,
    "bodies with role": 0.98,
    "quantitative targets": 0.90,
    "documents": 0.95,
    "documents with number": 0.95,
}


@cache
def scores_of(name: str) -> dict[str, Score]:
    plan = PLANS[NAMES.index(name)]
    return score(plan, parse(SourceText(text=plan.text, name=plan.name, format="txt", encoding="utf-8")))


@pytest.mark.parametrize(("kind", "floor"), FLOORS.items())
def test_the_whole_corpus_keeps_its_floor(kind: str, floor: float) -> None:
    result = total(scores_of(name) for name in NAMES)[kind]

    faults = [f"- {text}" for text in result.misses] + [f"+ {text}" for text in result.false_alarms]
    assert result.f1 >= floor, "\n".join([f"{kind}: F1 {result.f1:.3f}", *faults])


@pytest.mark.parametrize("kind", ["title", "chapters", *FLOORS, "base year and 力争"])
def test_liaoning_is_exact(kind: str) -> None:
    result = scores_of(LIAONING)[kind]

    assert (result.misses, result.false_alarms) == ([], [])


def test_no_plan_of_the_corpus_falls_far_below_the_others() -> None:
    weak = {
        f"{name}: {kind}": round(scores_of(name)[kind].f1, 3)
        for name in NAMES
        for kind, floor in FLOORS.items()
        if scores_of(name)[kind].f1 < floor - 0.10
    }

    assert weak == {}


# the marks themselves


@pytest.mark.parametrize("plan", PLANS, ids=NAMES)
def test_every_marked_body_title_and_document_stands_in_the_text(plan: AnnotatedPlan) -> None:
    text = plain(plan.text)
    marked = [title for _, title in plan.chapters]
    marked += [measure.title for measure in plan.measures]
    marked += [name for measure in plan.measures for name, _ in measure.bodies]
    marked += [document.title for document in plan.documents]
    marked += [document.number for document in plan.documents if document.number]

    assert [words for words in marked if not stands_in(text, plain(words))] == []


@pytest.mark.parametrize("plan", PLANS, ids=NAMES)
def test_every_marked_target_is_made_of_words_and_numbers_of_the_text(plan: AnnotatedPlan) -> None:
    text = plain(plan.text)
    spaced = unicodedata.normalize("NFKC", plan.text)  # cells of a table stay apart
    strange = [t.indicator for t in plan.targets if not made_of(text, plain(t.indicator))]
    strange += [
        f"{t.indicator} {number}"
        for t in plan.targets
        if not t.optional and t.comparators[0] != Comparator.MULTIPLY_BY
        for number in numbers(t.value)
        if not re.search(rf"(?<![0-9.]){re.escape(number)}(?:(?<=[.]\d)0|(?![0-9.]))", f"{text}\n{spaced}")
    ]

    assert strange == []


@pytest.mark.parametrize("plan", PLANS, ids=NAMES)
def test_marks_use_the_words_of_the_model(plan: AnnotatedPlan) -> None:
    comparators = {name for target in plan.targets for name in target.comparators}
    roles = {role for measure in plan.measures for _, role in measure.bodies}

    assert comparators <= set(Comparator)
    assert roles <= set(Role)


@pytest.mark.parametrize("plan", PLANS, ids=NAMES)
def test_every_marked_target_belongs_to_a_marked_measure(plan: AnnotatedPlan) -> None:
    known = {(measure.number, measure.chapter) for measure in plan.measures}

    assert {(t.measure, t.chapter) for t in plan.targets if t.measure is not None} <= known


def stands_in(text: str, words: str) -> bool:
    """Whether the words stand in the text, torn apart at most once by what a page break leaves behind."""
    if words in text:
        return True
    cuts = (re.escape(words[:i]) + ".{1,60}?" + re.escape(words[i:]) for i in range(1, len(words)))
    return any(re.search(pattern, text) for pattern in cuts)


def made_of(text: str, words: str) -> bool:
    """Whether the words can be laid from pieces of the text, each of two characters or more."""
    while words:
        size = next((n for n in range(len(words), 1, -1) if words[:n] in text), 0)
        if size == 0 or len(words) - size == 1:
            size -= 1
        if size < 2:
            return len(words) < 2
        words = words[size:]
    return True


def numbers(value: float | tuple[float, float] | None) -> list[str]:
    values = value if isinstance(value, tuple) else () if value is None else (value,)
    return [f"{number:.10g}" for number in values]
