"""The words of a register's values in sheets: of every id the label that is read back as the same id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from lvxun.registers.codes import Codes
from lvxun.registers.errors import FieldError
from lvxun.registers.forms import CLEANERS
from lvxun.registers.model import Field, FieldType, Label
from lvxun.registers.values import Reading

YES_NO = {"true": Label("是", "yes"), "false": Label("否", "no")}
PARTING = frozenset(";；\n|")  # signs at which several choices are told apart


def words_of(field: Field, codes: Codes, lang: str) -> dict[str, str]:
    """Return the word for each id of a field, those only that no other id of it has."""
    labels = labels_of(field, codes)
    said = {key: _word(label, lang) for key, label in labels.items()}
    often = Counter(said.values())
    return {key: word for key, word in said.items() if _is_safe(field, key, word, often, codes)}


def labels_of(field: Field, codes: Codes) -> Mapping[str, Label]:
    """Return the labels of the ids that a field can have; nothing for a field without ids."""
    if field.type in (FieldType.CHOICE, FieldType.CHOICES):
        return {one.id: one.label for one in field.choices}
    if field.type == FieldType.YES_NO:
        return YES_NO
    return {FieldType.AREA: codes.areas, FieldType.BODY: codes.bodies}.get(field.type, {})


def _is_safe(field: Field, key: str, word: str, often: Counter[str], codes: Codes) -> bool:
    """Say whether a word is read back as the id that it stands for."""
    if not word or often[word] > 1 or PARTING & set(word) or word != word.strip():
        return False
    if field.type == FieldType.YES_NO:
        return True
    try:
        read = CLEANERS[field.type](field, word, Reading(codes, date.today(), date.today()))
    except FieldError:  # not in force today: its id is read on the days when it is
        return False
    return read in (key, [key])


def _word(label: Label, lang: str) -> str:
    return label.zh if lang.startswith("zh") else label.en
