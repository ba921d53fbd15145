"""History and locking, once for all acts of oversight."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from django.db.models import Model

from lvxun.web.oversight.errors import StaleActError
from lvxun.web.people.history import record_event
from lvxun.web.people.models import User
from lvxun.web.served import region_id

Row = TypeVar("Row", bound=Model)


def note(
    actor: User | None, verb: str, subject: Model, *, why: str = "", after: Mapping[str, object] | None = None
) -> None:
    """Write an act into the history, in the caller's transaction."""
    record_event(
        actor=actor,
        region=region_id(),
        verb=f"oversight.{verb}",
        subject_type=f"oversight_{subject._meta.model_name}",
        subject_id=str(subject.pk),
        why=why,
        after=after,
    )


def locked(row: Row) -> Row:
    """Return the row as it is now, held until the transaction ends.

    Raises
    ------
    StaleActError
        if it is not there any more.
    """
    found = type(row)._default_manager.select_for_update(of=("self",)).filter(pk=row.pk).first()
    if found is None:
        raise StaleActError
    return found
