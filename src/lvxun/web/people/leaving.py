"""What hangs on somebody who leaves: what was lent, what waits, and whether anybody else holds the office."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet, Sum
from django.utils import timezone

from lvxun.registers.model import Register
from lvxun.web.people.models import Delegation, Role, User
from lvxun.web.people.record_rights import sight
from lvxun.web.registers.areas import within
from lvxun.web.registers.definitions import definitions
from lvxun.web.registers.models import Record, Revision, SavedView, Tally
from lvxun.web.served import package_region

IN_AN_OFFICE = frozenset({Role.OFFICER, Role.INSPECTOR, Role.HOLDER})


@dataclass(frozen=True, slots=True)
class Hanging:
    """All that hangs on one person; nothing of it is lost, for records belong to the office."""

    lent: tuple[Delegation, ...]
    proposed: tuple[Revision, ...]
    shared_views: tuple[SavedView, ...]
    colleagues: tuple[User, ...]
    open_records: int
    is_alone: bool  # nobody else holds the office: what waits there waits for nobody


def hanging_on(user: User) -> Hanging:
    """Return what hangs on ``user`` today."""
    colleagues = tuple(same_office(user))
    holds = user.role in IN_AN_OFFICE
    return Hanging(
        lent=tuple(running_delegations(user)),
        proposed=tuple(_proposed(user)),
        shared_views=tuple(SavedView.objects.filter(owner=user, shared=True)),
        colleagues=colleagues,
        open_records=open_records(user) if holds else 0,
        is_alone=holds and not colleagues,
    )


def same_office(user: User) -> QuerySet[User]:
    """Return who else serves in the same office."""
    today = timezone.localdate()
    serving = User.objects.filter(Q(left_on=None) | Q(left_on__gt=today), is_active=True)
    same = {name: getattr(user, name) for name in ("role", "function", "area", "holder")}
    return serving.filter(**same).exclude(pk=user.pk).order_by("username")


def running_delegations(user: User) -> QuerySet[Delegation]:
    """Return what the person lent or was lent and is not over."""
    either = Q(giver=user) | Q(taker=user)
    running = Delegation.objects.filter(either, revoked_at=None, until__gte=timezone.localdate())
    return running.select_related("giver", "taker").order_by("since", "id")


def open_records(user: User) -> int:
    """Return how many records that are not at an end lie within the person's sight, from kept counts."""
    if user.role == Role.HOLDER:
        region = package_region().id
        return Record.objects.filter(region=region, holder=user.holder, closed=None).count()
    return sum(_open_in(register, user) for register in definitions().values())


def _open_in(register: Register, user: User) -> int:
    seen = sight(user, register).areas
    if not seen:
        return 0
    unfinished = [one.id for one in register.states if one.kind != "end"]
    kept = Tally.objects.filter(
        region=package_region().id, register=register.id, field="", state__in=unfinished
    )
    if package_region().code not in seen:
        kept = kept.filter(reduce(or_, [within(area) for area in sorted(seen)]))
    return kept.aggregate(total=Sum("count"))["total"] or 0


def _proposed(user: User) -> Iterator[Revision]:
    open_ones = Revision.objects.filter(proposed_by=user, outcome=Revision.Outcome.OPEN)
    return iter(open_ones.select_related("record").order_by("id"))
