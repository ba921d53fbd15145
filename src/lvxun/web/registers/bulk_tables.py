"""The rows of one chunk, table by table, and how they are written: COPY where the database has it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from lvxun.web.registers.keeping import OPEN, Act
from lvxun.web.registers.layouts import Placement
from lvxun.web.registers.models import Record

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

    def __init__(self, count: int) -> None:
        self.ids = take_ids(count)
        self.records: list[tuple[object, ...]] = []
        self.events: list[tuple[object, ...]] = []
        self.words: list[tuple[object, ...]] = []
        self.keys: list[tuple[object, ...]] = []
        self.key_fields: dict[str, tuple[str, ...]] = {}
        self.keys_twice: dict[str, str] = {}  # key -> code of the earlier row
        self._key_codes: dict[str, tuple[str, int]] = {}

    def add_record(self, record: Record, layout: Placement, values: str, course: str, now: datetime) -> None:
        """Add the row of a record; ``values`` and ``course`` are JSON."""
        row = (
            *(record.pk, record.region, record.register, record.code, record.title, record.holder),
            *(record.area, record.city, record.body, record.state, record.due, record.opened, record.closed),
            *(record.version, values, course, record.synthetic, now),
        )
        self.records.append((*row, *(getattr(record, column) for column in layout.slots.values())))

    def add_event(self, record: Record, act: Act, values: str) -> None:
        """Add the first event of a record."""
        actor = act.actor.pk if act.actor else None
        self.events.append(
            (
                record.pk,
                1,
                act.now,
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


def take_ids(count: int) -> list[int]:
    """Take the ids of so many new records."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence('registers_record', 'id'))"
                " FROM generate_series(1, %s)",
                [count],
            )
            return [int(row[0]) for row in cursor.fetchall()]
        # The transaction holds the write lock: nobody else takes an id meanwhile.
        cursor.execute("SELECT COALESCE(MAX(seq), 0) FROM sqlite_sequence WHERE name = 'registers_record'")
        last = int(cursor.fetchone()[0])
        return list(range(last + 1, last + count + 1))


def write_rows(table: str, columns: Sequence[str], rows: Sequence[tuple[object, ...]]) -> None:
    """Write rows with as few round trips as the database allows."""
    if not rows:
        return
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(columns))
        adapted = [tuple(map(_for_sqlite, row)) for row in rows]
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", adapted)


def _for_sqlite(value: Any) -> Any:  # noqa: ANN401 - whatever a column holds
    """Return what Django itself would hand to SQLite."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value
