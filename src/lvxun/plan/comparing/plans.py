"""The comparison of two plans as a whole."""

from __future__ import annotations

from lvxun.plan.comparing.measures import compare_measures
from lvxun.plan.comparing.model import PlanDiff
from lvxun.plan.comparing.targets import compare_targets
from lvxun.plan.model import Plan


def diff(a: Plan, b: Plan) -> PlanDiff:
    """Compare two plans: what plan ``b`` makes of plan ``a``.

    Measures are paired by text and title, not by number; targets by what they measure, with units converted.
    Comparing the other way round gives the mirror image: new for dropped, stronger for weaker.
    """
    measures = compare_measures(a.measures, b.measures)
    partners = {m.before.id: m.after.id for m in measures if m.before is not None and m.after is not None}
    return PlanDiff(a, b, measures, compare_targets(a, b, partners))
