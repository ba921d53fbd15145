"""The pieces that pages of registers are built from."""

from __future__ import annotations

from typing import Any

from django import template
from django.http import QueryDict
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from lvxun.registers.model import (
    Actor,
    Confidence,
    Duty,
    Field,
    FieldType,
    Label,
    Limit,
    Register,
    RegisterIndicator,
    State,
)
from lvxun.web.registers import presenting, wordlists
from lvxun.web.registers.cells import cells as drawn_cells
from lvxun.web.registers.definitions import codes, definitions
from lvxun.web.registers.list_page import ListPage
from lvxun.web.registers.models import Record

register = template.Library()
UNSEEN = "from knowledge, not seen"


@register.simple_tag
def said(label: Label) -> SafeString:
    """Draw a label of a register's file in the reader's language."""
    return presenting.words(presenting.in_language(label))


@register.simple_tag
def said_text(label: Label) -> str:
    """Return the same for places that take no markup."""
    return presenting.in_language(label)


@register.filter
def words(text: object) -> SafeString:
    """Draw words that somebody typed."""
    return presenting.words(text)


@register.filter
def visible(text: object) -> str:
    """Return typed words without marks that turn the direction of what stands around them."""
    return presenting.visible(str(text))


@register.simple_tag
def value(field: Field, held: object, files: dict[str, str] | None = None) -> SafeString:
    """Draw the value of a field."""
    return presenting.value_html(field, held, codes(), files)


@register.simple_tag
def value_text(field: Field, held: object) -> str:
    """Return the value of a field as text."""
    return presenting.value_text(field, held, codes())


@register.simple_tag
def cells(page: ListPage, record: Record) -> SafeString:
    """Draw the cells of a row of a list."""
    return drawn_cells(record, page.drawn_columns, codes())


@register.simple_tag
def state_badge(state: State) -> SafeString:
    """Draw a state: colour, shape and word."""
    return format_html(
        '<span class="state tone-{}"><span aria-hidden="true">{}</span> {}</span>',
        state.tone,
        presenting.TONES.get(state.tone, "·"),
        said(state.label),
    )


@register.simple_tag
def who(actor: Actor, of: Register) -> SafeString:
    """Draw who acts."""
    return presenting.words(presenting.who(actor, of))


@register.simple_tag
def limit_text(limit: Limit, of: Register) -> SafeString:
    """Draw a time limit in words."""
    return presenting.words(presenting.limit_text(limit, of))


@register.simple_tag
def number_text(held: object) -> str:
    """Write a number as it is kept, without rounding."""
    if isinstance(held, int) and not isinstance(held, bool):
        return f"{held:,}".replace("-", "−")
    return f"{held:,.6g}".replace("-", "−") if isinstance(held, float) else str(held)


@register.simple_tag(takes_context=True)
def with_query(context: Any, **changes: object) -> str:  # noqa: ANN401 - Django's own type
    """Return the page's query string with some of it changed; an empty value takes a part out."""
    query: QueryDict = context["request"].GET.copy()
    query.pop("page", None)
    for name, wanted in changes.items():
        if wanted in ("", None):
            query.pop(name, None)
        else:
            query[name] = str(wanted)
    return f"?{query.urlencode()}" if query else "?"


@register.filter
def at(mapping: Any, key: str) -> object:  # noqa: ANN401 - a mapping of any values
    """Return what a mapping has under a key."""
    return mapping.get(key) if mapping else None


@register.simple_tag
def short_label(label: Label) -> str:
    """Return a label that fits a box of the drawing."""
    text = presenting.in_language(label)
    most = 24 if text.isascii() else 12
    return text if len(text) <= most else f"{text[: most - 1]}…"


@register.simple_tag
def state_name(of: Register, key: str) -> SafeString:
    """Draw a state's name; a key that the register does not know any more stays as it is."""
    return presenting.words(
        next((presenting.in_language(one.label) for one in of.states if one.id == key), key)
    )


@register.simple_tag
def state_of(of: Register, key: str) -> State | None:
    """Return a state by its key."""
    return next((one for one in of.states if one.id == key), None)


@register.simple_tag
def field_name(of: Register, key: str) -> SafeString:
    """Draw a field's name."""
    found = of.field(key)
    return presenting.words(presenting.in_language(found.label) if found else key)


@register.simple_tag
def step_name(of: Register, key: str) -> SafeString:
    """Draw a step's name."""
    found = of.transition(key)
    return presenting.words(presenting.in_language(found.label) if found else key)


@register.simple_tag
def register_link(key: str) -> SafeString:
    """Draw a link to what another register is."""
    found = definitions().get(key)
    if found is None:
        return presenting.words(key)
    return format_html('<a href="{}">{}</a>', reverse("register-about", args=[key]), said(found.label))


@register.simple_tag
def basis_link(of: Register, key: str, article: str = "") -> SafeString:
    """Draw what a rule rests on: the document, its article, and how well it is known."""
    found = next((one for one in of.basis if one.id == key), None)
    if found is None:
        return format_html("{}", "")
    address = reverse("register-about", args=[of.id])
    place = presenting.words(presenting.place_in_text(article))
    mark = "" if found.confidence is Confidence.HIGH else confidence_mark(found.confidence)
    link = format_html('<a href="{}#basis-{}">{}</a>', address, found.id, said(found.document))
    return format_html("{} {} {}", link, place, mark)


@register.simple_tag
def confidence_mark(confidence: Confidence) -> SafeString:
    """Draw how well a rule is known; the less, the louder."""
    return format_html(
        '<small class="confidence confidence-{}" title="{}">{}</small>',
        confidence,
        wordlists.CONFIDENCE_MEANINGS[confidence],
        wordlists.CONFIDENCES[confidence],
    )


@register.simple_tag
def duty_time(duty: Duty, of: Register) -> SafeString:
    """Draw when a duty falls due."""
    if not duty.every:
        return limit_text(duty.limit, of) if duty.limit else presenting.words("")
    return presenting.words(wordlists.EVERY[duty.every] % {"day": duty.day})


@register.filter
def field_kind(kind: FieldType) -> str:
    """Return the word for a type of field."""
    return str(wordlists.FIELD_KINDS[kind])


@register.filter
def act_word(verb: str) -> str:
    """Return the word for an act on a record."""
    return str(wordlists.ACTS.get(verb, verb))


@register.filter
def event_key(key: str) -> str:
    """Return the word for what an event says besides values."""
    return str(wordlists.EVENT_KEYS.get(key, key))


@register.filter
def link_word(kind: str) -> str:
    """Return the word for how two records belong together."""
    return str(wordlists.LINKS.get(kind, kind))


@register.filter
def reason_word(reason: str) -> str:
    """Return the word for why two records may be one."""
    return str(wordlists.REASONS.get(reason, reason))


@register.filter
def shown(differences: Any) -> list[Any]:  # noqa: ANN401 - differences of an event
    """Return what readers want to know of an event: not the sums and keys kept for proof."""
    return [one for one in differences if one.field or one.field_id not in {"sha256", "proof", "revision"}]


@register.filter
def source_words(source: str) -> SafeString:
    """Draw where a legal text was read; where it was not, say so in the reader's language."""
    return (
        format_html("{}", gettext("from knowledge, not seen"))
        if source == UNSEEN
        else presenting.words(source)
    )


@register.simple_tag
def unit_word(unit: str) -> str:
    """Return a unit in the reader's language."""
    return presenting.unit_text(unit)


@register.simple_tag
def keeper(of: Register) -> SafeString:
    """Draw whose register it is."""
    return presenting.words(presenting.function_name(of.keeper))


@register.simple_tag
def indicator_link(indicator: RegisterIndicator) -> SafeString:
    """Draw an indicator that a register yields, as a link where the site has a page for it."""
    from lvxun import accounts

    name = said(indicator.label)
    try:
        address = reverse("indicator", args=[indicator.id]) if indicator.id in accounts.catalogue() else ""
    except NoReverseMatch:
        address = ""
    return format_html('<a href="{}">{}</a>', address, name) if address else name


@register.simple_tag
def person(user: Any) -> SafeString:  # noqa: ANN401 - a User or nobody
    """Draw who did something: the person's name and office, or the calendar."""
    if user is None:
        return format_html('<span class="soft">{}</span>', gettext("the calendar or the command line"))
    name = user.get_full_name() or user.get_username()
    return presenting.words(name)


@register.simple_tag
def area_name(code: str) -> SafeString:
    """Draw an area."""
    return presenting.words(presenting.area_text(code))


@register.simple_tag(takes_context=True)
def measure_registers(context: Any, number: int) -> list[Any]:  # noqa: ANN401 - Django's own type
    """Return the registers of a measure with what the reader sees of each."""
    from lvxun.web.registers.overview import of_measure

    return of_measure(context["request"].user, number)


@register.simple_tag(takes_context=True)
def page_query(context: Any, number: int) -> str:  # noqa: ANN401 - Django's own type
    """Return the page's query string with another page number."""
    query: QueryDict = context["request"].GET.copy()
    query["page"] = str(number)
    return f"?{query.urlencode()}"


@register.simple_tag
def sort_link(page: Any, key: str) -> SafeString:  # noqa: ANN401 - a ListPage
    """Begin the link of a heading that sorts the list; nothing where no index serves the order."""
    if key not in page.sorts:
        return format_html("{}", "")
    address, now = page.sorts[key]
    return format_html('<a href="{}" data-sorted="{}">', address, now)


@register.simple_tag
def sort_end(page: Any, key: str) -> SafeString:  # noqa: ANN401 - a ListPage
    """End the link of a heading, with an arrow for how the list is sorted."""
    if key not in page.sorts:
        return format_html("{}", "")
    arrow = {"ascending": " ↑", "descending": " ↓"}.get(page.sorts[key][1], "")
    return format_html("{}</a>", arrow)


@register.simple_tag
def city_link(page: Any, bar: Any) -> SafeString:  # noqa: ANN401 - a ListPage and a Bar
    """Draw a city that narrows the list to it."""
    return format_html('<a href="{}">{}</a>', page.address(area=bar.key), presenting.words(bar.name))
