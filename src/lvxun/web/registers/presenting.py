"""Values of a record as a page shows them: in the reader's language, and harmless."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from lvxun.region.bodies import functions
from lvxun.registers.codes import Codes
from lvxun.registers.display import display
from lvxun.registers.model import Actor, ActorRole, Field, FieldType, Label, Level, Limit, LimitUnit, Register
from lvxun.web.insight.halves import is_chinese
from lvxun.web.language import language
from lvxun.web.registers.places import area_labels, body_labels
from lvxun.web.registers.shapes import outline
from lvxun.web.registers.units import unit_label

LONGEST_IN_LIST = 60
TONES = {"good": "✔", "warn": "!", "bad": "✘", "neutral": "·"}


def in_language(label: Label) -> str:
    """Return a label in the reader's language, in the other one where it has none."""
    return (label.en or label.zh) if language().startswith("en") else (label.zh or label.en)


def words(text: object) -> SafeString:
    """Draw words of the data: marked with their language, and their direction kept to themselves."""
    shown = str(text)
    return format_html(
        '<bdi lang="{}" data-quote>{}</bdi>', "zh-Hans" if is_chinese(shown) else "en", visible(shown)
    )


def visible(text: str) -> str:
    """Return a text whose direction marks cannot reorder what stands around or in it."""
    return text.translate(_DIRECTION_MARKS)


_DIRECTION_MARKS = dict.fromkeys((*range(8234, 8239), *range(8294, 8298), 8206, 8207, 1564))


def value_text(field: Field, value: object, codes: Codes) -> str:
    """Return a value as plain text, for a list, an option, a picture."""
    if value is None or value in ("", []):
        return ""
    if field.type is FieldType.MONEY or (field.unit == "CNY" and field.type is FieldType.COMPUTED):
        return visible(money(value))
    if field.type is FieldType.AREA:
        return area_text(str(value))
    if field.type is FieldType.BODY:
        known = body_labels().get(str(value))
        return in_language(known) if known else visible(str(value))
    if field.unit and _is_number(value):
        bare = display(replace(field, unit="year" if field.unit == "year" else ""), value, "zh", codes)
        return f"{bare} {unit_text(field.unit)}".strip()
    return visible(display(field, value, "en" if language().startswith("en") else "zh", codes))


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def unit_text(unit: str) -> str:
    """Return a unit in the reader's language."""
    return in_language(unit_label(unit))


def area_text(code: str) -> str:
    """Return an area's name; a county, which has none here, by its city and code."""
    known = area_labels()
    city = known.get(f"{code[:4]}00")
    if code in known:
        return in_language(known[code])
    return f"{in_language(city)} {visible(code)}" if city else visible(code)


def money(value: object) -> str:
    """Write yuan with separators and the two places they are kept with."""
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    if not amount.is_finite():
        return str(value)
    return f"{amount:,.2f} {unit_text('CNY')}".replace("-", "−")


def value_html(  # noqa: PLR0911 - a way to draw for each kind
    field: Field, value: object, codes: Codes, files: Mapping[str, str] | None = None
) -> SafeString:
    """Draw a value: a table as a table, an outline as a drawing, a file and a record as a link."""
    if value is None or value in ("", []):
        return format_html('<span class="unknown">{}</span>', pgettext("value", "not filled in"))
    match field.type:
        case FieldType.TABLE if isinstance(value, Sequence):
            return _table(field, value, codes)
        case FieldType.SCORE_SHEET if isinstance(value, Mapping):
            context = {"items": [(item, value.get(item.id)) for item in field.items], "field": field}
            return SafeString(render_to_string("registers/values/scores.html", context))
        case FieldType.POLYGON:
            context = {"drawing": outline(value), "points": value, "field": field}
            return SafeString(render_to_string("registers/values/polygon.html", context))
        case FieldType.LONG_TEXT:
            return format_html('<div class="long-text">{}</div>', words(value))
        case FieldType.FILE if files and str(value) in files:
            return format_html(
                '<a href="{}">{}</a>', reverse("attachment", args=[value]), words(files[str(value)])
            )
        case FieldType.REFERENCE:
            return _record_link(field.register, str(value))
        case (
            FieldType.HOLDER
            | FieldType.INDUSTRY
            | FieldType.WASTE
            | FieldType.NUMBER
            | FieldType.MONEY
            | FieldType.DATE
        ):
            return format_html('<span class="exact" data-quote>{}</span>', value_text(field, value, codes))
    return words(value_text(field, value, codes))


def _table(field: Field, rows: Sequence[object], codes: Codes) -> SafeString:
    cells = [
        [(column, value_text(column, row.get(column.id), codes)) for column in field.columns]
        for row in rows
        if isinstance(row, Mapping)
    ]
    return SafeString(render_to_string("registers/values/table.html", {"field": field, "rows": cells}))


def _record_link(register: str, code: str) -> SafeString:
    try:
        address = reverse("record", args=[register, code])
    except NoReverseMatch:
        return words(code)
    return format_html('<a href="{}">{}</a>', address, words(code))


def who(actor: Actor, register: Register) -> str:
    """Return who acts, in words: the ecology bureau of the city."""
    if actor.role in _PLAIN_ROLES:
        return str(_plain_role(actor.role))
    name = _function_at(actor.function or register.keeper, actor.level)
    parts = {"function": name, "level": _level(actor.level)}
    if actor.role is ActorRole.INSPECTOR:
        if actor.level is None:
            return gettext("inspectors of %(function)s") % parts
        return gettext("inspectors of %(function)s, %(level)s") % parts
    return gettext("%(function)s, %(level)s") % parts if actor.level else name


def office(function: str, level: Level) -> str:
    """Return who an office is, in words: ecology and environment, city."""
    parts = {"function": _function_at(function, level), "level": _level(level)}
    return gettext("%(function)s, %(level)s") % parts


def _function_at(key: str, level: Level | None) -> str:
    name = function_name(key)
    if level in {Level.PREFECTURE, Level.COUNTY} and name.endswith("厅"):
        return f"{name[:-1]}局"  # what a province calls 厅 is 局 in a city or county
    return name


def function_name(key: str) -> str:
    """Return the name of an office's function."""
    known = functions().get(key)
    return in_language(Label(known.label_zh, known.label_en)) if known else key


_PLAIN_ROLES = {ActorRole.HOLDER, ActorRole.SYSTEM, ActorRole.PUBLIC, ActorRole.AUDITOR, ActorRole.BANK}


def _plain_role(role: ActorRole) -> str:
    return {
        ActorRole.HOLDER: gettext("the enterprise or park itself"),
        ActorRole.SYSTEM: gettext("the calendar, by itself"),
        ActorRole.PUBLIC: gettext("the public"),
        ActorRole.AUDITOR: gettext("an auditor"),
        ActorRole.BANK: gettext("a bank"),
    }[role]


def _level(level: Level | None) -> str:
    if level is None:
        return ""
    return {
        Level.NATION: pgettext("level", "nation"),
        Level.PROVINCE: pgettext("level", "province"),
        Level.PREFECTURE: pgettext("level", "city"),
        Level.COUNTY: pgettext("level", "county"),
    }[level]


def place_in_text(article: str) -> str:
    """Return where in a document a rule stands: a number is an article, a word a heading, "-" nowhere.

    >>> place_in_text("-"), place_in_text("执行报告")
    ('', '执行报告')
    """
    if article.strip("-") == "":
        return ""
    is_number = article[0].isdigit() or article[0] in "（("
    return gettext("art. %(article)s") % {"article": article} if is_number else article


def limit_text(limit: Limit, register: Register) -> str:
    """Return a time limit in words: 20 working days from the entry into "accepted"."""
    amount = _amount(limit, register)
    unit = {
        LimitUnit.DAYS: gettext("%(n)s days"),
        LimitUnit.WORKING_DAYS: gettext("%(n)s working days"),
        LimitUnit.MONTHS: gettext("%(n)s months"),
        LimitUnit.YEARS: gettext("%(n)s years"),
    }[limit.unit] % {"n": str(amount).lstrip("-")}
    before = str(amount).startswith("-")
    return _counted(limit.counted_from, register, before) % {"time": unit}


def _amount(limit: Limit, register: Register) -> object:
    parameter = register.parameter(limit.parameter) if limit.parameter else None
    if parameter is None:
        return limit.amount
    value = parameter.on(timezone.localdate())
    return "?" if value is None else value


def _counted(counted_from: str, register: Register, is_before: bool) -> str:
    kind, _, key = counted_from.partition(":")
    if kind == "field":
        field = register.field(key)
        name = in_language(field.label).replace("%", "%%") if field else key
        text = gettext("%(time)s before “%(name)s”") if is_before else gettext("%(time)s after “%(name)s”")
        return text.replace("%(name)s", name)
    if kind == "state" and key:
        name = next((in_language(one.label) for one in register.states if one.id == key), key)
        return gettext("%(time)s after the entry into “%(name)s”").replace(
            "%(name)s", name.replace("%", "%%")
        )
    return gettext("%(time)s after the entry into this state")
