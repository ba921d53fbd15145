"""The lines of a web page, in one walk over its tree."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

_BLOCKS = {
    "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article",
    "main", "header", "table", "thead", "tbody", "tfoot", "tr", "caption", "blockquote", "pre", "hr", "form",
    "fieldset", "center", "address", "figure", "figcaption", "body", "html", "br", "details", "summary",
}  # fmt: skip
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_IDEOGRAPHIC = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—…]"
_BROKEN = re.compile(rf"(?<={_IDEOGRAPHIC})[ \t]*\n\s*(?={_IDEOGRAPHIC})")
LONG_CELL = 400
MANY_BLOCKS = 3


def page_lines(root: etree._Element) -> list[str]:
    """Return the lines of text below ``root``; lines that are nothing but links are menus and left out."""
    walk = _Walk(root)
    walk.run()
    return walk.lines


class _Walk:
    """State of the walk: the line being built, how much of it is links, and the tables around it."""

    def __init__(self, root: etree._Element) -> None:
        self.lines: list[str] = []
        self._root = root
        self._layout = _layout_tables(root)
        self._pieces: list[str] = []
        self._linked = 0
        self._total = 0
        self._links = 0
        self._pre = 0
        self._headings = 0
        self._rows = 0
        self._items: list[int] = []

    def run(self) -> None:
        for event, element in etree.iterwalk(self._root, events=("start", "end")):
            if not isinstance(element.tag, str):
                self._add(element.tail)
            elif event == "start":
                self._open(element)
            else:
                self._close(element)
        self._flush()

    def _open(self, element: etree._Element) -> None:
        tag = str(element.tag)
        self._break(element)
        self._count(element, +1)
        if tag == "ol":
            self._items.append(_start(element))
        elif tag == "li":
            self._number(element)
        self._add(element.text)

    def _close(self, element: etree._Element) -> None:
        tag = str(element.tag)
        if tag in {"td", "th"} and self._is_in_row(element):
            self._pieces.append("\t")
        elif tag != "br":
            self._break(element)
        self._count(element, -1)
        if tag == "tr" and element not in self._layout:
            self._flush()
        if tag == "ol" and self._items:
            self._items.pop()
        if element is not self._root:
            self._add(element.tail)

    def _break(self, element: etree._Element) -> None:
        tag = str(element.tag)
        is_cell = tag in {"td", "th"}
        if (is_cell and not self._is_in_row(element)) or (tag in _BLOCKS and self._rows == 0):
            self._flush()
        elif tag in _BLOCKS and tag != "tr":
            self._pieces.append(" ")

    def _count(self, element: etree._Element, step: int) -> None:
        tag = str(element.tag)
        self._links += step * (tag == "a")
        self._pre += step * (tag == "pre")
        self._headings += step * (tag in _HEADINGS)
        self._rows += step * (tag == "tr" and element not in self._layout)

    def _is_in_row(self, cell: etree._Element) -> bool:
        parent = cell.getparent()
        return parent is not None and parent.tag == "tr" and parent not in self._layout

    def _number(self, item: etree._Element) -> None:
        parent = item.getparent()
        if self._items and parent is not None and parent.tag == "ol":
            self._pieces.append(f"{self._items[-1]}. ")
            self._items[-1] += 1

    def _add(self, text: str | None) -> None:
        if not text:
            return
        size = len("".join(text.split()))
        self._total += size
        self._linked += size if self._links and not self._headings else 0
        if self._pre and self._rows == 0:
            first, *rest = text.split("\n")
            self._pieces.append(first)
            for line in rest:
                self._flush()
                self._pieces.append(line)
        else:
            self._pieces.append(text)

    def _flush(self) -> None:
        line = _squeezed("".join(self._pieces))
        is_menu = self._total > 0 and self._linked == self._total
        if line.strip() and not is_menu:
            self.lines.append(line)
        self._pieces, self._linked, self._total = [], 0, 0


def _squeezed(text: str) -> str:
    text = _BROKEN.sub("", text)
    cells = (re.sub(r"[ \n\r\f\v\xa0]+", " ", cell).strip(" ") for cell in text.split("\t"))
    return "\t".join(cells).rstrip()


def _start(ordered: etree._Element) -> int:
    value = str(ordered.get("start", "1"))
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else 1


def _layout_tables(root: etree._Element) -> set[etree._Element]:
    """Return the rows of tables that only lay out a page: nested ones, or with running text in a cell."""
    rows: set[etree._Element] = set()
    for table in root.iter("table"):
        if next(table.iterdescendants("table"), None) is not None or any(map(_is_running, _cells(table))):
            rows.update(row for row in table.iter("tr") if _owner(row) is table)
    return rows


def _cells(table: etree._Element) -> Iterator[etree._Element]:
    return table.iter("td", "th")


def _owner(row: etree._Element) -> etree._Element | None:
    return next(row.iterancestors("table"), None)


def _is_running(cell: etree._Element) -> bool:
    blocks = sum(1 for _ in cell.iterdescendants("p", "div", "br", "h1", "h2", "h3"))
    return blocks >= MANY_BLOCKS and len("".join(map(str, cell.itertext()))) > LONG_CELL
