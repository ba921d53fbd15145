"""The database that LVXUN_DATABASE names: SQLite in the data folder, or a PostgreSQL address."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# WAL lets readers go on while one writes; immediate transactions wait for the lock, not fail half-way.
SQLITE_OPTIONS = {
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
}


def parse_database(address: str, data: Path) -> dict[str, Any]:
    """Return Django's settings for ``address``; empty means SQLite under ``data``.

    Raises
    ------
    ImproperlyConfigured
        if the address is neither empty, ``sqlite:///path`` nor ``postgres://…``.
    """
    parts = urlsplit(address)
    if not address or parts.scheme == "sqlite":
        path = Path(unquote(parts.path.removeprefix("/"))) if parts.path else data / "lvxun.sqlite3"
        path.parent.mkdir(parents=True, exist_ok=True)
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": path, "OPTIONS": SQLITE_OPTIONS}
    if parts.scheme not in ("postgres", "postgresql"):
        message = (
            "LVXUN_DATABASE names no database that is known; "
            "use postgres://user:password@host:5432/name or sqlite:///path."
        )
        raise ImproperlyConfigured(message)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.removeprefix("/") or "lvxun",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": _host(parts.netloc),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
    }


def _host(netloc: str) -> str:
    """Return the host, which for a Unix socket is a path written with %2F."""
    host = netloc.rpartition("@")[2]
    return unquote(host.partition(":")[0]) if not host.startswith("[") else host[1:].partition("]")[0]
