"""Bring figures in from a sheet: upload, dry run, choice, withdrawal."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lvxun.errors import LvxunError, ManyErrors
from lvxun.region import template as sheets
from lvxun.region.model import SERIES_COLUMNS
from lvxun.web.downloads import CSV, XLSX, download
from lvxun.web.figures import pages, services, uploads
from lvxun.web.figures.errors import Difference, StaleDraftError
from lvxun.web.figures.models import Batch, Draft, Mode
from lvxun.web.figures.overlay import overlay_version
from lvxun.web.figures.reading import held_back_again
from lvxun.web.figures.wording import Message, in_words
from lvxun.web.people.permissions import allowed
from lvxun.web.served import package_region, region_id
from lvxun.web.whole_numbers import whole_number

DRAFTS_SHOWN = 20


@csrf_exempt  # the token is asked for in _imports: it stands in a body that is not read when it is too large
@require_http_methods(["GET", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """List what was brought in; take a sheet for a dry run."""
    if request.method == "POST" and uploads.is_too_large(request.META.get("CONTENT_LENGTH") or ""):
        return _imports_page(request, uploads.too_large(), HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return _imports(request)


@csrf_protect
def _imports(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        return _imports_page(request)
    if not allowed(request.user, "import_figures"):
        raise PermissionDenied
    try:
        upload = uploads.accept(request.FILES.get("sheet"))
        made = services.make_draft(request.user, package_region(), upload)  # type: ignore[arg-type]
    except LvxunError as fault:
        return _imports_page(request, fault, HTTPStatus.UNPROCESSABLE_ENTITY)
    return redirect("figures-draft", made.pk)


def _imports_page(
    request: HttpRequest, fault: LvxunError | None = None, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    open_drafts = (
        services.drafts_visible_to(request.user)
        .filter(batch=None, region_id=region_id())
        .defer("sources", "findings")
    )
    context = {
        "errors": _messages(fault),
        "may_import": allowed(request.user, "import_figures"),
        "drafts": open_drafts[:DRAFTS_SHOWN],
        "page": pages.batch_list(region_id(), request.GET.get("page", "")),
        "left_out": [in_words(error) for error in pages.left_out()],
        "largest": uploads.LARGEST_UPLOAD // (1024 * 1024),
        "topics": sheets.topics_of(package_region()),
    }
    return render(request, "figures/imports.html", context, status=status)


def _messages(fault: LvxunError | None) -> list[Message]:
    if fault is None:
        return []
    found = fault.errors if isinstance(fault, ManyErrors) else (fault,)
    return [in_words(error) for error in found]


def _draft(request: HttpRequest, draft_id: int) -> Draft:
    """Return a draft for this person; what they may not see is not there."""
    return get_object_or_404(services.drafts_visible_to(request.user), pk=draft_id)


@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Show a dry run row by row; apply it."""
    found = _draft(request, draft_id)
    if request.method == "GET" and found.is_applied:
        return redirect("figures-import-detail", found.batch.pk)
    if request.method == "GET":
        return _draft_page(request, found)
    try:
        batch = services.apply_draft(request.user, package_region(), found, _choice(request))  # type: ignore[arg-type]
    except StaleDraftError as stale:
        return _looked_again(request, found, stale)
    except LvxunError as fault:
        return _draft_page(request, found, fault)
    messages.success(request, gettext("The figures are brought in."))
    return redirect("figures-import-detail", batch.pk)


def _choice(request: HttpRequest) -> services.Choice:
    sent = request.POST
    mode, seen = sent.get("mode", ""), sent.get("seen", "")
    if mode not in Mode.values:
        raise LvxunError("What to do with the rows was not chosen.", remedy="Choose one of the two.")
    number = whole_number(seen)
    return services.Choice(Mode(mode), sent.get("why", ""), -1 if number is None else number)


def _draft_page(
    request: HttpRequest,
    found: Draft,
    fault: LvxunError | None = None,
    differences: Sequence[Difference] = (),
) -> HttpResponse:
    status = HTTPStatus.OK
    if fault is not None:
        is_stale = isinstance(fault, StaleDraftError)
        status = HTTPStatus.CONFLICT if is_stale else HTTPStatus.UNPROCESSABLE_ENTITY
    chosen = request.GET.get("show", "")
    page = pages.draft_rows(found, chosen, request.GET.get("page", ""))
    package = package_region()
    present = (package.version, overlay_version(package.id))
    context = {
        "draft": found,
        "errors": _messages(fault),
        "differences": differences,
        "filters": pages.filters(found),
        "chosen": chosen,
        "page": page,
        "lines": pages.lines(page, package, found.sources),
        "new_sources": [one for one in found.sources if one["id"] not in package.sources],
        "findings": [in_words(LvxunError(f["what"], None, f["remedy"])) for f in found.findings],
        "is_stale": (found.package_seen, found.overlay_seen) != present,
        "why": request.POST.get("why", ""),
        "mode": request.POST.get("mode", ""),
    }
    return render(request, "figures/draft.html", context, status=status)


@require_POST
def look_again(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Repeat a dry run against the region as it is now."""
    return _looked_again(request, _draft(request, draft_id))


def _looked_again(request: HttpRequest, found: Draft, why: LvxunError | None = None) -> HttpResponse:
    try:
        differences = services.look_again(request.user, package_region(), found)  # type: ignore[arg-type]
    except LvxunError as fault:
        return _draft_page(request, found, fault)
    return _draft_page(request, found, why, differences)


@require_POST
def discard(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Throw a dry run away."""
    found = _draft(request, draft_id)
    try:
        services.discard(request.user, found)  # type: ignore[arg-type]
    except LvxunError as fault:
        return _draft_page(request, found, fault)
    messages.success(request, gettext("The dry run is discarded; no figure was changed by it."))
    return redirect("figures-import")


@require_safe
def held_back(request: HttpRequest, draft_id: int, kind: str) -> HttpResponse:
    """Send the rows held back, each with what is wrong and what to do, to be corrected and sent again."""
    result = held_back_again(_draft(request, draft_id))
    match kind:
        case "csv":
            return download(sheets.held_back_csv(result), CSV, f"held-back-{draft_id}.csv")
        case "xlsx":
            return download(sheets.held_back_xlsx(result), XLSX, f"held-back-{draft_id}.xlsx")
    raise Http404


@require_safe
def template(request: HttpRequest, kind: str) -> HttpResponse:
    """Send the sheet that figures are filled into, for all topics or for one."""
    package = package_region()
    topic = request.GET.get("topic", "")
    if topic and topic not in sheets.topics_of(package):
        raise Http404
    name = f"{package.id}-{topic or 'figures'}"
    match kind:
        case "xlsx":
            return download(sheets.template(package, [topic] if topic else []), XLSX, f"{name}.xlsx")
        case "csv":
            return download(f"\ufeff{','.join(SERIES_COLUMNS)}\r\n".encode(), CSV, f"{name}.csv")
    raise Http404


def _batch(batch_id: int) -> Batch:
    related = Batch.objects.select_related("change__by", "draft", "withdrawal__change__by")
    return get_object_or_404(related, pk=batch_id, change__region_id=region_id())


@require_safe
def batch(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Show what a batch brought in, by whom, when and why."""
    return _batch_page(request, _batch(batch_id))


@require_POST
def withdraw(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Take a batch back."""
    found = _batch(batch_id)
    try:
        services.withdraw(request.user, found, request.POST.get("why", ""))  # type: ignore[arg-type]
    except LvxunError as fault:
        return _batch_page(request, found, fault)
    messages.success(request, gettext("The import is withdrawn: its figures count no more."))
    return redirect("figures-import-detail", found.pk)


def _batch_page(request: HttpRequest, found: Batch, fault: LvxunError | None = None) -> HttpResponse:
    page = pages.batch_rows(found, request.GET.get("page", ""))
    package = package_region()
    context = {
        "batch": found,
        "errors": _messages(fault),
        "page": page,
        "lines": pages.lines(page, package, found.sources),
        "new_sources": [one for one in found.sources if one["id"] not in package.sources],
        "findings": [in_words(LvxunError(f["what"], None, f["remedy"])) for f in found.draft.findings],
        "may_withdraw": allowed(request.user, "withdraw_figures") and not found.is_withdrawn,
        "may_see_draft": services.drafts_visible_to(request.user).filter(pk=found.draft_id).exists(),
        "why": request.POST.get("why", ""),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK
    return render(request, "figures/batch.html", context, status=status)
