"""Records that are about the same firm or place twice: found by code, name and address.

Not every pair is compared: only records of one city that share a rare part of their name, or a credit code.
What sets two records of one firm apart by declaration (the year of a list, the site) keeps them apart here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from lvxun.errors import Where
from lvxun.registers.model import FieldType, Register
from lvxun.web.people.record_rights import Sight
from lvxun.web.registers.errors import ListingError
from lvxun.web.registers.filtering import Filters
from lvxun.web.registers.listing import Listing
from lvxun.web.registers.models import Record
from lvxun.web.registers.searching import words
from lvxun.web.served import package_region

MOST_RECORDS = 200_000  # that are looked through at once: a few seconds
MOST_IN_BLOCK = 40  # a part of a name that more records share tells nothing
MOST_PAIRS = 500
NAMES_ALIKE = 88  # of 100, of what is left of a name without place and legal form
ADDRESSES_ALIKE = 80
SITES_ALIKE = 85
LEGAL_FORMS = re.compile(
    r"(股份|集团|有限|责任|公司|总厂|分厂|工厂|企业|个体|工商户|合作社|联合|中心|经营部|门市部|辽宁|省|市|县|区)"
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be one; ``reasons``: code, name, address. ``score``: of 100."""

    first: Record
    second: Record
    reasons: tuple[str, ...]
    score: float


@dataclass(frozen=True, slots=True)
class _Seen:
    pk: int
    name: str
    core: str
    holder: str
    city: str
    address: str
    apart: tuple[str, ...]  # what sets records of one firm apart, by declaration


def duplicates(register: Register, sight: Sight | None = None, area: str = "") -> list[Pair]:
    """Return pairs that may be one record, the likeliest first, ``MOST_PAIRS`` at most.

    Raises
    ------
    ListingError
        if there are too many records to look through: an area has to be chosen.
    """
    listing = Listing(register, Filters(area=area), sight=sight)
    if not listing.count.exact or listing.count.number > MOST_RECORDS:
        what = f"There are more than {MOST_RECORDS:,} records to compare."
        raise ListingError(what, Where(field="area"), "Choose a city.")
    seen = [_seen(register, record) for record in listing.records()]
    scored = [one for pair in _candidates(seen) if (one := _compared(*pair))]
    scored.sort(key=lambda one: (-one[0], one[1].pk, one[2].pk))
    found = Record.objects.in_bulk([pk for one in scored[:MOST_PAIRS] for pk in (one[1].pk, one[2].pk)])
    return [
        Pair(found[first.pk], found[second.pk], reasons, round(score, 1))
        for score, first, second, reasons in scored[:MOST_PAIRS]
    ]


def core_of(name: str) -> str:
    """Return what is left of a firm's name without place names and legal form."""
    bare = re.sub(r"[\s()()·.,，。-]", "", name)
    for label in package_region().areas["label_zh"]:
        bare = bare.replace(str(label), "").replace(str(label)[:-1], "") if len(str(label)) > 2 else bare
    return LEGAL_FORMS.sub("", bare) or bare


def _seen(register: Register, record: Record) -> _Seen:
    return _Seen(
        record.pk,
        record.title,
        core_of(record.title),
        record.holder,
        record.city,
        str(record.values.get("address") or ""),
        tuple(str(record.values.get(one) or "") for one in _discriminators(register)),
    )


def _discriminators(register: Register) -> list[str]:
    """Return the fields that set records of one firm apart: those of a unique set besides firm and place."""
    own = {"holder", "area", "address", register.title_field}
    names = {one.id for one in register.fields if one.type == FieldType.COMPUTED}
    fields = [one for unique in register.unique if "holder" in unique for one in unique]
    return [one for one in dict.fromkeys(fields) if one not in own | names]


def _candidates(seen: Iterable[_Seen]) -> Iterator[tuple[_Seen, _Seen]]:
    """Return pairs that share a credit code, or in one city a part of a name that few have."""
    blocks: dict[tuple[str, str], list[_Seen]] = defaultdict(list)
    for one in seen:
        if one.holder:
            blocks["holder", one.holder].append(one)
        for word in {word for word in words(one.core) if len(word) > 1}:
            blocks[one.city, word].append(one)
    done: set[tuple[int, int]] = set()
    for block in blocks.values():
        if len(block) > MOST_IN_BLOCK:
            continue
        for first, second in combinations(block, 2):
            key = (min(first.pk, second.pk), max(first.pk, second.pk))
            if key not in done:
                done.add(key)
                yield first, second


def _compared(first: _Seen, second: _Seen) -> tuple[float, _Seen, _Seen, tuple[str, ...]] | None:
    if not all(_may_be_one(a, b) for a, b in zip(first.apart, second.apart, strict=True)):
        return None
    name = fuzz.ratio(first.core, second.core)
    address = fuzz.partial_ratio(first.address, second.address) if first.address and second.address else None
    reasons: Mapping[str, bool] = {
        "code": bool(first.holder) and first.holder == second.holder,
        "name": name >= NAMES_ALIKE,
        "address": address is not None and address >= ADDRESSES_ALIKE,
    }
    if first.holder and second.holder and not reasons["code"]:
        return None  # two valid codes are two firms, however alike their names
    if not reasons["code"] and not (reasons["name"] and (address is None or reasons["address"])):
        return None
    score = max(100.0 if reasons["code"] else 0.0, (name + (address or name)) / 2)
    return score, first, second, tuple(key for key, holds in reasons.items() if holds)


def _may_be_one(first: str, second: str) -> bool:
    if not first or not second or first == second:
        return True
    return not (first + second).isdigit() and fuzz.ratio(first, second) >= SITES_ALIKE
