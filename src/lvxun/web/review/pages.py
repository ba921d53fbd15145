"""What the review page shows: the text with its marks, and a card for each item."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from lvxun import accounts
from lvxun.attainment.linking import candidates
from lvxun.plan.matching import Suggestion, suggest_indicators
from lvxun.plan.model import Comparator, Measure, Plan, Review, Span, Target
from lvxun.plan.reviewing import apply_decisions
from lvxun.web.review.marking import Item, Segment, segments
from lvxun.web.review.models import Decision

LOW_CONFIDENCE = 0.8
FIELD_WORDS = {
    "indicator": _("What it is about"),
    "comparator": _("Comparator"),
    "value": _("Value"),
    "value_high": _("Upper end of a range"),
    "unit": _("Unit"),
    "year": _("Year"),
    "base_year": _("Base year"),
    "indicator_id": _("Indicator"),
    "why": _("Reason"),
    "title": _("Title"),
    "bodies": _("Responsible bodies"),
}


@dataclass(frozen=True, slots=True)
class Card:
    """One item of the plan with what the parser proposed and what people decided."""

    kind: str
    id: str
    now: Target | Measure
    parsed: Target | Measure
    history: tuple[Decision, ...]
    suggestions: tuple[Suggestion, ...] = ()
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def seen(self) -> int:
        return self.history[-1].sequence if self.history else 0

    @property
    def verdict(self) -> Review:
        if self.history:
            return Review(self.history[-1].verdict)
        return self.parsed.review if isinstance(self.parsed, Target) else Review.OPEN

    @property
    def is_open(self) -> bool:
        return self.verdict is Review.OPEN

    @property
    def is_doubtful(self) -> bool:
        return self.is_open and self.parsed.confidence < LOW_CONFIDENCE

    @property
    def indicator(self) -> accounts.IndicatorInfo | None:
        """The indicator that a target is linked to."""
        linked = self.now.indicator_id if isinstance(self.now, Target) else None
        return accounts.catalogue().get(linked or "")

    @property
    def suggested(self) -> list[tuple[accounts.IndicatorInfo, float]]:
        """The indicators suggested for a target, with the similarity of their labels."""
        catalogue = accounts.catalogue()
        return [(catalogue[one.indicator_id], one.score) for one in self.suggestions]

    @property
    def bodies_text(self) -> str:
        """The bodies of a measure, one a line, as its form wants them."""
        if isinstance(self.now, Target):
            return ""
        return "\n".join(f"{body.role} {body.name}" for body in self.now.bodies)


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """The whole page: segments of the text, cards in the order of the text, counts by verdict."""

    segments: list[Segment]
    cards: list[Card]
    counts: dict[str, int]


@lru_cache(maxsize=2048)
def suggestions(target: Target) -> tuple[Suggestion, ...]:
    """Return the indicators that a target may be about, from those that the assessment chooses among too.

    The same for the same words, so found once.
    """
    labels = candidates(accounts.catalogue(), with_proxies=target.value is None)
    return tuple(suggest_indicators(target, labels))


def cards(plan: Plan, taken: Sequence[Decision]) -> list[Card]:
    """Return a card for each measure followed by its targets, in the order of the text."""
    reviewed = apply_decisions(plan, [decision.as_plan_decision() for decision in taken])
    history: dict[tuple[str, str], list[Decision]] = defaultdict(list)
    for decision in taken:
        history[decision.kind, decision.item_id].append(decision)
    pairs: list[tuple[str, Target | Measure, Target | Measure]] = [
        *(("measure", now, was) for now, was in zip(reviewed.measures, plan.measures, strict=True)),
        *(("target", now, was) for now, was in zip(reviewed.targets, plan.targets, strict=True)),
    ]
    pairs.sort(key=lambda pair: (pair[2].span[0], pair[0] != "measure"))
    return [
        Card(
            kind,
            was.id,
            now,
            was,
            tuple(history[kind, was.id]),
            suggestions(was) if isinstance(was, Target) else (),
        )
        for kind, now, was in pairs
    ]


def review_page(plan: Plan, taken: Sequence[Decision]) -> ReviewPage:
    """Return what the page shows of ``plan`` (as parsed) and the decisions ``taken``, oldest first."""
    found = cards(plan, taken)
    counts = {str(verdict): sum(card.verdict is verdict for card in found) for verdict in Review}
    return ReviewPage(segments(plan.source.text, _items(plan)), found, counts)


def _items(plan: Plan) -> list[Item]:
    placed: list[tuple[str, str, Span]] = [
        *((f"measure-{m.id}", "measure", m.span) for m in plan.measures),
        *((f"target-{t.id}", "target", t.span) for t in plan.targets),
        *((f"measure-{m.id}", "body", b.span) for m in plan.measures for b in m.bodies),
        *(("citations", "citation", c.span) for c in plan.documents_cited),
    ]
    return [Item(key, kind, *span) for key, kind, span in placed]


COMPARATORS = tuple(Comparator)
