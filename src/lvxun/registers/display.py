"""A value as a reader sees it, in either language."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from lvxun.registers.model import Field, FieldType, Label

if TYPE_CHECKING:
    from lvxun.registers.codes import Codes

YES, NO = Label("是", "yes"), Label("否", "no")


def display(field: Field, value: object, lang: str, codes: Codes) -> str:
    """Return a kept value in words and figures, empty where there is none.

    Parameters
    ----------
    lang
        "zh" or "en" (anything that begins with zh is Chinese).
    """
    if value is None or value == "":
        return ""
    if field.type == FieldType.YES_NO:
        return _word(YES if value else NO, lang)
    if field.type in (FieldType.NUMBER, FieldType.MONEY) or (
        field.type == FieldType.COMPUTED and _is_figure(value, field)
    ):
        return _figure(value, field.unit, lang)
    if isinstance(value, list | dict):
        return _many(field, value, lang, codes)
    return _named(field, str(value), lang, codes)


def _named(field: Field, value: str, lang: str, codes: Codes) -> str:
    """Return the name of a code; a code that no list knows stays as it is."""
    if field.choices:  # of a computed field: what its function may answer
        choice = next((one for one in field.choices if one.id == value), None)
        return _word(choice.label, lang) if choice else value
    lists: Mapping[FieldType, Mapping[str, Label]] = {
        FieldType.AREA: codes.areas,
        FieldType.BODY: codes.bodies,
        FieldType.INDUSTRY: codes.industries,
        FieldType.WASTE: codes.wastes,
    }
    label = lists.get(field.type, {}).get(value)
    if label is None:
        return value
    with_code = field.type in (FieldType.INDUSTRY, FieldType.WASTE)
    return f"{value} {_word(label, lang)}" if with_code else _word(label, lang)


def _many(field: Field, value: list[object] | dict[str, object], lang: str, codes: Codes) -> str:
    comma = "、" if lang.startswith("zh") else ", "
    if isinstance(value, dict):
        labels = {item.id: item.label for item in field.items}
        return comma.join(
            f"{_word(labels[key], lang) if key in labels else key} {mark}" for key, mark in value.items()
        )
    if field.type == FieldType.TABLE:
        columns = {one.id: one for one in field.columns}
        rows = (row for row in value if isinstance(row, Mapping))
        return "\n".join(
            comma.join(
                f"{_word(columns[key].label, lang)} {display(columns[key], cell, lang, codes)}"
                for key, cell in row.items()
                if key in columns
            )
            for row in rows
        )
    if field.type == FieldType.POINT:
        return ", ".join(f"{one:.6g}" if isinstance(one, float) else str(one) for one in value)
    if field.type == FieldType.POLYGON:
        count = len(value)
        return f"{count}个拐点" if lang.startswith("zh") else f"{count} corners"
    return comma.join(_named(field, str(one), lang, codes) for one in value)


def _is_figure(value: object, field: Field) -> bool:
    return (isinstance(value, int | float) and not isinstance(value, bool)) or field.unit == "CNY"


def _figure(value: object, unit: str, lang: str) -> str:
    """Return a number with its unit; years and codes keep their digits together."""
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    text = f"{number:f}" if unit == "year" else f"{number:,f}"
    if unit in ("", "year"):
        return text
    if unit == "CNY":
        return f"{text} 元" if lang.startswith("zh") else f"{text} CNY"
    return f"{text} {unit}"


def _word(label: Label, lang: str) -> str:
    return label.zh if lang.startswith("zh") else label.en
