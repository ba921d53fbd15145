"""A Word page as Chinese offices set it: GB/T 9704 margins, East Asian fonts, page numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from lvxun.attainment.plain_text import plain

BODY_FONT, HEADING_FONT, LATIN_FONT = "仿宋", "黑体", "Times New Roman"
BODY_SIZE, HEADING_SIZE, TABLE_SIZE = Pt(12), Pt(14), Pt(9.5)
A4_WIDTH, A4_HEIGHT = Cm(21.0), Cm(29.7)
LATIN_LANGUAGE = "en-GB"


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph looks where it differs from the body text."""

    size: Pt | None = None
    is_bold: bool = False
    is_centred: bool = False
    keeps_with_next: bool = False
    colour: RGBColor | None = None


BODY = Look()


def new_document() -> Document:
    """Return an empty A4 document with our fonts and a page number in the footer."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = A4_WIDTH, A4_HEIGHT
    section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    _set_font(document, "Normal", BODY_FONT, BODY_SIZE)
    _set_font(document, "Heading 1", HEADING_FONT, HEADING_SIZE)
    _number_pages(section.footer.paragraphs[0])
    return document


def _set_font(document: Document, name: str, east_asian: str, size: Pt) -> None:
    style = document.styles[name]
    if not isinstance(style, ParagraphStyle):
        return
    style.font.name, style.font.size = LATIN_FONT, size
    style.font.color.rgb = RGBColor(0, 0, 0)
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)  # a theme font would win over ours
    fonts.set(qn("w:eastAsia"), east_asian)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), LATIN_LANGUAGE)
    spoken.set(qn("w:eastAsia"), "zh-CN")
    properties.append(spoken)


def _number_pages(paragraph: Paragraph) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)


def add_heading(document: Document, text: str) -> None:
    """Add a heading."""
    document.add_heading(plain(text), level=1)


def add_paragraph(document: Document, text: str, look: Look = BODY) -> None:
    """Add a paragraph of one run."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(4)
    paragraph.paragraph_format.keep_with_next = look.keeps_with_next
    if look.is_centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(plain(text))
    run.bold = look.is_bold
    if look.size is not None:
        run.font.size = look.size
    if look.colour is not None:
        run.font.color.rgb = look.colour


def add_table(
    document: Document, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]
) -> None:
    """Add a table whose head repeats on each page; widths in centimetres."""
    table = document.add_table(rows=1, cols=len(heads), style="Table Grid")
    table.autofit = False
    for row in (heads, *rows):
        cells = table.rows[0].cells if row is heads else table.add_row().cells
        for cell, text, width in zip(cells, row, widths, strict=True):
            cell.width = Cm(width)
            _write(cell, text, is_bold=row is heads)
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    document.add_paragraph().paragraph_format.space_after = Pt(2)


def _write(cell: _Cell, text: str, *, is_bold: bool) -> None:
    run = cell.paragraphs[0].add_run(plain(text))
    run.font.size = TABLE_SIZE
    run.bold = is_bold
