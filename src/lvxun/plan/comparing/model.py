"""What a comparison of two plans consists of. ``before`` is the first plan's item, ``after`` the second's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from lvxun.plan.model import Measure, Plan, Sentence, Target


class Change(StrEnum):
    """What became of an item; ``STRONGER`` and ``WEAKER`` are said of targets only.

    A target is ``CHANGED`` where the two promises differ but neither contains the other.
    """

    NEW = "new"
    DROPPED = "dropped"
    STRONGER = "stronger"
    WEAKER = "weaker"
    CHANGED = "changed"
    SAME = "same"


class EditKind(StrEnum):
    KEPT = "kept"
    INSERTED = "inserted"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Edit:
    """A piece of a sentence that was kept, inserted or deleted."""

    kind: EditKind
    text: str


@dataclass(frozen=True, slots=True)
class SentenceDiff:
    """A sentence of either plan, or a pair with the edits that lead from one to the other."""

    change: Change
    before: Sentence | None
    after: Sentence | None
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class BodiesDiff:
    """Who came, who went, and who leads before and after.

    ``is_handed_over``: both plans name a lead, and the two have none in common.
    """

    added: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    leads_before: tuple[str, ...] = ()
    leads_after: tuple[str, ...] = ()
    is_handed_over: bool = False
    is_lead_changed: bool = False

    @property
    def is_changed(self) -> bool:
        """Say whether anything about the bodies but their order differs."""
        return bool(self.added or self.dropped) or self.is_lead_changed


@dataclass(frozen=True, slots=True)
class MeasureDiff:
    """A measure of either plan, or a pair; ``similarity`` is 1 for equal text, 0 for a measure alone."""

    change: Change
    before: Measure | None
    after: Measure | None
    similarity: float = 0.0
    sentences: tuple[SentenceDiff, ...] = ()
    bodies: BodiesDiff = field(default_factory=BodiesDiff)

    @property
    def is_renumbered(self) -> bool:
        """Say whether the pair stands under another number or in another chapter."""
        if self.before is None or self.after is None:
            return False
        return (self.before.chapter, self.before.number) != (self.after.chapter, self.after.number)


class Aspect(StrEnum):
    """In what two targets differ."""

    INDICATOR = "indicator"
    FIGURE = "figure"  # one of the two has a figure, the other has none
    WORDING = "wording"
    UNIT = "unit"
    BASE_YEAR = "base_year"
    COMPARATOR = "comparator"
    VALUE = "value"
    YEAR = "year"
    ASPIRATION = "aspiration"  # 力争


@dataclass(frozen=True, slots=True)
class Reason:
    """One difference between two targets, as each plan has it (an empty text: not given)."""

    aspect: Aspect
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class TargetDiff:
    """A target of either plan, or a pair with the reasons for the verdict."""

    change: Change
    before: Target | None
    after: Target | None
    similarity: float = 0.0
    reasons: tuple[Reason, ...] = ()
    bodies: BodiesDiff = field(default_factory=BodiesDiff)


@dataclass(frozen=True, slots=True)
class PlanDiff:
    """The whole comparison; items in the order of the second plan, dropped ones in their old place."""

    before: Plan
    after: Plan
    measures: tuple[MeasureDiff, ...] = ()
    targets: tuple[TargetDiff, ...] = ()

    @property
    def measure_counts(self) -> dict[Change, int]:
        """Return how many measures are new, dropped, changed, same."""
        return _counts(item.change for item in self.measures)

    @property
    def target_counts(self) -> dict[Change, int]:
        """Return how many targets are new, dropped, stronger, weaker, changed, same."""
        return _counts(item.change for item in self.targets)

    @property
    def handed_over(self) -> tuple[MeasureDiff, ...]:
        """Return the measures that another body leads now."""
        return tuple(item for item in self.measures if item.bodies.is_handed_over)

    @property
    def is_same(self) -> bool:
        """Say whether nothing differs."""
        return set(self.measure_counts) | set(self.target_counts) <= {Change.SAME}


def _counts(changes: Iterable[Change]) -> dict[Change, int]:
    counted = Counter(changes)
    return {change: counted[change] for change in Change if counted[change]}
