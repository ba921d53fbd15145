"""PDFium with one tiny font in place of the machine's: the same text on every machine, ten times as fast.

PDFium looks up the outline of every glyph of a font that the PDF does not embed, to know where it lies. The
outlines of a large Chinese font take most of the time; without any font, a line of a single character has no
width and is lost. ``standin.ttf`` draws every character as the same box (``scripts/make_standin_font.py``).
"""

from __future__ import annotations

import ctypes
import struct
from functools import cache
from importlib.resources import files

from pypdfium2 import PdfSysfontBase

_HANDLE = 1
_GB2312_CHARSET = 134
_HEADER, _RECORD = 12, 16


class _StandinFont(PdfSysfontBase):  # type: ignore[misc]  # pypdfium2 carries no types
    """Answers PDFium's every question for a font of the system with the stand-in."""

    def __init__(self, font: bytes) -> None:
        super().__init__()
        self._tables = {0: font, **_tables(font)}

    def MapFont(self, *_: object) -> int:  # noqa: N802 - PDFium's name
        return _HANDLE

    def GetFont(self, *_: object) -> int:  # noqa: N802
        return _HANDLE

    def GetFontData(  # noqa: N802
        self, _: object, _font: object, table: int, buffer: object, size: int
    ) -> int:
        data = self._tables.get(table, b"")
        if buffer and size >= len(data):
            ctypes.memmove(buffer, data, len(data))  # type: ignore[arg-type]  # a pointer of PDFium's
        return len(data)

    def GetFaceName(self, *_: object) -> int:  # noqa: N802
        return 0

    def GetFontCharset(self, *_: object) -> int:  # noqa: N802
        return _GB2312_CHARSET

    def DeleteFont(self, *_: object) -> None:  # noqa: N802
        return None


@cache
def use_standin_font() -> None:
    """Tell PDFium, once in a process and before it opens its first document."""
    _StandinFont(files("lvxun.plan.reading").joinpath("standin.ttf").read_bytes()).setup()


def _tables(font: bytes) -> dict[int, bytes]:
    """Return the tables of a TrueType font by tag, as PDFium asks for them."""
    found = {}
    for index in range(struct.unpack(">H", font[4:6])[0]):
        record = font[_HEADER + _RECORD * index : _HEADER + _RECORD * (index + 1)]
        tag, _, offset, length = struct.unpack(">4sIII", record)
        found[int.from_bytes(tag, "big")] = font[offset : offset + length]
    return found
