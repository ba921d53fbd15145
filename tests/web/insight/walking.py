"""The site walked like a reader: pages, links, figures and words as a browser would show them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urldefrag, urlencode, urljoin, urlsplit

from lxml import html

CHINESE = re.compile(r"[\u4e00-\u9fff]")
QUOTED = (
    "ancestor-or-self::*[@data-quote or self::code or self::script or self::style or self::title"
    " or self::textarea]"
)
# Where a number is no figure of a region: the plan's own words, years, counts, formulas, form fields.
NO_FIGURE = (
    "ancestor-or-self::*[@data-quote or @data-count or self::time or self::nav or self::code or self::option"
    " or self::title or self::script or contains(@class, 'formula')]"
)
IN_FIGURE = "ancestor-or-self::*[contains(concat(' ', @class, ' '), ' fig ')]"
UNITS = (
    "万千瓦|亿千瓦时|万吨|亿元|万人|亿立方米|万亩|万公顷|万辆|万户|万台|千瓦时|微克|GW|TWh|Mtce|Mt|bn|million"
    "|thousand|tce|kWh|kg|µg"
)
FIGURE = re.compile(rf"\d[\d,.]*\s?(?:{UNITS}|%)")


@dataclass(frozen=True)
class Page:
    """An answer of the site, read."""

    address: str
    status: int
    tree: html.HtmlElement

    def links(self) -> list[str]:
        found = (a.get("href") for a in self.tree.iterfind(".//a[@href]"))
        return [urldefrag(urljoin(self.address, address))[0] for address in found]

    def figure_links(self) -> list[str]:
        found = self.tree.xpath(f"//a[{IN_FIGURE}]/@href")
        return [urljoin(self.address, address) for address in found]

    def addresses_elsewhere(self) -> list[str]:
        every = self.tree.xpath("//@href | //@src | //@action | //@hx-get | //@hx-post | //@data-chart")
        return [address for address in every if urlsplit(address).netloc]

    def inline(self) -> list[str]:
        return self.tree.xpath("//@style | //style | //script[not(@src)] | //@*[starts-with(name(), 'on')]")

    def chrome(self, language: str) -> list[str]:
        """Return the texts in the language of the page: what quotes another language is marked so."""
        other = "en" if language == "zh-hans" else "zh-Hans"
        marked = f"ancestor-or-self::*[@lang='{other}']"
        body = self.tree.xpath(f"//body//text()[not(parent::*[{QUOTED}])][not(parent::*[{marked}])]")
        hidden = self.tree.xpath(f"//body//*[not({QUOTED})][not({marked})]/@aria-label")
        return [text.strip() for text in (*body, *hidden) if text.strip()]

    def loose_figures(self) -> list[str]:
        """Return texts that look like figures with a unit, but lead nowhere."""
        texts = self.tree.xpath(f"//main//text()[not(parent::*[{NO_FIGURE}])][not(parent::*[{IN_FIGURE}])]")
        return [text.strip() for text in texts if FIGURE.search(text)]


def look(client, address: str) -> Page:
    """Open an address of the site."""
    answer = client.get(address)
    kind = answer.headers.get("Content-Type", "")
    content = answer.content if kind.startswith("text/html") and answer.content else b"<html/>"
    return Page(address, answer.status_code, html.fromstring(content))


def without_query(address: str, kept: tuple[str, ...] = ()) -> str:
    """Return an address without what only narrows a page down."""
    parts = urlsplit(address)
    query = {name: values for name, values in parse_qs(parts.query).items() if name in kept}
    return parts.path + (f"?{urlencode(query, doseq=True)}" if query else "")


def walk(client, start: str = "/", leave_out: tuple[str, ...] = ()) -> dict[str, Page]:
    """Open every page that can be reached from ``start``, each path once."""
    pages: dict[str, Page] = {}
    waiting = [start]
    while waiting:
        address = waiting.pop()
        if address in pages or address.startswith(leave_out):
            continue
        pages[address] = look(client, address)
        waiting += [without_query(one) for one in pages[address].links() if not urlsplit(one).netloc]
    return pages
