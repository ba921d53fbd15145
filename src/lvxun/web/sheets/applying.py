"""A sheet brought in: every row in one transaction, so that a killed process leaves nothing half done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from lvxun.errors import LvxunError, ManyErrors, Where
from lvxun.registers.model import Register
from lvxun.web.people import record_rights
from lvxun.web.people.history import record_event
from lvxun.web.people.models import User
from lvxun.web.registers import revisions
from lvxun.web.registers.bulk import NewRecord, create_many
from lvxun.web.registers.definitions import definition
from lvxun.web.registers.keeping import acting, locked
from lvxun.web.registers.models import Record
from lvxun.web.registers.services import rewrite
from lvxun.web.sheets.errors import SheetError
from lvxun.web.sheets.judging import signature
from lvxun.web.sheets.models import SheetImport, SheetRow, Side, Status, Verdict
from lvxun.web.sheets.working import Progress, tell, working

CHUNK = 1000
TOUCHED = (Verdict.CHANGED, Verdict.REVISION, Verdict.CONFLICT)
LOOK_AGAIN = "Look the sheet through again."


def apply(import_id: int) -> None:
    """Bring in what the dry run let through; where anything stands against it, nothing is brought in."""
    with working(import_id) as alone:
        if not alone:
            return
        try:
            with transaction.atomic():
                held = SheetImport.objects.select_for_update(of=("self",)).get(pk=import_id)
                if held.status != Status.APPLYING:
                    return
                _bring_in(held, definition(held.register))
        except PermissionDenied:
            _back(
                import_id, SheetError("You may not bring in some of these rows any more.", remedy=LOOK_AGAIN)
            )
        except LvxunError as error:
            _back(import_id, error)


def _back(import_id: int, error: LvxunError) -> None:
    """Say why nothing was brought in; the sheet can be looked through again."""
    held = SheetImport.objects.get(pk=import_id)
    each = error.errors if isinstance(error, ManyErrors) else (error,)
    place = f"row {error.where.row}" if error.where.row else ""
    held.fault = [[place or (one.where.field or ""), one.what, one.remedy or LOOK_AGAIN] for one in each]
    held.status = Status.CHECKED
    held.save(update_fields=["fault", "status"])


def _bring_in(held: SheetImport, register: Register) -> None:
    if held.day != timezone.localdate() or held.signature != signature(register):
        what = "The rules or the day have changed since the sheet was looked through."
        raise SheetError(what, remedy=LOOK_AGAIN)
    total, user = held.count(Verdict.NEW, *TOUCHED), held.owner
    count = 0
    if held.count(Verdict.NEW):
        count = create_many(
            user,
            register.id,
            _new_rows(held),
            why=held.why,
            on_progress=lambda done: tell(held.pk, Progress(done, total)),
        )
    count += _change_known(held, register, user, count, total)
    held.status, held.applied_at, held.rows_applied = Status.APPLIED, timezone.now(), count
    held.fault = []
    held.save(update_fields=["status", "applied_at", "rows_applied", "fault"])
    record_event(
        actor=user,
        verb="sheet.applied",
        subject_type="sheet",
        subject_id=str(held.pk),
        region=held.region,
        why=held.why,
        after={"register": held.register, "file": held.file_name, "sha256": held.sha256, "rows": count},
    )


def rows_of(held: SheetImport, *verdicts: str) -> Iterator[SheetRow]:
    """Yield the rows with these verdicts in their order, in memory that does not grow."""
    last = 0
    while True:
        found = list(held.rows.filter(verdict__in=verdicts, row__gt=last).order_by("row")[:CHUNK])
        if not found:
            return
        yield from found
        last = found[-1].row


def _new_rows(held: SheetImport) -> Iterator[NewRecord]:
    """Yield the new rows; only what is needed of them is fetched, for there are many."""
    last = 0
    while True:
        rows = held.rows.filter(verdict=Verdict.NEW, row__gt=last).order_by("row")
        found = list(rows.values_list("row", "code", "values")[:CHUNK])
        if not found:
            return
        for row, code, values in found:
            yield NewRecord(values, code=code, row=row)
        last = found[-1][0]


def _change_known(held: SheetImport, register: Register, user: User | None, before: int, total: int) -> int:
    """Change the records that the sheet changes, each at the version that the dry run saw."""
    count = 0
    with acting(user, why=held.why) as act:
        for one in rows_of(held, *TOUCHED):
            values = to_take(one, held.side)
            if not values:
                continue
            try:
                record = locked(Record(pk=one.record_id), one.version)
                if one.is_sealed:
                    _propose(user, record, values, held.why)
                else:
                    capacity = record_rights.changing_capacity(user, register, record) if user else None
                    if user is not None and capacity is None:
                        raise PermissionDenied
                    act.on_behalf_of = capacity.acting.on_behalf_of if capacity else None
                    rewrite(act, register, record, values, "changed")
            except LvxunError as error:
                error.where = Where(row=one.row, field=error.where.field)
                raise
            count += 1
            if count % 100 == 0:
                tell(held.pk, Progress(before + count, total))
    return count


def _propose(user: User | None, record: Record, values: Mapping[str, object], why: str) -> None:
    if user is None:
        raise PermissionDenied
    revisions.propose(user, record, values, version=record.version, why=why)


def to_take(one: SheetRow, side: str) -> dict[str, object]:
    """Return the values of a row that are taken: in conflict with others, those of the side that wins."""
    chosen = one.side or side
    conflicts = one.detail.get("conflicts", {})
    if not conflicts or chosen == Side.MINE:
        return dict(one.values)
    return {key: value for key, value in one.values.items() if key not in conflicts}
