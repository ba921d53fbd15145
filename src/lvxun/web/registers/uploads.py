"""Attached files: how large, of which kind, what they are called, where they are kept.

The kind is told by the content, never by what the browser says, and the name must agree with it. Nothing that
a browser would run is taken: no HTML, SVG, script, program, or office file with macros. A file lies under its
hash outside the web root and is sent back as a download.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from lvxun.errors import Where
from lvxun.web.registers.errors import UploadRefusedError
from lvxun.web.registers.file_kinds import CHUNK, KINDS, MEGABYTE, media_type_of

__all__ = [
    "KINDS",
    "MEGABYTE",
    "Kept",
    "clean_name",
    "keep",
    "largest",
    "opened",
    "path_of",
    "too_large",
]

LONGEST_NAME = 200
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is kept; ``name`` is safe to show and never a path."""

    name: str
    media_type: str
    size: int
    sha256: str


def largest() -> int:
    """Return how many bytes a file may have (setting LVXUN_ATTACHMENT_MB)."""
    return int(getattr(settings, "ATTACHMENT_MB", os.environ.get("LVXUN_ATTACHMENT_MB", "20"))) * MEGABYTE


def too_large() -> UploadRefusedError:
    """Return the error for a file over the limit."""
    what = f"The file is larger than {largest() // MEGABYTE} MB."
    return UploadRefusedError(what, Where(field="file"), "Make it smaller, or send it in parts.")


def keep(upload: UploadedFile[bytes]) -> Kept:
    """Check a file and keep it under its hash; it is there whole or not at all, and never whole in memory.

    Raises
    ------
    UploadRefusedError
        if it is too large, empty, of a kind that is not taken, or not what its name says.
    """
    if (upload.size or 0) > largest():
        raise too_large()
    name = clean_name(upload.name or "")
    folder = Path(settings.DATA) / "attachments"
    folder.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=folder, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "w+b") as stream:
            size, sha256 = _copy(upload, stream)
            media_type = media_type_of(name, stream, size)
            os.fsync(stream.fileno())
        path = path_of(sha256)
        path.parent.mkdir(parents=True, exist_ok=True)
        Path(beside).replace(path)
    finally:
        Path(beside).unlink(missing_ok=True)
    return Kept(name, media_type, size, sha256)


def path_of(sha256: str) -> Path:
    """Return where a file lies."""
    if not re.fullmatch(r"[0-9a-f]{64}", sha256):
        raise UploadRefusedError("This is no hash of a file.", Where(field="file"))
    return Path(settings.DATA) / "attachments" / sha256[:2] / sha256


def opened(sha256: str) -> BinaryIO:
    """Open a kept file for reading.

    Raises
    ------
    UploadRefusedError
        if it is not there any more.
    """
    try:
        return path_of(sha256).open("rb")
    except OSError:
        what = "The file is not kept any more."
        raise UploadRefusedError(what, Where(field="file"), "Attach it again.") from None


def clean_name(name: str) -> str:
    """Return a file name that is safe to show and to offer: no path, no unseen signs, not too long."""
    last = re.split(r"[\\/]", UNSEEN.sub("", name))[-1].strip().strip(".")
    last = re.sub(r'[<>:"|?*]', "_", last)
    stem, dot, extension = last.rpartition(".")
    return f"{stem[: LONGEST_NAME - 12]}{dot}{extension[:10].lower()}" if stem else last[:LONGEST_NAME]


def _copy(upload: UploadedFile[bytes], stream: BinaryIO) -> tuple[int, str]:
    """Copy in chunks; a size that the browser got wrong is found out on the way."""
    digest, size = hashlib.sha256(), 0
    for chunk in upload.chunks(CHUNK):
        size += len(chunk)
        if size > largest():
            raise too_large()
        digest.update(chunk)
        stream.write(chunk)
    stream.flush()
    if not size:
        raise UploadRefusedError("The file is empty.", Where(field="file"), "Choose the file again.")
    return size, digest.hexdigest()
