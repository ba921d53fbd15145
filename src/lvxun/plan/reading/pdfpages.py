"""What a PDF page looks like: has it a ruled table, do its lines come out of order."""

from __future__ import annotations

from itertools import pairwise

import pypdfium2
from pypdfium2 import raw

MANY_POINTS = 12  # six lines
MIN_STEPS = 6
MAX_UPWARD_SHARE = 0.3


def is_ruled(page: pypdfium2.PdfPage) -> bool:
    """Say whether the page draws enough lines or boxes for a table of at least two rows and columns."""
    points = 0
    for index in range(raw.FPDFPage_CountObjects(page)):
        drawn = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(drawn) == raw.FPDF_PAGEOBJ_PATH:
            points += raw.FPDFPath_CountSegments(drawn)
    return points >= MANY_POINTS


def is_jumbled(text_page: pypdfium2.PdfTextPage) -> bool:
    """Say whether lines are stored in another order than they are read, from the steps between them.

    A page of columns jumps up once a column, a page written from bottom to top at every line.
    """
    tops = []
    for index in range(text_page.count_rects()):
        _, bottom, _, top = text_page.get_rect(index)
        tops.append((bottom + top) / 2)
    steps = [later - earlier for earlier, later in pairwise(tops)]
    moves = [step for step in steps if abs(step) > 3]  # points: less is the same line
    return len(moves) >= MIN_STEPS and sum(step > 0 for step in moves) > MAX_UPWARD_SHARE * len(moves)
