"""The acts on campaigns of supervision and on their findings, within the limits of 国务院令第733号."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from lvxun.oversight import campaigns as rules_of
from lvxun.oversight.campaigns import State
from lvxun.web.oversight.errors import OversightActError, StaleActError, said
from lvxun.web.oversight.models import Campaign, Finding
from lvxun.web.oversight.noting import locked, note
from lvxun.web.oversight.published_rules import is_working_day, rules, today
from lvxun.web.people.models import User
from lvxun.web.people.oversight_rights import Office, may_answer_finding
from lvxun.web.people.permissions import allowed
from lvxun.web.served import region_id

STAGES = {
    Campaign.Stage.PLANNED: Campaign.Stage.RUNNING,
    Campaign.Stage.RUNNING: Campaign.Stage.CONCLUDED,
    Campaign.Stage.CONCLUDED: Campaign.Stage.CLOSED,
}
OF_THE_OFFICE = {"object", "rectify"}
TEXTS = {
    "object": "objection",
    "keep": "review",
    "change": "review",
    "withdraw": "review",
    "rectify": "rectification",
    "check": "check_note",
    "check_failed": "check_note",
}


@dataclass(frozen=True, slots=True)
class CampaignWanted:
    """A campaign's plan: content, objects and scope (art. 15)."""

    title: str
    content: str
    objects_said: str
    scope: str
    begins: date
    ends: date
    measure_id: str = ""


def open_campaign(actor: User, wanted: CampaignWanted) -> Campaign:
    """Plan a campaign.

    Raises
    ------
    PermissionDenied, OversightActError
        if this person runs none, or its plan is not whole.
    """
    _require(actor)
    texts = {name: said(getattr(wanted, name), name) for name in ("content", "objects_said", "scope")}
    title = said(wanted.title, "title", 200)
    if wanted.ends < wanted.begins:
        raise OversightActError(_("It ends before it begins."), "ends", _("Choose a later day."))
    with transaction.atomic():
        made = Campaign.objects.create(
            region=region_id(), title=title, measure_id=wanted.measure_id, made_by=actor,
            begins=wanted.begins, ends=wanted.ends, **texts,
        )  # fmt: skip
        note(actor, "campaign_planned", made, after={"title": title})
    return made


def advance(actor: User, campaign: Campaign, *, seen: str, conclusion: str = "") -> Campaign:
    """Take a campaign to its next stage; concluding needs a conclusion, closing that no finding is open.

    Raises
    ------
    PermissionDenied, OversightActError
        if this person runs none, or something is missing; StaleActError if it is no longer at ``seen``.
    """
    _require(actor)
    with transaction.atomic():
        held = locked(campaign)
        if held.stage != seen or held.stage not in STAGES:
            raise StaleActError
        following = STAGES[Campaign.Stage(held.stage)]
        if following == Campaign.Stage.CONCLUDED:
            held.conclusion = said(conclusion, "conclusion")
        ended = (State.CHECKED, State.WITHDRAWN)
        if following == Campaign.Stage.CLOSED and held.findings.exclude(state__in=ended).exists():
            what = _("Findings are still open.")
            raise OversightActError(what, remedy=_("Check or withdraw each of them first."))
        held.stage = following
        held.save(update_fields=["stage", "conclusion"])
        note(actor, f"campaign_{following}", held, why=held.conclusion)
    return held


def find(actor: User, campaign: Campaign, office: Office, text: str) -> Finding:
    """Write a finding down; it is told to its office in a step of its own.

    Raises
    ------
    PermissionDenied, OversightActError
        if this person runs none, the campaign is not under way, or nothing is said.
    """
    _require(actor)
    words = said(text, "text")
    if campaign.stage not in (Campaign.Stage.RUNNING, Campaign.Stage.CONCLUDED):
        raise OversightActError(_("The campaign is not under way."), "text", _("Begin it first."))
    with transaction.atomic():
        made = Finding.objects.create(campaign=campaign, function=office[0], area=office[1], text=words)
        note(actor, "finding_drafted", made)
    return made


def act(  # noqa: PLR0913 - who, on what, which act, what is said, how it is, what follows
    actor: User | None, finding: Finding, name: str, text: str = "", *, version: int, outcome: str = ""
) -> Finding:
    """Take a step on a finding: tell, object, review, put right, check.

    The office that it concerns objects and puts right; those who run campaigns do the rest.

    Raises
    ------
    PermissionDenied
        if the step is not this person's.
    ActRefusedError
        if the limits or the order of the regulation do not allow it.
    OversightActError
        if nothing is said where something must be; StaleActError if others acted since ``version``.
    """
    _require_part(actor, finding, name)
    field = TEXTS.get(name)
    words = said(text, "text") if field else ""
    with transaction.atomic():
        held = locked(finding)
        if held.version != version:
            raise StaleActError
        before = seen(held)
        after = rules_of.act(before, name, today(), rules(), is_working_day)
        held.state, held.told_on, held.objected_on = after.state.value, after.told_on, after.objected_on
        if field:
            setattr(held, field, words)
        if name in ("check", "check_failed") and outcome in ("praise", "criticism", "none"):
            held.outcome = outcome
        held.version += 1
        held.save()
        note(actor, f"finding_{name}", held, why=words, after={"state": held.state})
    return held


def seen(finding: Finding) -> rules_of.Finding:
    """Return a finding as the engine sees it."""
    return rules_of.Finding(State(finding.state), finding.told_on, finding.objected_on)


def due(finding: Finding) -> date | None:
    """Return the day on which the finding's running limit ends."""
    return rules_of.due(seen(finding), rules(), is_working_day)


def possible(actor: object, finding: Finding) -> list[str]:
    """Return the steps that somebody may take on a finding now."""
    mine = []
    for name, one in rules_of.ACTS.items():
        if State(finding.state) not in one.sources:
            continue
        if name in OF_THE_OFFICE and not may_answer_finding(actor, finding):
            continue
        if name not in OF_THE_OFFICE and not (isinstance(actor, User) and allowed(actor, "supervise")):
            continue
        if _in_time(finding, name):
            mine.append(name)
    return mine


def _in_time(finding: Finding, name: str) -> bool:
    limit = rules_of.objection_until(seen(finding), rules(), is_working_day)
    if name == "object":
        return limit is not None and today() <= limit
    return name != "close_time" or (limit is not None and today() > limit)


def close_times(day: date | None = None) -> int:
    """Make final what nobody objected to in time; return how many. Done every day."""
    count = 0
    for finding in Finding.objects.filter(campaign__region=region_id(), state=State.TOLD.value):
        limit = rules_of.objection_until(seen(finding), rules(), is_working_day)
        if limit is not None and (day or today()) > limit:
            act(None, finding, "close_time", version=finding.version)
            count += 1
    return count


def _require(actor: User) -> None:
    if not allowed(actor, "supervise"):
        raise PermissionDenied


def _require_part(actor: User | None, finding: Finding, name: str) -> None:
    if actor is None:
        return
    if name in OF_THE_OFFICE:
        if not may_answer_finding(actor, finding):
            raise PermissionDenied
    else:
        _require(actor)
