"""What a policy document is made of once it is data.

Every item carries a ``span``: character offsets (start, end) into ``SourceText.text``,
the text exactly as it was read, so that it can be shown in its place.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

Span = tuple[int, int]


class Comparator(StrEnum):
    """How a target's value binds its indicator."""

    AT_LEAST = "at_least"  # 以上, 不低于, 不少于
    OVER = "over"  # 超过, 突破
    AT_MOST = "at_most"  # 不超过, 以内
    UNDER = "under"  # 低于
    ABOUT = "about"  # 左右, 约
    EQUAL = "equal"  # 达到, 建设, 为
    INCREASE_BY = "increase_by"  # a rise against a base: 提高3个百分点
    DECREASE_BY = "decrease_by"  # a fall against a base: 比2020年下降14.5%
    MULTIPLY_BY = "multiply_by"  # 翻一番 is 2
    RANGE = "range"  # value is (low, high)
    QUALITATIVE = "qualitative"


class SentenceKind(StrEnum):
    ACTION = "action"
    TARGET = "target"
    REFERENCE = "reference"


class Role(StrEnum):
    LEAD = "lead"
    SUPPORT = "support"


class Review(StrEnum):
    """What a person has decided about an item that the parser proposed."""

    OPEN = "open"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text that was read, before any cleaning.

    ``page_starts`` are offsets at which a page begins (one entry, 0, where the format has no pages).
    """

    text: str
    name: str
    format: str
    encoding: str | None = None
    page_starts: tuple[int, ...] = (0,)
    sha256: str = ""
    warnings: tuple[str, ...] = ()  # what could not be read, such as pages that are pictures


@dataclass(frozen=True, slots=True)
class Chapter:
    number: int
    title: str
    span: Span


@dataclass(frozen=True, slots=True)
class Responsibility:
    """A body and its part in a measure, in the order of the text."""

    name: str
    role: Role
    span: Span


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    kind: SentenceKind
    span: Span


@dataclass(frozen=True, slots=True)
class Measure:
    """One numbered measure.

    ``number`` is as printed and may restart in each chapter; ``id`` is unique in the plan:
    ``m15``, or ``c3m2`` where numbers restart. ``text`` is unwrapped and free of page noise.
    """

    id: str
    number: int
    chapter: int
    title: str
    text: str
    bodies: tuple[Responsibility, ...]
    sentences: tuple[Sentence, ...]
    span: Span
    confidence: float


@dataclass(frozen=True, slots=True)
class Target:
    """One promise of the plan.

    ``value`` and ``unit`` are as in the text (3000 and 万千瓦); ``value`` is a pair for a range and
    ``None`` for a qualitative target. ``measure`` is the measure's printed number, ``measure_id`` its id;
    both ``None`` for a promise of a chapter without measures. ``indicator_id`` is the indicator of
    ``lvxun.accounts`` that a person (or the region package) has confirmed.
    """

    id: str
    measure: int | None
    measure_id: str | None
    chapter: int | None
    indicator: str
    comparator: Comparator
    value: float | tuple[float, float] | None
    unit: str | None
    year: int | None
    base_year: int | None
    aspirational: bool
    quote: str
    span: Span
    confidence: float
    indicator_id: str | None = None
    review: Review = Review.OPEN


@dataclass(frozen=True, slots=True)
class Citation:
    title: str
    number: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Mention:
    """A place or organisation named in the text."""

    name: str
    kind: str  # "place" or "organisation"
    span: Span


@dataclass(frozen=True, slots=True)
class Plan:
    title: str
    source: SourceText
    chapters: tuple[Chapter, ...] = ()
    measures: tuple[Measure, ...] = ()
    targets: tuple[Target, ...] = ()
    documents_cited: tuple[Citation, ...] = ()
    mentions: tuple[Mention, ...] = ()
    warnings: tuple[str, ...] = ()
    meta: dict[str, str] = field(default_factory=dict)  # source title, number, date, publisher

    @property
    def places(self) -> tuple[str, ...]:
        return _names(self.mentions, "place")

    @property
    def organisations(self) -> tuple[str, ...]:
        return _names(self.mentions, "organisation")

    def measure(self, measure_id: str) -> Measure | None:
        return next((m for m in self.measures if m.id == measure_id), None)

    def target(self, target_id: str) -> Target | None:
        return next((t for t in self.targets if t.id == target_id), None)


def _names(mentions: tuple[Mention, ...], kind: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.name for m in mentions if m.kind == kind))
