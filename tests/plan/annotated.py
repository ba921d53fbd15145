"""Plans that a person has read and marked: what a parser should find in them.

An annotated plan is ``<name>.toml`` (what should come out) beside ``<name>.txt`` (the document),
or a ``text`` key that says where the document lies. ``optional = true`` marks an item about which
two careful readers would differ: finding it is neither right nor wrong.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).parent / "corpus"

Value = float | tuple[float, float]


@dataclass(frozen=True)
class ExpectedMeasure:
    number: int
    chapter: int
    title: str
    bodies: tuple[tuple[str, str], ...]
    optional: bool


@dataclass(frozen=True)
class ExpectedTarget:
    """``comparators`` and ``years`` hold the right one first and then the ones that are as good."""

    measure: int | None
    chapter: int | None
    indicator: str
    comparators: tuple[str, ...]
    value: Value | None
    unit: str | None
    years: tuple[int | None, ...]
    base_year: int | None
    aspirational: bool
    optional: bool

    @property
    def qualitative(self) -> bool:
        return self.comparators[0] == "qualitative"


@dataclass(frozen=True)
class ExpectedDocument:
    title: str
    number: str | None
    optional: bool


@dataclass(frozen=True)
class AnnotatedPlan:
    name: str
    text: str
    titles: tuple[str, ...]
    chapters: tuple[tuple[int, str], ...]
    measures: tuple[ExpectedMeasure, ...]
    targets: tuple[ExpectedTarget, ...]
    documents: tuple[ExpectedDocument, ...]

    def has_optional_measure(self, number: int | None, chapter: int | None) -> bool:
        return any(m.optional and (m.number, m.chapter) == (number, chapter) for m in self.measures)


def load_corpus(folder: Path = CORPUS) -> list[AnnotatedPlan]:
    """Every annotated plan of a folder, by name; a folder without one is an error."""
    plans = [load_annotated(path) for path in sorted(folder.glob("*.toml"))]
    if not plans:
        raise FileNotFoundError(f"{folder} holds no annotated plan (*.toml beside *.txt)")
    return plans


def load_annotated(path: Path) -> AnnotatedPlan:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    source = path.parent / data["text"] if "text" in data else path.with_suffix(".txt")
    return AnnotatedPlan(
        name=path.stem,
        text=source.read_bytes().decode("utf-8"),
        titles=(data["title"], *data.get("title_alternatives", ())),
        chapters=tuple((c["number"], c["title"]) for c in data.get("chapter", ())),
        measures=tuple(_measure(m) for m in data.get("measure", ())),
        targets=tuple(_target(t) for t in data.get("target", ())),
        documents=tuple(
            ExpectedDocument(d["title"], d.get("number"), d.get("optional", False))
            for d in data.get("document", ())
        ),
    )


def _measure(entry: dict[str, Any]) -> ExpectedMeasure:
    return ExpectedMeasure(
        number=entry["number"],
        chapter=entry["chapter"],
        title=entry["title"],
        bodies=tuple((body["name"], body["role"]) for body in entry["bodies"]),
        optional=entry.get("optional", False),
    )


def _target(entry: dict[str, Any]) -> ExpectedTarget:
    value = entry.get("value")
    return ExpectedTarget(
        measure=entry.get("measure"),
        chapter=entry.get("chapter"),
        indicator=entry["indicator"],
        comparators=(entry["comparator"], *entry.get("comparator_alternatives", ())),
        value=(value[0], value[1]) if isinstance(value, list) else value,
        unit=entry.get("unit"),
        years=(entry.get("year"), *(year or None for year in entry.get("year_alternatives", ()))),
        base_year=entry.get("base_year"),
        aspirational=entry.get("aspirational", False),
        optional=entry.get("optional", False),
    )
