"""What a PDF page looks like: has it a ruled table, do its lines come out of order."""

from __future__ import annotations

from statistics import median

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
    boxes = [text_page.get_rect(index) for index in range(text_page.count_rects())]
    steps = _line_steps([(bottom, top) for _, bottom, _, top in boxes])
    return len(steps) >= MIN_STEPS and sum(step > 0 for step in steps) > MAX_UPWARD_SHARE * len(steps)


def _line_steps(boxes: list[tuple[float, float]]) -> list[float]:
    """Return by how much each line lies above the one before, in points."""
    if not boxes:
        return []
    # Some writers place every glyph by itself, and a comma's box lies below that of its neighbours.
    slack = median(top - bottom for bottom, top in boxes) / 2
    steps = []
    low, high = boxes[0]
    for bottom, top in boxes[1:]:
        middle = (bottom + top) / 2
        if low - slack <= middle <= high + slack:
            low, high = min(low, bottom), max(high, top)
        else:
            steps.append(middle - (low + high) / 2)
            low, high = bottom, top
    return steps
