"""Full-text search, Chinese from one character on: pairs of characters, whole words, facets.

A run of Chinese characters is kept as its overlapping pairs (and its last character alone), anything else as
whole words in lower case. A query finds the records that have all its pairs and words. Facets (register,
area, state, value of a choice) are words with a colon, which no text can hold: a search within a filter is
one look-up, not two that have to be cut with each other. SQLite keeps them in FTS5, PostgreSQL in a GIN
index.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import add
from typing import Any, cast

from django.db import connection
from django.db.models import F, Model, Q, QuerySet

from lvxun.registers.actor import stem
from lvxun.registers.model import Field, FieldType, Register
from lvxun.web.registers.layouts import Placement, as_number, each_value, slot_kind
from lvxun.web.registers.models import Record, SearchIndex, SearchText

HAN = "\u3005\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
RUNS = re.compile(f"[{HAN}]+|[^\\W_{HAN}]+")
IS_HAN = re.compile(f"[{HAN}]")
FEW = 10_000  # matches that are put in order one by one
LONGEST_QUERY = 200
LONGEST_WORD = 80  # of a word that is none, such as a line of base64


@dataclass(frozen=True, slots=True)
class Facts:
    """What the indexes need to know of a record."""

    code: str
    title: str
    holder: str
    area: str
    state: str
    values: Mapping[str, object]
    merged: bool = False
    synthetic: bool = False


def facts(record: Record) -> Facts:
    """Return the facts of a record as it is now."""
    return Facts(
        code=record.code,
        title=record.title,
        holder=record.holder,
        area=record.area,
        state=record.state,
        values=record.values,
        merged=record.merged_into_id is not None,
        synthetic=record.synthetic,
    )


def words(text: str) -> Iterator[str]:
    """Return the words of a text as the index keeps them; they may come more than once."""
    for run in RUNS.findall(_even(text)):
        if run.isascii() or not IS_HAN.match(run):
            yield run[:LONGEST_WORD]
        else:
            yield from map(add, run, run[1:])
            yield run[-1]


def _even(text: str) -> str:
    """Return a text with full-width and capital letters made alike."""
    return text.casefold() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()


def query_terms(text: str) -> list[str]:
    """Return what a record must have for a query; a single Chinese character ends with "*".

    Nothing comes back for a query without letter or digit.
    """
    terms: dict[str, None] = {}
    for run in RUNS.findall(_even(text[:LONGEST_QUERY])):
        if not IS_HAN.match(run):
            terms[run[:LONGEST_WORD]] = None
        elif len(run) == 1:
            terms[f"{run}*"] = None
        else:
            terms.update(dict.fromkeys(run[at : at + 2] for at in range(len(run) - 1)))
    return list(terms)


def tokens(region: str, register: Register, layout: Placement, one: Facts) -> str:
    """Return all that a record is found by, as the database at hand wants it written."""
    found = dict.fromkeys(_facets(region, register, layout, one))
    texts = [one.title, one.code, one.holder]
    texts += [str(one.values.get(field.id) or "") for field in layout.searched]
    for text in dict.fromkeys(texts):
        found.update(dict.fromkeys(words(text)))
    if connection.vendor == "postgresql":
        return " ".join(f"'{token}'" for token in found)
    return " ".join(found)


def _facets(region: str, register: Register, layout: Placement, one: Facts) -> Iterator[str]:
    yield register_facet(region, register.id, merged=one.merged)
    yield f"s:{one.state}"
    yield from (f"a:{part}" for part in area_stems(one.area))
    for field in layout.faceted:
        for value in each_value(one.values.get(field.id)):
            if field.type == FieldType.INDUSTRY:
                yield from (value_facet(field.id, value[:length]) for length in range(2, len(value) + 1))
            else:
                yield value_facet(field.id, facet_value(field, value))


def register_facet(region: str, register_id: str, *, merged: bool = False) -> str:
    """Return the word that every record of a register has; one merged into another has its own."""
    return _clean(f"{'m' if merged else 'r'}:{region}:{register_id}")


def value_facet(field_id: str, value: str) -> str:
    """Return the word of a record that has this value of a field."""
    return _clean(f"f:{field_id}:{value}")


def facet_value(field: Field, value: str) -> str:
    """Return a value as its word has it: 7, 7.0 and 7.00 are one number."""
    number = as_number(value) if slot_kind(field) == "number" else None
    return value if number is None else repr(number).removesuffix(".0")


def area_facet(area: str) -> str:
    """Return the word of all records within an area."""
    return f"a:{area_stems(area)[-1]}" if area else ""


@lru_cache(maxsize=5_000)
def area_stems(area: str) -> tuple[str, ...]:
    """Return the beginnings of a code that stand for province, city, county: 210102 -> 21, 2101, 210102."""
    shortest = stem(area)
    return tuple(_clean(shortest[:length]) for length in range(2, len(shortest) + 1, 2))


@lru_cache(maxsize=20_000)
def _clean(token: str) -> str:
    return re.sub(r"[^\w:.-]", "_", token).casefold()


def matching(queryset: QuerySet[Record], terms: list[str]) -> QuerySet[Record]:
    """Narrow a queryset of records to those that have all ``terms``; lists use ``Found``, which is faster."""
    table = "search_index" if connection.vendor == "sqlite" else "search_text"
    return queryset.filter(**{f"{table}__tokens__matches": match_query([[term] for term in terms])})


class Found:
    """The records that have one word of each list in ``words``, and meet ``where``; the newest first.

    Without further conditions the search table alone is asked; else records are joined to it, never the other
    way round: the newest come first without looking at the others.
    """

    def __init__(self, words: list[list[str]], where: Q | None = None, *, nothing: bool = False) -> None:
        self._match = match_query(words)
        self._where = where or Q()
        self._nothing = nothing
        self._rare: bool | None = None

    def ids(self, offset: int, count: int) -> list[int]:
        """Return the ids of a stretch, the newest first."""
        if self._nothing:
            return []
        order = F("record_id").desc()
        if connection.vendor == "postgresql" and self._is_rare():
            # Not by the index of ids: for words that it knows nothing of, PostgreSQL hopes to meet them soon
            # among the newest, and walks over all records for the one that has them.
            order = (F("record_id") + 0).desc()
        return list(self._ids().order_by(order)[offset : offset + count])

    def _is_rare(self) -> bool:
        """Say whether few enough records have the words to be put in order one by one."""
        if self._rare is None:
            self._rare = self._words().order_by()[: FEW + 1].count() <= FEW
        return self._rare

    def ids_after(self, last: int, count: int) -> list[int]:
        """Return the next ids after ``last``, the oldest first."""
        if self._nothing:
            return []
        return list(self._ids().filter(record_id__gt=last).order_by("record_id")[:count])

    def count(self, most: int) -> tuple[int, bool]:
        """Return how many there are, up to ``most``, and whether that is all of them.

        With conditions of records besides the words, the ``most`` newest that have the words are looked at.
        """
        if self._nothing:
            return 0, True
        if not self._where:
            counted = self._words().order_by()[: most + 1].count()
            self._rare = counted <= FEW
            return min(counted, most), counted <= most
        candidates = list(self._words().order_by("-record_id")[: most + 1])
        found = Record.objects.filter(pk__in=candidates[:most]).filter(self._where).count()
        return found, len(candidates) <= most

    def _ids(self) -> QuerySet[Any, int]:
        """Return ids of the search table; on SQLite of the FTS5 index itself, whose rowid is the id."""
        found = self._words()
        return found.filter(_of_record(self._where)) if self._where else found

    def _words(self) -> QuerySet[Any, int]:
        table: type[Model] = SearchIndex if connection.vendor == "sqlite" else SearchText
        matching = table._default_manager.filter(tokens__matches=self._match)
        return matching.values_list("record_id", flat=True)


def _of_record(where: Q) -> Q:
    """Return the same condition, asked of the record of a row of the search table."""
    turned = Q(_connector=where.connector, _negated=where.negated)
    for child in cast("list[Q | tuple[str, object]]", where.children):
        turned.children.append(
            _of_record(child) if isinstance(child, Q) else (f"record__{child[0]}", child[1])
        )
    return turned


def match_query(words: list[list[str]]) -> str:
    """Return the query that the database at hand understands: of each list one, of all lists all."""
    if connection.vendor == "postgresql":
        return " & ".join("(" + " | ".join(map(_in_postgres, either)) + ")" for either in words)
    return " AND ".join("(" + " OR ".join(map(_in_sqlite, either)) + ")" for either in words)


def _in_postgres(term: str) -> str:
    return f"'{term[:-1]}':*" if term.endswith("*") else f"'{term}'"


def _in_sqlite(term: str) -> str:
    return f'"{term[:-1]}" *' if term.endswith("*") else f'"{term}"'
