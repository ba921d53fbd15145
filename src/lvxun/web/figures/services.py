"""The acts on imports: one transaction each, history written."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from lvxun.errors import Where
from lvxun.region.model import Region
from lvxun.web.figures.errors import Difference, FiguresError, StaleDraftError
from lvxun.web.figures.models import Batch, Change, Draft, DraftRow, Figure, Mode, Verdict, Withdrawal
from lvxun.web.figures.overlay import overlay_version
from lvxun.web.figures.reading import describe, differences, named_sources, read, rows_of
from lvxun.web.figures.uploads import Upload, keep, kept
from lvxun.web.people.history import record_event
from lvxun.web.people.models import Role, User
from lvxun.web.people.permissions import allowed

ATTEMPTS = 3
AT_A_TIME = 500
LONGEST_WHY = 1000
FIGURE_FIELDS = (
    *("indicator", "area", "year", "value", "unit", "source", "quality", "note"),
    *("sheet", "row", "before"),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person decided about a draft; ``seen`` is the overlay that the page's verdicts compare with."""

    mode: Mode
    why: str
    seen: int


def drafts_visible_to(user: User | AnonymousUser) -> QuerySet[Draft]:
    """Return the drafts that somebody may see: their own, and all for an administrator."""
    drafts = Draft.objects.select_related("owner", "batch")
    if not isinstance(user, User) or not allowed(user, "import_figures"):
        return drafts.none()
    return drafts if user.role == Role.ADMINISTRATOR else drafts.filter(owner=user)


def make_draft(user: User, package: Region, upload: Upload) -> Draft:
    """Read a sheet as a dry run and keep file and verdicts; no figure changes.

    The same file sent again while nothing changed is the same draft.

    Raises
    ------
    PermissionDenied
        if the user may not import.
    LvxunError
        if the file cannot be understood as figures at all: then nothing is kept.
    """
    if not allowed(user, "import_figures"):
        raise PermissionDenied
    reading = read(upload, package)
    draft = Draft(
        region_id=package.id,
        owner=user,
        file_name=upload.name,
        sha256=upload.sha256,
        size=len(upload.data),
    )
    describe(draft, reading)
    if same := _same_draft(draft):
        return same
    keep(upload)
    with transaction.atomic():
        draft.save()
        DraftRow.objects.bulk_create(rows_of(draft, reading), batch_size=AT_A_TIME)
    return draft


def _same_draft(draft: Draft) -> Draft | None:
    names = ("region_id", "owner", "file_name", "sha256", "package_seen", "overlay_seen")
    same = {name: getattr(draft, name) for name in names}
    return Draft.objects.filter(batch=None, **same).first()


def look_again(user: User, package: Region, draft: Draft) -> list[Difference]:
    """Repeat a dry run against the region as it is now; return what its rows would do otherwise than before.

    Raises
    ------
    PermissionDenied
        if the user may not see the draft.
    FiguresError
        if the draft has been applied, or its file is gone.
    """
    _require_draft(user, draft)
    reading = read(Upload(draft.file_name, kept(draft.sha256)), package)
    with transaction.atomic():
        held = _unapplied(draft)
        rows = rows_of(held, reading)
        found = differences(held.rows.all(), rows)
        describe(held, reading)
        held.save()
        held.rows.all().delete()
        DraftRow.objects.bulk_create(rows, batch_size=AT_A_TIME)
    draft.refresh_from_db()
    return found


def discard(user: User, draft: Draft) -> None:
    """Throw a dry run away. One that was applied stays.

    Raises
    ------
    PermissionDenied
        if the user may not see the draft.
    FiguresError
        if the draft has been applied.
    """
    _require_draft(user, draft)
    with transaction.atomic():
        held = _unapplied(draft)
        record_event(
            actor=user,
            region=held.region_id,
            verb="figures.draft_discarded",
            subject_type="draft",
            subject_id=str(held.pk),
            before={"sha256": held.sha256, "rows_in": held.rows_in},
        )
        held.delete()


def _require_draft(user: User, draft: Draft) -> None:
    if not drafts_visible_to(user).filter(pk=draft.pk).exists():
        raise PermissionDenied


def _locked(draft: Draft) -> Draft:
    found = Draft.objects.select_for_update().filter(pk=draft.pk).first()
    if found is None:
        raise FiguresError("This dry run was discarded.", remedy="Upload the sheet again.")
    return found


def _unapplied(draft: Draft) -> Draft:
    found = _locked(draft)
    if Batch.objects.filter(draft=found).exists():
        raise FiguresError("This dry run was applied already.", remedy="Open the import to see its figures.")
    return found


def apply_draft(user: User, package: Region, draft: Draft, choice: Choice) -> Batch:
    """Lay a draft's good rows over the region. Pressed twice, it is done once.

    Raises
    ------
    PermissionDenied
        if the user may not see the draft.
    StaleDraftError
        if figures that the draft touches changed since its dry run; exactly one of two people wins.
    FiguresError
        if no reason is given, rows are held back and all were wanted, or there is nothing to bring in.
    """
    _require_draft(user, draft)
    for _ in range(ATTEMPTS):
        if done := Batch.objects.filter(draft_id=draft.pk).first():
            return done
        _check_choice(draft, choice)
        version = _version_that_holds(package, draft, choice)
        try:
            with transaction.atomic():
                return _apply(user, draft, choice, version + 1)
        except IntegrityError:  # somebody changed the overlay, or pressed the same button, a moment before
            continue
    raise StaleDraftError("Others change figures at this very moment.")


def _check_choice(draft: Draft, choice: Choice) -> None:
    _check_why(choice.why)
    if draft.rows_held_back and choice.mode is Mode.ALL_OR_NOTHING:
        raise FiguresError(
            f"{draft.rows_held_back} of {draft.rows_in} rows are held back, so nothing was brought in.",
            Where(field="mode"),
            "Correct them and upload the sheet again, or let the good rows in.",
        )
    if not draft.rows.filter(verdict__in=(Verdict.NEW, Verdict.CHANGED)).exists():
        raise FiguresError(
            "No row is new or changed, so there is nothing to bring in.",
            remedy="Correct the rows held back and upload them.",
        )


def _check_why(why: str) -> None:
    if not why.strip():
        raise FiguresError("A reason is missing.", Where(field="why"), "Say why: it stays in the history.")
    if len(why) > LONGEST_WHY:
        what = f"The reason is longer than {LONGEST_WHY} characters."
        raise FiguresError(what, Where(field="why"), "Say it in a few sentences.")


def _version_that_holds(package: Region, draft: Draft, choice: Choice) -> int:
    """Return the overlay's version for which the draft's verdicts hold, the present one."""
    if choice.seen != draft.overlay_seen:
        raise StaleDraftError("The dry run was repeated since this page was drawn.")
    if (package.version, overlay_version(package.id)) == (draft.package_seen, draft.overlay_seen):
        return draft.overlay_seen
    reading = read(Upload(draft.file_name, kept(draft.sha256)), package)
    changed = differences(draft.rows.all(), rows_of(draft, reading))
    if changed or draft.sources != named_sources(reading):
        raise StaleDraftError("Figures of this sheet changed since its dry run; nothing was brought in.")
    return reading.overlay


def _apply(user: User, draft: Draft, choice: Choice, number: int) -> Batch:
    held = _locked(draft)
    if held.overlay_seen != choice.seen:
        raise StaleDraftError("The dry run was repeated since this page was drawn.")
    why = choice.why.strip()
    batch = Batch.objects.create(
        change=Change.objects.create(region_id=held.region_id, number=number, by=user, why=why),
        draft=held,
        mode=choice.mode,
        rows_in=held.rows_in,
        rows_kept=held.rows_kept,
        rows_held_back=held.rows_held_back,
        sources=held.sources,
    )
    rows = held.rows.filter(verdict__in=(Verdict.NEW, Verdict.CHANGED)).values(*FIGURE_FIELDS)
    figures = [Figure(batch=batch, **row) for row in rows]
    Figure.objects.bulk_create(figures, batch_size=AT_A_TIME)
    record_event(
        actor=user,
        region=held.region_id,
        verb="figures.applied",
        subject_type="batch",
        subject_id=str(batch.pk),
        why=why,
        before={"overlay": number - 1},
        after={
            **{"overlay": number, "mode": str(choice.mode), "figures": len(figures)},
            **{"rows_in": held.rows_in, "rows_held_back": held.rows_held_back, "sha256": held.sha256},
        },
    )
    return batch


def withdraw(user: User, batch: Batch, why: str) -> Withdrawal:
    """Take a batch back: its figures count no more. Pressed twice, it is done once.

    Raises
    ------
    PermissionDenied
        if the user may not withdraw.
    FiguresError
        if no reason is given, or others change figures at this very moment.
    """
    if not allowed(user, "withdraw_figures"):
        raise PermissionDenied
    _check_why(why)
    for _ in range(ATTEMPTS):
        if done := Withdrawal.objects.filter(batch=batch).first():
            return done
        number = overlay_version(batch.change.region_id) + 1
        try:
            with transaction.atomic():
                return _withdraw(user, batch, why.strip(), number)
        except IntegrityError:
            continue
    raise FiguresError("Others change figures at this very moment.", remedy="Press the button again.")


def _withdraw(user: User, batch: Batch, why: str, number: int) -> Withdrawal:
    change = Change.objects.create(region_id=batch.change.region_id, number=number, by=user, why=why)
    withdrawal = Withdrawal.objects.create(change=change, batch=batch)
    record_event(
        actor=user,
        region=batch.change.region_id,
        verb="figures.withdrawn",
        subject_type="batch",
        subject_id=str(batch.pk),
        why=why,
        before={"overlay": number - 1},
        after={"overlay": number},
    )
    return withdrawal
