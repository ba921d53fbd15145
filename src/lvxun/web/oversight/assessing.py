"""The independent assessor's verdict, beside what the owner of a task says."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from lvxun.web.oversight.errors import OversightActError, said
from lvxun.web.oversight.models import Assessment, Task
from lvxun.web.oversight.noting import note
from lvxun.web.people.models import User
from lvxun.web.people.permissions import allowed


def assess(actor: User, task: Task, verdict: str, text: str, seen: str = "") -> Assessment:
    """Give a verdict on a task; earlier ones stay, the last one counts.

    'No evidence available' is a verdict of its own: it says neither that the task is done nor that it is not.

    Raises
    ------
    PermissionDenied
        if this person is no assessor: nobody assesses what they plan, carry out or report on.
    OversightActError
        if no reason is given, or a verdict on what was seen does not say what was.
    """
    if not allowed(actor, "assess_tasks"):
        raise PermissionDenied
    if verdict not in Assessment.Verdict.values:
        raise OversightActError(_("This is no verdict."), "verdict", _("Choose one of the list."))
    needs_sight = verdict != Assessment.Verdict.NO_EVIDENCE
    reason, looked = said(text, "text"), said(seen, "seen", needed=needs_sight)
    with transaction.atomic():
        made = Assessment.objects.create(
            task=task, by=actor, verdict=verdict, owner_state=task.state, text=reason, seen=looked
        )
        note(actor, "task_assessed", made, after={"task": task.key, "verdict": verdict})
    return made
