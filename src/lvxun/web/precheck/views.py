"""The pre-check page: a short form, and below it what the project meets."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from lvxun.registers.model import Duty, Label, Register
from lvxun.registers.precheck import Finding, Kind, Rule, precheck
from lvxun.web.people.record_rights import may_create
from lvxun.web.precheck.asking import Answers, catalogue_slots, fact_label, industries, slots, understand
from lvxun.web.registers.definitions import codes, definitions
from lvxun.web.registers.places import area_labels
from lvxun.web.registers.presenting import in_language, office
from lvxun.web.registers.wordlists import UNITS

# what a fact is called in the registers' own forms
CARRIED = {"name": "", "holder": "holder", "industry": "industry", "area": "area"}


@dataclass(frozen=True, slots=True)
class Row:
    """A finding as the page shows it."""

    finding: Finding
    register: Register | None
    duties: tuple[Duty, ...]
    start_url: str
    decides: str
    limit: str
    because: tuple[Label, ...]
    missing: tuple[Label, ...]


@require_GET
def precheck_page(request: HttpRequest) -> HttpResponse:
    """Show the form, and the findings once something was told."""
    typed = {key: str(value) for key, value in request.GET.items()}
    answers = understand(typed, codes().areas)
    asked = bool(typed)
    rows = [_row(request, one, answers) for one in precheck(answers.facts)] if asked else []
    return render(
        request,
        "precheck/precheck.html",
        {
            "slots": slots(typed, answers),
            "catalogue_slots": catalogue_slots(typed, answers),
            "answers": answers,
            "asked": asked,
            "groups": _grouped([row for row in rows if row.finding.is_certain]),
            "open_rows": [row for row in rows if not row.finding.is_certain],
            "areas": list(area_labels().items()),
            "industries": industries(),
        },
        status=422 if answers.faults else 200,
    )


@require_GET
def questions_part(request: HttpRequest) -> HttpResponse:
    """Return the catalogue's questions for the industry chosen, for htmx."""
    typed = {key: str(value) for key, value in request.GET.items()}
    answers = understand(typed, codes().areas)
    return render(request, "precheck/questions.html", {"catalogue_slots": catalogue_slots(typed, answers)})


def _row(request: HttpRequest, finding: Finding, answers: Answers) -> Row:
    rule = finding.rule
    register = definitions().get(rule.register)
    return Row(
        finding,
        register,
        register.duties if register and rule.kind is not Kind.LIST else (),
        _start_url(request, register, answers) if finding.is_certain else "",
        office(rule.function, rule.level),
        _limit(rule),
        tuple(map(fact_label, finding.because)),
        tuple(map(fact_label, finding.missing)),
    )


def _limit(rule: Rule) -> str:
    if rule.limit_amount is None or rule.limit_unit is None:
        return ""
    unit = gettext(str(UNITS[rule.limit_unit]))
    parts = {"amount": rule.limit_amount, "unit": unit, "event": in_language(rule.limit_from)}
    return gettext("decided within %(amount)s %(unit)s of %(event)s") % parts


def _start_url(request: HttpRequest, register: Register | None, answers: Answers) -> str:
    """Return where the application is begun, filled with what was told; nothing for who may not begin one."""
    if register is None or not may_create(request.user, register):
        return ""
    try:
        page = reverse("record-new", args=[register.id])
    except NoReverseMatch:
        return ""
    known = {field.id for field in register.fields}
    carried = {
        f"v.{own or register.title_field}": str(answers.facts[key])
        for key, own in CARRIED.items()
        if key in answers.facts and (own or register.title_field) in known
    }
    same = {
        f"v.{key}": _as_typed(value)
        for key, value in answers.facts.items()
        if key in known and key not in CARRIED and isinstance(value, bool | int | float | str)
    }
    return f"{page}?{urlencode(same | carried)}"


def _as_typed(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _grouped(rows: list[Row]) -> list[tuple[str, list[Row]]]:
    words = {
        Kind.BARRIER: gettext("Not allowed so"),
        Kind.APPROVAL: gettext("Approvals"),
        Kind.REVIEW: gettext("Reviews"),
        Kind.PERMIT: gettext("Permits"),
        Kind.FILING: gettext("Filings"),
        Kind.DUTY: gettext("Duties"),
        Kind.LIST: gettext("What it may apply for"),
    }
    found = [(word, [row for row in rows if row.finding.rule.kind is kind]) for kind, word in words.items()]
    return [(word, members) for word, members in found if members]
