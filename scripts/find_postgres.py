"""Print the address of a PostgreSQL server on which tests may create databases; exit 1 where none answers."""

from __future__ import annotations

import getpass
import os
import sys

import psycopg


def candidates() -> list[str]:
    """Return addresses to try: the one named by the user alone, or else the usual local ones."""
    named = os.environ.get("LVXUN_TEST_POSTGRES")
    if named:
        return [named]
    users = dict.fromkeys([getpass.getuser(), "postgres"])
    hosts = ["%2Fvar%2Frun%2Fpostgresql", "127.0.0.1:5432"]
    return [f"postgres://{user}@{host}/postgres" for host in hosts for user in users]


def can_create_databases(address: str) -> bool:
    """Say whether the server answers and lets this user create a test database."""
    try:
        with psycopg.connect(address, connect_timeout=3) as connection:
            row = connection.execute(
                "select rolcreatedb or rolsuper from pg_roles where rolname = current_user"
            ).fetchone()
    except psycopg.Error:
        return False
    return bool(row and row[0])


def main() -> int:
    """Print the first address that will do."""
    for address in candidates():
        if can_create_databases(address):
            print(address)
            return 0
    return 1


if __name__ == "__main__":
    sys.exit(main())
