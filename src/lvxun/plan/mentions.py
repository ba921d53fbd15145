"""Places and organisations that a plan names, by lists and a few sure patterns: rather missed than wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain

from lvxun.plan import vocabulary
from lvxun.plan.clean import CleanText
from lvxun.plan.model import Mention, Responsibility
from lvxun.plan.vocabulary import pattern, words

PLACE, ORGANISATION = "place", "organisation"
_LEFT_OF_COUNTY = set("、，。；：（）《》“”和及与在由向至到对以为将从省市州盟持进动设快强现含了于是\n ")
_BAD_RIGHT = re.compile(r"(?:[岸部方端侧麓面])|(?:[段站线])(?!市)|石(?!化)")
_BAD_LEFT = re.compile(r"[黄长珠淮辽渤上青][河江海]?$|[\u4e00-\u9fff]?(?:渤|黄|东|南)$")
_CLASH = {
    "河南": "黄",
    "河北": "黄",
    "海南": "上青渤黄东",
    "江西": "长",
    "山东": "中",
    "海东": "上",
    "海西": "上",
    "丽江": "美",
}
_NEXT_BANNED = {"区": "域", "东方市": "场", "市": "场"}
_LONGEST_PLACE = 15
_LONGEST_ORGANISATION = 24
_ORGANISATION_HEADS = ("中国", "国家", "国网", "全国")
_RUNNING = re.compile(r"[，。；：、“”（）《》\s和与及等的由在向对]")


def find_mentions(clean: CleanText, bodies: Iterable[Responsibility] = ()) -> tuple[Mention, ...]:
    """Return every named place and organisation, in the order of the text.

    Responsible bodies are organisations; a place inside the name of an organisation or of a cited document
    is none.
    """
    text = clean.text
    places = list(_places(text))
    sites = [span for span in places if pattern("organisations", "site_endings").search(text, *span)]
    organisations = list(_outside(_organisations(text, places), sites))
    mentions = [
        Mention(b.name, ORGANISATION, b.span)
        for b in bodies
        if not pattern("organisations", "unnamed").search(b.name)
    ]
    mentions += [Mention(text[a:b], ORGANISATION, clean.span(a, b)) for a, b in organisations]
    taken = sorted(chain(organisations, _titles(text)))
    found = (clean.span(start, end) for start, end in _outside(places, taken))
    named = {clean.span(start, end): text[start:end] for start, end in places}
    bodies_at = sorted(mention.span for mention in mentions)
    mentions += [Mention(named[span], PLACE, span) for span in _outside(found, bodies_at)]
    return tuple(sorted(_unique(mentions), key=lambda mention: mention.span))


def _unique(mentions: Iterable[Mention]) -> Iterator[Mention]:
    seen: set[tuple[int, int]] = set()
    for mention in mentions:
        if mention.span not in seen:
            seen.add(mention.span)
            yield mention


def _titles(text: str) -> Iterator[tuple[int, int]]:
    return (found.span() for found in re.finditer(r"《[^》\n]{1,150}》", text))


def _outside(found: Iterable[tuple[int, int]], taken: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    position = 0
    for start, end in found:
        while position < len(taken) and taken[position][1] <= start:
            position += 1
        if position == len(taken) or end <= taken[position][0]:
            yield start, end


@cache
def _place_index() -> dict[str, list[tuple[str, bool, bool]]]:
    """Return (name, is short form, is sure) by first two characters, longest names first."""
    index: dict[str, list[tuple[str, bool, bool]]] = {}
    for place in vocabulary.places():
        index.setdefault(place.name[:2], []).append((place.name, False, True))
        if place.short:
            index.setdefault(place.short[:2], []).append((place.short, True, place.sure))
    for names in index.values():
        names.sort(key=lambda entry: -len(entry[0]))
    return index


def _places(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of place names, the longest at each position, with the site that is named after it."""
    index = _place_index()
    last = -1
    for position in range(len(text) - 1):
        entries = index.get(text[position : position + 2])
        if entries is None or position < last:
            continue
        if (name := _at(text, position, entries, last)) is None:
            continue
        end = position + len(name)
        if site := pattern("organisations", "sites").match(text, end):
            end = site.end()
        yield position, end
        last = end


def _at(text: str, start: int, entries: Iterable[tuple[str, bool, bool]], last: int) -> str | None:
    for name, is_short, sure in entries:
        if not text.startswith(name, start):
            continue
        before = text[start - 1] if start else "\n"
        after = text[start + len(name) : start + len(name) + 2]
        listed = before == "、" and last == start - 1
        if is_short and (sure or listed) and _fits_short(name, before, after):
            return name
        if not is_short and _fits_full(name, before, after, last == start):
            return name
    return None


def _fits_short(name: str, before: str, after: str) -> bool:
    return before not in _CLASH.get(name, "") and not _BAD_RIGHT.match(after)


def _fits_full(name: str, before: str, after: str, follows_place: bool) -> bool:
    if after[:1] and after[0] in _NEXT_BANNED.get(name[-1], ""):
        return False
    return len(name) > 4 or name[-1] in "省国" or follows_place or before in _LEFT_OF_COUNTY


@cache
def _organisation_names() -> re.Pattern[str]:
    known = sorted(words("organisations", "known"), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, known)))


@cache
def _organisation_ending() -> re.Pattern[str]:
    return re.compile("|".join(words("organisations", "endings")))


def _organisations(text: str, places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found = [match.span() for match in _organisation_names().finditer(text)]
    found += _by_head(text, places)
    found.sort(key=lambda span: (span[0], -span[1]))
    kept: list[tuple[int, int]] = []
    for span in found:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def _by_head(text: str, places: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield names such as 中国铁路沈阳局集团: a place or 中国, then an organisation's ending."""
    heads = [(found.start(), found.end()) for found in re.finditer("|".join(_ORGANISATION_HEADS), text)]
    for start, end in (*heads, *places):
        stop = min(len(text), start + _LONGEST_ORGANISATION)
        if running := _RUNNING.search(text, end, stop):
            stop = running.start()
        endings = list(_organisation_ending().finditer(text, end, stop))
        if endings and endings[-1].end() - start >= 4:
            yield start, endings[-1].end()
