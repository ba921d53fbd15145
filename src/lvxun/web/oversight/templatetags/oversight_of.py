"""What oversight has of a measure, for the measure's page: a library of its own, so that no names meet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

from lvxun.web.oversight import boards, publicity
from lvxun.web.oversight.following import heirs_of
from lvxun.web.oversight.models import Task
from lvxun.web.oversight.published_rules import causal_chains
from lvxun.web.people.oversight_rights import may_see

register = template.Library()


@register.inclusion_tag("oversight/parts/measure_section.html", takes_context=True)
def measure_oversight(context: Mapping[str, Any], measure: Any) -> dict[str, object]:  # noqa: ANN401 - a Measure
    """Draw what oversight has of a measure, for the measure's page."""
    official = may_see(context["request"].user)
    years = boards.years()
    tasks = boards.tasks_wanted(boards.Wanted(years[0], measure=measure.id)) if years else []
    heirs = heirs_of(measure.id)
    return {
        "measure": measure,
        "official": official,
        "year": years[0] if years else None,
        "tasks": tasks,
        "dots": [boards.dot(task) for task in tasks] if official else [],
        "done": sum(task.state == Task.State.DONE for task in tasks),
        "chains": sum(f"m{one.measure}" == measure.id for one in causal_chains()),
        "cases": publicity.published_cases(measure_id=measure.id)[:5],
        "remarks": publicity.published_feedback(measure.id).count(),
        "heirs": [] if heirs == (measure.id,) else heirs,
    }
