"""Attached files: how large, of which kind, what they are called, where they are kept.

The kind is told by the content, never by what the browser says, and the name must agree with it. Nothing that
a browser would run is taken: no HTML, SVG, script, program, or office file with macros. A file lies under its
hash outside the web root and is sent back as a download.
"""

from __future__ import annotations

import codecs
import hashlib
import os
import re
import struct
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import puremagic
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from lvxun.errors import Where
from lvxun.web.registers.errors import UploadRefusedError

MEGABYTE = 1024 * 1024
CHUNK = 256 * 1024
HEAD = 8192  # bytes from which the kind is told
LONGEST_NAME = 200
MOST_PIXELS = 100_000_000  # a larger picture is a bomb: a few kilobytes that fill the memory of who opens it
MOST_UNPACKED = 500 * MEGABYTE  # of an office file or archive
MOST_ENTRIES = 5000
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "txt": "text/plain",
    "json": "application/json",
    "geojson": "application/geo+json",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
    "dwg": "image/vnd.dwg",
    "zip": "application/zip",
}
PICTURES = frozenset({"png", "jpg", "jpeg", "webp"})
PLAIN = frozenset({"csv", "txt", "json", "geojson"})
ARCHIVES = frozenset({"docx", "xlsx", "zip"})
MAIN_PART = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
NEVER_INSIDE = (".exe", ".dll", ".js", ".vbs", ".bat", ".cmd", ".ps1", ".html", ".htm", ".svg", ".sh", ".scr")
MARKUP = re.compile(rb"<\s*(?:!doctype|html|script|svg|iframe|body|\?php)", re.IGNORECASE)


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


def is_too_large(content_length: str) -> bool:
    """Say from a request's header alone whether it is larger than any file that is taken."""
    return content_length.isdigit() and int(content_length) > largest() + MEGABYTE


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
            media_type = _checked(name, stream, size)
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


def _checked(name: str, stream: BinaryIO, size: int) -> str:
    """Return the media type of a file whose content and name agree."""
    extension = name.rpartition(".")[2].lower()
    if extension not in KINDS:
        raise _refused(f"Files of the kind '.{extension[:10]}' are not taken.", "Send one of: ")
    stream.seek(0)
    head = stream.read(HEAD)
    if extension not in _told_by(head, stream, extension):
        raise _refused(f"'{name}' is not what its name says.", "Save it again as one of: ")
    if extension in PICTURES:
        _refuse_bomb(_pixels(head, stream, extension))
    if extension in ARCHIVES:
        _refuse_odd_archive(stream, size, extension)
    return KINDS[extension]


def _refused(what: str, remedy: str) -> UploadRefusedError:
    return UploadRefusedError(what, Where(field="file"), remedy + ", ".join(sorted(KINDS)) + ".")


def _told_by(head: bytes, stream: BinaryIO, extension: str) -> frozenset[str]:
    """Return the extensions that the content allows."""
    if extension in PLAIN:
        return PLAIN if _is_plain(head, stream) else frozenset()
    found = {_bare(match.extension) for match in _matches(head)}
    if found & {"jpg", "jpeg"}:
        return frozenset({"jpg", "jpeg"})
    if head.startswith(b"PK\x03\x04"):
        return frozenset({_office_kind(stream)})
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return frozenset({"webp"})
    if re.match(rb"AC10\d\d", head):
        return frozenset({"dwg"})
    return frozenset(found & {"pdf", "png"})


def _matches(head: bytes) -> list[puremagic.PureMagicWithConfidence]:
    try:
        return puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return []


def _bare(extension: str) -> str:
    return extension.lstrip(".").lower()


def _is_plain(head: bytes, stream: BinaryIO) -> bool:
    """Say whether it is text in UTF-8, UTF-16 or GB18030 without markup that a browser would run."""
    if b"\x00" in head and head[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        return False
    if MARKUP.search(head.replace(b"\x00", b"")):
        return False
    encoding = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    return _decodes(stream, encoding) or _decodes(stream, "gb18030")


def _decodes(stream: BinaryIO, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for chunk in _chunks(stream):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    stream.seek(0)
    while chunk := stream.read(CHUNK):
        yield chunk


def _office_kind(stream: BinaryIO) -> str:
    names = _entries(stream)
    if any(one.filename.endswith("vbaProject.bin") for one in names):
        raise UploadRefusedError(
            "The file has macros.", Where(field="file"), "Save it without macros (.docx or .xlsx)."
        )
    parts = {one.filename for one in names}
    return next((kind for kind, part in MAIN_PART.items() if part in parts), "zip")


def _entries(stream: BinaryIO) -> list[zipfile.ZipInfo]:
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as archive:
            return archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError):
        raise UploadRefusedError("The file is damaged.", Where(field="file"), "Save it again.") from None


def _refuse_odd_archive(stream: BinaryIO, size: int, extension: str) -> None:
    entries = _entries(stream)
    unpacked = sum(one.file_size for one in entries)
    if len(entries) > MOST_ENTRIES or unpacked > min(MOST_UNPACKED, max(size, MEGABYTE) * 200):
        raise UploadRefusedError(
            "Unpacked, the file would be far too large.", Where(field="file"), "Send its parts one by one."
        )
    if extension == "zip" and any(one.filename.lower().endswith(NEVER_INSIDE) for one in entries):
        raise UploadRefusedError(
            "The archive holds a program, script or web page.",
            Where(field="file"),
            "Send the documents alone.",
        )


def _refuse_bomb(pixels: int) -> None:
    if pixels > MOST_PIXELS:
        raise UploadRefusedError(
            f"The picture has {pixels / 1e6:,.0f} million points.", Where(field="file"), "Make it smaller."
        )
    if pixels <= 0:
        raise UploadRefusedError("The picture is damaged.", Where(field="file"), "Save it again.")


def _pixels(head: bytes, stream: BinaryIO, extension: str) -> int:
    """Return width times height as the picture's own head says; nothing is decoded."""
    try:
        if extension == "png":
            width, height = struct.unpack(">II", head[16:24])
        elif extension == "webp":
            width, height = _webp_size(head)
        else:
            width, height = _jpeg_size(stream)
    except (struct.error, IndexError):
        return 0
    return int(width) * int(height)


def _webp_size(head: bytes) -> tuple[int, int]:
    form = head[12:16]
    if form == b"VP8X":
        return (int.from_bytes(head[24:27], "little") + 1, int.from_bytes(head[27:30], "little") + 1)
    if form == b"VP8L":
        bits = int.from_bytes(head[21:25], "little")
        return (bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1
    width, height = struct.unpack("<HH", head[26:30])
    return width & 0x3FFF, height & 0x3FFF


def _jpeg_size(stream: BinaryIO) -> tuple[int, int]:
    """Walk over the segments to the one that says the size."""
    stream.seek(2)
    for _ in range(1000):
        marker = stream.read(4)
        kind, length = marker[1], struct.unpack(">H", marker[2:4])[0]
        if 0xC0 <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">xHH", stream.read(5))
            return width, height
        stream.seek(length - 2, os.SEEK_CUR)
    return 0, 0
