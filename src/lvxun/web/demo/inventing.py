"""Made-up values for any field of any register: what its declaration allows, marked where it is text."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import rstr

from lvxun.registers.codes import Codes
from lvxun.registers.model import Field, FieldType
from lvxun.registers.permit_catalogue import LISTED, questions
from lvxun.web.demo.firms import MARK, Firm

FUTURE = ("expire", "until", "valid_to", "deadline", "planned", "due", "end_of")
CATALOGUE_FIELD = "catalogue_quantities"
SIDE = 0.004  # degrees: about 400 m
YEARS = ("year", "年")


@dataclass(frozen=True, slots=True)
class Setting:
    """What values are made for: the firm, the day, what is known already, and where chance comes from."""

    firm: Firm
    day: date
    rng: random.Random
    codes: Codes
    known: Mapping[str, object] = field(default_factory=dict)
    references: Mapping[str, Sequence[str]] = field(default_factory=dict)


def invent(wanted: Field, setting: Setting) -> object | None:
    """Return a value for a field; None where none can be made up (a file, a record that is not there)."""
    maker = _MAKERS.get(wanted.type)
    return maker(wanted, setting) if maker else None


def _text(wanted: Field, setting: Setting) -> object:
    if wanted.id == "project_code":
        region = setting.firm.area if setting.firm.area.isdigit() else "210000"
        return f"{setting.day:%y%m}-{region}-04-01-{setting.rng.randint(1, 999999):06d}"
    if wanted.pattern:
        return rstr.Rstr(setting.rng).xeger(wanted.pattern.replace(r"\d", "[0-9]"))
    longest = int(wanted.maximum) if isinstance(wanted.maximum, int | float) else 60
    if "address" in wanted.id or wanted.id == "location":
        return setting.firm.address[:longest]
    if wanted.id in ("firm_name", "site_name", "holder_name", "name", "operator", "maker"):
        return setting.firm.name[:longest]
    return f"{MARK}{wanted.label.zh}{setting.rng.randint(1, 99)}"[:longest]


def _long_text(wanted: Field, setting: Setting) -> object:
    return f"（{MARK}）{wanted.label.zh}：为试用而编造，不代表任何真实情况。"


def _number(wanted: Field, setting: Setting) -> object:
    if wanted.unit in YEARS:
        return setting.day.year
    low = float(wanted.minimum) if wanted.minimum is not None else 1.0
    high = (
        float(wanted.maximum)
        if wanted.maximum is not None
        else max(low * 10, 100.0 if wanted.unit == "%" else 5e3)
    )
    number = setting.rng.uniform(low, min(high, low + 1e6))
    return round(number, 2) if high - low < 20 else round(number)


def _money(wanted: Field, setting: Setting) -> object:
    low = int(float(wanted.minimum or 0))
    high = int(float(wanted.maximum)) if wanted.maximum is not None else low + 5_000_000
    return f"{setting.rng.randint(low, max(high, low))}.00"


def _date(wanted: Field, setting: Setting) -> object:
    if "founded" in wanted.id:
        return setting.firm.founded.isoformat()
    if wanted.not_after != "today" and any(word in wanted.id for word in FUTURE):
        return (setting.day + timedelta(days=setting.rng.randint(200, 1200))).isoformat()
    return setting.day.isoformat()


def _yes_no(wanted: Field, setting: Setting) -> object:
    return setting.rng.random() < 0.5


def _choice(wanted: Field, setting: Setting) -> object | None:
    open_ones = [one.id for one in wanted.choices if one.in_force is None or one.in_force.on(setting.day)]
    return setting.rng.choice(open_ones) if open_ones else None


def _choices(wanted: Field, setting: Setting) -> object | None:
    first = _choice(wanted, setting)
    return None if first is None else [first]


def _body(wanted: Field, setting: Setting) -> object | None:
    return setting.rng.choice(sorted(setting.codes.bodies)) if setting.codes.bodies else None


def _waste(wanted: Field, setting: Setting) -> object | None:
    return setting.rng.choice(sorted(setting.codes.wastes)) if setting.codes.wastes else None


def _polygon(wanted: Field, setting: Setting) -> object:
    lon, lat = setting.firm.point
    return [[lon, lat], [lon + SIDE, lat], [lon + SIDE, lat + SIDE], [lon, lat + SIDE]]


def _table(wanted: Field, setting: Setting) -> object | None:
    if wanted.id == CATALOGUE_FIELD:
        return _quantities(setting)
    rows = []
    for _ in range(setting.rng.randint(1, 3)):
        row = {column.id: invent(column, setting) for column in wanted.columns}
        rows.append({key: value for key, value in row.items() if value is not None})
    return rows if any(rows) else None


def _quantities(setting: Setting) -> object:
    """Answer what the catalogue of discharge permits asks of the firm's industry."""
    asked = [one for one in questions(setting.firm.industry) if one.id != LISTED][:2]
    amounts = [1 if one.unit == "yes" else setting.rng.randint(1, 30000) for one in asked]
    return [{"quantity": one.id, "amount": amount} for one, amount in zip(asked, amounts, strict=True)]


def _score_sheet(wanted: Field, setting: Setting) -> object:
    return {
        item.id: item.full if item.must else round(item.full * setting.rng.uniform(0.6, 1.0), 1)
        for item in wanted.items
    }


def _reference(wanted: Field, setting: Setting) -> object | None:
    known = setting.references.get(wanted.register, ())
    return setting.rng.choice(known) if known else None


_MAKERS = {
    FieldType.TEXT: _text,
    FieldType.LONG_TEXT: _long_text,
    FieldType.NUMBER: _number,
    FieldType.MONEY: _money,
    FieldType.DATE: _date,
    FieldType.YES_NO: _yes_no,
    FieldType.CHOICE: _choice,
    FieldType.CHOICES: _choices,
    FieldType.BODY: _body,
    FieldType.AREA: lambda wanted, setting: setting.firm.area,
    FieldType.HOLDER: lambda wanted, setting: setting.firm.holder,
    FieldType.INDUSTRY: lambda wanted, setting: setting.firm.industry,
    FieldType.WASTE: _waste,
    FieldType.POINT: lambda wanted, setting: list(setting.firm.point),
    FieldType.POLYGON: _polygon,
    FieldType.TABLE: _table,
    FieldType.SCORE_SHEET: _score_sheet,
    FieldType.REFERENCE: _reference,
}
