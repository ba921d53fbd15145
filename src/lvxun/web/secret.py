"""The secret key, made once on this machine."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def load_secret(data: Path) -> str:
    """Return the key in ``data/secret``, made at the first call and readable by its owner only."""
    path = data / "secret"
    try:
        return path.read_text(encoding="ascii")
    except FileNotFoundError:
        data.mkdir(parents=True, exist_ok=True)
    key = secrets.token_urlsafe(50)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process was first
        return path.read_text(encoding="ascii")
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key)
    return key
