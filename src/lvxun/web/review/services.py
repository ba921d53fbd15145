"""The acts of a review: one transaction each, history written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from lvxun.errors import LvxunError
from lvxun.plan.model import Plan, Review
from lvxun.plan.reviewing import (
    LONGEST_REASON,
    ReviewError,
    checked_text,
    corrected_measure,
    corrected_target,
)
from lvxun.web.people.history import record_event
from lvxun.web.people.models import User
from lvxun.web.people.permissions import allowed
from lvxun.web.review.models import Decision


class ConflictError(LvxunError):
    """Somebody else decided about the item since the page was drawn."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person says about an item; ``seen`` is the sequence of the last decision shown."""

    kind: str
    item_id: str
    verdict: Review
    changes: Mapping[str, str]
    why: str
    seen: int


def decisions(region_id: str, plan: Plan) -> list[Decision]:
    """Return all decisions about this text of the plan, oldest first."""
    found = Decision.objects.filter(region_id=region_id, plan_sha256=plan.source.sha256)
    return list(found.select_related("decided_by"))


def decide(user: User, region_id: str, plan: Plan, verdict: Verdict) -> Decision:
    """Keep a decision about an item of ``plan`` (as parsed).

    Raises
    ------
    PermissionDenied
        if the user may not review.
    ReviewError, ManyErrors
        if the item is unknown or a correction cannot be right; nothing is kept.
    ConflictError
        if somebody decided about it meanwhile; exactly one of two wins.
    """
    if not allowed(user, "review_plan"):
        raise PermissionDenied
    checked_text("why", verdict.why, LONGEST_REASON)
    _check(plan, verdict)
    scope = {
        "region_id": region_id,
        "plan_sha256": plan.source.sha256,
        "kind": verdict.kind,
        "item_id": verdict.item_id,
    }
    last = Decision.objects.filter(**scope).order_by("sequence").last()
    if (last.sequence if last else 0) != verdict.seen:
        raise _conflict(verdict, last)
    try:
        with transaction.atomic():
            kept = Decision.objects.create(
                **scope,
                sequence=verdict.seen + 1,
                verdict=verdict.verdict,
                changes=dict(verdict.changes),
                why=verdict.why,
                decided_by=user,
            )
            record_event(
                actor=user,
                region=region_id,
                verb=f"plan.{verdict.verdict}",
                subject_type=verdict.kind,
                subject_id=verdict.item_id,
                why=verdict.why,
                before={"verdict": last.verdict, **last.changes} if last else {},
                after={"verdict": str(verdict.verdict), **verdict.changes},
            )
    except IntegrityError:
        raise _conflict(verdict, Decision.objects.filter(**scope).order_by("sequence").last()) from None
    return kept


def _check(plan: Plan, verdict: Verdict) -> None:
    if verdict.kind == "target" and (target := plan.target(verdict.item_id)):
        corrected_target(target, verdict.changes)
    elif verdict.kind == "measure" and (measure := plan.measure(verdict.item_id)):
        corrected_measure(measure, verdict.changes)
    else:
        what = f"{verdict.kind} '{verdict.item_id}' is not in this plan."
        raise ReviewError(what, remedy="Reload the page: the plan may have been parsed anew.")


def _conflict(verdict: Verdict, last: Decision | None) -> ConflictError:
    who = str(last.decided_by) if last else "somebody"
    what = f"{who} decided about {verdict.item_id} since this page was drawn."
    return ConflictError(what, remedy="Look at that decision below, then decide again if you still want to.")
