"""The TOML files of a region package into areas, bodies, sources and requests, with every fault gathered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from lvxun.errors import LvxunError
from lvxun.region.errors import field_error
from lvxun.region.model import Body, DataRequest, Source
from lvxun.region.schemas import (
    FIRST_YEAR,
    LAST_YEAR,
    REGION_NAME,
    areas_schema,
    bodies_schema,
    requests_schema,
    sources_schema,
)
from lvxun.region.toml_tables import cells_of, content_of, entries_of, key_lines, sound_rows, table_lines

AREA_COLUMNS = ("code", "label_zh", "label_en", "kind", "parent", "lon", "lat")
BODY_COLUMNS = ("id", "label_zh", "label_en", "short_zh", "kind", "function", "parent")
SOURCE_COLUMNS = ("id", "title", "publisher", "year", "number", "url", "licence", "note")
REQUEST_COLUMNS = ("id", "topic", "body", "years", "reason_zh", "reason_en")


@dataclass(frozen=True, slots=True)
class Accepted:
    """A peculiarity of the figures that the region's keeper has looked at and explains (``[[accepted]]``).

    ``values`` are the figures that were looked at, one for each of ``years``, in the series' unit: the
    acceptance ends when a figure changes. Without them it holds for whatever stands there.
    """

    series: str
    years: tuple[int, ...]
    reason: str
    check: str | None = None
    area: str | None = None
    values: tuple[float, ...] = ()


@dataclass(slots=True)
class Documents:
    """What the TOML files say, as far as it can be used, and what is wrong with them.

    ``written`` are the ids as they stand, by table: a figure that names a faulty area is not itself at fault.
    """

    id: str = ""
    code: str = ""
    label_zh: str = ""
    label_en: str = ""
    base_year: int = 2020
    areas: pd.DataFrame = field(default_factory=pd.DataFrame)
    sources: dict[str, Source] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)
    requests: tuple[DataRequest, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    errors: list[LvxunError] = field(default_factory=list)
    written: dict[str, set[str]] = field(default_factory=dict)


def read_documents(folder: Path) -> Documents:
    """Read ``region.toml``, ``sources.toml``, ``bodies.toml`` and ``requests.toml`` of a package."""
    documents = Documents()
    head = content_of(folder, "region.toml", documents.errors, required=True)
    _read_head(head, documents)
    _read_areas(head, table_lines(folder / "region.toml", "area"), documents)
    _read_accepted(head, table_lines(folder / "region.toml", "accepted"), documents)
    _read_sources(folder, documents)
    _read_bodies(folder, documents)
    _read_requests(folder, documents)
    return documents


def _read_head(head: Mapping[str, object], documents: Documents) -> None:
    if not head:
        return
    for name in ("id", "code", "label_zh", "label_en"):
        value = head.get(name)
        if not isinstance(value, str | int) or not str(value).strip():
            documents.errors.append(
                field_error(
                    f"{name} is missing", "region.toml", None, name, f'Write {name} = "…" above [[area]].'
                )
            )
            continue
        setattr(documents, name, str(value).strip())
    if documents.id and not re.fullmatch(REGION_NAME, documents.id):
        documents.errors.append(
            field_error(
                f"'{documents.id[:60]}' is not an id",
                "region.toml",
                None,
                "id",
                "Use small letters, digits, _ and -.",
            )
        )
    base_year = head.get("base_year")
    if isinstance(base_year, int) and FIRST_YEAR <= base_year <= LAST_YEAR:
        documents.base_year = base_year
        return
    documents.errors.append(
        field_error(
            f"'{base_year}' is not a base year", "region.toml", None, "base_year", "Write base_year = 2020."
        )
    )


def _read_areas(head: Mapping[str, object], lines: Sequence[int], documents: Documents) -> None:
    entries = entries_of(head, "area", "region.toml", documents.errors)
    cells, errors = cells_of(entries, AREA_COLUMNS, "region.toml", lines)
    documents.errors += errors
    documents.written["area"] = {*cells["code"], documents.code}
    sound = sound_rows(cells, areas_schema(), "code", documents.errors)
    documents.errors += _misplaced(sound, set(cells["code"]), documents.code)
    frame = sound.loc[:, list(AREA_COLUMNS)].reset_index(drop=True)
    if documents.code and documents.code not in set(frame["code"]):
        itself = [documents.code, documents.label_zh, documents.label_en, "province", "", "", ""]
        frame = pd.concat([pd.DataFrame([itself], columns=list(AREA_COLUMNS), dtype="str"), frame])
    itself_first = (frame["code"] != documents.code).sort_values(kind="stable").index
    frame = frame.reset_index(drop=True) if frame.index.has_duplicates else frame.loc[itself_first]
    frame["label_en"] = frame["label_en"].where(frame["label_en"] != "", frame["label_zh"])
    below = (frame["parent"] == "") & (frame["code"] != documents.code)
    frame["parent"] = frame["parent"].mask(below, documents.code)
    for column in ("lon", "lat"):
        frame[column] = pd.to_numeric(frame[column], errors="coerce").astype("float64")
    documents.areas = frame.set_index("code")


def _misplaced(areas: pd.DataFrame, named: set[str], code: str) -> Iterator[LvxunError]:
    """Yield a fault where the region is none of its areas, or an area lies in one that is not there."""
    provinces = areas.loc[areas["kind"] == "province", "code"].tolist()
    if code and provinces and code not in named:
        yield field_error(
            f"code '{code}' is none of the areas, though '{provinces[0]}' is a province",
            "region.toml",
            None,
            "code",
            f'Write code = "{provinces[0]}", or the code that its [[area]] has.',
        )
    for area in areas.to_dict("records"):
        if area["parent"] and area["parent"] not in named | {code}:
            yield field_error(
                f"parent '{area['parent']}' of {area['label_zh']} is not an area of this region",
                "region.toml",
                int(area["row"]),
                "parent",
                "Write the code of the area that it lies in, or leave parent out.",
            )


def _are_values(values: object, wanted: int) -> bool:
    """Return whether there are no values, or as many numbers as there are years."""
    if not isinstance(values, list) or len(values) not in (0, wanted):
        return False
    return all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in values)


def _read_accepted(head: Mapping[str, object], lines: Sequence[int], documents: Documents) -> None:
    accepted = []
    for number, entry in enumerate(entries_of(head, "accepted", "region.toml", documents.errors)):
        line = lines[number] if number < len(lines) else None
        fields = entry if isinstance(entry, Mapping) else {}
        years = fields.get("years")
        whole = isinstance(years, list) and all(isinstance(year, int) for year in years)
        values = fields.get("values", [])
        if isinstance(years, list) and not _are_values(values, len(years)):
            documents.errors.append(
                field_error(
                    "the values of an accepted finding are not one number for each of its years",
                    "region.toml", line, "accepted",
                    "Write values = [7478], in the series' unit, or leave them out.",
                )
            )  # fmt: skip
            continue
        if not fields.get("series") or not whole or not str(fields.get("reason", "")).strip():
            documents.errors.append(
                field_error(
                    "an accepted finding needs series, years and reason", "region.toml", line, "accepted",
                    'Write series = "gdp", years = [2024], reason = "…".',
                )
            )  # fmt: skip
            continue
        accepted.append(
            Accepted(
                series=str(fields["series"]),
                years=tuple(years),  # type: ignore[arg-type]
                reason=str(fields["reason"]),
                check=str(fields["check"]) if fields.get("check") else None,
                area=str(fields["area"]) if fields.get("area") else None,
                values=tuple(float(value) for value in values),
            )
        )
    documents.accepted = tuple(accepted)


def _read_sources(folder: Path, documents: Documents) -> None:
    content = content_of(folder, "sources.toml", documents.errors)
    lines = key_lines(folder / "sources.toml", list(content))
    entries = [
        ({"id": key, **value} if isinstance(value, Mapping) else value, line)
        for (key, value), line in zip(content.items(), lines, strict=True)
    ]
    documents.written["source"] = set(content)
    documents.sources, errors = sources_of(entries, "sources.toml")
    documents.errors += errors


def sources_of(
    entries: Sequence[tuple[object, int]], file: str
) -> tuple[dict[str, Source], list[LvxunError]]:
    """Return sources by their id from (fields, row), and what is wrong with the others."""
    lines = [line for _, line in entries]
    cells, errors = cells_of([fields for fields, _ in entries], SOURCE_COLUMNS, file, lines)
    sound = sound_rows(cells, sources_schema(), "id", errors)
    sources = {
        row["id"]: Source(
            id=row["id"],
            title=row["title"],
            publisher=row["publisher"],
            year=int(row["year"]) if row["year"] else None,
            number=row["number"] or None,
            url=row["url"] or None,
            licence=row["licence"] or None,
            note=row["note"],
        )
        for row in sound.to_dict("records")
    }
    return sources, errors


def _read_bodies(folder: Path, documents: Documents) -> None:
    content = content_of(folder, "bodies.toml", documents.errors)
    entries = entries_of(content, "body", "bodies.toml", documents.errors)
    lines = table_lines(folder / "bodies.toml", "body")
    cells, errors = cells_of(entries, BODY_COLUMNS, "bodies.toml", lines)
    documents.errors += errors
    aliases = {
        str(entry.get("id")): tuple(str(alias) for alias in entry.get("aliases") or ())
        for entry in entries
        if isinstance(entry, Mapping) and isinstance(entry.get("aliases") or [], list)
    }
    documents.written["body"] = set(cells["id"])
    sound = sound_rows(cells, bodies_schema(), "id", documents.errors)
    documents.bodies = {
        row["id"]: Body(
            id=row["id"],
            label_zh=row["label_zh"],
            label_en=row["label_en"] or row["label_zh"],
            short_zh=row["short_zh"] or row["label_zh"],
            kind=row["kind"],
            function=row["function"],
            parent=row["parent"] or None,
            aliases=aliases.get(row["id"], ()),
        )
        for row in sound.to_dict("records")
    }


def _read_requests(folder: Path, documents: Documents) -> None:
    content = content_of(folder, "requests.toml", documents.errors)
    entries = entries_of(content, "request", "requests.toml", documents.errors)
    lines = table_lines(folder / "requests.toml", "request")
    cells, errors = cells_of(entries, REQUEST_COLUMNS, "requests.toml", lines)
    documents.errors += errors
    sound = sound_rows(cells, requests_schema(documents.written["body"]), "id", documents.errors)
    documents.requests = tuple(
        DataRequest(**{column: row[column] for column in REQUEST_COLUMNS}) for row in sound.to_dict("records")
    )
