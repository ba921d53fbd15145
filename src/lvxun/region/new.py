"""Another province from its plan: the files of a package, composed as text, written whole or not at all."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import asdict

import tomli_w

from lvxun.region.bodies import bodies_from_names, office, responsible
from lvxun.region.catalogue import catalogue
from lvxun.region.divisions import Division, below, named, recognise, unlisted
from lvxun.region.errors import NewRegionError
from lvxun.region.matching import series_of
from lvxun.region.model import SERIES_COLUMNS, Body
from lvxun.region.outline import NewRegion, PlanOutline, TargetOutline
from lvxun.region.schemas import REGION_NAME

PLACE = re.compile(r"[一-鿿]{2,8}(市|自治州|州|盟|地区|县|区|旗)")
FALLBACK_BASE_YEAR = 2020
STATISTICS = "statistics"
AREA_KIND = {"province": "province", "prefecture": "prefecture", "county": "county"}


def region_id(name: str) -> str:
    """Return the id (and folder name) for a name: 河北 and Hebei become ``hebei``.

    Raises
    ------
    NewRegionError
        for a name that is empty, or could lead out of its folder.
    """
    text = unicodedata.normalize("NFKC", name).strip()
    division = named(text) if text else None
    slug = re.sub(r"[^a-z0-9]+", "-", division.name_en.lower()).strip("-") if division else text.lower()
    if re.fullmatch(REGION_NAME, slug):
        return slug
    shown = "".join(char if char.isprintable() else "?" for char in name)[:40]
    raise NewRegionError(
        f"'{shown}' cannot be the name of a region",
        remedy="Use up to 40 small letters, digits, - and _, first a letter (hebei), or Chinese (河北).",
    )


def compose(name: str, outline: PlanOutline | None = None) -> NewRegion:
    """Compose the files of a region from a name and, where there is one, its plan.

    The place is recognised from the plan's title, else from the name, by the national list of divisions.
    Each body that the plan names becomes a body; each target a request to the body that publishes the
    matching series, or else to the lead body of its measure.

    Raises
    ------
    NewRegionError
        for a name that cannot be used.
    """
    new_id = region_id(name)
    plan = outline or PlanOutline(title="")
    place = _place(name, plan)
    areas, notes = _areas(place, plan)
    bodies = bodies_from_names(plan.bodies, {d.name_zh: d.name_en for d in areas[1:]})
    requests = _requests(plan, bodies, place)
    files = {
        "region.toml": _region_toml(new_id, place, areas, plan),
        "sources.toml": _sources_toml(plan, place),
        "bodies.toml": _tables("body", [_body_table(body) for body in bodies]),
        "requests.toml": _tables("request", requests),
        **_empty_series(),
    }
    return NewRegion(
        new_id, place.name_zh, place.name_en, place.code, files, tuple(bodies), len(requests), tuple(notes)
    )


def _place(name: str, plan: PlanOutline) -> Division:
    found = recognise(plan.title) if plan.title else None
    found = found or named(name) or recognise(name)
    if found is not None:
        return found
    if re.search(r"[一-鿿]", name):
        return unlisted(unicodedata.normalize("NFKC", name).strip())
    return Division("ZZ0000", "province", None, name, name)


def _areas(place: Division, plan: PlanOutline) -> tuple[list[Division], list[str]]:
    """Return the place and what is below it; for a place outside the national list, what the plan names."""
    if not place.code.startswith("ZZ"):
        return [place, *below(place.code)], []
    own = [p for p in dict.fromkeys(plan.places) if PLACE.fullmatch(p) and p != place.name_zh]
    wanted = [p for p in own if unlisted(p).level != place.level and not p.startswith(place.bare)]
    if place.level == "county":
        wanted = []
    code = place.code
    found = [
        Division(_own_code(code, number, place.level), unlisted(p).level, code, p, p)
        for number, p in enumerate(wanted[:90], 1)
    ]
    note = (
        f"{place.name_zh} is not in the national list of divisions (GB/T 2260): it has the code {code}, and "
        "the areas below it are those that the plan names. Correct region.toml where needed."
    )
    return [place, *found], [note]


def _own_code(code: str, number: int, level: str) -> str:
    return f"{code[:2]}{number:02d}00" if level == "province" else f"{code[:4]}{number:02d}"


def _region_toml(new_id: str, place: Division, areas: Sequence[Division], plan: PlanOutline) -> str:
    years = [target.base_year for target in plan.targets if target.base_year]
    base_year = max(set(years), key=years.count) if years else FALLBACK_BASE_YEAR
    head = {
        "id": new_id,
        "code": place.code,
        "label_zh": place.name_zh,
        "label_en": place.name_en,
        "base_year": base_year,
    }
    tables = [_area_table(area, place) for area in areas]
    comment = (
        "# Made by `lvxun region new`. Codes are GB/T 2260; a code beginning with ZZ is our own.\n"
        "# Add lon and lat (decimal degrees) to an area and it stands on the map.\n"
    )
    return f"{comment}{_toml(head)}\n{_tables('area', tables)}"


def _area_table(area: Division, place: Division) -> dict[str, str]:
    table = {
        "code": area.code,
        "label_zh": area.name_zh,
        "label_en": area.name_en,
        "kind": AREA_KIND[area.level],
    }
    return table if area.code == place.code else {**table, "parent": place.code}


def _sources_toml(plan: PlanOutline, place: Division) -> str:
    comment = (
        "# A table for each publication that a figure comes from; its name is the `source` of the series.\n"
        "# [bulletin_2023]\n# title = \"2023年国民经济和社会发展统计公报\"\n"
        "# publisher = \"统计局\"\n# year = 2024\n"
    )  # fmt: skip
    if not plan.title:
        return comment
    source: dict[str, str | int] = {
        "title": plan.title[:400],
        "publisher": plan.publisher or f"{place.name_zh}人民政府",
    }
    if plan.year:
        source["year"] = plan.year
    if plan.number:
        source["number"] = plan.number
    return comment + "\n" + _toml({"plan": source})


def _body_table(body: Body) -> dict[str, str | list[str]]:
    fields = asdict(body)
    return {key: fields[key] for key in ("id", "label_zh", "label_en", "short_zh", "kind", "function")}


def _requests(plan: PlanOutline, bodies: list[Body], place: Division) -> list[dict[str, str]]:
    requests = []
    for target in plan.targets:
        quote = _short(target.quote)
        need = f"Figures and their source for “{target.indicator}” are needed to assess"
        requests.append(
            {
                "id": f"target_{re.sub(r'[^a-z0-9_-]+', '_', target.id.lower())}",
                "topic": target.id,
                "body": _addressee(target, bodies, place).id,
                "years": _years(target),
                "reason_zh": f"评估目标“{quote}”需要“{target.indicator}”的历年数据和来源。",
                "reason_en": f"{need}: {quote}",
            }
        )
    return requests


def _short(text: str) -> str:
    flat = re.sub(r"[\x00-\x1f\x7f]+", "", text)
    return flat if len(flat) <= 120 else flat[:119] + "…"


def _years(target: TargetOutline) -> str:
    first = target.base_year or FALLBACK_BASE_YEAR
    return f"{first}-{target.year}" if target.year and target.year > first else f"{first}-"


def _addressee(target: TargetOutline, bodies: list[Body], place: Division) -> Body:
    """Return the body that would know: the publisher of the matching series, else the lead body.

    A body that every government has but this plan does not name is added.
    """
    series = series_of(target.indicator)
    publisher = catalogue()[series].publisher if series else None
    found = responsible(bodies, publisher) if publisher else None
    if found is None and publisher is None and target.lead:
        found = next((body for body in bodies if body.label_zh == target.lead), None)
    if found is not None:
        return found
    added = office(publisher or STATISTICS, place.level_zh) or office(STATISTICS, place.level_zh)
    if added is None:
        raise NewRegionError("no function 'statistics'", remedy="Restore rules/bodies.csv.")
    known = next((body for body in bodies if body.id == added.id), None)
    if known is None:
        bodies.append(added)
    return known or added


def _empty_series() -> dict[str, str]:
    topics = dict.fromkeys(definition.topic for definition in catalogue().values())
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerow(SERIES_COLUMNS)
    return {f"series/{topic}.csv": stream.getvalue() for topic in topics}


def _toml(content: Mapping[str, object]) -> str:
    return tomli_w.dumps(dict(content))


def _tables(name: str, entries: Sequence[Mapping[str, object]]) -> str:
    """Write a list of tables one field a line, as a person edits it and an error names its line."""
    return "\n".join(f"[[{name}]]\n{_toml(entry)}" for entry in entries)
