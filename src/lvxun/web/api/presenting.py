"""Records and what hangs on them, as the API gives them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from enum import Enum

from django.utils import timezone

from lvxun.registers import workflow
from lvxun.registers.model import Label, Register
from lvxun.web.people.models import User
from lvxun.web.people.record_rights import acting, may_change, may_comment
from lvxun.web.registers import revisions
from lvxun.web.registers.definitions import calendar
from lvxun.web.registers.models import Attachment, Comment, Filing, Record, RecordEvent, Revision
from lvxun.web.registers.snapshots import snapshot

Json = dict[str, object]


def label(one: Label) -> Json:
    """Return words in both languages."""
    return {"zh": one.zh, "en": one.en}


def record_out(record: Record) -> Json:
    """Return a record as it stands."""
    merged = record.merged_into.code if record.merged_into is not None else None
    names = ("code", "title", "state", "holder", "area", "body", "opened", "due", "closed")
    found: Json = {name: getattr(record, name) for name in (*names, "version", "values", "synthetic")}
    return found | {"register_id": record.register, "merged_into": merged}


def record_detail(user: User, register: Register, record: Record) -> Json:
    """Return a record with the steps from where it stands and what this person may do."""
    may = {
        "change": may_change(user, register, record) and record.merged_into_id is None,
        "comment": may_comment(user, register, record),
        "propose": revisions.may_propose(user, register, record),
    }
    return record_out(record) | {"steps": steps_out(user, register, record), "may": may}


def steps_out(user: User, register: Register, record: Record) -> list[Json]:
    """Return the steps from where the record stands, as this person sees them."""
    if record.merged_into_id is not None:
        return []
    today = timezone.localdate()
    attached = set(record.attachments.exclude(proof="").values_list("proof", flat=True))
    found = workflow.steps(
        register, snapshot(record), acting(user, today), today, calendar(), proofs=attached
    )
    return [
        {
            "id": one.transition.id,
            "label": label(one.transition.label),
            "target": one.transition.target,
            "may": one.may,
            "refusal": one.refusal,
            "missing": list(one.missing),
            "proofs": [proof.id for proof in one.proofs],
            "due": one.due,
            "estimated": one.estimated,
            "silence": one.silence,
        }
        for one in found
    ]


def event_out(event: RecordEvent) -> Json:
    """Return one act of a record's history."""
    names = ("version", "at", "verb", "transition", "from_state", "to_state", "why", "before", "after")
    found: Json = {name: getattr(event, name) for name in names}
    return found | {"by": _who(event.actor), "on_behalf_of": _who(event.on_behalf_of)}


def comment_out(comment: Comment) -> Json:
    """Return a remark."""
    return {"at": comment.at, "author": comment.author.username, "text": comment.text}


def attachment_out(one: Attachment) -> Json:
    """Return what is known of a file."""
    names = ("id", "name", "media_type", "size", "sha256", "proof", "added_at")
    found: Json = {name: getattr(one, name) for name in names}
    return found | {"added_by": _who(one.added_by)}


def filing_out(one: Filing) -> Json:
    """Return a duty fulfilled."""
    found: Json = {name: getattr(one, name) for name in ("duty", "period", "filed_at", "values")}
    return found | {"filed_by": _who(one.filed_by)}


def revision_out(one: Revision) -> Json:
    """Return a proposed correction."""
    names = (
        *("id", "version", "before", "proposed", "why", "proposed_at", "outcome", "decided_at"),
        *("decision_why", "heard_at", "heard_agrees", "heard_why"),
    )
    found: Json = {name: getattr(one, name) for name in names}
    people = {"proposed_by": _who(one.proposed_by), "decided_by": _who(one.decided_by)}
    return found | people | {"register_id": one.record.register, "code": one.record.code}


def plain(value: object) -> object:
    """Return a definition, or any part of it, as JSON data."""
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value


def _who(user: User | None) -> str | None:
    return user.username if user is not None else None
