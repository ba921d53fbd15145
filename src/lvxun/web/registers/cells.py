"""The cells of a list's rows, drawn in one go: as templates they took longer than any search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from lvxun.registers.codes import Codes
from lvxun.registers.model import Field, FieldType
from lvxun.web.registers.models import Record
from lvxun.web.registers.presenting import LONGEST_IN_LIST, in_language, value_text, words

CLASSES = {
    FieldType.NUMBER: " num",
    FieldType.MONEY: " num",
    FieldType.DATE: " tight",
    FieldType.HOLDER: " tight",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list with what all of its cells share; ``opening`` is the tag, escaped."""

    field: Field
    opening: str


def columns_of(fields: Sequence[Field]) -> list[Column]:
    """Return columns in the reader's language."""
    return [Column(one, _opening(one)) for one in fields]


def _opening(field: Field) -> str:
    label = escape(in_language(field.label))
    return f'<td class="cell{CLASSES.get(field.type, "")}" data-label="{label}">'


def cells(record: Record, columns: Sequence[Column], codes: Codes) -> SafeString:
    """Draw the cells of a record; ``words`` escapes what they hold."""
    drawn = []
    for column in columns:
        text = value_text(column.field, record.values.get(column.field.id), codes)
        held = words(Truncator(text).chars(LONGEST_IN_LIST)) if text else ""
        drawn.append(f"{column.opening}{held}</td>")
    return mark_safe("".join(drawn))  # openings and words are escaped above
