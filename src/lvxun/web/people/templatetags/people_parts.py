"""The pieces that pages about people are built from."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lvxun.registers.model import Label
from lvxun.web.people.models import Event, Role
from lvxun.web.people.office_words import ACT_WORDS, VERB_WORDS, area_label, function_label, in_language

register = template.Library()

STANDING_WORDS = {
    "revoked": _("taken back"),
    "to_come": _("to come"),
    "running": _("running"),
    "over": _("over"),
}
ANSWER_WORDS = {
    "may": pgettext_lazy("right", "may"),
    "refused": _("sees it, may not"),
    "hidden": _("is not there"),
}
FIELD_WORDS = {
    "role": _("role"),
    "body": _("body"),
    "function": _("function"),
    "area": _("area"),
    "holder": _("unified social credit code"),
    "left_on": _("left on"),
    "real_name": _("name"),
    "email": _("e-mail"),
    "taker": _("who acts"),
    "since": _("from"),
    "until": _("until"),
}


@register.simple_tag
def act_word(act: str) -> str:
    """Return what an act of the table of rights is called."""
    return str(ACT_WORDS.get(act, act))


@register.simple_tag
def verb_word(verb: str) -> str:
    """Return what an entry of the history is called."""
    return str(VERB_WORDS.get(verb, verb))


@register.simple_tag
def standing_word(standing: str) -> str:
    """Return how a delegation stands."""
    return str(STANDING_WORDS[standing])


@register.simple_tag
def answer_word(answer: str) -> str:
    """Return what a cell of the matrix says."""
    return str(ANSWER_WORDS[str(answer)])


@register.simple_tag
def label_words(label: Label) -> str:
    """Return a label of a register's file in the reader's language."""
    return in_language(label.zh, label.en)


@register.simple_tag
def differences(event: Event) -> SafeString:
    """Draw what an act changed, before and after."""
    names = [name for name in {**event.before, **event.after} if name in FIELD_WORDS]
    lines = [(FIELD_WORDS[name], *_both(event, name)) for name in names]
    return format_html_join("", "<div>{}: <del>{}</del> <ins>{}</ins></div>", _shown(lines))


def _both(event: Event, name: str) -> tuple[str, str]:
    return _value(name, event.before.get(name)), _value(name, event.after.get(name))


def _shown(lines: Sequence[tuple[object, str, str]]) -> list[tuple[object, str, str]]:
    return [line for line in lines if line[1] or line[2]]


def _value(name: str, value: object) -> str:
    text = "" if value is None else str(value)
    if name == "role" and text in Role.values:
        return str(Role(text).label)
    if name == "function":
        return function_label(text)
    return area_label(text) if name == "area" else text
