"""Web pages: block elements as lines, table rows with tabs, without scripts, menus and link lists."""

from __future__ import annotations

import codecs
import re

from lxml import etree

from lvxun.plan.errors import PlanReadError
from lvxun.plan.reading.draft import Draft
from lvxun.plan.reading.encoding import decode, looks_chinese, newlines
from lvxun.plan.reading.pagelines import page_lines

_DECLARED = re.compile(rb"""<(?:meta[^>]*|\?xml[^>]*)(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I)
# The two older names are parts of GB18030, and pages that declare them use more than they have.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030"}
_LEFT_OUT = (
    "script", "style", "nav", "footer", "aside", "noscript", "template", "select", "button", "iframe",
    "object", "svg", "math", "textarea", "title", "head", "input", "audio", "video", "canvas",
)  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


def read_webpage(data: bytes) -> Draft:
    """Return a page's running text.

    The title that government sites declare (``ArticleTitle``) comes first where the text lacks it.

    Raises
    ------
    PlanReadError
        Where the bytes are no text or the page has none.
    """
    markup, encoding = _markup(data)
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except etree.ParserError as error:
        raise PlanReadError("the web page is empty.", remedy="Save the page again.") from error
    if root is None:
        raise PlanReadError("the web page is empty.", remedy="Save the page again.")
    title = _declared_title(root)
    _strip(root)
    lines = page_lines(root)
    if title and _squeezed(title) not in _squeezed("".join(lines)):
        lines.insert(0, title)
    return Draft("\n".join(lines) + "\n", encoding)


def _markup(data: bytes) -> tuple[str, str]:
    declared = _DECLARED.search(data[:4096])
    name = declared[1].decode("ascii").lower() if declared else ""
    name = _WIDER.get(name, name)
    try:
        known = codecs.lookup(name).name if name else ""
        text = newlines(data.decode(known)) if known and not data.startswith(codecs.BOM_UTF8) else ""
    except (LookupError, UnicodeError):
        text = ""
    # Latin text declares what it likes; Chinese text is believed only if it reads as Chinese.
    if text and "\x00" not in text and (text.isascii() or looks_chinese(text)):
        return text, known
    return decode(data)


def _declared_title(root: etree._Element) -> str:
    for meta in root.iter("meta"):
        if str(meta.get("name", "")).lower() == "articletitle":
            return " ".join(str(meta.get("content", "")).split())
    return ""


def _strip(root: etree._Element) -> None:
    hidden = [e for e in root.iter() if isinstance(e.tag, str) and _HIDDEN.search(str(e.get("style", "")))]
    for element in hidden:
        if element is not root:
            element.tag = "script"
    etree.strip_elements(root, *_LEFT_OUT, with_tail=False)


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
