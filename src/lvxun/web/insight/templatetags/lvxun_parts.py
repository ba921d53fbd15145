"""The named pieces that pages are built from; /style/ shows them all."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html, mark_safe
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, pgettext
from django.utils.translation import gettext_lazy as _

from lvxun import accounts
from lvxun.attainment.model import Status
from lvxun.plan.model import Comparator
from lvxun.region.model import Quality
from lvxun.web.formatting import in_readers_unit, write_figure, write_number, write_unit

register = template.Library()

STATUS_WORDS = {
    Status.MET: _("met"),
    Status.ON_TRACK: _("on track"),
    Status.AT_RISK: _("at risk"),
    Status.OFF_TRACK: _("off track"),
    Status.MISSED: _("missed"),
    Status.NO_DATA: _("no data"),
}
# A shape beside the colour, for readers who do not tell the colours apart and for print.
STATUS_SHAPES = {
    Status.MET: "✔",
    Status.ON_TRACK: "↗",
    Status.AT_RISK: "≈",
    Status.OFF_TRACK: "↘",
    Status.MISSED: "✘",
    Status.NO_DATA: "?",
}
QUALITY_WORDS = {
    Quality.OFFICIAL: _("official statistics or text"),
    Quality.PRESS: _("press report"),
    Quality.LITERATURE: _("research literature or data set"),
    Quality.ESTIMATE: _("estimate"),
    Quality.UNVERIFIED: _("unverified: the publication was not seen"),
}
QUALITY_SHORT = {
    Quality.OFFICIAL: _("official"),
    Quality.PRESS: _("press"),
    Quality.LITERATURE: _("literature"),
    Quality.ESTIMATE: _("estimate"),
    Quality.UNVERIFIED: _("unverified"),
}
COMPARATOR_SIGNS = {
    Comparator.AT_LEAST: "≥",
    Comparator.OVER: ">",
    Comparator.AT_MOST: "≤",
    Comparator.UNDER: "<",
    Comparator.ABOUT: "≈",
    Comparator.EQUAL: "=",
    Comparator.INCREASE_BY: "+",
    Comparator.DECREASE_BY: "−",
    Comparator.MULTIPLY_BY: "×",
}


def language() -> str:
    """Return the reader's language."""
    return get_language() or "zh-hans"


@register.simple_tag
def figure(value: float | None, unit: str, indicator: str, year: int | None = None, quality: str = "") -> SafeString:
    """Draw a number that leads to its lineage: every figure of a region goes through here."""
    if value is None:
        return format_html('<span class="unknown">{}</span>', gettext("not known"))
    address = reverse("indicator", args=[indicator]) if indicator in accounts.catalogue() else reverse(
        "series", args=[indicator]
    )
    return format_html(
        '<a class="fig" href="{}{}" title="{}">{}</a>{}',
        address,
        f"?year={year}" if year else "",
        _evidence_title(year, quality),
        write_figure(value, unit, language()),
        quality_mark(quality) if quality else "",
    )


def _evidence_title(year: int | None, quality: str) -> str:
    words = [str(year)] if year else []
    if quality:
        words.append(str(QUALITY_WORDS[Quality(quality)]))
    return " · ".join([*words, gettext("where this number comes from")])


@register.simple_tag
def quality_mark(quality: str) -> SafeString:
    """Draw the mark of a quality: its name in small, coloured by trust."""
    kind = Quality(quality)
    return format_html(
        '<small class="quality quality-{}" title="{}">{}</small>', kind, QUALITY_WORDS[kind], QUALITY_SHORT[kind]
    )


@register.simple_tag
def status_badge(status: str) -> SafeString:
    """Draw a status: colour, shape and word."""
    kind = Status(status)
    return format_html(
        '<span class="status status-{}"><span aria-hidden="true">{}</span> {}</span>',
        kind,
        STATUS_SHAPES[kind],
        STATUS_WORDS[kind],
    )


@register.simple_tag
def promise(target: Any) -> SafeString:  # noqa: ANN401 - a Target; templates know no types
    """Write what a target demands, as the plan has it: sign, value, unit."""
    if target.value is None:
        return format_html('<span class="in-words">{}</span>', gettext("in words"))
    unit = target.unit or ""
    if isinstance(target.value, tuple):
        return format_html("{}–{} <span>{}</span>", *map(write_number, target.value), write_unit(unit, language()))
    shown, name = in_readers_unit(target.value, unit, language())
    sign = COMPARATOR_SIGNS.get(target.comparator, "")
    return format_html("{} {} <span>{}</span>", sign, write_number(shown), name)


@register.simple_tag
def label(thing: Any) -> str:  # noqa: ANN401 - whatever has label_zh and label_en
    """Return the label in the reader's language."""
    return str(thing.label_en if language().startswith("en") else thing.label_zh)


@register.simple_tag
def in_language(thing: Any, name: str) -> str:  # noqa: ANN401 - whatever has name_zh and name_en
    """Return the text ``name`` of something bilingual in the reader's language."""
    return str(getattr(thing, f"{name}_en" if language().startswith("en") else f"{name}_zh"))


@register.filter
def unit(canonical: str) -> str:
    """Return a unit's name for the reader."""
    return write_unit(canonical, language())


@register.filter
def number(value: float) -> str:
    """Write a number that is not a region's figure (a count, a share of a count)."""
    return write_number(value)


@register.filter
def target_sentence(target: Any) -> str:  # noqa: ANN401
    """Return the plan's own words."""
    return str(target.quote)


@register.simple_tag
def marked(text: str, query: str) -> SafeString:
    """Return ``text`` with each place of ``query`` marked, for search results."""
    if not query:
        return format_html("{}", text)
    lower, wanted = text.lower(), query.lower()
    parts: list[SafeString] = []
    start = 0
    while (found := lower.find(wanted, start)) >= 0 and len(lower) == len(text):
        parts.append(format_html("{}<mark>{}</mark>", text[start:found], text[found : found + len(query)]))
        start = found + len(wanted)
    parts.append(format_html("{}", text[start:]))
    return mark_safe("".join(parts))  # noqa: S308 - every part was escaped above


def role_word(role: str) -> str:
    """Return the word for a body's part in a measure."""
    return pgettext("role", "leads") if role == "lead" else pgettext("role", "supports")


register.filter("role_word", role_word)
