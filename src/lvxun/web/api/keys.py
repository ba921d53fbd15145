"""Keys: made and revoked by their owner, found again by what a program sends."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from lvxun.errors import Where
from lvxun.web.api.errors import ApiKeyError
from lvxun.web.api.models import ApiKey
from lvxun.web.people.history import record_event
from lvxun.web.people.models import User
from lvxun.web.people.offices import is_serving

WRITTEN = re.compile(r"(lvx_[A-Za-z0-9]{8})_[A-Za-z0-9_-]{43}")
SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789"
LONGEST_NAME = 80
DAYS = (30, 90, 365)  # for how long a key may be made
MOST_KEYS = 20  # live ones of one person
NOTED_EVERY = timedelta(hours=1)  # a read does not write each time


def make_key(owner: User, name: str, days: int) -> tuple[ApiKey, str]:
    """Make a key and return it with its text, which is shown now and never again.

    Raises
    ------
    ApiKeyError
        if it has no name, lasts too long, or there are too many.
    """
    now, named = timezone.now(), name.strip()
    if not 0 < len(named) <= LONGEST_NAME:
        raise ApiKeyError(_("The key needs a name."), Where(field="name"), _("Say what uses it."))
    if days not in DAYS:
        raise ApiKeyError(
            _("A key cannot last that long."), Where(field="days"), _("Choose one of the list.")
        )
    if live_keys(owner).count() >= MOST_KEYS:
        raise ApiKeyError(_("You have too many keys."), Where(field="name"), _("Revoke one first."))
    prefix = "lvx_" + "".join(secrets.choice(SIGNS) for _place in range(8))
    text = f"{prefix}_{secrets.token_urlsafe(32)}"
    with transaction.atomic():
        key = ApiKey.objects.create(
            owner=owner,
            name=named,
            prefix=prefix,
            digest=_digest(text),
            expires_at=now + timedelta(days=days),
        )
        _note(key, "api_key.made", {"name": named, "expires": key.expires_at.date().isoformat()})
    return key, text


def revoke_key(key: ApiKey) -> None:
    """End a key now; ended twice, the first time counts."""
    with transaction.atomic():
        held = ApiKey.objects.select_for_update().get(pk=key.pk)
        if held.revoked_at is None:
            held.revoked_at = timezone.now()
            held.save(update_fields=["revoked_at"])
            _note(held, "api_key.revoked", {"name": held.name})


def live_keys(owner: User) -> QuerySet[ApiKey]:
    """Return the keys of a person that open something now."""
    return ApiKey.objects.filter(owner=owner, revoked_at=None, expires_at__gt=timezone.now())


def owner_of(text: str) -> tuple[User, ApiKey] | None:
    """Return whose key this is; None for one that is unknown, ended, or of somebody without an account."""
    found = WRITTEN.fullmatch(text)
    key = ApiKey.objects.select_related("owner").filter(prefix=found.group(1)).first() if found else None
    if key is None or not hmac.compare_digest(key.digest, _digest(text)):
        return None
    now = timezone.now()
    if not key.is_live(now) or key.owner.must_set_password or not is_serving(key.owner, timezone.localdate()):
        return None
    _note_use(key, now)
    return key.owner, key


def _note_use(key: ApiKey, now: datetime) -> None:
    if key.last_used_at is None or now - key.last_used_at > NOTED_EVERY:
        ApiKey.objects.filter(pk=key.pk).update(last_used_at=now)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _note(key: ApiKey, verb: str, after: dict[str, object]) -> None:
    record_event(actor=key.owner, verb=verb, subject_type="api_key", subject_id=key.prefix, after=after)
