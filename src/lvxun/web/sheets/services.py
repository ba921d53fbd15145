"""The acts on imports: begin, say what a column is, choose a side, bring in, put aside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone

from lvxun.errors import Where
from lvxun.registers.model import Register
from lvxun.web.people.models import User
from lvxun.web.registers.definitions import region_id
from lvxun.web.sheets.checking import STRAY, start_anew
from lvxun.web.sheets.columns import LEFT_OUT, main_columns
from lvxun.web.sheets.errors import SheetError
from lvxun.web.sheets.files import keep
from lvxun.web.sheets.models import Mode, SheetImport, Side, Status, Verdict

LONGEST_REASON = 500
HELD_BACK = (Verdict.FAULTY, Verdict.NOT_ALLOWED)


def begin(user: User | None, register: Register, name: str, chunks: Iterable[bytes]) -> SheetImport:
    """Keep a sheet and ask for its dry run.

    The same file sent again for the same register while its dry run is still open is that dry run, anew.

    Raises
    ------
    SheetError
        if it is empty or too large.
    """
    kept = keep(name, chunks)
    own = SheetImport.objects.filter(
        region=region_id(), register=register.id, owner=user, sha256=kept.sha256
    ).exclude(status__in=(Status.APPLIED, Status.APPLYING, Status.DISCARDED))
    held = own.first()
    if held is not None:
        if not held.is_at_work:
            start_anew(held)
        return held
    return SheetImport.objects.create(
        region=region_id(),
        register=register.id,
        owner=user,
        file_name=kept.name,
        sha256=kept.sha256,
        size=kept.size,
        asked_at=timezone.now(),
    )


def earlier(held: SheetImport) -> SheetImport | None:
    """Return the last time that this very file was brought into this register, by whomever."""
    found = SheetImport.objects.filter(
        region=held.region, register=held.register, sha256=held.sha256, status=Status.APPLIED
    ).exclude(pk=held.pk)
    return found.select_related("owner").first()


def say_columns(held: SheetImport, register: Register, said: Mapping[str, str]) -> None:
    """Keep what unknown headings mean, and look the sheet through.

    Raises
    ------
    SheetError
        if a heading is not answered, or two are said to be the same column.
    """
    known = {one.key for one in main_columns(register) if one.is_read} | {LEFT_OUT}
    asked = [str(one["heading"]) for one in held.unknown]
    if any(said.get(one, "?") not in known for one in asked):
        raise SheetError("Say of every column what it is.", Where(field="columns"), "Or leave it out.")
    chosen = [said[one] for one in asked if said[one] != LEFT_OUT]
    if len(chosen) != len(set(chosen)):
        raise SheetError("Two headings cannot be the same column.", Where(field="columns"), "Choose again.")
    held.columns = {**held.columns, **{one: said[one] for one in asked}}
    held.save(update_fields=["columns"])
    start_anew(held)


def look_again(held: SheetImport) -> None:
    """Look the sheet through anew, against the records as they are now.

    Raises
    ------
    SheetError
        if it is at work, or brought in already.
    """
    if held.status not in (Status.CHECKED, Status.FAILED, Status.ASKING):
        raise SheetError("The sheet is not to be looked through now.", remedy="Upload it again.")
    start_anew(held)


def choose_side(held: SheetImport, side: str, row: int | None = None) -> None:
    """Say who wins where the sheet and others changed the same: in one row, or in all without a choice.

    Raises
    ------
    SheetError
        if there is no such side.
    """
    if side not in Side.values:
        raise SheetError("Choose the sheet or the record.", Where(field="side"), "One of the two wins.")
    if row is None:
        held.side = side
        held.save(update_fields=["side"])
    else:
        held.rows.filter(row=row, verdict=Verdict.CONFLICT).update(side=side)


def undecided(held: SheetImport) -> int:
    """Return how many rows in conflict have no side that wins yet."""
    if held.side:
        return 0
    return held.rows.filter(verdict=Verdict.CONFLICT, side="").count()


def ask_to_apply(held: SheetImport, mode: str, why: str, *, again: bool = False) -> None:
    """Ask for a sheet to be brought in.

    Raises
    ------
    SheetError
        if it is not ready, rows stand against it, or a reason is missing: each with what to do.
    """
    if mode not in Mode.values:
        raise SheetError("Choose how to go on.", Where(field="mode"), "All rows or none, or the good rows.")
    with transaction.atomic():
        locked = SheetImport.objects.select_for_update(of=("self",)).get(pk=held.pk)
        _require_ready(locked, mode, why.strip(), again=again)
        locked.mode, locked.why = mode, why.strip()[:LONGEST_REASON]
        locked.status, locked.asked_at, locked.fault = Status.APPLYING, timezone.now(), []
        locked.save(update_fields=["mode", "why", "status", "asked_at", "fault"])
    held.refresh_from_db()


def _require_ready(held: SheetImport, mode: str, why: str, *, again: bool) -> None:
    if held.status != Status.CHECKED:
        raise SheetError("The sheet is not looked through, or brought in already.", remedy="Upload it again.")
    if not held.count(Verdict.NEW, Verdict.CHANGED, Verdict.REVISION, Verdict.CONFLICT):
        raise SheetError("There is nothing to bring in.", remedy="Correct the sheet and upload it again.")
    back = held.count(*HELD_BACK, STRAY)
    if mode == Mode.ALL_OR_NOTHING and back:
        what = f"{back} rows cannot be brought in."
        raise SheetError(what, Where(field="mode"), "Correct them, or bring in the good rows alone.")
    if undecided(held):
        what = f"{undecided(held)} rows were changed by others, too."
        raise SheetError(what, Where(field="side"), "Say for each, or for all, who wins.")
    if not why:
        raise SheetError("A reason is missing.", Where(field="why"), "Say why: it stays in the history.")
    if earlier(held) is not None and not again:
        what = "This very file was brought in before."
        raise SheetError(what, Where(field="again"), "Say that it is to be brought in again.")


def discard(held: SheetImport) -> None:
    """Put a dry run aside; its verdicts go, that there was one stays.

    Raises
    ------
    SheetError
        if it is being brought in, or was.
    """
    with transaction.atomic():
        locked = SheetImport.objects.select_for_update(of=("self",)).get(pk=held.pk)
        if locked.status in (Status.APPLYING, Status.APPLIED):
            raise SheetError("The sheet is brought in.", remedy="Change the records themselves.")
        locked.rows.all().delete()
        locked.keys.all().delete()
        locked.status = Status.DISCARDED
        locked.save(update_fields=["status"])
