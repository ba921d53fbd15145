"""Of which kind a file is, told by its content: what is taken, and what never is."""

from __future__ import annotations

import codecs
import os
import re
import struct
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

import puremagic

from lvxun.errors import Where
from lvxun.web.registers.errors import UploadRefusedError

MEGABYTE = 1024 * 1024
CHUNK = 256 * 1024
HEAD = 8192  # bytes from which the kind is told
MOST_PIXELS = 100_000_000  # a larger picture is a bomb: a few kilobytes that fill the memory of who opens it
MOST_UNPACKED = 500 * MEGABYTE  # of an office file or archive
MOST_ENTRIES = 5000
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


def media_type_of(name: str, stream: BinaryIO, size: int) -> str:
    """Return the media type of a file whose content and name agree.

    Raises
    ------
    UploadRefusedError
        if its kind is not taken, or it is not what its name says.
    """
    extension = name.rpartition(".")[2].lower() if "." in name else ""
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
