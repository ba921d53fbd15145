"""PDF files: the text layer by PDFium, page by page; pages that are pictures are told, not passed over."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

from lvxun.plan.errors import PlanReadError
from lvxun.plan.reading.draft import Draft
from lvxun.plan.reading.encoding import newlines
from lvxun.plan.reading.kinds import AGAIN, SCAN
from lvxun.plan.reading.pdffonts import use_standin_font
from lvxun.plan.reading.pdfpages import is_jumbled, is_ruled
from lvxun.plan.reading.pdftables import layout_text

# PDFium keeps global state and must not run in two threads at once.
_ONE_AT_A_TIME = threading.Lock()
MAX_PAGES = 3000
FEW_CHARACTERS = 10
MAX_UNMAPPED_SHARE = 0.3
_UNMAPPED = re.compile("[\ue000-\uf8ff\ufffd\x01-\x08\x0e-\x1f]")
_ERRORS = {
    raw.FPDF_ERR_PASSWORD: ("the PDF is protected by a password.", "Save it without one and try again."),
    raw.FPDF_ERR_SECURITY: ("the PDF is encrypted in a way that cannot be read.", "Print it to a new PDF."),
}


@dataclass(frozen=True, slots=True)
class _Page:
    text: str
    is_picture: bool
    needs_layout: bool


def read_pdf(data: bytes) -> Draft:
    """Return the text of all pages, each beginning on a new line, and where each begins.

    Raises
    ------
    PlanReadError
        Where the file is cut off, damaged or protected, or where its pages are pictures.
    """
    if b"%%EOF" not in data[-2048:] and b"%%EOF" not in data.rstrip(b"\x00 \t\r\n")[-2048:]:
        raise PlanReadError("the PDF is cut off: its end is missing.", remedy=AGAIN)
    with _ONE_AT_A_TIME:
        use_standin_font()
        pages = _pages(data)
    if not pages:
        raise PlanReadError("the PDF has no pages.", remedy=AGAIN)
    warnings = _check_pictures(pages)
    _check_fonts(pages)
    ruled = [index for index, page in enumerate(pages) if page.needs_layout]
    texts = [page.text for page in pages]
    for index, text in layout_text(data, ruled).items():
        texts[index] = text or texts[index]
    return Draft("\n".join(texts), None, _starts(texts), warnings)


def _pages(data: bytes) -> list[_Page]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        what, remedy = _ERRORS.get(error.err_code or 0, ("the PDF is damaged.", AGAIN))
        raise PlanReadError(what, remedy=remedy) from error
    try:
        if len(document) > MAX_PAGES:
            what = f"the PDF has {len(document)} pages, more than {MAX_PAGES}."
            raise PlanReadError(what, remedy="Give the plan's pages alone.")
        return [_page(document, index) for index in range(len(document))]
    finally:
        document.close()


def _page(document: pypdfium2.PdfDocument, index: int) -> _Page:
    try:
        page = document[index]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        raise PlanReadError(f"page {index + 1} of the PDF is damaged.", remedy=AGAIN) from error
    try:
        text = _tidy(text_page.get_text_range())
        has_text = len("".join(text.split())) >= FEW_CHARACTERS
        return _Page(
            text,
            is_picture=not has_text and _has_picture(page),
            needs_layout=has_text and (is_ruled(page) or is_jumbled(text_page)),
        )
    finally:
        text_page.close()
        page.close()


def _has_picture(page: pypdfium2.PdfPage) -> bool:
    kinds = (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM, raw.FPDF_PAGEOBJ_PATH)
    return next(page.get_objects(filter=kinds, max_depth=1), None) is not None


def _tidy(text: str) -> str:
    # PDFium writes U+FFFE for a hyphen at a line's end, and NUL for a glyph that it cannot map.
    text = newlines(text).replace("\ufffe", "-").replace("\x00", "").replace("\uffff", "")
    return "\n".join(line.rstrip() for line in text.split("\n"))


def _check_pictures(pages: list[_Page]) -> tuple[str, ...]:
    """Refuse a PDF of pictures; return a warning where some of its pages are."""
    pictures = [number for number, page in enumerate(pages, start=1) if page.is_picture]
    readable = sum(len("".join(page.text.split())) >= FEW_CHARACTERS for page in pages)
    if readable == 0:
        raise PlanReadError(
            f"the PDF has no text layer: its {len(pages)} pages are pictures (a scan).", remedy=SCAN
        )
    if len(pictures) > readable:
        what = f"most of the PDF has no text layer: pages {_ranges(pictures)} are pictures (a scan)."
        raise PlanReadError(what, remedy=SCAN)
    if pictures:
        return (f"Pages {_ranges(pictures)} are pictures without text and were not read. {SCAN}",)
    return ()


def _check_fonts(pages: list[_Page]) -> None:
    text = "".join("".join(page.text.split()) for page in pages)
    if len(_UNMAPPED.findall(text)) > MAX_UNMAPPED_SHARE * len(text):
        what = "the PDF's text layer cannot be decoded: its fonts do not say which characters they draw."
        raise PlanReadError(what, remedy=SCAN)


def _ranges(numbers: list[int]) -> str:
    """Return 1, 2, 3, 7 as ``1–3, 7``."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(str(part[0]) if len(part) == 1 else f"{part[0]}–{part[-1]}" for part in parts)


def _starts(texts: list[str]) -> tuple[int, ...]:
    starts, position = [], 0
    for text in texts:
        starts.append(position)
        position += len(text) + 1
    return tuple(starts)
