"""Pages whose layout matters, by pdfplumber: slower, so only for pages with ruled tables or jumbled lines."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pdfplumber
from pdfminer.pdfexceptions import PDFException
from pdfplumber.utils.exceptions import PdfminerException

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.table import Table

MAX_PAGES = 60
MIN_CELLS = 4
_FAULTS = (
    PDFException, PdfminerException, ValueError, KeyError, TypeError, AssertionError, IndexError,
    AttributeError, RecursionError, OverflowError, ZeroDivisionError,
)  # fmt: skip


def layout_text(data: bytes, pages: Sequence[int]) -> dict[int, str]:
    """Return the text of some pages (counted from 0) in the order of the layout, table rows with tabs.

    A page that pdfplumber cannot read is left out: the caller has PDFium's text for it. So are pages beyond
    the first ``MAX_PAGES``, for time.
    """
    texts: dict[int, str] = {}
    if not pages:
        return texts
    with _silent():
        try:
            with pdfplumber.open(io.BytesIO(data)) as document:
                for index in pages[:MAX_PAGES]:
                    texts[index] = "\n".join(_lines(document.pages[index]))
        except _FAULTS:
            return texts
    return texts


@contextmanager
def _silent() -> Iterator[None]:
    # pdfminer reports every oddity of a font as a warning on standard error.
    logger = logging.getLogger("pdfminer")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)


def _lines(page: Page) -> Iterator[str]:
    top = page.bbox[1]
    tables = [table for table in page.find_tables() if len(table.cells) >= MIN_CELLS]
    for table in sorted(tables, key=lambda found: found.bbox[1]):
        if table.bbox[1] < top:
            continue  # inside or beside a table that is done
        yield from _between(page, top, table.bbox[1])
        yield from _rows(table)
        top = table.bbox[3]
    yield from _between(page, top, page.bbox[3])


def _between(page: Page, top: float, bottom: float) -> Iterator[str]:
    if bottom - top < 1:
        return
    text = page.crop((page.bbox[0], top, page.bbox[2], bottom), strict=False).extract_text() or ""
    yield from (line for line in text.split("\n") if line.strip())


def _rows(table: Table) -> Iterator[str]:
    for row in table.extract():
        # Lines inside a cell are wrapped, and Chinese wraps without a space.
        yield "\t".join((cell or "").replace("\n", "") for cell in row)
