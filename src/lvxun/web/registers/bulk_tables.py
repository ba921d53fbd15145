"""The rows of one chunk, table by table, and how they are written: COPY where the database has it."""

from __future__ import annotations

from datetime import datetime

from lvxun.web.registers.keeping import OPEN, Act
from lvxun.web.registers.layouts import Placement
from lvxun.web.registers.models import Record
from lvxun.web.registers.statements import stamp, take_ids, write_rows
from lvxun.web.registers.tallies import Deltas

RECORD_COLUMNS = (
    *("id", "region", "register", "code", "title", "holder", "area", "city", "body", "state"),
    *("due", "opened", "closed", "version", "values", "course", "synthetic", "changed_at"),
)
EVENT_COLUMNS = (
    *("record_id", "version", "at", "actor_id", "on_behalf_of_id", "verb", "transition"),
    *("from_state", "to_state", "why", "before", "after"),
)
KEY_COLUMNS = ("region", "register", "purpose", "key", "record_id")


class Tables:
    """What a chunk of new records adds to each table; ``ids`` are taken ahead."""

    def __init__(self, codes: list[str], now: datetime) -> None:
        self.codes = codes
        self.ids = take_ids(len(codes))
        self.deltas = Deltas()
        self.now = stamp(now)
        self.records: list[tuple[object, ...]] = []
        self.events: list[tuple[object, ...]] = []
        self.words: list[tuple[object, ...]] = []
        self.keys: list[tuple[object, ...]] = []
        self.key_fields: dict[str, tuple[str, ...]] = {}
        self.keys_twice: dict[str, str] = {}  # key -> code of the earlier row
        self._key_codes: dict[str, tuple[str, int]] = {}

    def add_record(self, record: Record, layout: Placement, values: str, course: str) -> None:
        """Add the row of a record; ``values`` and ``course`` are JSON."""
        row = (
            *(record.pk, record.region, record.register, record.code, record.title, record.holder),
            *(record.area, record.city, record.body, record.state, record.due, record.opened, record.closed),
            *(record.version, values, course, record.synthetic, self.now),
        )
        self.records.append((*row, *(getattr(record, column) for column in layout.slots.values())))

    def add_event(self, record: Record, act: Act, values: str) -> None:
        """Add the first event of a record."""
        actor = act.actor.pk if act.actor else None
        self.events.append(
            (
                record.pk,
                1,
                self.now,
                actor,
                act.on_behalf_of,
                "created",
                "",
                "",
                record.state,
                act.why,
                "{}",
                values,
            )
        )

    def add_key(self, record: Record, key: str, fields: tuple[str, ...]) -> None:
        """Add a key that the record holds alone."""
        if key in self._key_codes:
            self.keys_twice[key] = self._key_codes[key][0]
        self.key_fields[key] = fields
        self._key_codes[key] = (record.code, len(self.records) - 1)
        self.keys.append((record.region, record.register, OPEN, key, record.pk))

    def row_of(self, key: str) -> int:
        """Return the index of the last row that has a key."""
        return self._key_codes[key][1]

    def write(self, layout: Placement) -> None:
        """Write all tables."""
        write_rows("registers_record", (*RECORD_COLUMNS, *layout.slots.values()), self.records)
        write_rows("registers_recordevent", EVENT_COLUMNS, self.events)
        write_rows("registers_searchtext", ("record_id", "tokens"), self.words)
        write_rows("registers_uniquekey", KEY_COLUMNS, self.keys)
