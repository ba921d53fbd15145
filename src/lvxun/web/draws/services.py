"""The acts on draws: seal once, draw once; both in the history."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from lvxun.errors import Where
from lvxun.registers.drawing import (
    Inspector,
    Order,
    draw,
    fingerprint,
    order_of,
    proof,
    require_sound,
    seal,
    seed,
)
from lvxun.registers.model import Register
from lvxun.registers.risk import risk_rules
from lvxun.web.draws.errors import AlreadyDrawnError, DrawRequestError
from lvxun.web.draws.models import Draw
from lvxun.web.draws.population import population
from lvxun.web.people.history import record_event
from lvxun.web.people.models import Role, User
from lvxun.web.people.offices import lies_in
from lvxun.web.people.permissions import allowed
from lvxun.web.served import region_id

SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to draw; ``counts`` by stratum."""

    title: str
    area: str
    register: Register
    counts: dict[str, int]
    inspectors: Sequence[Inspector]
    inspectors_each: int = risk_rules().inspectors_each


def draws_visible_to(user: User | AnonymousUser) -> QuerySet[Draw]:
    """Return the draws whose lists and results somebody may see; everybody else sees the seals only."""
    draws = Draw.objects.filter(region=region_id()).select_related("sealed_by", "drawn_by")
    if not isinstance(user, User) or not allowed(user, "read_draws"):
        return draws.none()
    if user.role == Role.ADMINISTRATOR:
        return draws
    seen = [key for key, area in draws.values_list("pk", "area") if lies_in(area, user.area)]
    return draws.filter(pk__in=seen)


def may_draw(user: object, area: str = "") -> bool:
    """Say whether somebody may seal and make draws, in this area where one is given."""
    if not isinstance(user, User) or not allowed(user, "draw_inspections"):
        return False
    return not area or lies_in(area, user.area)


def seal_draw(user: User, wish: Wish) -> Draw:
    """Fix who may be drawn and the secret, and publish their hashes.

    Raises
    ------
    PermissionDenied
        if the user may not draw in that area.
    DrawError, DrawRequestError
        if the draw could not be made: nothing is kept.
    """
    if not may_draw(user, wish.area):
        raise PermissionDenied
    if not wish.title.strip():
        raise DrawRequestError(
            "The draw has no title.", Where(field="title"), "Say what is inspected and when."
        )
    subjects = tuple(population(wish.register, wish.area))
    order = Order(subjects, tuple(wish.inspectors), wish.counts, wish.inspectors_each)
    require_sound(order)
    draw(order, seed("", ""))  # finds a lack of inspectors before anything is sealed
    secret = secrets.token_hex(SECRET_BYTES)
    with transaction.atomic():
        made = Draw.objects.create(
            region=region_id(),
            title=wish.title.strip(),
            area=wish.area,
            register=wish.register.id,
            order=asdict(order),
            secret=secret,
            seal=seal(secret),
            fingerprint=fingerprint(order),
            sealed_at=timezone.now(),
            sealed_by=user,
        )
        _remember(user, made, "seal draw", {"seal": made.seal, "fingerprint": made.fingerprint})
    return made


def make_draw(user: User, sealed: Draw, witness: str, word: str) -> Draw:
    """Add the witness's word and draw; once only.

    Raises
    ------
    PermissionDenied
        if the user may not draw in that area.
    AlreadyDrawnError
        if the draw was made already, by whoever came first.
    """
    if not may_draw(user, sealed.area):
        raise PermissionDenied
    for name, text in (("witness", witness), ("word", word)):
        if not text.strip():
            raise DrawRequestError(
                "It is empty.", Where(field=name), "A draw needs a witness and the witness's word."
            )
    with transaction.atomic():
        held = Draw.objects.select_for_update().get(pk=sealed.pk)
        if held.drawn_at is not None:
            raise AlreadyDrawnError(
                f"It was drawn by {held.drawn_by}.", None, "A draw is made once: see its result."
            )
        order = order_of(held.order)
        drawn = draw(order, seed(held.secret, word.strip()))
        held.witness, held.word = witness.strip()[:80], word.strip()
        held.drawn_at, held.drawn_by = timezone.now(), user
        held.result = [
            {"id": one.subject.id, "key": one.key, "inspectors": list(one.inspectors)} for one in drawn
        ]
        held.save()
        _remember(user, held, "draw", {"word": held.word, "drawn": [one["id"] for one in held.result]})
    return held


def proof_of(made: Draw) -> dict[str, object]:
    """Return the proof of a draw that was made, as JSON data that ``lvxun register verify-draw`` repeats."""
    if made.drawn_at is None:
        raise DrawRequestError("It has not been drawn yet.", None, "Its proof comes with the draw.")
    return {
        "title": made.title,
        "region": made.region,
        "area": made.area,
        "register": made.register,
        "witness": made.witness,
        **proof(
            order_of(made.order),
            made.secret,
            made.word,
            made.sealed_at.isoformat(),
            made.drawn_at.isoformat(),
        ),
    }


def _remember(user: User, about: Draw, verb: str, after: dict[str, object]) -> None:
    record_event(
        actor=user,
        verb=verb,
        subject_type="draw",
        subject_id=str(about.pk),
        region=about.region,
        why=about.title,
        after=after,
    )
