"""Statements over many rows, as each database likes them best."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

MOST_VARIABLES = 30_000  # of one statement, on SQLite


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


def write_rows(table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Write rows with as few round trips as the database allows."""
    if not rows:
        return
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            copying = f"COPY {table} ({names}) FROM STDIN"
            with connection.wrap_database_errors, cursor.copy(copying) as copy:
                for row in rows:
                    copy.write_row(row)
            return
        # Many rows a statement: FTS5 writes its index out at the end of each statement.
        marks, at_a_time = ", ".join(["%s"] * len(columns)), MOST_VARIABLES // len(columns)
        for start in range(0, len(rows), at_a_time):
            chunk = rows[start : start + at_a_time]
            statement = f"INSERT INTO {table} ({names}) VALUES {', '.join([f'({marks})'] * len(chunk))}"
            cursor.execute(statement, [value for row in chunk for value in row])


def expect_many() -> None:
    """Tell PostgreSQL, for this transaction, that many rows come.

    References are checked with each statement, for checks at the end are queued in its memory; words are
    gathered before they are sorted into the search index.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET LOCAL gin_pending_list_limit = '64MB'")
            cursor.execute("SET LOCAL work_mem = '64MB'")


def among(
    table: str, columns: Mapping[str, str], column: str, values: Sequence[str]
) -> list[tuple[Any, ...]]:
    """Return (value, id of its row) of those values that rows with these ``columns`` have in ``column``.

    The columns are those of a unique index. In the middle of an import PostgreSQL has no statistics, and its
    plan would walk over all rows for each value: it looks at the table first.
    """
    where = " AND ".join(f'"{one}" = %s' for one in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"ANALYZE {table}")
            cursor.execute(
                f'SELECT "{column}", id FROM {table} WHERE {where} AND "{column}" = ANY(%s)',
                [*columns.values(), list(values)],
            )
        else:
            cursor.execute(
                f'SELECT "{column}", id FROM {table} WHERE {where} '
                f'AND "{column}" IN (SELECT value FROM json_each(%s))',
                [*columns.values(), json.dumps(list(values))],
            )
        return list(cursor.fetchall())


def tell_planner() -> None:
    """Let the database look at its tables anew after many rows came in, so that lists are fast at once."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT gin_clean_pending_list('registers_search'::regclass)")
            cursor.execute("ANALYZE registers_record, registers_searchtext, registers_tally")
        else:
            cursor.execute("PRAGMA analysis_limit = 1000")
            cursor.execute("ANALYZE")


def stamp(now: datetime) -> Any:  # noqa: ANN401 - text where the database has no times
    """Return a moment as the database at hand takes it."""
    return now if connection.vendor == "postgresql" else connection.ops.adapt_datetimefield_value(now)
