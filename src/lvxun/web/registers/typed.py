"""What somebody typed into a form made from a register's fields, read into values for the engine.

Only shapes are read here (rows of a table, a pair of degrees, a file of GeoJSON); whether a value is right is
said by the engine. What cannot be read goes on as the text that was typed, so that nothing is lost.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from django.http import QueryDict

from lvxun.registers.model import Field, FieldType
from lvxun.web.whole_numbers import whole_number

PREFIX = "v."
YES_NO = {"yes": True, "no": False}
NUMBERS = re.compile(r"[-+]?\d+(?:\.\d+)?")
MOST_ROWS = 500
ROW_DIGITS = 5
ROUND_BRACKETS = str.maketrans("，；、（）", ",;,()")


def typed_values(fields: Iterable[Field], sent: QueryDict, prefix: str = PREFIX) -> dict[str, object]:
    """Return the values of the fields that the form had; an empty one is None.

    A field that the form did not have is left out, so that a short form never clears another field.
    """
    found: dict[str, object] = {}
    for field in fields:
        name = f"{prefix}{field.id}"
        if field.type is FieldType.TABLE:
            if f"{name}.rows" in sent:
                found[field.id] = typed_rows(field, sent, name) or None
        elif field.type is FieldType.SCORE_SHEET:
            if f"{name}.items" in sent:
                found[field.id] = _typed_scores(field, sent, name) or None
        elif field.type is FieldType.CHOICES:
            if name in sent or f"{name}.asked" in sent:
                found[field.id] = [one for one in sent.getlist(name) if one] or None
        elif field.type is not FieldType.COMPUTED and name in sent:
            found[field.id] = typed_value(field, str(sent.get(name, "")))
    return found


def typed_value(field: Field, text: str) -> object:
    """Return one typed value: None for nothing, the text itself where the engine will read it."""
    text = text.strip()
    if not text:
        return None
    match field.type:
        case FieldType.YES_NO:
            return YES_NO.get(text, text)
        case FieldType.POINT:
            pair = NUMBERS.findall(text.translate(ROUND_BRACKETS))
            return [float(part) for part in pair] if len(pair) == 2 else text
        case FieldType.POLYGON:
            return typed_polygon(text)
        case FieldType.INDUSTRY | FieldType.WASTE | FieldType.REFERENCE | FieldType.AREA:
            return text.split(maxsplit=1)[0]  # a chosen suggestion is "code name"
    return text


def typed_rows(field: Field, sent: QueryDict, name: str) -> list[dict[str, object]]:
    """Return the rows of a table; rows with nothing in them are left out."""
    rows = []
    for number in row_numbers(sent, name):
        row = typed_values(field.columns, sent, prefix=f"{name}.{number}.")
        if any(value is not None for value in row.values()):
            rows.append({key: value for key, value in row.items() if value is not None})
    return rows


def row_numbers(sent: QueryDict, name: str) -> list[int]:
    """Return the numbers of the rows that a form had, in order; a bounded count whatever was sent."""
    start = f"{name}."
    numbers = {
        number
        for key in sent
        if key.startswith(start)
        and (number := whole_number(key[len(start) :].split(".", 1)[0], ROW_DIGITS)) is not None
    }
    removed = {whole_number(one, ROW_DIGITS) for one in sent.getlist(f"{name}.remove")}
    return sorted(numbers - removed)[:MOST_ROWS]


def _typed_scores(field: Field, sent: QueryDict, name: str) -> dict[str, object]:
    typed = {item.id: str(sent.get(f"{name}.{item.id}", "")).strip() for item in field.items}
    return {key: _number(text) for key, text in typed.items() if text}


def _number(text: str) -> object:
    if re.fullmatch(r"[-+]?\d{1,12}", text, re.ASCII):
        return int(text)
    return float(text) if re.fullmatch(r"[-+]?\d{1,12}\.\d{1,9}", text, re.ASCII) else text


def typed_polygon(text: str) -> object:
    """Read GeoJSON (a geometry, a feature, a collection of one) or pasted pairs of degrees.

    >>> typed_polygon("123.4 41.8; 123.5 41.8; 123.5 41.9")
    [[123.4, 41.8], [123.5, 41.8], [123.5, 41.9]]
    """
    if text.startswith(("{", "[")):
        ring = _ring(_loaded(text))
        return text if ring is None else ring
    pairs = [
        NUMBERS.findall(part) for part in re.split(r"[;\n]+", text.translate(ROUND_BRACKETS)) if part.strip()
    ]
    if len(pairs) == 1:  # all in one line: 123.4,41.8 123.5,41.8 …
        flat = pairs[0]
        pairs = [flat[n : n + 2] for n in range(0, len(flat), 2)]
    if not pairs or any(len(pair) != 2 for pair in pairs):
        return text
    return [[float(lon), float(lat)] for lon, lat in pairs]


def _loaded(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _ring(shape: object) -> list[object] | None:
    """Return the outer ring of a GeoJSON shape; None for what has none, or holes and parts we cannot keep."""
    for _ in range(4):
        if not isinstance(shape, dict):
            break
        features = shape.get("features")
        if isinstance(features, list):
            shape = features[0] if len(features) == 1 else None
        else:
            shape = shape.get("geometry") or shape.get("coordinates")
    while isinstance(shape, list) and len(shape) == 1 and isinstance(shape[0], list):
        shape = shape[0]
    if not isinstance(shape, list) or not all(_is_pair(one) for one in shape):
        return None
    return [list(one[:2]) for one in shape if isinstance(one, list)]


def _is_pair(one: object) -> bool:
    if not isinstance(one, list) or len(one) < 2:
        return False
    return all(isinstance(part, int | float) and not isinstance(part, bool) for part in one[:2])
