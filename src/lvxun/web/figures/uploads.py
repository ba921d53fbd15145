"""Uploaded sheets: how large they may be, what they are called, where they are kept."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from lvxun.web.figures.errors import UploadError
from lvxun.web.whole_numbers import whole_number

LARGEST_UPLOAD = 10 * 1024 * 1024
ROOM_FOR_FIELDS = 64 * 1024  # the other fields of the form and the boundaries around them
LONGEST_NAME = 200
HEADER_DIGITS = 18
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as somebody sent it; ``name`` is safe to show, never a path."""

    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def is_too_large(content_length: str) -> bool:
    """Say from a request's header alone whether it is larger than any sheet that is taken."""
    return (whole_number(content_length, HEADER_DIGITS) or 0) > LARGEST_UPLOAD + ROOM_FOR_FIELDS


def too_large() -> UploadError:
    """Return the error for a file over the limit."""
    megabytes = LARGEST_UPLOAD // (1024 * 1024)
    return UploadError(f"The file is larger than {megabytes} MB.", remedy="Split it by topic or by year.")


def accept(file: UploadedFile[bytes] | None) -> Upload:
    """Take a file from a form.

    Raises
    ------
    UploadError
        if there is none, or it is too large. What it holds is judged by who reads it.
    """
    if file is None:
        raise UploadError("No file was chosen.", remedy="Choose an Excel or CSV file.")
    if (file.size or 0) > LARGEST_UPLOAD:
        raise too_large()
    name = UNSEEN.sub("", Path(file.name or "").name).strip()
    return Upload(name[-LONGEST_NAME:] or "sheet", file.read())


def keep(upload: Upload) -> None:
    """Keep the bytes under their hash, outside the web root; the file is there whole or not at all."""
    path = _path(upload.sha256)
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(upload.data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(beside).replace(path)
    finally:
        Path(beside).unlink(missing_ok=True)


def kept(sha256: str) -> bytes:
    """Return the bytes that were kept under a hash.

    Raises
    ------
    UploadError
        if the file is not there any more, or not as it was.
    """
    try:
        data = _path(sha256).read_bytes()
    except OSError:
        data = b""
    if hashlib.sha256(data).hexdigest() != sha256:
        raise UploadError("The uploaded file is not kept any more.", remedy="Upload it again.")
    return data


def _path(sha256: str) -> Path:
    return Path(settings.DATA) / "uploads" / sha256[:2] / sha256
