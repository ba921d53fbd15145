"""Take made-up records out again: exactly those, with all that hangs on them, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Model, Q, QuerySet
from django.urls import reverse

from lvxun.web.demo.loading import DemoError
from lvxun.web.demo.tasks import remove_tasks
from lvxun.web.oversight.models import Alert, IndicatorReading
from lvxun.web.people.history import record_event
from lvxun.web.registers.definitions import definitions
from lvxun.web.registers.models import (
    Attachment,
    Comment,
    Filing,
    Link,
    Record,
    RecordEvent,
    Revision,
    SearchText,
    Serial,
    Tally,
    UniqueKey,
)
from lvxun.web.registers.placements import placement
from lvxun.web.registers.searching import facts
from lvxun.web.registers.tallies import Deltas, Scope
from lvxun.web.served import region_id
from lvxun.web.totals.models import RegisterTotals

AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class Removed:
    """What went: records, and files that nobody else uses."""

    records: int
    files: tuple[str, ...]


def remove() -> Removed:
    """Take out every record marked as synthetic; return how many there were.

    Raises
    ------
    DemoError
        if a real record was merged into a made-up one: that is taken back first.
    """
    made_up = Record.objects.filter(region=region_id(), synthetic=True)
    _refuse_real_mergers(made_up)
    with transaction.atomic():
        tasks = remove_tasks()
        ids = list(made_up.values_list("pk", flat=True))
        _uncount(made_up)
        _forget_figures(made_up)
        files = _files_of(ids)
        _forget_alerts(made_up)
        made_up.update(merged_into=None)
        for start in range(0, len(ids), AT_A_TIME):
            _erase(ids[start : start + AT_A_TIME])
        _reset_serials()
        record_event(
            actor=None,
            verb="remove demo",
            subject_type="demo",
            subject_id=region_id(),
            region=region_id(),
            after={"records": len(ids), "tasks": tasks},
        )
    return Removed(len(ids), tuple(files))


def _refuse_real_mergers(made_up: QuerySet[Record]) -> None:
    real = Record.objects.filter(merged_into__in=made_up, synthetic=False).first()
    if real is not None:
        raise DemoError(
            f"{real.code} is a real record that was merged into a made-up one.",
            None,
            "Take that merger back on its page first.",
        )


def _uncount(made_up: QuerySet[Record]) -> None:
    deltas = Deltas()
    for record in made_up.select_related("merged_into").order_by("pk").iterator():
        register = definitions().get(record.register)
        if register is not None:
            scope = Scope(record.region, record.register)
            deltas.add_record(scope, placement(register), record.pk, facts(record), times=-1)
    deltas.write()


def _forget_figures(made_up: QuerySet[Record]) -> None:
    """Take out the figures that made-up records went into: what is left is counted anew at the next look.

    The acts go with the records, so that nothing else would tell that a register changed; and the best value
    that a reading remembers would make a real one look like a relapse.
    """
    registers = set(made_up.order_by().values_list("register", flat=True).distinct())
    for model in (RegisterTotals, IndicatorReading):
        model._default_manager.filter(region=region_id(), register__in=registers).delete()
    Tally.objects.filter(region=region_id(), register__in=registers, count=0).delete()


def _forget_alerts(made_up: QuerySet[Record]) -> None:
    named = made_up.values_list("register", "code").iterator()
    addresses = [reverse("record", args=[register, code]) for register, code in named]
    for start in range(0, len(addresses), AT_A_TIME):
        Alert.objects.filter(address__in=addresses[start : start + AT_A_TIME]).delete()


def _files_of(ids: list[int]) -> list[str]:
    """Return the hashes of files that only made-up records have."""
    held = set(Attachment.objects.filter(record__in=ids).values_list("sha256", flat=True))
    others = Attachment.objects.exclude(record__in=ids).filter(sha256__in=held)
    return sorted(held - set(others.values_list("sha256", flat=True)))


def _erase(ids: list[int]) -> None:
    """Delete rows behind the back of the models, which are only ever added to otherwise."""
    about: list[tuple[type[Model], Q]] = [
        (Filing, Q(record__in=ids)),
        (Attachment, Q(record__in=ids)),
        (Comment, Q(record__in=ids)),
        (Revision, Q(record__in=ids)),
        (RecordEvent, Q(record__in=ids)),
        (Link, Q(source__in=ids) | Q(target__in=ids)),
        (UniqueKey, Q(record__in=ids)),
        (SearchText, Q(record__in=ids)),
        (Record, Q(pk__in=ids)),
    ]
    for model, condition in about:
        rows = model._default_manager.filter(condition)
        rows._raw_delete(using=connection.alias)


def _reset_serials() -> None:
    """Let numbers begin anew in registers that have no record any more."""
    left = set(Record.objects.filter(region=region_id()).values_list("register", flat=True).distinct())
    for key in definitions():
        if key not in left:
            Serial.objects.filter(scope__startswith=f"{region_id()}|{key}|").delete()
