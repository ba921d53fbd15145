"""The one way into the history."""

from __future__ import annotations

from collections.abc import Mapping

from lvxun.web.people.models import Event, User


def record_event(  # noqa: PLR0913 - who, what, on what, why, before, after: each is asked for
    *,
    actor: User | None,
    verb: str,
    subject_type: str,
    subject_id: str,
    region: str = "",
    why: str = "",
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> Event:
    """Write one state change down, in the caller's transaction; ``actor`` is None for the command line."""
    return Event.objects.create(
        actor=actor,
        region=region,
        verb=verb,
        subject_type=subject_type,
        subject_id=subject_id,
        why=why,
        before=dict(before or {}),
        after=dict(after or {}),
    )
