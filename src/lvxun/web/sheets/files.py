"""Uploaded sheets: how large they may be, what they are called, where they are kept."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from lvxun.web.registers.uploads import clean_name
from lvxun.web.sheets.errors import SheetError
from lvxun.web.whole_numbers import whole_number

MEGABYTE = 1024 * 1024
ROOM_FOR_FIELDS = 64 * 1024  # the other fields of the form and the boundaries around them
CHUNK = 256 * 1024
LONGEST_HEADER = 18  # digits of a length that any machine could hold


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A sheet that is kept under its hash; ``name`` is safe to show."""

    name: str
    sha256: str
    size: int


def largest() -> int:
    """Return how many bytes a sheet may have (setting LVXUN_SHEET_MB)."""
    return int(getattr(settings, "SHEET_MB", os.environ.get("LVXUN_SHEET_MB", "50"))) * MEGABYTE


def is_too_large(content_length: str) -> bool:
    """Say from a request's header alone whether it is larger than any sheet that is taken."""
    size = whole_number(content_length, LONGEST_HEADER)
    return size is not None and size > largest() + ROOM_FOR_FIELDS


def too_large() -> SheetError:
    """Return the error for a sheet over the limit."""
    what = f"The file is larger than {largest() // MEGABYTE} MB."
    return SheetError(what, remedy="Bring it in by parts.")


def keep(name: str, chunks: Iterable[bytes]) -> KeptFile:
    """Keep a sheet, whole or not at all, and never whole in memory.

    Raises
    ------
    SheetError
        if it is empty or too large.
    """
    folder = Path(settings.DATA) / "sheets"
    folder.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=folder, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            digest, size = hashlib.sha256(), 0
            for chunk in chunks:
                size += len(chunk)
                if size > largest():
                    raise too_large()
                digest.update(chunk)
                stream.write(chunk)
            stream.flush()
            os.fsync(stream.fileno())
        if not size:
            raise SheetError("The file is empty.", remedy="Choose the file again.")
        path = _path(digest.hexdigest())
        path.parent.mkdir(parents=True, exist_ok=True)
        Path(beside).replace(path)
    finally:
        Path(beside).unlink(missing_ok=True)
    return KeptFile(clean_name(name) or "sheet", digest.hexdigest(), size)


def kept(sha256: str) -> Path:
    """Return where a sheet lies.

    Raises
    ------
    SheetError
        if it is not there any more.
    """
    path = _path(sha256)
    if not path.exists():
        raise SheetError("The uploaded file is not kept any more.", remedy="Upload it again.")
    return path


def _path(sha256: str) -> Path:
    return Path(settings.DATA) / "sheets" / sha256[:2] / sha256
