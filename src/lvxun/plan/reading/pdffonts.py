"""PDFium without the machine's fonts: text does not need them, and looking up every glyph's outline in one
takes twenty times as long as the rest.
"""

from __future__ import annotations

from functools import cache

from pypdfium2 import PdfSysfontBase


class _NoFonts(PdfSysfontBase):  # type: ignore[misc]  # pypdfium2 carries no types
    """Answers PDFium's every question for a font of the system with none.

    Embedded fonts and PDFium's own fourteen are not asked for here. Where a font is neither, characters still
    come from the PDF's encoding, and their widths too.
    """

    def MapFont(self, *_: object) -> None:  # noqa: N802 - PDFium's name
        return None

    def GetFont(self, *_: object) -> None:  # noqa: N802
        return None


@cache
def leave_out_system_fonts() -> None:
    """Tell PDFium, once in a process and before it opens its first document."""
    _NoFonts().setup()
