"""The named pieces that pages are built from; /style/ shows them all."""

from __future__ import annotations

import re
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from lvxun import accounts
from lvxun.accounts import Node
from lvxun.attainment.model import Status
from lvxun.attainment.words import STATUS
from lvxun.plan.model import Role
from lvxun.region.model import QUALITY_WORDS, Quality, Region
from lvxun.web.formatting import in_readers_unit, write_figure, write_number, write_unit
from lvxun.web.insight import words
from lvxun.web.insight.halves import half, is_chinese
from lvxun.web.language import language
from lvxun.web.wheels import plotly_style_ids

register = template.Library()


def _is_english() -> bool:
    return language().startswith("en")


def _of_pair(pair: tuple[str, str]) -> str:
    """Return the reader's half of a pair (Chinese, English)."""
    return pair[1] if _is_english() else pair[0]


@register.simple_tag
def figure(  # noqa: PLR0913, PLR0917 - a figure is not less than this
    value: float | None, unit: str, indicator: str, year: int | None = None, quality: str = "", area: str = ""
) -> SafeString:
    """Draw a number that leads to its lineage: every figure of a region goes through here."""
    if value is None:
        return format_html('<span class="unknown">{}</span>', gettext("not known"))
    return format_html(
        '<a class="fig" href="{}" title="{}">{}</a>{}',
        lineage_address(indicator, year, area),
        _evidence_title(year, quality),
        _in_its_language(write_figure(value, unit, language())),
        quality_mark(quality) if quality else "",
    )


def _in_its_language(text: str) -> str:
    """Mark a number whose unit has no English name as Chinese on an English page."""
    return quoted(text) if _is_english() and is_chinese(text) else text


@register.simple_tag
def lineage_address(indicator: str, year: int | None = None, area: str = "") -> str:
    """Return the address of the page that says where a figure comes from."""
    page = "indicator" if indicator in accounts.catalogue() else "series"
    asked = {name: value for name, value in (("year", year), ("area", area)) if value}
    return reverse(page, args=[indicator]) + (f"?{urlencode(asked)}" if asked else "")


def _evidence_title(year: int | None, quality: str) -> str:
    said = [str(year)] if year else []
    if quality:
        said.append(str(words.QUALITY_MEANINGS[Quality(quality)]))
    return " · ".join([*said, gettext("where this number comes from")])


@register.filter
def status_word(status: str) -> str:
    """Return a status in words."""
    return _of_pair(STATUS[Status(status)])


@register.filter
def quality_word(quality: str) -> str:
    """Return a quality in a word."""
    return _of_pair(QUALITY_WORDS[Quality(quality)])


@register.simple_tag
def quality_mark(quality: str) -> SafeString:
    """Draw the mark of a quality: its name in small; the less it may be trusted, the louder."""
    kind = Quality(quality)
    return format_html(
        '<small class="quality quality-{}" title="{}">{}</small>',
        kind,
        words.QUALITY_MEANINGS[kind],
        quality_word(kind),
    )


@register.simple_tag
def status_badge(status: str) -> SafeString:
    """Draw a status: colour, shape and word."""
    kind = Status(status)
    return format_html(
        '<span class="status status-{}"><span aria-hidden="true">{}</span> {}</span>',
        kind,
        words.STATUS_SHAPES[kind],
        status_word(kind),
    )


@register.simple_tag
def status_dot(status: str) -> SafeString:
    """Draw a status by its shape alone, its word for those who hear or hover."""
    kind = Status(status)
    return format_html(
        '<span class="status dot status-{}" title="{}"><span aria-hidden="true">{}</span>'
        '<span class="visually-hidden">{}</span></span>',
        kind,
        status_word(kind),
        words.STATUS_SHAPES[kind],
        status_word(kind),
    )


@register.simple_tag
def promise(target: Any) -> SafeString:  # noqa: ANN401 - a Target; templates know no types
    """Write what a target demands, as the plan has it; it leads to the sentence of the plan."""
    return format_html(
        '<a class="fig" href="{}" title="{}">{}</a>',
        reverse("target", args=[target.id]),
        target.quote,
        _in_its_language(promise_text(target)),
    )


@register.filter
def promise_text(target: Any) -> str:  # noqa: ANN401 - a Target
    """Write what a target demands: sign, value, unit."""
    if target.value is None:
        return gettext("in words")
    sign = words.COMPARATOR_SIGNS.get(target.comparator, "")
    if isinstance(target.value, tuple):
        ends = [in_readers_unit(value, target.unit or "", language()) for value in target.value]
        return f"{write_number(ends[0][0])}–{write_number(ends[1][0])} {ends[0][1]}".strip()
    return f"{sign} {write_figure(target.value, target.unit or '', language())}".strip()


@register.simple_tag
def label(thing: Any) -> str:  # noqa: ANN401 - whatever has label_zh and label_en
    """Draw the label in the reader's language, marked where it has none in English."""
    return _in_its_language(in_language(thing, "label"))


@register.simple_tag
def label_text(thing: Any) -> str:  # noqa: ANN401 - whatever has label_zh and label_en
    """Return the label alone, for places that take no markup: titles, options, drawings."""
    return in_language(thing, "label")


@register.simple_tag
def in_language(thing: Any, name: str) -> str:  # noqa: ANN401 - whatever has name_zh and name_en
    """Return the text ``name`` of something bilingual in the reader's language."""
    return str(getattr(thing, f"{name}_en" if _is_english() else f"{name}_zh"))


@register.simple_tag
def target_name(row: Any) -> SafeString:  # noqa: ANN401 - a TargetStatus
    """Return what a target is about: the plan's words; in English its indicator's name where it has one."""
    if _is_english() and row.indicator_id:
        return format_html("{}", row.label_en)
    return quoted(row.target.indicator)


@register.simple_tag
def bilingual(thing: Any) -> str:  # noqa: ANN401 - whatever has zh and en
    """Return the reader's half of something that is nothing but a text in both languages."""
    return _of_pair((thing.zh, thing.en))


@register.simple_tag
def figure_text(value: float, unit: str) -> str:
    """Write a figure for a drawing, where the link around it leads to its lineage."""
    return write_figure(value, unit, language())


@register.simple_tag
def node_value(node: Node, year: int | None) -> str:
    """Write what a step of a calculation amounts to in the explained year, else the newest that was used."""
    if not node.figures:
        return "–"
    shown = next((one for one in node.figures if one.year == year), node.figures[-1])
    text = write_figure(shown.value, node.unit, language())
    return text if shown.year == year else f"{text} ({shown.year})"


@register.simple_tag
def source_links(ids: tuple[str, ...], region: Region) -> SafeString:
    """Draw links to sources by their titles."""
    found = [(key, region.sources.get(key)) for key in ids]
    return format_html_join(
        mark_safe("<br>"),
        '<a href="{}">{}</a>',
        ((reverse("source", args=[key]), note(source.title) if source else key) for key, source in found),
    )


@register.simple_tag
def body_link(body_id: str, region: Region) -> SafeString:
    """Draw a link to a body; an id that the region does not know is a name already."""
    body = region.bodies.get(body_id)
    if body is None:
        return quoted(body_id)
    return format_html('<a href="{}">{}</a>', reverse("body", args=[body_id]), label(body))


@register.simple_tag
def topic_link(topic: str, region: Region) -> SafeString:
    """Draw a link to what a data request is about: an indicator, a series, or a target."""
    thing = accounts.catalogue().get(topic) or region.catalogue.get(topic)
    if thing is None:
        return format_html('<a href="{}">{}</a>', reverse("target", args=[topic]), topic)
    return format_html('<a href="{}">{}</a>', lineage_address(topic), label(thing))


@register.simple_tag
def marked_title(entry: Any, terms: list[str]) -> SafeString:  # noqa: ANN401 - an Entry of the search
    """Return the title of a search result with its hits marked, in its own language."""
    title = in_language(entry, "title")
    shown = marked(title, terms)
    return format_html('<span lang="zh-Hans" data-quote>{}</span>', shown) if is_chinese(title) else shown


@register.filter
def note(text: str) -> SafeString:
    """Draw a free note of the data; of a note in both languages (中文 / English) the reader's half."""
    return quoted(half(text, _is_english()))


@register.filter
def quoted(text: str) -> SafeString:
    """Draw words of the data as they are, marked with their language."""
    return format_html('<span lang="{}" data-quote>{}</span>', "zh-Hans" if is_chinese(text) else "en", text)


@register.filter
def unit(canonical: str) -> str:
    """Return a unit's name for the reader."""
    return write_unit(canonical, language())


@register.filter
def number(value: float) -> str:
    """Write a number that is not a region's figure (a count, a share of a count)."""
    return write_number(value)


@register.filter
def px(value: float) -> str:
    """Write a coordinate of a drawing."""
    return f"{value:.1f}"


@register.filter
def role_word(role: str) -> str:
    """Return the word for a body's part in a measure."""
    return str(words.ROLE_WORDS[Role(role)])


@register.filter
def word(key: str, table: str) -> str:
    """Return the word for ``key`` of the table ``table`` of ``words``; the key itself where there is none."""
    return str(getattr(words, table).get(key, key))


@register.simple_tag
def marked(text: str, terms: list[str]) -> SafeString:
    """Return ``text`` with each place of one of the ``terms`` marked, for search results."""
    found = [re.escape(term) for term in sorted(terms, key=len, reverse=True) if term]
    if not found:
        return format_html("{}", text)
    parts = re.split(f"({'|'.join(found)})", text, flags=re.IGNORECASE)
    pieces = (("<mark>{}</mark>" if place % 2 else "{}", part) for place, part in enumerate(parts))
    return mark_safe("".join(format_html(shape, part) for shape, part in pieces))


@register.simple_tag
def plotly_without_styles() -> SafeString:
    """Draw the empty elements that keep Plotly from writing style sheets into the page."""
    ids = ((key,) for key in plotly_style_ids())
    return format_html_join("", '<template id="{}" class="no-inline-styles"></template>', ids)
