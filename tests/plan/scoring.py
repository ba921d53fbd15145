"""How well a parsed plan agrees with an annotated one: precision, recall, F1 and what went wrong.

The rules are written down in ``docs/plan-accuracy.md``.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TypeVar

from annotated import AnnotatedPlan, ExpectedDocument, ExpectedMeasure, ExpectedTarget

from lvxun.plan.model import Citation, Comparator, Measure, Plan, Target

SIMILAR = 0.6  # an indicator as parsed names the same thing as annotated
CONTAINED = 3  # … or contains it (or the other way round) and is at most so many times as long
SHORTEST_CONTAINED = 3  # characters

E = TypeVar("E")
F = TypeVar("F")


@dataclass
class Score:
    """Counts of one kind of item; ``misses`` and ``false_alarms`` say which."""

    found: int = 0
    expected: int = 0
    proposed: int = 0
    misses: list[str] = field(default_factory=list)
    false_alarms: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.found / self.proposed if self.proposed else 1.0

    @property
    def recall(self) -> float:
        return self.found / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        total = self.proposed + self.expected
        return 2 * self.found / total if total else 1.0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.found + other.found,
            self.expected + other.expected,
            self.proposed + other.proposed,
            self.misses + other.misses,
            self.false_alarms + other.false_alarms,
        )


KINDS = (
    "title",
    "chapters",
    "measures",
    "bodies",
    "bodies with role",
    "quantitative targets",
    "base year and 力争",
    "qualitative targets",
    "documents",
    "documents with number",
)


def score(expected: AnnotatedPlan, plan: Plan) -> dict[str, Score]:
    """One ``Score`` for each of ``KINDS``."""
    pairs = _pair_measures(expected.measures, plan.measures)
    quantitative, flags = _score_quantitative(expected, plan)
    return {
        "title": _score_title(expected.titles, plan.title),
        "chapters": _count(
            [f"{number} {plain(title)}" for number, title in expected.chapters],
            [f"{chapter.number} {plain(chapter.title)}" for chapter in plan.chapters],
        ),
        "measures": _score_measures(expected.measures, plan.measures, pairs),
        "bodies": _score_bodies(expected.measures, plan.measures, pairs, with_role=False),
        "bodies with role": _score_bodies(expected.measures, plan.measures, pairs, with_role=True),
        "quantitative targets": quantitative,
        "base year and 力争": flags,
        "qualitative targets": _score_qualitative(expected, plan),
        "documents": _score_documents(expected.documents, plan.documents_cited, with_number=False),
        "documents with number": _score_documents(expected.documents, plan.documents_cited, with_number=True),
    }


def total(scores: Iterable[dict[str, Score]]) -> dict[str, Score]:
    """The counts of all plans together."""
    sums = {kind: Score() for kind in KINDS}
    for one in scores:
        for kind, value in one.items():
            sums[kind] = sums[kind] + value
    return sums


def plain(text: str | None) -> str:
    """A text without the marks that carry no meaning here: width, spaces, hyphen variants, closing stop."""
    folded = unicodedata.normalize("NFKC", text or "")
    folded = re.sub(r"[—–―-]+", "-", folded)
    return re.sub(r"\s+", "", folded).strip("。;:,、.")


def similarity(a: str, b: str) -> float:
    """Of two indicators, 0 to 1; one that contains the other counts as ``SIMILAR`` at least."""
    a, b = plain(a), plain(b)
    ratio = SequenceMatcher(None, a, b, autojunk=False).ratio()
    short, long = sorted((a, b), key=len)
    contained = len(short) >= SHORTEST_CONTAINED and short in long and len(long) <= CONTAINED * len(short)
    return max(ratio, SIMILAR) if contained else ratio


def _score_title(wanted: Sequence[str], had: str) -> Score:
    right = plain(had) in {plain(title) for title in wanted}
    return Score(int(right), 1, 1, [] if right else [wanted[0]], [] if right else [had])


def _count(expected: Sequence[str], proposed: Sequence[str]) -> Score:
    want, have = Counter(expected), Counter(proposed)
    return Score(
        found=(want & have).total(),
        expected=want.total(),
        proposed=have.total(),
        misses=list((want - have).elements()),
        false_alarms=list((have - want).elements()),
    )


def _assign(wanted: Sequence[E], had: Sequence[F], fit: Callable[[E, F], float]) -> dict[int, int]:
    """Pairs (index wanted -> index had) with a fit over 0, best fits first, each used once."""
    fits = [(fit(e, f), i, j) for i, e in enumerate(wanted) for j, f in enumerate(had)]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for value, i, j in sorted(fits, key=lambda entry: (-entry[0], entry[1], entry[2])):
        if value > 0 and i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


# measures and bodies


def _pair_measures(wanted: Sequence[ExpectedMeasure], had: Sequence[Measure]) -> dict[int, int]:
    def fit(a: ExpectedMeasure, b: Measure) -> float:
        if (a.number, a.chapter) != (b.number, b.chapter):
            return 0.0
        return 0.01 + similarity(a.title, b.title)

    return _assign(wanted, had, fit)


def _score_measures(
    wanted: Sequence[ExpectedMeasure], had: Sequence[Measure], pairs: dict[int, int]
) -> Score:
    """A measure without a heading of its own (title "") matches whatever title was made for it."""
    forgiven = {j for i, j in pairs.items() if wanted[i].optional}
    untitled = {j for i, j in pairs.items() if not wanted[i].title}
    return _count(
        [f"{m.chapter}/{m.number} {plain(m.title)}" for m in wanted if not m.optional],
        [
            f"{m.chapter}/{m.number} {'' if j in untitled else plain(m.title)}"
            for j, m in enumerate(had)
            if j not in forgiven
        ],
    )


def _score_bodies(
    wanted: Sequence[ExpectedMeasure], had: Sequence[Measure], pairs: dict[int, int], *, with_role: bool
) -> Score:
    def label(owner: str, name: str, role: str) -> str:
        return f"{owner}: {plain(name)}" + (f" ({role})" if with_role else "")

    owners = {j: f"{wanted[i].chapter}/{wanted[i].number} {wanted[i].title}" for i, j in pairs.items()}
    want = [label(f"{m.chapter}/{m.number} {m.title}", *body) for m in wanted for body in m.bodies]
    have = [
        label(owners.get(j, f"unknown measure {m.chapter}/{m.number} {m.title}"), b.name, b.role)
        for j, m in enumerate(had)
        for b in m.bodies
    ]
    return _count(want, have)


# targets


def _same_value(a: object, b: object) -> bool:
    if isinstance(a, tuple) and isinstance(b, tuple):
        return all(math.isclose(x, y) for x, y in zip(a, b, strict=True))
    if isinstance(a, int | float) and isinstance(b, int | float):
        return math.isclose(a, b)
    return False


def _same_unit(want: ExpectedTarget, have: Target) -> bool:
    if have.comparator == Comparator.MULTIPLY_BY:
        return True
    return plain(want.unit).removeprefix("个") == plain(have.unit).removeprefix("个")


def _place(plan: Plan, target: Target) -> tuple[int | None, int | None]:
    measure = plan.measure(target.measure_id) if target.measure_id else None
    return (measure.number, measure.chapter) if measure else (None, None)


def _same_place(expected: AnnotatedPlan, want: ExpectedTarget, place: tuple[int | None, int | None]) -> bool:
    if place == (want.measure, want.chapter) or place[0] is want.measure is None:
        return True  # outside measures the chapter may be marked or not
    return place == (None, None) and expected.has_optional_measure(want.measure, want.chapter)


def _score_quantitative(expected: AnnotatedPlan, plan: Plan) -> tuple[Score, Score]:
    wanted = [t for t in expected.targets if not t.qualitative]
    had = [t for t in plan.targets if t.comparator != Comparator.QUALITATIVE]

    def fit(want: ExpectedTarget, have: Target) -> float:
        alike = similarity(want.indicator, have.indicator)
        same = (
            have.comparator in want.comparators
            and _same_value(want.value, have.value)
            and _same_unit(want, have)
            and have.year in want.years
            and _same_place(expected, want, _place(plan, have))
        )
        return alike if same and alike >= SIMILAR else 0.0

    pairs = _assign(wanted, had, fit)
    forgiven = {j for i, j in pairs.items() if wanted[i].optional}
    forgiven |= _forgiven_loosely(wanted, had, pairs)
    needed = [i for i, t in enumerate(wanted) if not t.optional]
    result = Score(
        found=sum(i in pairs for i in needed),
        expected=len(needed),
        proposed=len(had) - len(forgiven),
        misses=[_describe(wanted[i]) for i in needed if i not in pairs],
        false_alarms=[
            _describe_parsed(plan, t)
            for j, t in enumerate(had)
            if j not in forgiven and j not in pairs.values()
        ],
    )
    return result, _score_flags([(wanted[i], had[j]) for i, j in pairs.items()])


def _forgiven_loosely(
    wanted: Sequence[ExpectedTarget], had: Sequence[Target], pairs: dict[int, int]
) -> set[int]:
    """Proposals that rest on an optional target, whatever they made of it."""
    free = [j for j in range(len(had)) if j not in pairs.values()]
    optional = [t for i, t in enumerate(wanted) if t.optional and i not in pairs]
    loose = _assign(
        optional,
        [had[j] for j in free],
        lambda want, have: float(
            _same_value(want.value, have.value) and _same_unit(want, have) and want.measure == have.measure
        ),
    )
    return {free[k] for k in loose.values()}


def _score_flags(matched: Sequence[tuple[ExpectedTarget, Target]]) -> Score:
    wrong = [
        f"{_describe(want)}: base {have.base_year}, aspirational {have.aspirational}"
        for want, have in matched
        if (want.base_year, want.aspirational) != (have.base_year, have.aspirational)
    ]
    right = len(matched) - len(wrong)
    return Score(right, len(matched), len(matched), wrong, [])


def _score_qualitative(expected: AnnotatedPlan, plan: Plan) -> Score:
    """Only recall says something: the annotations list clear-cut qualitative targets, not all."""
    wanted = [t for t in expected.targets if t.qualitative]
    had = [t for t in plan.targets if t.comparator == Comparator.QUALITATIVE]

    def fit(want: ExpectedTarget, have: Target) -> float:
        alike = max(similarity(want.indicator, have.indicator), similarity(want.indicator, have.quote))
        if plain(want.indicator) in plain(have.quote):
            alike = 1.0
        same = have.year in want.years and _same_place(expected, want, _place(plan, have))
        return alike if same and alike >= SIMILAR else 0.0

    pairs = _assign(wanted, had, fit)
    misses = [_describe(t) for i, t in enumerate(wanted) if i not in pairs]
    extra = [_describe_parsed(plan, t) for j, t in enumerate(had) if j not in pairs.values()]
    return Score(len(pairs), len(wanted), len(had), misses, extra)


def _describe(t: ExpectedTarget) -> str:
    place = f"{t.chapter}/{t.measure}" if t.measure is not None else "no measure"
    words = [place, t.indicator, t.comparators[0], str(t.value), t.unit or "", str(t.years[0])]
    words += [f"base {t.base_year}"] if t.base_year else []
    return " | ".join(words + (["力争"] if t.aspirational else []))


def _describe_parsed(plan: Plan, t: Target) -> str:
    number, chapter = _place(plan, t)
    place = f"{chapter}/{number}" if number is not None else "no measure"
    words = [place, t.indicator, str(t.comparator), str(t.value), t.unit or "", str(t.year)]
    return " | ".join([*words, f"“{t.quote}”"])


# documents


def _score_documents(
    wanted: Sequence[ExpectedDocument], had: Sequence[Citation], *, with_number: bool
) -> Score:
    def label(title: str, number: str | None) -> str:
        return f"{plain(title)} {plain(number)}".strip() if with_number else plain(title)

    optional = {plain(d.title) for d in wanted if d.optional}
    want = dict.fromkeys(label(d.title, d.number) for d in wanted if not d.optional)
    have = dict.fromkeys(label(c.title, c.number) for c in had if plain(c.title) not in optional)
    return _count(list(want), list(have))
