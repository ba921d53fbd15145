"""Which function a body has, from its name: the key under which every province knows it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from lvxun.region.catalogue import rules_table
from lvxun.region.model import Body

COLUMNS = ("function", "kind", "patterns", "label_zh", "label_en", "otherwise")
AREA_GOVERNMENT = re.compile(r"^[一-鿿]{2,12}(省|市|自治州|州|盟|地区|县|区|旗|镇|乡)(人民)?(政府)?$")
COMPANY = re.compile(r"(公司|集团)$")
# What an office is called depends on its level: a province has 厅, a city or county 局.
LOCAL_OFFICE = {"厅": "局"}


@dataclass(frozen=True, slots=True)
class Function:
    """One row of ``rules/bodies.csv``: a task of government and the names by which its office is known.

    ``otherwise`` is the function that takes over where a province has no office of its own.
    """

    key: str
    kind: str
    patterns: tuple[str, ...]
    label_zh: str
    label_en: str
    otherwise: str | None


@cache
def functions() -> Mapping[str, Function]:
    """Return every function by its key, in the order in which names are tried."""
    return {
        row["function"]: Function(
            key=row["function"],
            kind=row["kind"],
            patterns=tuple(row["patterns"].split(";")),
            label_zh=row["label_zh"],
            label_en=row["label_en"],
            otherwise=row["otherwise"] or None,
        )
        for row in rules_table("bodies.csv", COLUMNS)
    }


def function_of(name: str) -> Function | None:
    """Return the function of a body by its name, or ``None`` where no pattern fits.

    Examples
    --------
    >>> function_of("省统计局").key
    'statistics'
    """
    fitting = (f for f in functions().values() if any(pattern in name for pattern in f.patterns))
    found = next(fitting, None)
    if found and found.kind == "department" and COMPANY.search(name):
        return functions()["enterprise"]
    return found


def is_area_government(name: str) -> bool:
    """Return whether a name is that of a city, county or the like (石州市, 青石县人民政府)."""
    return AREA_GOVERNMENT.match(name) is not None


def bodies_from_names(names: Iterable[str], governments: Mapping[str, str]) -> list[Body]:
    """Return a body for each name, in the order given.

    Parameters
    ----------
    governments
        areas that may be named as a body: Chinese name to English name.
    """
    bodies: list[Body] = []
    taken: set[str] = set()
    for name in dict.fromkeys(names):
        body = _body(name, governments, taken)
        taken.add(body.id)
        bodies.append(body)
    return bodies


def _body(name: str, governments: Mapping[str, str], taken: set[str]) -> Body:
    bare = re.sub(r"(人民)?政府$", "", name)
    if bare in governments:
        english = governments[bare]
        return _named(name, english, "city", "city", _free(f"city_{_slug(english)}", taken))
    function = function_of(name)
    if is_area_government(name) and (function is None or function.key in ("government", "civil_affairs")):
        return _named(name, name, "city", "city", _free("body", taken))
    if function is None:
        return _named(name, name, "department", "", _free("body", taken))
    return _named(name, function.label_en, function.kind, function.key, _free(function.key, taken))


def _named(name: str, english: str, kind: str, function: str, body_id: str) -> Body:
    return Body(body_id, name, english, name, kind, function)


def _slug(english: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", english.lower()).strip("_") or "area"


def _free(wanted: str, taken: set[str]) -> str:
    if wanted not in taken and wanted != "body":
        return wanted
    number = 2 if wanted != "body" else 1
    while f"{wanted}_{number}" in taken:
        number += 1
    return f"{wanted}_{number}"


def responsible(bodies: Sequence[Body], function: str) -> Body | None:
    """Return the body with this function, or with the one that takes over from it."""
    key: str | None = function
    seen: set[str] = set()
    while key and key not in seen:
        seen.add(key)
        found = next((body for body in bodies if body.function == key), None)
        if found:
            return found
        known = functions().get(key)
        key = known.otherwise if known else None
    return None


def office(function: str, level: str) -> Body | None:
    """Return the body that a government of this level (省, 市, 县 …) usually has for a function."""
    known = functions().get(function)
    if known is None:
        return None
    label = known.label_zh
    if level not in ("省", "自治区"):
        label = "".join(LOCAL_OFFICE.get(char, char) for char in label)
    return Body(function, f"{level}{label}", known.label_en, f"{level}{label}", known.kind, function)
