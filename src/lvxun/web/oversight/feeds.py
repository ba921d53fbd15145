"""A person's deadlines as a calendar at an address that only they know."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lvxun.oversight.calendar_text import Entry, calendar
from lvxun.web.oversight.models import Escalation, Feed, Task
from lvxun.web.oversight.noting import note
from lvxun.web.oversight.published_rules import today
from lvxun.web.people.models import User
from lvxun.web.people.oversight_rights import may_see, offices
from lvxun.web.people.permissions import allowed
from lvxun.web.served import region_id

WARN_DAYS = 3  # before the day, the phone rings
BACK = timedelta(days=60)


def make_feed(user: User) -> str:
    """Give a person a new calendar address and return its secret, kept nowhere in clear."""
    token = secrets.token_urlsafe(24)
    with transaction.atomic():
        feed, _made = Feed.objects.update_or_create(user=user, defaults={"token_sha256": _hash(token)})
        note(user, "calendar_address_made", feed)
    return token


def end_feed(user: User) -> None:
    """Make a person's calendar address void."""
    with transaction.atomic():
        for feed in Feed.objects.filter(user=user):
            note(user, "calendar_address_ended", feed)
            feed.delete()


def user_of(token: str) -> User | None:
    """Return whose address this is; None where it is nobody's, or the person may see no more."""
    feed = Feed.objects.filter(token_sha256=_hash(token)).select_related("user").first()
    return feed.user if feed and may_see(feed.user) else None


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def tasks_of(user: User) -> list[Task]:
    """Return the tasks that somebody has to do with: all for a planner, else those of their offices."""
    found = Task.objects.filter(work_plan__region=region_id()).exclude(work_plan__published_on=None)
    found = found.select_related("work_plan").prefetch_related("milestones", "partners", "reports__evidence")
    if not allowed(user, "keep_work_plan"):
        own = Q(pk=None)
        for function, area in offices(user):
            own |= Q(lead=function, area=area) | Q(partners__function=function, partners__area=area)
        found = found.filter(own).distinct()
    return list(found)


def feed_text(user: User, site: str) -> bytes:
    """Return a person's calendar; ``site`` is the address of the site, for links."""
    return calendar(_("Lvxun: deadlines"), _entries(tasks_of(user), site), WARN_DAYS)


def _entries(tasks: Iterable[Task], site: str) -> Iterator[Entry]:
    since = today() - BACK
    for task in tasks:
        if not task.is_open:
            continue
        address = site + reverse("oversight-task", args=[task.pk])
        for step in task.milestones.all():
            if step.done_on is None and step.due >= since:
                title = f"{task.title_zh}：{step.label_zh}"
                yield Entry(f"step-{step.pk}@lvxun", step.due, title, task.quote, address, timezone.now())
        if task.due >= since:
            yield Entry(f"task-{task.pk}@lvxun", task.due, task.title_zh, task.quote, address, timezone.now())
        yield from _letters(task, address)


def _letters(task: Task, address: str) -> Iterator[Entry]:
    for one in task.escalations.filter(state=Escalation.State.ISSUED).exclude(answer_due=None):
        if one.answer_due is not None:
            title = f"{task.title_zh}：{one.number or one.step}"
            yield Entry(f"letter-{one.pk}@lvxun", one.answer_due, title, one.text, address, timezone.now())
