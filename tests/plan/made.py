"""Documents made for the tests, in each format that a plan comes in."""

import io
import zipfile
from collections.abc import Iterable

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

FONT = "STSong-Light"
LINES_A_PAGE = 40


def word(paragraphs: Iterable[str] = ("一、总体要求",), table: list[list[str]] | None = None) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if table:
        made = document.add_table(rows=0, cols=len(table[0]))
        for row in table:
            for cell, text in zip(made.add_row().cells, row, strict=True):
                cell.text = text
    return saved(document)


def saved(document) -> bytes:
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def numbered_word(levels: list[tuple[str, str]], paragraphs: list[tuple[int, str]]) -> bytes:
    """Make a document with automatic numbers; levels are (format, text), paragraphs (level, text)."""
    document = docx.Document()
    numbering = document.part.numbering_part.element
    abstract = element("w:abstractNum", {"w:abstractNumId": "90"})
    for depth, (form, text) in enumerate(levels):
        level = element("w:lvl", {"w:ilvl": str(depth)})
        for name, value in (("start", "1"), ("numFmt", form), ("lvlText", text)):
            level.append(element(f"w:{name}", {"w:val": value}))
        abstract.append(level)
    numbering.insert(0, abstract)
    num = element("w:num", {"w:numId": "90"})
    num.append(element("w:abstractNumId", {"w:val": "90"}))
    numbering.append(num)
    for depth, text in paragraphs:
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        number = element("w:numPr", {})
        number.append(element("w:ilvl", {"w:val": str(depth)}))
        number.append(element("w:numId", {"w:val": "90"}))
        properties.append(number)
    return saved(document)


def element(name: str, attributes: dict[str, str]):
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(key), value)
    return made


def pdf(lines: Iterable[str], picture_pages: int = 0, password: str | None = None) -> bytes:
    """Make a PDF with a text layer, then pages that are nothing but a picture."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    data = io.BytesIO()
    sheet = canvas.Canvas(data, pagesize=A4, encrypt=password)
    lines = list(lines)
    for start in range(0, len(lines), LINES_A_PAGE):
        sheet.setFont(FONT, 12)
        for row, line in enumerate(lines[start : start + LINES_A_PAGE]):
            sheet.drawString(70, 780 - 18 * row, line)
        sheet.showPage()
    picture = ImageReader(Image.new("L", (60, 80), 200))
    for _ in range(picture_pages):
        sheet.drawImage(picture, 0, 0, *A4)
        sheet.showPage()
    sheet.save()
    return data.getvalue()


def archive(**files: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return data.getvalue()


def webpage(body: str, head: str = '<meta charset="utf-8">') -> str:
    return f"<!DOCTYPE html><html><head>{head}<title>页面</title></head><body>{body}</body></html>"


def raw_word(body: str, styles: str = "", numbering: str = "", namespace: str = "urn:w") -> bytes:
    """Make a Word document from the XML inside of its parts."""
    parts = {"document": f"<w:body>{body}</w:body>", "styles": styles, "numbering": numbering}
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        for name, content in parts.items():
            package.writestr(f"word/{name}.xml", f'<w:{name} xmlns:w="{namespace}">{content}</w:{name}>')
    return data.getvalue()
