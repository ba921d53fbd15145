"""The rows of one chunk, table by table, and how they are written: COPY where the database has it."""

from __future__ import annotations

import json
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
MOST_VARIABLES = 30_000  # of one statement, on SQLite
KEY_COLUMNS = ("region", "register", "purpose", "key", "record_id")


class Tables:
    """What a chunk of new records adds to each table; ``ids`` are taken ahead."""

    def __init__(self, count: int, now: datetime) -> None:
        self.ids = take_ids(count)
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
        # Many rows a statement: FTS5 writes its index out at the end of each statement.
        marks, at_a_time = ", ".join(["%s"] * len(columns)), MOST_VARIABLES // len(columns)
        for start in range(0, len(rows), at_a_time):
            chunk = rows[start : start + at_a_time]
            statement = f"INSERT INTO {table} ({names}) VALUES {', '.join([f'({marks})'] * len(chunk))}"
            cursor.execute(statement, [value for row in chunk for value in row])


def among(statement: str, scope: Sequence[str], values: Sequence[str]) -> list[tuple[Any, ...]]:
    """Return the rows of a query whose last condition is one of many values: ``… AND code {among}``."""
    is_postgres = connection.vendor == "postgresql"
    condition = "= ANY(%s)" if is_postgres else "IN (SELECT value FROM json_each(%s))"
    given = list(values) if is_postgres else json.dumps(list(values))
    with connection.cursor() as cursor:
        cursor.execute(statement.format(among=condition), [*scope, given])
        return list(cursor.fetchall())


def stamp(now: datetime) -> Any:  # noqa: ANN401 - text where the database has no times
    """Return a moment as the database at hand takes it."""
    return now if connection.vendor == "postgresql" else connection.ops.adapt_datetimefield_value(now)
