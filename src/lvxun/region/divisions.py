"""Which place a text is about, by the national list of administrative divisions (GB/T 2260)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from lvxun.region.catalogue import rules_table

COLUMNS = ("code", "level", "parent", "name_zh", "name_en", "source")
SUFFIX = re.compile(
    r"(特别行政区|(壮族|回族|维吾尔)?自治区|省|市|[一-鿿]{1,8}族自治州"
    r"|自治州|地区|盟|自治县|县|区|旗)$"
)
TITLED = re.compile(r"([一-鿿]{2,7}?(?:省|自治区|市|自治州|盟|地区|县|区|旗))(?!直)")
SHORTEST_BARE = 2
OWN_CODES = {"province": "ZZ0000", "prefecture": "ZZ0100", "county": "ZZ0101"}


@dataclass(frozen=True, slots=True)
class Division:
    """A place of the national list, or one that is not in it: then its code begins with ZZ."""

    code: str
    level: str  # province, prefecture, county
    parent: str | None
    name_zh: str
    name_en: str

    @property
    def bare(self) -> str:
        """Return the name without its level: 河北 for 河北省."""
        bare = SUFFIX.sub("", self.name_zh)
        return bare if len(bare) >= SHORTEST_BARE else self.name_zh

    @property
    def level_zh(self) -> str:
        """Return how a government of this place speaks of itself: 省, 自治区, 市, 县 …"""
        if self.name_zh.endswith("自治区"):
            return "自治区"
        return self.name_zh[-1] if self.name_zh[-1] in "省市州盟县区旗" else "省"


@cache
def divisions() -> Mapping[str, Division]:
    """Return every division by its code: provinces, prefectures, and the counties that are known."""
    return {
        row["code"]: Division(
            row["code"], row["level"], row["parent"] or None, row["name_zh"], row["name_en"] or row["name_zh"]
        )
        for row in rules_table("divisions.csv", COLUMNS)
    }


def below(code: str) -> list[Division]:
    """Return the divisions directly below one, in the order of their codes."""
    return [division for division in divisions().values() if division.parent == code]


def named(name: str) -> Division | None:
    """Return the division of this name: whole (河北省), without its level (河北), in English, or its code."""
    wanted = name.strip()
    exact = [d for d in divisions().values() if wanted in (d.name_zh, d.code, d.code[:2])]
    if not exact:
        folded = wanted.casefold()
        exact = [d for d in divisions().values() if folded in (d.bare, d.name_en.casefold())]
    return min(exact, key=lambda d: LEVEL_ORDER[d.level], default=None)


LEVEL_ORDER = {"province": 0, "prefecture": 1, "county": 2}


def recognise(title: str) -> Division | None:
    """Return the place that a plan's title names: the first whole name, 某省 before its short form.

    A place that is not in the national list is returned with a code of our own, so that a plan of a county,
    a zone or an invented province works as well.
    """
    whole = [(title.find(d.name_zh), -len(d.name_zh), d) for d in divisions().values() if d.name_zh in title]
    if whole:
        return min(whole, key=lambda found: found[:2])[2]
    titled = TITLED.search(_without_quotes(title))
    if titled and not named(titled.group(1)):
        return unlisted(titled.group(1))
    bare = [
        (title.find(d.bare), LEVEL_ORDER[d.level], d)
        for d in divisions().values()
        if d.level != "county" and d.bare in title
    ]
    return min(bare, key=lambda found: found[:2])[2] if bare else None


def _without_quotes(title: str) -> str:
    return re.sub(r"“[^”]*”|《|》", "", title)


def unlisted(name: str) -> Division:
    """Return a division that is not in the national list, by the level that its name ends with."""
    last = name[-1]
    level = (
        "province"
        if last == "省" or name.endswith("自治区")
        else "county"
        if last in "县区旗"
        else "prefecture"
    )
    return Division(OWN_CODES[level], level, None, name, name)
