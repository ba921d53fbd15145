"""The pieces of pages that show figures of registers."""

from __future__ import annotations

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from lvxun.region.model import SeriesDefinition
from lvxun.registers.model import Register
from lvxun.web.registers import presenting
from lvxun.web.registers.definitions import codes

register = template.Library()
STATE = "state"


@register.simple_tag
def condition_name(of: Register, key: str) -> SafeString:
    """Draw what a condition is about: a field, or the state."""
    if key == STATE:
        return SafeString(gettext("state"))
    field = of.field(key)
    return presenting.words(presenting.in_language(field.label) if field else key)


@register.simple_tag
def condition_value(of: Register, key: str, wanted: str) -> SafeString:
    """Draw one value that a condition asks for."""
    if key == STATE:
        names = {one.id: presenting.in_language(one.label) for one in of.states}
        return presenting.words(names.get(wanted, wanted))
    field = of.field(key)
    if wanted in ("True", "False"):
        return SafeString(gettext("yes") if wanted == "True" else gettext("no"))
    return presenting.words(presenting.value_text(field, wanted, codes()) if field else wanted)


@register.simple_tag
def records_behind(series: SeriesDefinition, year: int, area: str) -> SafeString:
    """Draw the link from a figure of a register to the records behind it; nothing for other series."""
    if not series.register:
        return SafeString("")
    indicator = series.id.partition(".")[2]
    address = reverse("register-figure", args=[series.register, indicator])
    return format_html(
        '<a href="{}?year={}&amp;area={}">{}</a>', address, year, area, gettext("records behind it")
    )
