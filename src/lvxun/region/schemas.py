"""Pandera schemas of every table of a region package, and what each failed check means to its keeper."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import pandas as pd
import pandera.pandas as pa

from lvxun.errors import LvxunError
from lvxun.region.errors import field_error
from lvxun.region.model import Quality
from lvxun.region.nearest import did_you_mean

FIRST_YEAR, LAST_YEAR = 1949, 2100
LONGEST_NOTE = 2000
NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,2})?"
REGION_NAME = r"[a-z一-鿿][a-z0-9_\-一-鿿]{0,39}"
IDENTIFIER = r"[a-z][a-z0-9_\-]{0,79}"
AREA_CODE = r"[0-9A-Za-z][0-9A-Za-z_\-]{0,19}"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
AREA_KINDS = ("province", "prefecture", "county", "zone")
BODY_KINDS = ("department", "party", "court", "city", "zone", "enterprise", "bank", "national")


@dataclass(frozen=True, slots=True)
class Fault:
    """What to say where a check fails; ``{value}`` is what was found, ``{hint}`` the nearest known name."""

    what: str
    remedy: str
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableSchema:
    """A pandera schema with the words for each of its checks, by the check's name."""

    schema: pa.DataFrameSchema
    faults: Mapping[str, Fault]


Rule = tuple[str, Callable[[pd.Series], pd.Series], Fault]


def _table(rules: Mapping[str, list[Rule]]) -> TableSchema:
    columns = {
        column: pa.Column(str, [pa.Check(test, error=name) for name, test, _ in checks])
        for column, checks in rules.items()
    }
    faults = {name: fault for checks in rules.values() for name, _, fault in checks}
    return TableSchema(pa.DataFrameSchema(columns, strict="filter", ordered=False), faults)


def _given(field: str, remedy: str) -> Rule:
    return f"{field}-given", lambda s: s != "", Fault(f"{field} is missing", remedy)


def _matches(name: str, pattern: str, fault: Fault) -> Rule:
    return name, lambda s: (s == "") | s.str.fullmatch(pattern), fault


def _known(name: str, known: Collection[str], fault: Fault) -> Rule:
    return name, lambda s: (s == "") | s.isin(list(known)), fault


def _clean(field: str) -> Rule:
    fault = Fault(
        "the text has control characters or is longer than 2000 characters", "Remove what cannot be seen."
    )
    return (
        f"{field}-clean",
        lambda s: ~s.str.contains(CONTROL, regex=True) & (s.str.len() <= LONGEST_NOTE),
        fault,
    )


def _within(field: str, low: float, high: float, fault: Fault) -> Rule:
    def test(s: pd.Series) -> pd.Series:
        numbers = pd.to_numeric(s, errors="coerce")
        return numbers.isna() | numbers.between(low, high)

    return f"{field}-range", test, fault


def series_schema(
    catalogue: Collection[str], areas: Collection[str], sources: Collection[str]
) -> TableSchema:
    """Return the schema of ``series/*.csv`` as text, before years, values and units are read."""
    years = Fault(
        "'{value}' is not a year from 1949 to 2100", "Write the year with four digits, such as 2021."
    )
    number = Fault("'{value}' is not a number", "Write digits with a point and without separators: 1234.5.")
    no_series = Fault(
        "series '{value}' is unknown", "{hint}The ids are in rules/series.csv.", tuple(catalogue)
    )
    no_area = Fault(
        "area '{value}' is not an area of this region", "{hint}Areas are listed in region.toml.", tuple(areas)
    )
    no_source = Fault(
        "source '{value}' is not in sources.toml",
        "{hint}Add it there with title and publisher.",
        tuple(sources),
    )
    return _table(
        {
            "indicator": [
                _given("indicator", "Write a series id of rules/series.csv."),
                _known("series-known", catalogue, no_series),
            ],
            "area": [
                _given("area", "Write the area's GB/T 2260 code."),
                _known("area-known", areas, no_area),
            ],
            "year": [
                _given("year", "A value without a year is no figure."),
                _matches("year-form", r"\d{4}", years),
                _within("year", FIRST_YEAR, LAST_YEAR, years),
            ],
            "value": [
                _given("value", "Leave the whole row out where the figure is not known."),
                _matches("value-form", NUMBER, number),
            ],
            "unit": [_given("unit", "Write the unit of the value, such as 万吨.")],
            "source": [
                _given("source", "Name the source by its id in sources.toml."),
                _known("source-known", sources, no_source),
            ],
            "quality": [
                _given("quality", f"Write one of {', '.join(Quality)}."),
                _one_of("quality", tuple(Quality)),
            ],
            "note": [_clean("note")],
        }
    )


def areas_schema() -> TableSchema:
    """Return the schema of the ``[[area]]`` tables of ``region.toml``."""
    return _table(
        {
            "code": [
                _given("code", "Write the GB/T 2260 code."),
                _matches(
                    "code-form",
                    AREA_CODE,
                    Fault("'{value}' is not an area code", "Write it as in GB/T 2260: 210100."),
                ),
            ],
            "label_zh": [_given("label_zh", "Write the Chinese name."), _clean("label_zh")],
            "kind": [
                _given("kind", f"Write one of {', '.join(AREA_KINDS)}."),
                _one_of("kind", AREA_KINDS),
            ],
            "lon": [_decimal("lon"), _within("lon", 73, 136, _degrees("longitude", "73 to 136"))],
            "lat": [_decimal("lat"), _within("lat", 3, 54, _degrees("latitude", "3 to 54"))],
        }
    )


def sources_schema() -> TableSchema:
    """Return the schema of ``sources.toml``."""
    return _table(
        {
            "id": [_identifier("source")],
            "title": [
                _given("title", "Write the title of the publication."),
                _clean("title"),
                (
                    "title-names",
                    lambda s: ~s.str.fullmatch(r"(?i)\s*(memory|unknown|n/?a|none|未知|不详|记忆|无|-+)\s*"),
                    Fault("'{value}' names no publication", "Write the title of the publication."),
                ),
            ],
            "publisher": [_given("publisher", "Write who published it."), _clean("publisher")],
            "year": [
                _matches(
                    "source-year", r"(19|20)\d{2}", Fault("'{value}' is not a year", "Write four digits.")
                ),
            ],
            "url": [
                _matches(
                    "url-form",
                    r"https?://[^\s<>\"']{3,500}",
                    Fault("'{value}' is not a web address", "Write http(s)://… or leave it out."),
                ),
            ],
        }
    )


def bodies_schema() -> TableSchema:
    """Return the schema of ``bodies.toml``."""
    return _table(
        {
            "id": [_identifier("body")],
            "label_zh": [_given("label_zh", "Write the Chinese name."), _clean("label_zh")],
            "kind": [_given("kind", f"Write one of {', '.join(BODY_KINDS)}."), _one_of("kind", BODY_KINDS)],
        }
    )


def requests_schema(bodies: Collection[str]) -> TableSchema:
    """Return the schema of ``requests.toml``: each request goes to a body of ``bodies.toml``."""
    return _table(
        {
            "id": [_identifier("request")],
            "topic": [_given("topic", "Write the series, indicator or target that is asked for.")],
            "body": [
                _given("body", "Write the id of the body that would know."),
                _known(
                    "body-known",
                    bodies,
                    Fault("body '{value}' is not in bodies.toml", "{hint}Add the body there.", tuple(bodies)),
                ),
            ],
            "reason_zh": [
                _given("reason_zh", "Say in Chinese what is asked for, and why."),
                _clean("reason_zh"),
            ],
        }
    )


def _identifier(kind: str) -> Rule:
    fault = Fault(
        f"'{{value}}' is not an id of a {kind}", "Use small letters, digits and _, beginning with a letter."
    )
    return f"{kind}-id", lambda s: s.str.fullmatch(IDENTIFIER), fault


def _one_of(field: str, known: tuple[str, ...]) -> Rule:
    return _known(
        f"{field}-known",
        known,
        Fault(f"{field} '{{value}}' is unknown", f"{{hint}}Write one of {', '.join(known)}.", known),
    )


def _decimal(field: str) -> Rule:
    return _matches(
        f"{field}-form", NUMBER, Fault("'{value}' is not a number", "Write decimal degrees: 123.43.")
    )


def _degrees(what: str, span: str) -> Fault:
    return Fault(f"'{{value}}' is no {what} in China ({span})", "Latitude and longitude may be swapped.")


def faults_of(cells: pd.DataFrame, table: TableSchema) -> list[LvxunError]:
    """Validate text cells that carry ``file`` and ``row``; return an error for every cell that fails."""
    plain = cells.reset_index(drop=True)
    try:
        table.schema.validate(plain, lazy=True)
    except pa.errors.SchemaErrors as error:
        return _worded(plain, table, error.failure_cases)
    return []


def _worded(cells: pd.DataFrame, table: TableSchema, failures: pd.DataFrame) -> list[LvxunError]:
    errors: list[LvxunError] = []
    seen: set[tuple[int, str]] = set()
    files, rows = cells["file"].tolist(), cells["row"].tolist()  # plain lists: a fault a row may be many
    for column, check, value, index in zip(
        failures["column"], failures["check"], failures["failure_case"], failures["index"], strict=True
    ):
        fault = table.faults.get(str(check), Fault(f"{column}: {check}", "Correct the cell."))
        at = int(index) if index is not None else 0
        if (at, str(column)) in seen:
            continue
        seen.add((at, str(column)))
        shown = str(value)[:60]
        words = {"value": shown, "hint": did_you_mean(shown, fault.known)}
        what, remedy = fault.what.format(**words), fault.remedy.format(**words)
        errors.append(field_error(what, str(files[at]), int(rows[at]), str(column), remedy))
    return errors
