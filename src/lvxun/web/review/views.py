"""Review a plan beside its text; compare two plans."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus

import tomli_w
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods, require_safe

from lvxun import accounts
from lvxun.errors import LvxunError, ManyErrors, Where
from lvxun.plan import to_toml_dict
from lvxun.plan.model import Plan, Review
from lvxun.plan.reviewing import ReviewError, apply_decisions
from lvxun.web.downloads import TOML, download
from lvxun.web.figures.wording import told
from lvxun.web.insight.templatetags.lvxun_parts import label_text
from lvxun.web.people.permissions import allowed
from lvxun.web.review.comparison import Comparison, compare_upload
from lvxun.web.review.pages import COMPARATORS, FIELD_WORDS, Card, cards, review_page
from lvxun.web.review.services import ConflictError, Verdict, decide, decisions
from lvxun.web.served import package_plan, region_id
from lvxun.web.whole_numbers import whole_number

SHOWN = ("open", "doubtful", "target", "measure")


@require_safe
def review(request: HttpRequest) -> HttpResponse:
    """Show the text of the plan with its items beside it."""
    plan = package_plan()
    page = review_page(plan, decisions(region_id(), plan))
    chosen = request.GET.get("show", "")
    context = {
        "plan": plan,
        "page": page,
        "cards": [card for card in page.cards if _is_shown(card, chosen)],
        "chosen": chosen,
        "choices": SHOWN,
        **_form_context(request),
    }
    return render(request, "review/review.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, kind: str, item_id: str) -> HttpResponse:
    """Show one card, or keep a decision about it."""
    plan = package_plan()
    if request.method == "POST":
        return _decide(request, plan, kind, item_id)
    card = _card(plan, kind, item_id)
    if not request.htmx:  # type: ignore[attr-defined]  # set by HtmxMiddleware
        return redirect(f"{reverse('plan-review')}#{kind}-{item_id}")
    return render(request, "review/card.html", {"card": card, **_form_context(request)})


def _decide(request: HttpRequest, plan: Plan, kind: str, item_id: str) -> HttpResponse:
    if not (plan.target(item_id) if kind == "target" else kind == "measure" and plan.measure(item_id)):
        raise Http404
    errors: dict[str, str] = {}
    status = HTTPStatus.OK
    try:
        _check_indicator(request, plan, item_id)
        decide(request.user, region_id(), plan, _verdict(request, kind, item_id))  # type: ignore[arg-type]
    except ConflictError as conflict:
        errors, status = {"": told(conflict)}, HTTPStatus.CONFLICT
    except LvxunError as fault:
        errors, status = _by_field(fault), HTTPStatus.UNPROCESSABLE_ENTITY
    if status is HTTPStatus.OK and not request.htmx:  # type: ignore[attr-defined]
        return redirect(f"{reverse('plan-review')}#{kind}-{item_id}")
    card = replace(_card(plan, kind, item_id), errors=errors)
    template = "review/card.html" if request.htmx else "review/card_page.html"  # type: ignore[attr-defined]
    context = {"card": card, "typed": request.POST if errors else None, **_form_context(request)}
    return render(request, template, context, status=status)


def _verdict(request: HttpRequest, kind: str, item_id: str) -> Verdict:
    sent = request.POST
    action = sent.get("verdict", "")
    if action not in (Review.ACCEPTED, Review.CORRECTED, Review.REJECTED, Review.OPEN):
        raise LvxunError(f"'{action[:20]}' is not a verdict.", remedy="Press one of the buttons of the card.")
    seen = sent.get("seen", "0")
    corrected = ("title", "bodies") if kind == "measure" else TARGET_FIELDS
    fields = corrected if action == Review.CORRECTED else ("indicator_id",)
    changes = {name: sent[name] for name in fields if name in sent}
    if action == Review.CORRECTED and kind == "target":
        changes.setdefault("aspirational", "")
    return Verdict(
        kind, item_id, Review(action), changes, sent.get("why", "").strip(), whole_number(seen) or 0
    )


def _check_indicator(request: HttpRequest, plan: Plan, item_id: str) -> None:
    """Refuse an indicator that is not in the catalogue, unless the plan has it already."""
    chosen = request.POST.get("indicator_id", "").strip()
    target = plan.target(item_id)
    if chosen and chosen not in accounts.catalogue() and not (target and target.indicator_id == chosen):
        remedy = "Choose one of the list, or leave it empty."
        raise ReviewError(f"'{chosen[:40]}' is not an indicator", Where(field="indicator_id"), remedy)


TARGET_FIELDS = (
    *("indicator", "comparator", "value", "value_high", "unit"),
    *("year", "base_year", "aspirational", "indicator_id"),
)


def _by_field(fault: LvxunError) -> dict[str, str]:
    faults = fault.errors if isinstance(fault, ManyErrors) else (fault,)
    return {str(FIELD_WORDS.get(one.where.field or "", "")): told(one) for one in faults}


def _card(plan: Plan, kind: str, item_id: str) -> Card:
    taken = decisions(region_id(), plan)
    for card in cards(plan, taken):
        if (card.kind, card.id) == (kind, item_id):
            return card
    raise Http404


def _is_shown(card: Card, chosen: str) -> bool:
    match chosen:
        case "open":
            return card.is_open
        case "doubtful":
            return card.is_doubtful
        case "target" | "measure":
            return card.kind == chosen
    return True


def _form_context(request: HttpRequest) -> dict[str, object]:
    return {
        "may_review": allowed(request.user, "review_plan"),
        "comparators": COMPARATORS,
        "all_indicators": _options(),
    }


def _options() -> SafeString:
    """Return every indicator as an option: written once, for each of some forty cards shows them all."""
    listed = sorted(accounts.catalogue().values(), key=lambda info: info.id)
    return format_html_join(
        "", '<option value="{}">{}</option>', ((info.id, label_text(info)) for info in listed)
    )


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Send the plan as reviewed, as a ``plan.toml`` for the region package."""
    plan = package_plan()
    reviewed = apply_decisions(plan, [d.as_plan_decision() for d in decisions(region_id(), plan)])
    return download(tomli_w.dumps(to_toml_dict(reviewed)).encode(), TOML, "plan.toml")


@require_http_methods(["GET", "HEAD", "POST"])
def diff(request: HttpRequest) -> HttpResponse:
    """Compare the served plan with another document, or two documents with each other."""
    comparison: Comparison | None = None
    error = ""
    if request.method == "POST":
        try:
            comparison = compare_upload(package_plan(), request.FILES)
        except LvxunError as fault:
            error = told(fault)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK
    context = {"comparison": comparison, "error": error, "plan": package_plan()}
    return render(request, "review/diff.html", context, status=status)
