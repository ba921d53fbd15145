"""The weekly letter: what is red, what is due, what waits, for each official with an e-mail address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from lvxun.oversight import Colour
from lvxun.web.oversight.alerts import open_alerts
from lvxun.web.oversight.feeds import tasks_of
from lvxun.web.oversight.models import Alert, Digest, Report, Task
from lvxun.web.oversight.published_rules import today
from lvxun.web.people.models import User
from lvxun.web.people.oversight_rights import may_decide, may_see

AHEAD = timedelta(days=14)
MOST_LINES = 30


@dataclass(frozen=True, slots=True)
class Letter:
    """What a person's week holds."""

    red: list[Task]
    yellow: list[Task]
    soon: list[tuple[date, Task, str]]
    waiting: list[Report]
    alerts: list[Alert]

    @property
    def entries(self) -> int:
        return len(self.red) + len(self.yellow) + len(self.soon) + len(self.waiting) + len(self.alerts)


def week_of(day: date) -> str:
    """Return the week of a day, as 2026-W48."""
    year, week, _weekday = day.isocalendar()
    return f"{year}-W{week:02d}"


def letter_for(user: User, day: date | None = None) -> Letter:
    """Gather what concerns a person this week."""
    when = day or today()
    tasks = tasks_of(user)
    waiting = Report.objects.filter(state=Report.State.SENT).select_related("task__work_plan")
    return Letter(
        red=[one for one in tasks if one.lamp == Colour.RED],
        yellow=[one for one in tasks if one.lamp == Colour.YELLOW],
        soon=sorted(_soon(tasks, when), key=lambda row: (row[0], row[1].pk))[:MOST_LINES],
        waiting=[one for one in waiting if may_decide(user, one)],
        alerts=list(open_alerts(user)[:MOST_LINES]),
    )


def _soon(tasks: Iterable[Task], day: date) -> list[tuple[date, Task, str]]:
    found = []
    for task in tasks:
        if not task.is_open:
            continue
        for step in task.milestones.all():
            if step.done_on is None and day <= step.due <= day + AHEAD:
                found.append((step.due, task, step.label_zh))
        if day <= task.due <= day + AHEAD:
            found.append((task.due, task, ""))
    return found


def send_digests(day: date | None = None) -> int:
    """Send this week's letter to every official with an address who has not got it; return how many went out.

    The row is written first: a letter that fails is not sent again by the next run and the next one.
    """
    when, sent = day or today(), 0
    for user in User.objects.filter(is_active=True).exclude(email=""):
        if may_see(user) and _send(user, when):
            sent += 1
    return sent


def _send(user: User, day: date) -> bool:
    letter = letter_for(user, day)
    if not letter.entries:
        return False
    try:
        with transaction.atomic():
            Digest.objects.create(user=user, week=week_of(day), entries=letter.entries)
    except IntegrityError:
        return False
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("Lvxun, week %(week)s: %(red)d red, %(yellow)d yellow, %(waiting)d waiting for you")
        counts = {"red": len(letter.red), "yellow": len(letter.yellow), "waiting": len(letter.waiting)}
        text = render_to_string("oversight/digest.txt", {"letter": letter, "user": user, "most": MOST_LINES})
        send_mail(subject % {"week": week_of(day), **counts}, text, None, [user.email], fail_silently=False)
    return True
