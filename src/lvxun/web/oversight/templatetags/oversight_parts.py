"""The named pieces of the oversight pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lvxun.oversight import Colour, Confidence
from lvxun.oversight.scoring import Score
from lvxun.oversight.versions import Fate
from lvxun.web.formatting import write_figure, write_number
from lvxun.web.insight.halves import is_chinese
from lvxun.web.insight.templatetags.lvxun_parts import in_language, quoted
from lvxun.web.language import language
from lvxun.web.oversight.boards import Dot
from lvxun.web.oversight.following import FATES
from lvxun.web.oversight.models import Assessment, Report, Task
from lvxun.web.oversight.naming import area_of, office
from lvxun.web.oversight.published_rules import today
from lvxun.web.registers.units import unit_label

register = template.Library()
LAMP_WORDS = {
    Colour.RED.value: _("red"),
    Colour.YELLOW.value: _("yellow"),
    Colour.GREEN.value: _("green"),
    Colour.GREY.value: _("not begun"),
}
# A shape beside the colour, for readers who do not tell the colours apart and for print.
SHAPES = {
    Colour.RED.value: '<path d="M3.8 1h4.4L11 3.8v4.4L8.2 11H3.8L1 8.2V3.8Z"/>',
    Colour.YELLOW.value: '<path d="M6 1 11.4 10.6H.6Z"/>',
    Colour.GREEN.value: '<circle cx="6" cy="6" r="5"/>',
    Colour.GREY.value: '<circle cx="6" cy="6" r="4.2"/>',
}
REPORT_TONES = {
    Report.State.SENT: "at_risk",
    Report.State.RETURNED: "off_track",
    Report.State.ACCEPTED: "met",
    Report.State.WITHDRAWN: "no_data",
}
VERDICT_TONES = {
    Assessment.Verdict.CONFIRMED: "met",
    Assessment.Verdict.PARTLY: "at_risk",
    Assessment.Verdict.CONTRADICTED: "missed",
    Assessment.Verdict.NO_EVIDENCE: "no_data",
}

CONFIDENCE = {
    Confidence.HIGH: _("high"),
    Confidence.MEDIUM: _("medium"),
    Confidence.LOW: _("low"),
}
EVENTS = {
    "task_added": _("task added"),
    "task_changed": _("task changed"),
    "task_begun": _("work begun"),
    "task_dropped": _("task dropped"),
    "task_assessed": _("assessed"),
    "report_sent": _("report sent"),
    "report_withdrawn": _("report withdrawn"),
    "report_accepted": _("report accepted"),
    "report_returned": _("report sent back"),
    "reminder_sent": _("reminder sent"),
    "letter_drafted": _("letter drafted"),
    "letter_issued": _("letter issued"),
    "letter_declined": _("letter not issued"),
    "letter_answered": _("letter answered"),
    "escalation_lifted": _("ladder ended: the lamp is no longer red"),
}
UNITS = {"days": _("days"), "working_days": _("working days"), "points": _("points")}


def _shape(colour: str) -> SafeString:
    return mark_safe(
        f'<svg class="lamp lamp-{colour}" viewBox="0 0 12 12" width="14" height="14" aria-hidden="true">'
        f"{SHAPES[colour]}</svg>"
    )


@register.simple_tag
def lamp(colour: str) -> SafeString:
    """Draw a lamp with its word."""
    kind = colour if colour in SHAPES else Colour.GREY.value
    return format_html('<span class="lamp-badge">{} {}</span>', _shape(kind), LAMP_WORDS[kind])


@register.simple_tag
def lamp_dot(dot: Dot) -> SafeString:
    """Draw a task as a lamp that leads to its page and says what it is when one points at it."""
    title, why = in_language(dot, "title"), in_language(dot, "why")
    return format_html(
        '<a class="lamp-dot" href="{}" title="{} · {}">{}<span class="visually-hidden">{}{}{}</span></a>',
        reverse("oversight-task", args=[dot.task.pk]),
        title,
        why,
        _shape(dot.task.lamp),
        LAMP_WORDS[dot.task.lamp],
        gettext(": "),
        title,
    )


@register.simple_tag
def task_link(task: Task) -> SafeString:
    """Draw a link to a task by its title."""
    return format_html(
        '<a href="{}">{}</a>', reverse("oversight-task", args=[task.pk]), in_language(task, "title")
    )


@register.simple_tag
def own_office(function: str, area: str) -> SafeString:
    """Draw an office by its name; a body of the region leads to its page."""
    named = office(function, area)
    text = in_language(named, "label")
    if named.body is None:
        return format_html("{}", text)
    return format_html('<a href="{}">{}</a>', reverse("body", args=[named.body.id]), text)


@register.simple_tag
def area_name(code: str) -> str:
    """Return an area's name."""
    return in_language(area_of(code), "label")


@register.simple_tag
def function_name(pair: tuple[str, str, str]) -> str:
    """Return what a function of bodies is called."""
    return pair[2] if language().startswith("en") else pair[1]


@register.simple_tag
def said(text: Any) -> str:  # noqa: ANN401 - a Text, a Label: whatever has zh and en
    """Return the reader's half of a text in both languages."""
    return str(text.en if language().startswith("en") else text.zh)


@register.simple_tag
def either(zh: str, en: str) -> str:
    """Return the reader's one of two texts."""
    return en if language().startswith("en") else zh


@register.filter
def report_tone(state: str) -> str:
    """Return the tone of a report's state."""
    return REPORT_TONES[Report.State(state)]


@register.filter
def verdict_tone(verdict: str) -> str:
    """Return the tone of an assessor's verdict."""
    return VERDICT_TONES[Assessment.Verdict(verdict)]


@register.filter
def at(table: Mapping[str, object], key: str) -> object:
    """Return an entry of a table, empty where there is none."""
    return table.get(key, "")


@register.filter
def points(value: float | None) -> str:
    """Write points with two digits; a dash for what is not known."""
    return "–" if value is None else f"{value:.2f}".replace("-", "−")


@register.filter
def plain_number(value: float | None) -> str:
    """Write a number, a dash for what is not known."""
    return "–" if value is None else write_number(value)


@register.filter
def share_of(value: float | None, largest: float) -> float:
    """Return the length of a bar out of 100."""
    return 100 * abs(value) / largest if value and largest else 0.0


@register.simple_tag
def faults_at(faults: Iterable[Any], field: str) -> SafeString:
    """Draw what is wrong with one field, beside it."""
    own = ((one.what, one.remedy) for one in faults if one.field == field)
    return format_html_join("", '<small class="fault">{} {}</small>', own)


@register.filter
def words(text: str) -> SafeString:
    """Draw words that somebody wrote, line by line, nothing in them having a meaning."""
    lines = [quoted(line) for line in str(text).splitlines()]
    return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in lines))


@register.simple_tag
def rule_unit(unit: str) -> str:
    """Return the unit of a parameter in words."""
    return str(UNITS.get(unit, unit))


@register.simple_tag
def register_unit(unit: str) -> str:
    """Return the unit of a register's indicator in words."""
    return str(said(unit_label(unit)))


@register.simple_tag
def amount(value: float, unit: str) -> str:
    """Write a number with its unit; one that has no English name is marked as Chinese."""
    text = write_figure(value, unit, language())
    return quoted(text) if language().startswith("en") and is_chinese(text) else text


@register.simple_tag
def this_years_plan() -> str:
    """Return the address of the present year's work plan."""
    return reverse("oversight-plan", args=[today().year])


@register.simple_tag
def confidence_word(confidence: str) -> str:
    """Return how sure we are, in a word."""
    return str(CONFIDENCE[Confidence(confidence)])


@register.simple_tag
def fate_word(fate: str) -> str:
    """Return what became of a measure, in words."""
    return str(FATES[Fate(fate)])


@register.simple_tag
def event_word(verb: str) -> str:
    """Return an act of the history in words."""
    return str(EVENTS.get(verb.removeprefix("oversight."), verb))


@register.simple_tag
def score_bar(score: Score) -> SafeString:
    """Draw the lines of kind share of a score as a bar out of 100."""
    pieces, x = [], 0.0
    shares = [line for line in score.lines if line.component.kind == "share"]
    for place, line in enumerate(shares):
        pieces.append((place, f"{x:.2f}", f"{line.points:.2f}", f"{line.points:.1f}"))
        x += line.points
    drawn = format_html_join(
        "", '<rect class="tone-{}" x="{}" width="{}" height="18"><title>{}</title></rect>', pieces
    )
    ground = mark_safe('<rect class="ground" width="100" height="18"/>')
    shape = '<svg viewBox="0 0 100 18" preserveAspectRatio="none" aria-hidden="true">{}{}</svg>'
    return format_html(shape, ground, drawn)


@register.simple_tag
def rule_text(text: Any) -> str:  # noqa: ANN401 - a Text
    """Return what a lamp says, with its numbers left open."""
    return re.sub(r"\{[^}]*\}", "…", said(text))
