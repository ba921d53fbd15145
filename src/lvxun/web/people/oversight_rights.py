"""Whose a task is, who may report on it and who may take the report. Denied by default.

An office is a function of bodies at an area: the ecology bureau of Shenyang is ("ecology", "210100").
"""

from __future__ import annotations

from django.utils import timezone

from lvxun.registers.model import ActorRole
from lvxun.web.oversight.models import Escalation, Finding, Report, Task
from lvxun.web.people.models import User
from lvxun.web.people.offices import capacities
from lvxun.web.people.permissions import allowed
from lvxun.web.served import package_region

Office = tuple[str, str]


def offices(user: object) -> frozenset[Office]:
    """Return the offices that somebody acts for today: their own, and those lent to them."""
    found = capacities(user, timezone.localdate())
    return frozenset(
        (role.function, one.acting.area)
        for one in found
        for role in one.acting.roles
        if role.role == ActorRole.OFFICER
    )


def offices_of(task: Task) -> list[Office]:
    """Return the offices of a task, the lead first."""
    return [(task.lead, task.area), *((one.function, one.area) for one in task.partners.all())]


def may_see(user: object) -> bool:
    """Say whether the inner pages of oversight are open to somebody: to officials, to nobody else."""
    return isinstance(user, User) and allowed(user, "see_oversight")


def reporting_office(user: object, task: Task) -> Office | None:
    """Return the office for which somebody may report on a task; None where there is none."""
    if not (isinstance(user, User) and allowed(user, "report_tasks")):
        return None
    if task.work_plan.region != package_region().id:
        return None
    own = offices(user)
    return next((one for one in offices_of(task) if one in own), None)


def may_decide(user: object, report: Report) -> bool:
    """Say whether somebody may take a report or send it back: never the own one.

    A planner may; so may the province's department that a city's bureau reports to, and the lead of a joint
    task for what a partner reports.
    """
    if not (isinstance(user, User) and allowed(user, "accept_reports")) or report.sent_by_id == user.pk:
        return False
    if allowed(user, "keep_work_plan"):
        return True
    own, task = offices(user), report.task
    if (report.function, report.area) in own:
        return False
    above = (task.lead, package_region().code)
    return (task.area != above[1] and above in own) or (task.lead, task.area) in own


def may_answer(user: object, escalation: Escalation) -> bool:
    """Say whether somebody may answer a letter: whoever may report on its task."""
    return reporting_office(user, escalation.task) is not None


def may_answer_finding(user: object, finding: Finding) -> bool:
    """Say whether a finding is told to somebody's office, which may object and put it right."""
    return (finding.function, finding.area) in offices(user)
