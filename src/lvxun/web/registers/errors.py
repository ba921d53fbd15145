"""What can be wrong with an act on a record, said to the person who does it."""

from __future__ import annotations

from collections.abc import Sequence

from lvxun.errors import LvxunError, Where
from lvxun.web.registers.models import Record, RecordEvent


class RecordError(LvxunError):
    """The parent of the errors of this app."""


class StaleRecordError(RecordError):
    """Somebody else changed the record meanwhile; ``since`` is what they did, the oldest first."""

    def __init__(self, record: Record, since: Sequence[RecordEvent]) -> None:
        self.record = record
        self.since = tuple(since)
        done = "; ".join(_told(event) for event in self.since) or "it is being changed at this very moment"
        super().__init__(
            f"The record {record.code} changed since you opened it: {done}.",
            Where(field="version"),
            "Look at it as it is now, then decide again.",
        )


def _told(event: RecordEvent) -> str:
    who = str(event.actor) if event.actor else "the calendar"
    step = f" {event.transition}" if event.transition else ""
    return f"{who} {event.verb}{step} at {event.at:%Y-%m-%d %H:%M}"


class DuplicateRecordError(RecordError):
    """Another open record has what only one may have, or the code is given already."""

    def __init__(self, fields: Sequence[str], other: str) -> None:
        self.fields = tuple(fields)
        self.other = other
        place = self.fields[0] if self.fields else "code"
        named = ", ".join(self.fields) or "code"
        super().__init__(
            f"The open record {other} has the same {named}."
            if other
            else f"There is a record with this {named}.",
            Where(field=place),
            "Open that record instead of making a second one.",
        )


class SealedRecordError(RecordError):
    """A sealed record is changed by an agreed revision alone."""

    def __init__(self, record: Record) -> None:
        super().__init__(
            f"The record {record.code} is sealed.", Where(field="state"), "Propose a revision and say why."
        )


class UploadRefusedError(RecordError):
    """A file that is not kept: too large, of a kind that is not taken, or not what its name says."""


class RevisionError(RecordError):
    """A revision cannot be proposed or decided as asked."""


class MergeError(RecordError):
    """Two records cannot be merged, or taken apart again, as asked."""


class DutyError(RecordError):
    """A duty cannot be fulfilled as asked."""


class ListingError(RecordError):
    """A list cannot be filtered or put in order as asked."""
