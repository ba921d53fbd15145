"""How an import writes its numbers: in full, for a slip hides behind rounding."""

from __future__ import annotations

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from lvxun.web.figures.models import Verdict
from lvxun.web.figures.wording import faults_in_words, sentences
from lvxun.web.formatting import in_readers_unit
from lvxun.web.insight.templatetags.lvxun_parts import label
from lvxun.web.insight.words import TOPICS
from lvxun.web.language import language
from lvxun.web.people.models import Role, User
from lvxun.web.served import package_region

register = template.Library()


@register.simple_tag
def exact(value: float | None, unit: str, series: str, year: int | None) -> SafeString:
    """Draw a figure with every digit it has, leading to its series."""
    if value is None:
        return format_html('<span class="unknown">{}</span>', gettext("not known"))
    shown, name = in_readers_unit(value, unit, language())
    return format_html(
        '<a class="fig" href="{}{}">{} {}</a>',
        reverse("series", args=[series]),
        f"?year={year}" if year else "",
        write_exactly(shown),
        name,
    )


def write_exactly(value: float) -> str:
    """Write a number with thousands in groups and up to twelve digits.

    >>> write_exactly(25011.4), write_exactly(-0.1), write_exactly(3.0)
    ('25,011.4', '−0.1', '3')
    """
    return f"{value:,.12g}".replace("-", "−")


@register.filter
def percent(change: float | None) -> str:
    """Write by how much a figure changed: sign and one digit, more where it is small."""
    if change is None:
        return ""
    digits = 1 if abs(change) >= 1 else 3
    text = f"{change:+,.{digits}f}".replace("-", "−")
    return f"{text} %"


@register.filter
def verdict_word(verdict: str) -> str:
    """Return the word for a verdict on a row."""
    return str(Verdict(verdict).label) if verdict in Verdict.values else gettext("not in the sheet")


@register.filter
def topic_word(topic: str) -> str:
    """Return the word for a topic of the catalogue of series."""
    return str(TOPICS.get(topic, topic))


@register.simple_tag(takes_context=True)
def person(context: template.Context, user: User) -> str:
    """Name who did something: by name to who is signed in, by role and body to everybody else."""
    request = context.get("request")
    if request is not None and request.user.is_authenticated:
        return user.get_username()
    body = package_region().bodies.get(user.body)
    role = str(Role(user.role).label)
    return f"{role} ({label(body)})" if body else role


register.filter("faults", faults_in_words)
register.filter("words", sentences)
