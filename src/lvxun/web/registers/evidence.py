"""What is laid to a record: remarks, files, duties fulfilled."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from lvxun.errors import Where
from lvxun.registers.record import validate_filing
from lvxun.web.people import record_rights
from lvxun.web.people.models import User
from lvxun.web.registers import uploads
from lvxun.web.registers.definitions import calendar, codes
from lvxun.web.registers.errors import DutyError, RecordError
from lvxun.web.registers.keeping import Act, Deed, acting, locked, register_of, write_event
from lvxun.web.registers.models import Attachment, Comment, Filing, Record

Proofs = Collection[str] | Mapping[str, "UploadedFile[bytes]"]
LONGEST_COMMENT = 4000


def comment(actor: User, record: Record, text: str) -> Comment:
    """Leave a remark on a record; only those who act on it may.

    Raises
    ------
    PermissionDenied
        if this person only reads the record.
    RecordError
        if nothing is said, or too much.
    """
    if not record_rights.may_comment(actor, register_of(record), record):
        raise PermissionDenied
    said = text.strip()
    if not said or len(said) > LONGEST_COMMENT:
        what = f"A comment has 1 to {LONGEST_COMMENT} characters; this one has {len(said)}."
        raise RecordError(what, Where(field="text"), "Say it, in a few sentences.")
    return Comment.objects.create(record=record, author=actor, text=said)


def attach(
    actor: User | None,
    record: Record,
    upload: UploadedFile[bytes],
    proof: str = "",
    *,
    now: datetime | None = None,
) -> Attachment:
    """Attach a file to a record; ``proof`` is the id of the proof or file field that it serves.

    Raises
    ------
    PermissionDenied
        if this person does not act on the record.
    UploadRefusedError
        if the file is too large or of a kind that is not taken.
    """
    register = register_of(record)
    if actor is not None and not record_rights.may_comment(actor, register, record):
        raise PermissionDenied
    with acting(actor, now) as act:
        return _attach(act, locked(record), upload, proof)


def _attach(act: Act, held: Record, upload: UploadedFile[bytes], proof: str) -> Attachment:
    kept = uploads.keep(upload)
    attachment = Attachment.objects.create(
        record=held,
        proof=proof[:60],
        name=kept.name,
        media_type=kept.media_type,
        size=kept.size,
        sha256=kept.sha256,
        added_by=act.actor,
    )
    told = {"file": kept.name, "proof": proof, "sha256": kept.sha256}
    write_event(act, held, Deed("attached", from_state=held.state, after=told))
    return attachment


def file_duty(  # noqa: PLR0913, PLR0917 - who, which duty of which record for when, with what
    actor: User | None,
    record: Record,
    duty: str,
    period: str,
    values: Mapping[str, object] | None = None,
    attachment: UploadedFile[bytes] | None = None,
    *,
    now: datetime | None = None,
) -> Filing:
    """Fulfil a duty for a period (2025, 2025Q1, 2025-03); once.

    Raises
    ------
    PermissionDenied
        if the duty is not this person's.
    DutyError
        if the register has no such duty, or it was fulfilled already.
    InvalidRecordError
        with every fault of what the filing says.
    """
    register = register_of(record)
    found = next((one for one in register.duties if one.id == duty), None)
    if found is None:
        raise DutyError(
            f"There is no duty '{duty[:60]}'.", Where(field="duty"), "The register's page lists them."
        )
    if actor is not None and not record_rights.may_file(actor, register, record, found):
        raise PermissionDenied
    with acting(actor, now) as act:
        held = locked(record)
        if held.filings.filter(duty=duty, period=period).exists():
            what = f"'{found.label.en}' for {period} was filed already."
            raise DutyError(what, Where(field="period"), "See the record's filings.")
        day = timezone.localdate(act.now)
        clean = validate_filing(
            register, found.fields, dict(values or {}), day=day, codes=codes(), calendar=calendar()
        )
        filing = Filing.objects.create(
            record=held,
            duty=duty,
            period=period,
            filed_at=act.now,
            filed_by=actor,
            values=clean,
            attachment=_attach(act, held, attachment, duty) if attachment else None,
        )
        deed = Deed("filed", from_state=held.state, after={"duty": duty, "period": period, **clean})
        write_event(act, held, deed)
    return filing


def shown(act: Act, held: Record, transition: str, proofs: Proofs) -> set[str]:
    """Return the ids of the proofs that are there: attached since the step was last taken, or with it."""
    if isinstance(proofs, Mapping):
        for proof, upload in proofs.items():
            _attach(act, held, upload, proof)
    attached = held.attachments.exclude(proof="")
    taken = held.events.filter(transition=transition).order_by("-id").values_list("at", flat=True).first()
    if taken is not None:
        attached = attached.filter(added_at__gt=taken)
    found = set(attached.values_list("proof", flat=True))
    return found if act.actor is not None else found | set(proofs)
