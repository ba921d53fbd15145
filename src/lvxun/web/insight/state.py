"""What the pages show of the served region: loaded once, renewed when the overlay or a decision changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from lvxun import accounts
from lvxun.attainment import Assessment, Coverage, assess, coverage
from lvxun.plan.model import Plan
from lvxun.plan.reviewing import apply_decisions, without_rejected
from lvxun.region.model import Region
from lvxun.web.figures.overlay import overlaid, overlay_version
from lvxun.web.review.models import Decision
from lvxun.web.served import package_plan, package_region, region_id
from lvxun.web.totals.overlay import edition, with_totals


@dataclass(frozen=True)
class State:
    """One consistent view: the plan as reviewed, the region with its overlay, what follows from both."""

    plan: Plan
    region: Region
    result: accounts.Result
    assessment: Assessment
    coverage: Coverage


def current() -> State:
    """Return the present state; one small query each for overlay and decisions, the rest is kept."""
    served = region_id()
    last = Decision.objects.filter(region_id=served).order_by("-id").values_list("id", "decided_at").first()
    return _state(served, (overlay_version(served), edition(served)), last)


@lru_cache(maxsize=2)
def _state(served: str, _overlays: tuple[int, int], _last_decision: tuple[int, datetime] | None) -> State:
    with_overlay = with_totals(overlaid(package_region()))
    taken = Decision.objects.filter(region_id=served, plan_sha256=package_plan().source.sha256)
    reviewed = without_rejected(apply_decisions(package_plan(), [d.as_plan_decision() for d in taken]))
    return State(
        plan=reviewed,
        region=with_overlay,
        result=accounts.compute(with_overlay),
        assessment=assess(reviewed, with_overlay),
        coverage=coverage(reviewed, with_overlay),
    )
