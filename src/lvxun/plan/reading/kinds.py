"""Which format a file truly has, told by its first bytes; formats that we cannot read are named."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath

from lvxun.plan.errors import PlanReadError

SAVE_AS_WORD = "Open it in Word or WPS and save it as .docx (or as PDF with text)."
NOT_A_PLAN = "Give the plan as .docx, .pdf with text, .html or .txt."
SCAN = "Run it through OCR, or ask the publisher for the Word version."
AGAIN = "Download or copy it again, or open it in Word and save it anew."

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KNOWN_BINARIES: tuple[tuple[bytes, str, str], ...] = (
    (b"\x89PNG", "a PNG picture", SCAN),
    (b"\xff\xd8\xff", "a JPEG picture", SCAN),
    (b"GIF8", "a GIF picture", SCAN),
    (b"II*\x00", "a TIFF picture", SCAN),
    (b"MM\x00*", "a TIFF picture", SCAN),
    (b"MZ", "a Windows program", NOT_A_PLAN),
    (b"\x7fELF", "a program", NOT_A_PLAN),
    (b"Rar!", "a RAR archive", "Unpack it and name the document inside."),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "Unpack it and name the document inside."),
    (b"\x1f\x8b", "a gzip archive", "Unpack it and name the document inside."),
    (b"SQLite format 3\x00", "a database", NOT_A_PLAN),
    (b"{\\rtf", "a rich-text file (RTF)", SAVE_AS_WORD),
)
_ZIPPED: tuple[tuple[str, str, str], ...] = (
    ("xl/", "a spreadsheet", NOT_A_PLAN),
    ("ppt/", "a presentation", NOT_A_PLAN),
    ("OFD.xml", "an OFD document", "Open it in an OFD reader and export it as PDF or text."),
    ("content.xml", "an OpenDocument file", SAVE_AS_WORD),
    ("META-INF/container.xml", "an e-book", NOT_A_PLAN),
)
_OLE_STREAMS = (
    ("EncryptedPackage", "the document is protected by a password.", "Save it without one and try again."),
    ("WordDocument", "this is an old binary Word or WPS document (.doc, .wps).", SAVE_AS_WORD),
    ("Workbook", "this is an old spreadsheet (.xls, .et).", NOT_A_PLAN),
    ("PowerPoint", "this is an old presentation.", NOT_A_PLAN),
)
_HTML = re.compile(
    rb"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|div|table|p)\b",
    re.IGNORECASE | re.DOTALL,
)


def kind_of(data: bytes, name: str) -> str:
    """Return ``txt``, ``docx``, ``pdf`` or ``html``; ``name`` decides only between text and web page.

    Raises
    ------
    PlanReadError
        Where it is none of them, saying what it is.
    """
    head = data[:1024]
    if b"%PDF-" in head:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data)
    if data.startswith(_OLE):
        raise _old_office(data)
    for magic, what, remedy in _KNOWN_BINARIES:
        if data.startswith(magic) and not (magic == b"MZ" and b"\x00" not in data[:256]):
            raise PlanReadError(f"this is {what}, not a text document.", remedy=remedy)
    return "html" if _is_webpage(data, name) else "txt"


def _is_webpage(data: bytes, name: str) -> bool:
    head = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe").replace(b"\x00", b"")
    if _HTML.match(head):
        return True
    return PurePath(name).suffix.lower() in {".html", ".htm", ".xhtml"} and b"<" in head


def _zipped(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, OverflowError) as error:
        what = "the document is cut off or damaged: its end is missing."
        raise PlanReadError(what, remedy=AGAIN) from error
    if any(name.startswith("word/") for name in names):
        return "docx"
    for sign, what, remedy in _ZIPPED:
        if any(name.startswith(sign) for name in names):
            raise PlanReadError(f"this is {what}, not a text document.", remedy=remedy)
    raise PlanReadError(
        "this is a ZIP archive, not a Word document.", remedy="Unpack it and name the document inside."
    )


def _old_office(data: bytes) -> PlanReadError:
    for stream, what, remedy in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return PlanReadError(what, remedy=remedy)
    return PlanReadError("this is an old binary Office document (.doc, .wps, .xls).", remedy=SAVE_AS_WORD)
