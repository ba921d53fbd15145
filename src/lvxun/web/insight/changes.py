"""The latest changes, as everybody may see them: what happened to the plan and the figures, by which role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import NoReverseMatch, reverse

from lvxun.region.model import Body, Region
from lvxun.web.people.models import Event

# What everybody may hear of, and its page. Accounts, keys, draws and the inner business of oversight are not
# here: nothing is told by default.
PAGES = {"measure": "measure", "target": "target", "batch": "figures-import-detail"}


@dataclass(frozen=True, slots=True)
class Change:
    """One change. A person is shown by role and body, never by name."""

    at: datetime
    role: str
    body: Body | None
    verb: str
    subject: str
    subject_id: str
    address: str
    why: str


def latest_changes(region: Region, count: int = 8) -> list[Change]:
    """Return the newest changes of the plan and the figures of one region."""
    told = Event.objects.filter(region__in=("", region.id), subject_type__in=PAGES)
    told = told.exclude(verb__startswith="oversight.")
    events = told.select_related("actor")[:count]
    return [
        Change(
            event.at,
            event.actor.role if event.actor else "",
            region.bodies.get(event.actor.body) if event.actor else None,
            event.verb,
            event.subject_type,
            event.subject_id,
            _address(event),
            event.why,
        )
        for event in events
    ]


def _address(event: Event) -> str:
    page = PAGES.get(event.subject_type)
    try:
        return reverse(page, args=[event.subject_id]) if page else ""
    except NoReverseMatch:
        return ""
