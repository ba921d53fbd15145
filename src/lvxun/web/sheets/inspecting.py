"""A workbook looked at before anything of it is opened: size unpacked, macros, entities, what it hides.

Each part is unpacked as a stream and never kept; what would fill the memory of who reads it is refused here.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from lvxun.web.sheets.errors import SheetError

MEGABYTE = 1024 * 1024
MOST_UNPACKED = 800 * MEGABYTE
MOST_SHARED = 200 * MEGABYTE  # of texts that the reader holds in memory
MOST_PARTS = 2000
MOST_TIMES = 400  # unpacked over packed, of a part larger than a few megabytes
WORTH_A_LOOK = 8 * MEGABYTE
CHUNK = 256 * 1024
MACROS = ("vbaproject.bin", "xl/macrosheets/", "activex/")
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
OVERLAP = 200  # bytes that two chunks share, so that nothing is cut in two


@dataclass(slots=True)
class Inspection:
    """What a workbook has besides values."""

    merged: dict[str, list[str]] = field(default_factory=dict)  # part -> A3:B4
    external: bool = False


def inspect(path: Path, name: str) -> Inspection:
    """Look through an Excel file.

    Raises
    ------
    SheetError
        if it is damaged, has macros or entities, or would be far too large unpacked.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return _inspected(archive, name)
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError, RuntimeError):
        raise SheetError("The file is no Excel workbook that can be opened.", name, SAVE_AGAIN) from None


SAVE_AGAIN = "Save it again as an Excel workbook (.xlsx) or as CSV (UTF-8)."


def _inspected(archive: zipfile.ZipFile, name: str) -> Inspection:
    parts = archive.infolist()
    _refuse_large(parts, name)
    names = [part.filename.lower() for part in parts]
    if any(macro in part for part in names for macro in MACROS):
        raise SheetError("The workbook has macros.", name, "Save it without macros, as .xlsx.")
    if "xl/workbook.xml" not in names:
        raise SheetError("The file is no Excel workbook.", name, SAVE_AGAIN)
    found = Inspection(external=any("externallinks/" in part for part in names))
    for part in parts:
        if part.filename.lower().endswith((".xml", ".rels")):
            _look_at(archive, part, found, name)
    return found


def _refuse_large(parts: list[zipfile.ZipInfo], name: str) -> None:
    """Refuse by what the file says of itself; what it lies about is found when it is unpacked."""
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED:
        raise _too_large(name)
    for part in parts:
        packed = max(part.compress_size, 1)
        if part.file_size > WORTH_A_LOOK and part.file_size / packed > MOST_TIMES:
            raise _too_large(name)
        if part.filename.lower().endswith("sharedstrings.xml") and part.file_size > MOST_SHARED:
            raise _too_large(name)


def _too_large(name: str) -> SheetError:
    what = "Unpacked, the workbook would be far too large."
    return SheetError(what, name, "Delete empty formatted rows, or bring it in by parts.")


def _look_at(archive: zipfile.ZipFile, part: zipfile.ZipInfo, found: Inspection, name: str) -> None:
    is_sheet = "worksheets/" in part.filename.lower() and part.filename.lower().endswith(".xml")
    first, size = True, 0
    for window, fresh in _windows(archive, part):
        if first:
            _refuse_declarations(window, name)
            first = False
        size += fresh
        if size > part.file_size + CHUNK:
            raise _too_large(name)
        if not is_sheet:
            break  # the other parts are small or read by a parser that was warned
        for left, top, right, bottom in MERGED.findall(window):
            place = f"{left.decode()}{top.decode()}:{right.decode()}{bottom.decode()}"
            found.merged.setdefault(part.filename, []).append(place)


def _windows(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[tuple[bytes, int]]:
    tail = b""
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            yield tail + chunk, len(chunk)
            tail = chunk[-OVERLAP:]


class _RootReached(Exception):
    """The first element begins: nothing is declared any more."""


def _refuse_declarations(head: bytes, name: str) -> None:
    """Refuse a document type: entities that grow without end, or fetch files, can only stand there."""
    parser = expat.ParserCreate()

    def declared(*_about: object) -> None:
        raise SheetError("The workbook declares XML entities.", name, SAVE_AGAIN)

    def reached(*_about: object) -> None:
        raise _RootReached

    parser.StartDoctypeDeclHandler = declared
    parser.StartElementHandler = reached
    try:
        parser.Parse(head, False)
    except _RootReached:
        return
    except expat.ExpatError:
        raise SheetError("The file is no Excel workbook that can be opened.", name, SAVE_AGAIN) from None
    if len(head) >= CHUNK:  # a quarter of a megabyte of comments before the first element
        raise SheetError("The file is no Excel workbook that can be opened.", name, SAVE_AGAIN)
