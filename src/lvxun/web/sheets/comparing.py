"""A row against its record: what the sheet changes, what others changed meanwhile, where both did."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lvxun.web.registers.history import VALUE_VERBS
from lvxun.web.registers.models import Record, RecordEvent

Values = Mapping[str, object]
MOST_EVENTS = 400  # records asked for at a time


@dataclass(slots=True)
class Compared:
    """``mine`` is what the sheet changes; ``conflicts`` [base, sheet, now] where others did so, too."""

    mine: dict[str, object] = field(default_factory=dict)
    conflicts: dict[str, list[object]] = field(default_factory=dict)


def compared(base: Values, now: Values, sheet: Values) -> Compared:
    """Compare three ways, field by field; ``sheet`` has None for what is empty there.

    What the sheet left as it was stays as others made it; what both changed alike is no conflict.
    """
    found = Compared()
    for key, value in sheet.items():
        before, present = base.get(key), now.get(key)
        if same(value, before) or same(value, present):
            continue
        found.mine[key] = value
        if not same(before, present):
            found.conflicts[key] = [before, value, present]
    return found


def same(one: object, other: object) -> bool:
    """Say whether two values are the same; 1 and 1.0 are, True and 1 are not."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    return one == other


def bases(wanted: Iterable[tuple[Record, int]]) -> dict[int, dict[str, object]]:
    """Return the values that each record had at a version, by the record's key: later changes undone."""
    pairs = {record.pk: (record, version) for record, version in wanted}
    events: dict[int, list[RecordEvent]] = defaultdict(list)
    keys = sorted(pairs)
    for start in range(0, len(keys), MOST_EVENTS):
        chunk = keys[start : start + MOST_EVENTS]
        for event in RecordEvent.objects.filter(record_id__in=chunk, verb__in=VALUE_VERBS).order_by("-id"):
            events[event.record_id].append(event)
    return {key: _undone(record, version, events[key]) for key, (record, version) in pairs.items()}


def _undone(record: Record, version: int, events: Iterable[RecordEvent]) -> dict[str, object]:
    values = dict(record.values)
    for event in events:
        if event.version <= version:
            continue
        for key in {*event.before, *event.after}:
            value = event.before.get(key)
            if value is None:
                values.pop(key, None)
            else:
                values[key] = value
    return values
