"""Word documents (.docx): paragraphs and tables in order, with the numbers that Word draws by itself.

Works on the XML by local names, so that documents saved as "strict" Open XML read the same. Left out: headers
and footers, deleted and moved-away text, hidden text, notes, comments, tables of contents.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from lvxun.plan.errors import PlanReadError
from lvxun.plan.reading.archive import Package
from lvxun.plan.reading.draft import Draft
from lvxun.plan.reading.kinds import AGAIN
from lvxun.plan.reading.numbering import Numbering
from lvxun.plan.reading.wordxml import attribute, children, local, path

_WRAPPERS = {
    "sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "hyperlink", "fldSimple",
    "AlternateContent", "Choice", "r", "dir", "bdo", "ruby", "rubyBase",
}  # fmt: skip
_FIXED = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def read_word(data: bytes) -> Draft:
    """Return the body's text, one line a paragraph, table cells parted by tabs.

    Raises
    ------
    PlanReadError
        Where the package is cut off, damaged, protected, or has no body.
    """
    with Package(data) as package:
        document = package.root(_main_part(package))
        body = None if document is None else next(children(document, "body"), None)
        if body is None:
            raise PlanReadError("the Word document has no body.", remedy=AGAIN)
        numbering = Numbering(package.root("word/numbering.xml"), package.root("word/styles.xml"))
        return Draft("\n".join(_lines(body, numbering)) + "\n")


def _main_part(package: Package) -> str:
    relations = package.root("_rels/.rels")
    for relation in () if relations is None else relations:
        if str(relation.get("Type", "")).endswith("/officeDocument"):
            return str(relation.get("Target", "")).lstrip("/")
    return "word/document.xml"


def _lines(container: etree._Element, numbering: Numbering) -> Iterator[str]:
    for child in container:
        name = local(child)
        if name == "p":
            yield from _paragraph(child, numbering)
        elif name == "tbl":
            yield from _table(child, numbering)
        elif name in _WRAPPERS:
            yield from _lines(child, numbering)


def _paragraph(paragraph: etree._Element, numbering: Numbering) -> Iterator[str]:
    text = "".join(_pieces(paragraph))
    if text.strip() and not numbering.is_contents(paragraph):
        text = numbering.label(paragraph) + text
        yield from text.split("\n")
    elif not text.strip():
        yield ""
    for box in _text_boxes(paragraph):
        yield from _lines(box, numbering)


def _pieces(element: etree._Element) -> Iterator[str]:
    for child in element:
        name = local(child)
        if name == "t":
            yield (child.text or "").replace("\n", " ").replace("\r", "")
        elif name in _FIXED:
            yield _FIXED[name]
        elif name in _WRAPPERS and not _is_hidden(child):
            yield from _pieces(child)


def _is_hidden(run: etree._Element) -> bool:
    vanish = path(run, "rPr", "vanish")
    return vanish is not None and attribute(vanish, "val") not in {"0", "false", "off"}


def _text_boxes(paragraph: etree._Element) -> list[etree._Element]:
    # The same box stands twice, as drawing (Choice) and as VML (Fallback): the first one counts.
    boxes = [e for e in paragraph.iter() if local(e) == "txbxContent"]
    return [box for box in boxes if not _has_ancestor(box, paragraph, {"Fallback", "del", "txbxContent"})]


def _has_ancestor(element: etree._Element, top: etree._Element, names: set[str]) -> bool:
    for ancestor in element.iterancestors():
        if ancestor is top:
            return False
        if local(ancestor) in names:
            return True
    return False


def _table(table: etree._Element, numbering: Numbering) -> Iterator[str]:
    for row in _named(table, "tr"):
        if path(row, "trPr", "del") is not None:
            continue
        cells = [list(_lines(cell, numbering)) for cell in _named(row, "tc")]
        if len(cells) == 1:  # a frame around running text
            yield from cells[0]
        else:
            yield "\t".join(" ".join(line.strip() for line in cell if line.strip()) for cell in cells)


def _named(container: etree._Element, wanted: str) -> Iterator[etree._Element]:
    for child in container:
        if local(child) == wanted:
            yield child
        elif local(child) in _WRAPPERS:
            yield from _named(child, wanted)
