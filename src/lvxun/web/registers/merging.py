"""Two records made one, and two again: nothing is lost, nothing leaves the counts unsaid.

The record that is merged away keeps its page, files and history, gives up what only one open record may have,
and is counted as merged instead of in its state. The one that is kept may take values over that it lacks.
"""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import PermissionDenied

from lvxun.errors import Where
from lvxun.registers.actor import first_matching
from lvxun.registers.model import Actor, ActorRole, Level, Register
from lvxun.web.people import record_rights
from lvxun.web.people.models import User
from lvxun.web.registers.duplicates import Pair, duplicates
from lvxun.web.registers.errors import MergeError, SealedRecordError
from lvxun.web.registers.keeping import Act, Deed, acting, locked, register_of, update, write_event
from lvxun.web.registers.models import Link, Record
from lvxun.web.registers.searching import facts
from lvxun.web.registers.services import rewrite
from lvxun.web.registers.snapshots import snapshot

__all__ = ["Pair", "duplicates", "may_merge", "merge", "merged_from", "unmerge"]
LINK = "merged"


def may_merge(user: User, register: Register, record: Record) -> bool:
    """Say whether this person merges such records: an officer of the keeper, at the level that decides."""
    levels = (register.level, Level.PROVINCE, Level.NATION)
    actors = [Actor(ActorRole.OFFICER, level) for level in dict.fromkeys(levels)]
    return first_matching(actors, record_rights.acting(user), register, snapshot(record)) is not None


def may_merge_some(user: object, register: Register) -> bool:
    """Say whether somebody merges records of the register somewhere."""
    levels = (register.level, Level.PROVINCE, Level.NATION)
    actors = [Actor(ActorRole.OFFICER, level, register.keeper) for level in dict.fromkeys(levels)]
    return any(actor in each.roles for actor in actors for each in record_rights.acting(user))


def merge(  # noqa: PLR0913 - which, as seen when, why, with what
    actor: User | None,
    keep: Record,
    other: Record,
    *,
    versions: tuple[int, int],
    why: str,
    adopt: Collection[str] = (),
) -> Record:
    """Merge ``other`` into ``keep`` and return ``keep``; ``adopt`` are fields whose values it takes over.

    Raises
    ------
    PermissionDenied
        if this person may not merge both.
    MergeError
        if they are not of one register, or one is merged already.
    SealedRecordError
        if values are to be taken over into a sealed record.
    StaleRecordError
        if others changed one of them meanwhile.
    """
    with acting(actor, why=why) as act:
        seen = {keep.pk: versions[0], other.pk: versions[1]}
        held = {pk: locked(_by_key(keep, other, pk), seen[pk]) for pk in sorted(seen)}  # never crosswise
        kept, gone = held[keep.pk], held[other.pk]
        register = register_of(kept)
        _require(actor, register, kept, gone)
        _require_mergeable(act, kept, gone)
        taken = {key: gone.values.get(key) for key in adopt}
        if taken and register.state(kept.state).sealed:
            raise SealedRecordError(kept)
        known = facts(gone)
        gone.merged_into = kept
        update(act, register, gone, known, Deed("merged", from_state=gone.state, after={"@into": kept.code}))
        Link.objects.get_or_create(source=gone, target=kept, kind=LINK)
        if taken:
            rewrite(act, register, kept, taken, "changed")
        told = {"@from": gone.code, "@adopted": sorted(taken)}
        write_event(act, kept, Deed("took_over", from_state=kept.state, after=told))
    return kept


def unmerge(actor: User | None, record: Record, *, version: int, why: str) -> Record:
    """Take a merged record out again: it is what it was, in its state, with its files and history.

    Values that the other record took over stay there, as its history says.

    Raises
    ------
    PermissionDenied
        if this person may not merge such records.
    MergeError
        if it is not merged, or no reason is given.
    DuplicateRecordError
        if another open record has by now what only one may have.
    """
    with acting(actor, why=why) as act:
        gone = locked(record, version)
        register = register_of(gone)
        if gone.merged_into is None:
            what = f"The record {gone.code} is not merged into another."
            raise MergeError(what, Where(field="code"), "Open the record itself.")
        kept = gone.merged_into
        _require(actor, register, kept, gone)
        _require_why(act)
        known = facts(gone)
        gone.merged_into = None
        deed = Deed("unmerged", from_state=gone.state, before={"@into": kept.code})
        update(act, register, gone, known, deed)
        Link.objects.filter(source=gone, target=kept, kind=LINK).delete()
        write_event(act, kept, Deed("gave_back", from_state=kept.state, after={"@from": gone.code}))
    return gone


def merged_from(record: Record) -> list[Record]:
    """Return the records that were merged into this one."""
    return list(Record.objects.filter(merged_into=record).order_by("pk"))


def _by_key(keep: Record, other: Record, pk: int) -> Record:
    return keep if keep.pk == pk else other


def _require(actor: User | None, register: Register, kept: Record, gone: Record) -> None:
    if actor is None:
        return
    if not (may_merge(actor, register, kept) and may_merge(actor, register, gone)):
        raise PermissionDenied


def _require_mergeable(act: Act, kept: Record, gone: Record) -> None:
    _require_why(act)
    if kept.pk == gone.pk or (kept.region, kept.register) != (gone.region, gone.register):
        raise MergeError(
            "Only two records of one register can be one.", Where(field="other"), "Choose another record."
        )
    for one in (kept, gone):
        if one.merged_into_id is not None:
            what = f"The record {one.code} is merged into another already."
            raise MergeError(what, Where(field="other"), "Take that back first, or choose the other record.")
    if Record.objects.filter(merged_into=gone).exists():
        what = f"Others were merged into {gone.code}."
        raise MergeError(what, Where(field="other"), "Keep this one, and merge the other into it.")


def _require_why(act: Act) -> None:
    if not act.why:
        raise MergeError("A reason is missing.", Where(field="why"), "Say why: it stays in the history.")
