"""Search over all that the site knows: measures, targets, indicators, series, areas, bodies, sources.

An index in memory and plain substring matching: Chinese is found from one character on, and nothing needs a
server of its own. All words of a question must occur; a hit in a name goes before a hit in a text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse

from lvxun import accounts
from lvxun.plan.model import Plan
from lvxun.region.model import Region
from lvxun.web.insight.areas import areas

LONGEST_QUESTION = 100
SNIPPET = 60  # characters of text before and after a hit
SHOWN = 80
KINDS = ("measure", "target", "indicator", "series", "area", "body", "source")


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found. ``names`` and ``text`` are what is searched, folded."""

    kind: str
    title_zh: str
    title_en: str
    address: str
    text: str
    names: str
    folded: str


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that answers, with the stretch of its text that does."""

    entry: Entry
    snippet: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The hits, how many there are of each kind, and the words that were looked for."""

    hits: list[Hit]
    counts: list[tuple[str, int]]
    terms: list[str]
    total: int


def search(plan: Plan, region: Region, question: str, kind: str = "") -> Answer:
    """Return what answers a question, best first."""
    terms = fold(question[:LONGEST_QUESTION]).split()
    if not terms:
        return Answer([], [], [], 0)
    every = [entry for entry in _index(_Sources(plan, region)) if all(term in entry.folded for term in terms)]
    counts = [(one, sum(entry.kind == one for entry in every)) for one in KINDS]
    chosen = [entry for entry in every if kind in ("", entry.kind)]
    chosen.sort(key=lambda entry: (-sum(term in entry.names for term in terms), KINDS.index(entry.kind)))
    hits = [Hit(entry, _snippet(entry.text, terms)) for entry in chosen[:SHOWN]]
    return Answer(hits, [pair for pair in counts if pair[1]], terms, len(chosen))


def fold(text: str) -> str:
    """Return text in the form in which it is compared: full-width as half-width, lower case."""
    return unicodedata.normalize("NFKC", text).casefold()


def _snippet(text: str, terms: list[str]) -> str:
    folded = fold(text)
    place = next((at for term in terms if (at := folded.find(term)) >= 0), 0)
    start, end = max(0, place - SNIPPET), min(len(text), place + SNIPPET)
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"


class _Sources:
    """Plan and region, compared by what they say, so that the index is built once for each state."""

    def __init__(self, plan: Plan, region: Region) -> None:
        self.plan, self.region = plan, region
        self.key = (region.version, plan.source.sha256, tuple(t.id for t in plan.targets))

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Sources) and self.key == other.key


@lru_cache(maxsize=2)
def _index(sources: _Sources) -> tuple[Entry, ...]:
    return (*_of_plan(sources.plan), *_of_figures(sources.region), *_of_region(sources.region))


def _entry(kind: str, titles: tuple[str, str], address: str, text: str, more: str = "") -> Entry:
    names = fold(" ".join((*titles, more)))
    return Entry(kind, *titles, address, text, names, f"{names} {fold(text)}")


def _of_plan(plan: Plan) -> Iterator[Entry]:
    for measure in plan.measures:
        title = f"{measure.number} {measure.title}"
        yield _entry("measure", (title, title), reverse("measure", args=[measure.id]), measure.text)
    for target in plan.targets:
        yield _entry(
            "target", (target.indicator, target.indicator), reverse("target", args=[target.id]), target.quote
        )


def _of_figures(region: Region) -> Iterator[Entry]:
    for info in accounts.catalogue().values():
        text = f"{info.description_zh} {info.description_en}"
        more = " ".join((info.id, *info.aliases))
        yield _entry(
            "indicator", (info.label_zh, info.label_en), reverse("indicator", args=[info.id]), text, more
        )
    for series in region.catalogue.values():
        address = reverse("series", args=[series.id])
        yield _entry("series", (series.label_zh, series.label_en), address, series.note, series.id)


def _of_region(region: Region) -> Iterator[Entry]:
    for area in areas(region).values():
        yield _entry("area", (area.label_zh, area.label_en), reverse("area", args=[area.code]), "", area.code)
    for body in region.bodies.values():
        more = " ".join((body.short_zh, *body.aliases))
        yield _entry("body", (body.label_zh, body.label_en), reverse("body", args=[body.id]), more, more)
    for source in region.sources.values():
        text = " ".join(filter(None, (source.publisher, source.number, source.note)))
        address = reverse("source", args=[source.id])
        yield _entry("source", (source.title, source.title), address, text, source.publisher)
