"""What stands at the top of the accounts of a year: headline figures, checks, what is missing, sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from lvxun.accounts.book.lineage import top_totals
from lvxun.accounts.book.model import Check, Gap, Total
from lvxun.region.bodies import responsible
from lvxun.region.model import Body, Quality, Region, Source
from lvxun.web.accounts.held import Held, quality_of

CARDS_OF_ACCOUNT = 4
HEADLINES = {
    "energy": (
        "energy/total_equivalent",
        "energy/total_calorific",
        "energy/intensity",
        "energy/nonfossil_share",
    ),
    "carbon": ("carbon/gross_total", "carbon/net_total", "carbon/intensity", "carbon/territorial_co2"),
}


@dataclass(frozen=True, slots=True)
class Card:
    """A headline figure."""

    total: Total
    value: float | None
    quality: Quality | None


@dataclass(frozen=True, slots=True)
class Missing:
    """What is missing, and the body that would know."""

    gap: Gap
    body: Body | None


@dataclass(frozen=True, slots=True)
class AccountBlock:
    """An account on the overview."""

    name: str
    cards: list[Card]
    lines: int
    keys: int
    broken: int
    checks: int
    gaps: int


@dataclass(frozen=True, slots=True)
class SourceUse:
    """A publication and how many entries of the book it gives; ``has_page`` where it is the region's own."""

    id: str
    source: Source | None
    has_page: bool
    count: int


def blocks(one: Held) -> list[AccountBlock]:
    """Return every account of a book with its headline figures."""
    return [_block(one, name) for name in one.book.accounts]


def _block(one: Held, name: str) -> AccountBlock:
    account = one.book.accounts[name]
    keys = sum(line.notation is not None for line in account.lines.values())
    return AccountBlock(
        name,
        cards(one, name),
        len(account.lines),
        keys,
        sum(not check.is_ok for check in account.checks),
        len(account.checks),
        len(account.gaps),
    )


def cards(one: Held, name: str) -> list[Card]:
    """Return the headline figures of an account: those that are named, else its uppermost totals."""
    totals = one.book.accounts[name].totals
    wanted = [totals[ident] for ident in HEADLINES.get(name, ()) if ident in totals]
    known = [total for total in (*wanted, *top_totals(one.book, name)) if one.values.of(total.id) is not None]
    chosen = list({total.id: total for total in known}.values())[:CARDS_OF_ACCOUNT]
    return [Card(total, one.values.of(total.id), quality_of(one, total.id)) for total in chosen]


def missing(region: Region, gaps: Iterable[Gap]) -> list[Missing]:
    """Return what is missing with the bodies that would know."""
    bodies = tuple(region.bodies.values())
    return [Missing(gap, responsible(bodies, gap.function)) for gap in gaps]


def by_account(found: Iterable[Missing]) -> dict[str, list[Missing]]:
    """Return what is missing under its accounts."""
    groups: dict[str, list[Missing]] = {}
    for one in found:
        groups.setdefault(one.gap.account, []).append(one)
    return groups


def ordered(checks: Iterable[Check]) -> list[Check]:
    """Return checks with the broken ones first."""
    return sorted(checks, key=lambda check: check.is_ok)


def sources(one: Held) -> list[SourceUse]:
    """Return the publications that a book rests on, the most used first."""
    counts = Counter(entry.source for entry in one.book.entries.values() if entry.source)
    region, national = one.basis.region, one.basis.factors.sources
    return [
        SourceUse(key, region.sources.get(key) or national.get(key), key in region.sources, count)
        for key, count in counts.most_common()
    ]
