"""The pieces that pages of the accounts are built from."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from lvxun.accounts.book.model import Book, Line, Notation, Origin
from lvxun.accounts.change.comparing import Kind
from lvxun.accounts.footprints.result import PathRow
from lvxun.region.model import Quality, Region
from lvxun.web.accounts import words
from lvxun.web.accounts.cell_pages import Term
from lvxun.web.accounts.comparing_pages import KINDS
from lvxun.web.accounts.held import Choice, Held
from lvxun.web.accounts.tables import Cell
from lvxun.web.accounts.uncertain import Bounds
from lvxun.web.figures.wording import sentences
from lvxun.web.formatting import in_readers_unit, write_figure, write_number, write_unit
from lvxun.web.insight.areas import areas
from lvxun.web.insight.halves import is_chinese
from lvxun.web.insight.templatetags.lvxun_parts import in_language, label, quality_mark, quoted, source_links
from lvxun.web.language import language

register = template.Library()
LATIN = re.compile(r"[A-Za-z]{3,}")
ROUNDING, LEAST_TOLERANCE = 1e-9, 1e-5


def cell_address(choice: Choice, ident: str) -> str:
    """Return the address of the page of a cell."""
    return reverse("account-cell", args=[choice.year]) + choice.query(id=ident)


@register.simple_tag
def cell_href(choice: Choice, ident: str) -> str:
    """Return the address of the page of a cell."""
    return cell_address(choice, ident)


@register.simple_tag
def account_figure(
    choice: Choice, ident: str, value: float | None, unit: str, quality: Quality | str | None = ""
) -> SafeString:
    """Draw a value of the accounts with its unit: it leads to the page of its cell."""
    if value is None:
        return format_html('<span class="unknown">{}</span>', gettext("not known"))
    text = _figure_text(value if abs(value) > ROUNDING else 0.0, unit)
    return format_html(
        '<a class="fig" href="{}">{}</a>{}',
        cell_address(choice, ident),
        _own_language(text),
        quality_mark(str(quality)) if quality else "",
    )


def _own_language(text: str) -> str:
    """Mark a figure whose unit is written in the other language."""
    is_foreign = is_chinese(text) if language().startswith("en") else LATIN.search(text) is not None
    return quoted(text) if is_foreign else text


def _figure_text(value: float, unit: str) -> str:
    """Write a value of an account; a share of one needs no unit."""
    return write_figure(value, "" if unit == "fraction" else unit, language())


@register.simple_tag
def band(low: float | None, high: float | None, unit: str) -> SafeString:
    """Draw the interval in which a value lies with 95 % probability; nothing where it is not known."""
    if low is None or high is None:
        return SafeString("")
    ends = [write_number(in_readers_unit(end, unit, language())[0]) for end in (low, high)]
    return format_html(
        '<span class="band" data-count>{}</span>',
        f"{ends[0]} … {ends[1]}" if low < 0 else f"{ends[0]}–{ends[1]}",
    )


@register.simple_tag
def cell_band(bounds: Bounds | None, ident: str, value: float | None, unit: str) -> str:
    """Draw the band of a cell; nothing where nothing is unsure."""
    if bounds is None:
        return SafeString("")
    low, high = bounds.of(ident, value)
    return str(band(low, high, unit))


@register.simple_tag
def term_value(choice: Choice, book: Book, term: Term) -> SafeString:
    """Draw the value of a term, or its notation key."""
    line = book.lines.get(term.id)
    if line is not None and line.notation is not None:
        return notation_mark(line.notation)
    return account_figure(choice, term.id, term.value, term.unit)


@register.simple_tag
def line_value(one: Held, line: Line) -> SafeString:
    """Draw the value of a line with the mark of its origin, or its notation key."""
    if line.notation is not None:
        return notation_mark(line.notation)
    shown = account_figure(one.choice, line.id, one.values.of(line.id), line.unit)
    return format_html("{}{}", shown, origin_mark(line.origin))


@register.simple_tag
def total_query(choice: Choice, ident: str) -> str:
    """Return the query that names a total."""
    return choice.query(id=ident)


@register.simple_tag
def account_number(choice: Choice, ident: str, value: float | None, unit: str) -> SafeString:
    """Draw a value without its unit, for tables that name the unit elsewhere."""
    if value is None:
        return SafeString("–")
    shown = write_number(in_readers_unit(value if abs(value) > ROUNDING else 0.0, unit, language())[0])
    return format_html('<a class="fig" href="{}">{}</a>', cell_address(choice, ident), shown)


@register.simple_tag
def plain_figure(value: float | None, unit: str) -> str:
    """Write a value with its unit, where the row says where it comes from."""
    return "–" if value is None else _own_language(_figure_text(value, unit))


@register.simple_tag
def source_links_of(key: str, region: Region) -> SafeString:
    """Draw the link to one source."""
    return source_links((key,), region)


@register.simple_tag
def kind_word(kind: Kind) -> str:
    """Return the word for what kind of change something is."""
    return str(KINDS[kind])


@register.simple_tag
def plain_number(value: float, unit: str) -> str:
    """Write a number in the reader's unit, which stands in the heading."""
    return write_number(in_readers_unit(value, unit, language())[0])


@register.filter
def millions(euros: Decimal) -> str:
    """Write euros in millions."""
    return write_number(float(euros) / 1e6)


@register.simple_tag
def query_in(year: int, choice: Choice, ident: str) -> str:
    """Return the query of the same total in another year."""
    return choice.in_year(year).query(id=ident)


@register.simple_tag
def series_name(key: str, region: Region) -> str:
    """Draw the name of a series, its id where it is none of the catalogue."""
    series = region.catalogue.get(key)
    return str(label(series)) if series else format_html("<code>{}</code>", key)


@register.simple_tag
def area_name_of(code: str, region: Region) -> str:
    """Draw the name of an area."""
    area = areas(region).get(code)
    return str(label(area)) if area else code


@register.simple_tag
def path_words(path: PathRow) -> SafeString:
    """Draw a chain of sectors."""
    names = path.labels_en if language().startswith("en") else path.labels_zh
    return format_html("{}", " → ".join(names))


@register.simple_tag
def last_of(span: range) -> str:
    """Return the last year of a span."""
    return str(span[-1])


@register.filter
def without_plus(text: str) -> str:
    """Return a signed number without a plus."""
    return text.removeprefix("+")


@register.simple_tag
def matrix_cell(  # noqa: PLR0913, PLR0917 - a place in a table
    choice: Choice, cell: Cell | None, account: str, row: str, column: str, unit: str
) -> SafeString:
    """Draw a cell of an account's table: a figure with the mark of its origin, or its notation keys."""
    if cell is None:
        return SafeString("")
    if cell.value is None:
        return _keys(cell.notations)
    address = cell_address(choice, cell.id) if cell.id else _place(choice, account, row, column)
    shown = write_number(in_readers_unit(cell.value, unit, language())[0])
    return format_html('<a class="fig" href="{}">{}</a>{}', address, shown, origin_mark(cell.origin))


def _place(choice: Choice, account: str, row: str, column: str) -> str:
    address = reverse("account-cell", args=[choice.year])
    return address + choice.query(account=account, sector=row, item=column)


def _keys(notations: list[Notation]) -> SafeString:
    return format_html_join(" ", "{}", ((notation_mark(key),) for key in notations))


@register.simple_tag
def notation_mark(key: Notation | str) -> SafeString:
    """Draw a notation key with its meaning."""
    kind = Notation(key)
    return format_html('<abbr class="notation" title="{}">{}</abbr>', words.NOTATIONS[kind], kind.value)


@register.simple_tag
def origin_mark(origin: Origin | str) -> SafeString:
    """Draw the mark of an origin; a published figure has none."""
    kind = Origin(origin)
    if kind is Origin.PUBLISHED:
        return SafeString("")
    return format_html(
        '<span class="origin origin-{}" title="{}"><span aria-hidden="true">{}</span>'
        '<span class="visually-hidden">{}</span></span>',
        kind.value,
        f"{words.ORIGINS[kind]}{gettext(': ')}{words.ORIGIN_MEANINGS[kind]}",
        words.ORIGIN_SIGNS[kind],
        words.ORIGINS[kind],
    )


@register.filter
def account_word(key: str, table: str) -> str:
    """Return the word for ``key`` of the table ``table`` of this app's words; the key where there is none."""
    return str(getattr(words, table).get(key, key))


@register.simple_tag
def column_name(column: Any) -> str:  # noqa: ANN401 - a Column
    """Draw the heading of a column."""
    if column.name is not None:
        return str(in_language(column.name, "label"))
    if str(column.text) == column.key and column.key not in words.ITEMS and column.key.isascii():
        return format_html("<code>{}</code>", column.key)
    return format_html("{}", column.text)


@register.simple_tag
def unit_text(unit: str) -> str:
    """Draw a unit, marked where it has no English name."""
    return _own_language(write_unit(unit, language()))


@register.filter
def engine_words(text: str) -> str:
    """Write what an engine says in the reader's language."""
    return sentences(text)


@register.filter
def exact(value: float | None) -> str:
    """Write a plain number of a formula."""
    return "–" if value is None else write_number(value)


@register.filter
def signed(value: float) -> str:
    """Write a change with its sign.

    >>> signed(3.0), signed(-2.5)
    ('+3', '−2.5')
    """
    text = write_number(value)
    return f"+{text}" if value > 0 else text


@register.simple_tag
def residual(value: float, tolerance: float, unit: str) -> str:
    """Write what an identity leaves over; what is nothing but rounding is written as nothing."""
    return "0" if abs(value) <= ROUNDING * max(1.0, tolerance) else signed_figure(value, unit)


@register.simple_tag
def tolerance(value: float, unit: str) -> str:
    """Write what an identity may leave over."""
    if value < LEAST_TOLERANCE:
        return gettext("rounding")
    return f"± {write_number(in_readers_unit(value, unit, language())[0])}"


@register.simple_tag
def signed_figure(value: float, unit: str) -> str:
    """Write a change with its sign in the reader's unit."""
    return signed(0.0) if abs(value) <= ROUNDING else signed(in_readers_unit(value, unit, language())[0])


@register.filter
def percent_of(share: float | None) -> str:
    """Write a share as per cent with one decimal.

    >>> percent_of(0.1234), percent_of(None)
    ('12.3 %', '–')
    """
    return "–" if share is None else f"{100 * share:.1f} %".replace("-", "−")


@register.filter
def bar_width(share: float | None) -> str:
    """Write the width of a bar of a share in a drawing 100 wide."""
    return f"{max(0.0, min(1.0, abs(share or 0.0))) * 100:.1f}"
