"""All rights, in one table, denied by default.

Everything published may be read by everyone. An act that changes something needs a role that the table names.
Who sees and does what on the records of a register: ``record_rights.py``.
"""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.utils import timezone

from lvxun.web.people.models import Role, User

OFFICIALS = frozenset(
    {
        *(Role.PLANNER, Role.STATISTICIAN, Role.ADMINISTRATOR),
        *(Role.OFFICER, Role.INSPECTOR, Role.ASSESSOR),
    }
)
RIGHTS: dict[str, frozenset[Role]] = {
    "review_plan": frozenset({Role.PLANNER, Role.ADMINISTRATOR}),
    "import_figures": frozenset({Role.STATISTICIAN, Role.PLANNER, Role.ADMINISTRATOR}),
    "withdraw_figures": frozenset({Role.PLANNER, Role.ADMINISTRATOR}),
    "keep_people": frozenset({Role.ADMINISTRATOR}),
    "read_rights": frozenset({Role.PLANNER, Role.ADMINISTRATOR}),
    "draw_inspections": frozenset({Role.OFFICER}),
    "read_draws": frozenset({Role.OFFICER, Role.INSPECTOR, Role.ADMINISTRATOR}),
    # Oversight; which task is whose: oversight_rights.py.
    "see_oversight": OFFICIALS,
    "keep_work_plan": frozenset({Role.PLANNER}),
    "report_tasks": frozenset({Role.OFFICER, Role.PLANNER}),
    "accept_reports": frozenset({Role.OFFICER, Role.PLANNER}),
    "escalate": frozenset({Role.PLANNER}),
    "assess_tasks": frozenset({Role.ASSESSOR}),
    "supervise": frozenset({Role.PLANNER, Role.INSPECTOR}),
    "write_cases": frozenset({Role.OFFICER, Role.INSPECTOR, Role.PLANNER}),
    "publish_cases": frozenset({Role.PLANNER}),
    "moderate_feedback": frozenset({Role.PLANNER, Role.ADMINISTRATOR}),
    "keep_contacts": frozenset({Role.PLANNER}),
}


def allowed(user: User | AnonymousUser | AbstractBaseUser, act: str) -> bool:
    """Say whether ``user`` may do ``act``; an unknown act or person may nothing."""
    if not (isinstance(user, User) and user.is_authenticated and user.is_active):
        return False
    if user.has_left(timezone.localdate()):
        return False
    return user.role in RIGHTS.get(act, frozenset())
