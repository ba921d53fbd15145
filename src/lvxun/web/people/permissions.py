"""All rights, in one table, denied by default.

Everything published may be read by everyone. An act that changes something needs a role that the table names.
Who sees and does what on the records of a register: ``record_rights.py``.
"""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.utils import timezone

from lvxun.web.people.models import Role, User

RIGHTS: dict[str, frozenset[Role]] = {
    "review_plan": frozenset({Role.PLANNER, Role.ADMINISTRATOR}),
    "import_figures": frozenset({Role.STATISTICIAN, Role.PLANNER, Role.ADMINISTRATOR}),
    "withdraw_figures": frozenset({Role.PLANNER, Role.ADMINISTRATOR}),
    "keep_people": frozenset({Role.ADMINISTRATOR}),
    "read_rights": frozenset({Role.PLANNER, Role.ADMINISTRATOR}),
}


def allowed(user: User | AnonymousUser | AbstractBaseUser, act: str) -> bool:
    """Say whether ``user`` may do ``act``; an unknown act or person may nothing."""
    if not (isinstance(user, User) and user.is_authenticated and user.is_active):
        return False
    if user.has_left(timezone.localdate()):
        return False
    return user.role in RIGHTS.get(act, frozenset())
