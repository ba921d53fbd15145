"""How a province is divided, read from ``rules/accounts/city_proxies.toml``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import product
from typing import Any

from lvxun.accounts.cities.errors import ProxyFileError
from lvxun.accounts.cities.model import Carrier, Per, Proxies, Proxy, Quantum
from lvxun.region.catalogue import catalogue, rules_document


@cache
def national_proxies() -> Proxies:
    """Return the proxies that come with Lvxun."""
    return proxies_of(rules_document("accounts/city_proxies.toml"))


def proxies_of(document: Mapping[str, Any], series: Iterable[str] | None = None) -> Proxies:
    """Return the proxies that a document states; ``series`` are the ids that it may name.

    Raises
    ------
    ProxyFileError
        where a sector is stated twice, a series is unknown or a smallest unit is no whole number.
    """
    known = frozenset(catalogue() if series is None else series)
    try:
        return _proxies(document, known)
    except KeyError as missing:
        raise ProxyFileError(
            str(missing), "this key is missing", "Write it as the entries beside it do."
        ) from missing


def _proxies(document: Mapping[str, Any], known: frozenset[str]) -> Proxies:
    own = {(row["account"], row["sector"]): _checked(row["series"], known) for row in document.get("own", [])}
    without = document.get("without", [])
    return Proxies(
        accounts=tuple(document["accounts"]),
        reach=int(document["reach"]),
        by_sector=_by_sector(document["proxy"], known),
        quanta={row["unit"]: _quantum(row) for row in document["quantum"]},
        own=own,
        beside={row["total"]: _checked(row["series"], known) for row in document.get("beside", [])},
        carriers=tuple(Carrier(**row) for row in document.get("carrier", [])),
        ratios=tuple(
            Per(_checked(row["per"], known), row["unit"], float(row["scale"]), row["as"])
            for row in document.get("ratio", [])
        ),
        final_flows=tuple(document["final_flows"]),
        not_divided={
            (row["account"], flow): (row["reason_zh"], row["reason_en"])
            for row in document.get("not_divided", [])
            for flow in row["flows"]
        },
        instead={row["total"]: row["parts"] for row in document.get("instead", [])},
        no_proxy_zh={row["area"]: row["reason_zh"] for row in without},
        no_proxy_en={row["area"]: row["reason_en"] for row in without},
    )


def _by_sector(rows: Iterable[Mapping[str, Any]], known: frozenset[str]) -> dict[tuple[str, str], Proxy]:
    found: dict[tuple[str, str], Proxy] = {}
    for row in rows:
        series = tuple(one for one in row["series"] if one in known)
        if not series:
            raise ProxyFileError(
                f"proxy of {row['sectors'][0]}",
                f"none of {', '.join(row['series'])} is a series",
                "Name at least one id of rules/series.csv.",
            )
        for sector, item in product(row["sectors"], row.get("items", [""])):
            if (sector, item) in found:
                raise ProxyFileError(
                    f"proxy of {sector}", "it is stated twice", "Keep one [[proxy]] for a sector and fuel."
                )
            found[sector, item] = Proxy(sector, series, row["reason_zh"], row["reason_en"])
    return found


def _checked(series: str, known: frozenset[str]) -> str:
    if series not in known:
        raise ProxyFileError(f"series {series}", "there is no such series", "Name an id of rules/series.csv.")
    return series


def _quantum(row: Mapping[str, Any]) -> Quantum:
    per = row["per"]
    if not isinstance(per, int) or per < 1:
        raise ProxyFileError(f"quantum {row['unit']}", f"'{per}' is no count", "Write a whole number.")
    return Quantum(str(row["unit"]), per, str(row["name"]))
