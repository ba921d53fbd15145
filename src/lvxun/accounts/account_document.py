"""A book as plain data: what ``lvxun accounts --json`` prints and the pages offer for download."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from lvxun.accounts.balances.model import Balance
from lvxun.accounts.book.evaluating import Values
from lvxun.accounts.book.model import Account, Book, Check, Line, Total
from lvxun.accounts.book.uncertainty import Ensemble
from lvxun.accounts.sectors import groups

Document = dict[str, object]
BOUNDS = (0.025, 0.975)
BESIDE = {"memo", "indirect"}  # groups of sectors that stand beside the territorial account


def to_dict(
    book: Book, values: Values, ensemble: Ensemble, balance: Balance | None, sources: Mapping[str, str]
) -> Document:
    """Return a book as JSON would have it.

    Parameters
    ----------
    ensemble
        the book drawn at random: low and high bound 95 % of its members.
    sources
        titles of sources by id; those that the book names are told.
    """
    return {
        "region": book.region,
        "area": book.area,
        "year": book.year,
        "version": book.version,
        "gwp": book.gwp,
        "factor_set": book.factor_set,
        "uncertainty": {"members": ensemble.members, "seed": ensemble.seed},
        "energy": _energy(book, values, ensemble, balance),
        "carbon": _carbon(book, values, ensemble),
        **{name: _account(book, values, ensemble, name) for name in ("water", "waste", "air", "circularity")},
        "checks": [_check(check) for check in book.checks],
        "missing": [
            {"account": gap.account, "topic": gap.topic, "label_zh": gap.label_zh, "label_en": gap.label_en}
            for gap in book.gaps
        ],
        "sources": _sources(book, sources),
    }


def _energy(book: Book, values: Values, ensemble: Ensemble, balance: Balance | None) -> Document:
    cells = [] if balance is None else balance.cells.to_dict("records")
    return {
        "balance": [
            {
                "fuel": cell["fuel"],
                "flow": cell["flow"],
                "value": cell["value"],
                "unit": cell["unit"],
                "origin": str(cell["origin"]),
                "low": cell["low"],
                "high": cell["high"],
            }
            for cell in cells
        ],
        "method_zh": balance.method_zh if balance else "",
        "method_en": balance.method_en if balance else "",
        "contradictions": [
            {
                "figures": list(one.figures),
                "identity": one.identity_en,
                "gap": one.gap,
                "unit": one.unit,
                "left_out": one.left_out,
            }
            for one in (balance.contradictions if balance else ())
        ],
        "total_tce": _tonnes(book, values, "energy/total_equivalent"),
        "total_tce_calorific": _tonnes(book, values, "energy/total_calorific"),
        "intensity": values.of("energy/intensity"),
        "totals": _totals(book, values, ensemble, "energy"),
    }


def _tonnes(book: Book, values: Values, ident: str) -> float | None:
    found = values.of(ident) if ident in book.totals else None
    return None if found is None else found * 1e4  # 10^4 tce -> tce


def _carbon(book: Book, values: Values, ensemble: Ensemble) -> Document:
    return {
        "sectors": _by_sector(book, values, ensemble),
        "beside": _by_sector(book, values, ensemble, of_the_territory=False),
        "lines": _lines(book.accounts["carbon"].lines.values(), values, ensemble),
        "sectoral_total": values.of("carbon/sectoral_co2"),
        "reference_total": values.of("carbon/reference_co2"),
        "net_total": values.of("carbon/net_total"),
        "unit": "万吨",
        "totals": _totals(book, values, ensemble, "carbon"),
    }


def is_of_the_territory(line: Line) -> bool:
    """Say whether a line of carbon is an emission or sink of the area itself: no memo, nothing indirect."""
    return groups().get(line.sector) not in BESIDE and not line.id.startswith("carbon/memo/")


def _by_sector(
    book: Book, values: Values, ensemble: Ensemble, of_the_territory: bool = True
) -> list[Document]:
    rows: dict[tuple[str, str], list[Line]] = {}
    for line in book.accounts["carbon"].lines.values():
        if is_of_the_territory(line) is of_the_territory:
            rows.setdefault((line.sector, line.item), []).append(line)
    return [
        {"sector": sector, "gas": gas, "unit": lines[0].unit, **_sum(lines, values, ensemble)}
        for (sector, gas), lines in rows.items()
    ]


def _sum(lines: list[Line], values: Values, ensemble: Ensemble) -> Document:
    known = [line for line in lines if line.notation is None]
    if not known:
        return {"value": None, "low": None, "high": None, "notation": lines[0].notation}
    drawn = np.sum([ensemble.array(line.id) for line in known], axis=0)
    low, high = np.quantile(drawn, BOUNDS)
    value = sum(values.of(line.id) or 0.0 for line in known)
    return {"value": value, **_around(value, float(low), float(high)), "notation": None}


def _account(book: Book, values: Values, ensemble: Ensemble, name: str) -> Document:
    account: Account = book.accounts[name]
    return {
        "lines": _lines(account.lines.values(), values, ensemble),
        "totals": _totals(book, values, ensemble, name),
    }


def _lines(lines: Iterable[Line], values: Values, ensemble: Ensemble) -> list[Document]:
    return [
        {
            "id": line.id,
            "sector": line.sector,
            "item": line.item,
            "category": line.category,
            "label_zh": line.label_zh,
            "label_en": line.label_en,
            "value": values.of(line.id),
            "unit": line.unit,
            "origin": str(line.origin),
            "notation": str(line.notation) if line.notation else None,
            "reason_zh": line.reason_zh,
            "reason_en": line.reason_en,
            **_bounds(line.id, values.of(line.id), ensemble),
        }
        for line in lines
    ]


def _totals(book: Book, values: Values, ensemble: Ensemble, account: str) -> list[Document]:
    return [_total(total, values, ensemble) for total in book.totals.values() if total.account == account]


def _total(total: Total, values: Values, ensemble: Ensemble) -> Document:
    value = values.of(total.id)
    return {
        "id": total.id,
        "label_zh": total.label_zh,
        "label_en": total.label_en,
        "value": value,
        "unit": total.unit,
        **_bounds(total.id, value, ensemble),
    }


def _bounds(ident: str, value: float | None, ensemble: Ensemble) -> Document:
    band = ensemble.bands.get(ident)
    return _around(value, band.low, band.high) if band else {"low": None, "high": None}


def _around(value: float | None, low: float, high: float) -> Document:
    """Return bounds that hold the value: one at the edge of its range lies outside 95 % of the draws."""
    return {
        "low": low if value is None else min(low, value),
        "high": high if value is None else max(high, value),
    }


def _check(check: Check) -> Document:
    return {
        "name": check.name,
        "label_zh": check.label_zh,
        "label_en": check.label_en,
        "residual": check.residual,
        "unit": check.unit,
        "tolerance": check.tolerance,
        "ok": check.is_ok,
        "note_zh": check.note_zh,
        "note_en": check.note_en,
    }


def _sources(book: Book, titles: Mapping[str, str]) -> list[Document]:
    named = dict.fromkeys(entry.source for entry in book.entries.values())
    return [{"id": ident, "title": titles.get(ident, ident)} for ident in named if ident]
