"""Pages about sheets: the template, the list taken away, a sheet brought in step by step."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import BinaryIO, cast
from urllib.parse import quote

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lvxun.errors import LvxunError, ManyErrors
from lvxun.registers.model import Register
from lvxun.web.downloads import CSV, XLSX
from lvxun.web.figures.wording import in_words, sentences
from lvxun.web.language import language
from lvxun.web.people.record_rights import may_create, may_list, sight
from lvxun.web.registers.definitions import codes, region_id
from lvxun.web.registers.faults import Listed
from lvxun.web.registers.filtering import read_filters
from lvxun.web.registers.finding import listed_or_404, person, register_or_404
from lvxun.web.registers.listing import Listing
from lvxun.web.registers.paging import page_number
from lvxun.web.sheets import files, jobs, services, showing
from lvxun.web.sheets.applying import rows_of
from lvxun.web.sheets.blank import write_template
from lvxun.web.sheets.cells import guarded
from lvxun.web.sheets.checking import STRAY
from lvxun.web.sheets.columns import main_columns
from lvxun.web.sheets.errors import SheetError
from lvxun.web.sheets.models import SheetImport, Side, Status, Verdict
from lvxun.web.sheets.working import told
from lvxun.web.sheets.writing import MOST_IN_EXCEL, Wording, write_csv, write_workbook
from lvxun.web.whole_numbers import whole_number

SHOWN_IMPORTS = 20


def _creating(request: HttpRequest, register_id: str) -> Register:
    """Return a register in which the reader opens records."""
    register = register_or_404(register_id)
    if not may_create(request.user, register):
        if may_list(request.user, register):
            raise PermissionDenied
        raise Http404
    return register


@require_safe
@login_required
def template(request: HttpRequest, register_id: str) -> FileResponse:
    """Send the empty sheet of a register, in the reader's language."""
    register = _creating(request, register_id)
    stream = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    write_template(register, codes(), language(), cast("BinaryIO", stream))
    stream.seek(0)
    return FileResponse(stream, as_attachment=True, filename=f"{register.id}.xlsx", content_type=XLSX)


@require_safe
@login_required
def export(request: HttpRequest, register_id: str) -> HttpResponseBase:
    """Send what the list shows, with the same filters and no more than the reader may see."""
    register = listed_or_404(request.user, register_id)
    filters, _faults = read_filters(register, dict(request.GET.lists()))
    listing = Listing(register, filters, sight=sight(request.user, register))
    wording = Wording(register, codes(), language())
    if request.GET.get("format") == "csv" or _is_too_long(listing):
        name = f"attachment; filename={quote(register.id)}.csv"
        return StreamingHttpResponse(
            write_csv(listing.records(), wording), content_type=CSV, headers={"Content-Disposition": name}
        )
    stream = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    write_workbook(listing.records(), wording, cast("BinaryIO", stream))
    stream.seek(0)
    return FileResponse(stream, as_attachment=True, filename=f"{register.id}.xlsx", content_type=XLSX)


def _is_too_long(listing: Listing) -> bool:
    """Say whether a list has more records than an Excel sheet is made of here."""
    if listing.count.exact:
        return listing.count.number > MOST_IN_EXCEL
    return (
        sum(1 for _record in zip(listing.records(), range(MOST_IN_EXCEL + 1), strict=False)) > MOST_IN_EXCEL
    )


@csrf_exempt  # the token is asked for in _imports: it stands in a body that is not read when it is too large
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def imports(request: HttpRequest, register_id: str) -> HttpResponse:
    """Take a sheet for a dry run; list one's own."""
    register = _creating(request, register_id)
    if request.method == "POST" and files.is_too_large(request.META.get("CONTENT_LENGTH") or ""):
        return _imports_page(request, register, files.too_large(), HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return _imports(request, register)


@csrf_protect
def _imports(request: HttpRequest, register: Register) -> HttpResponse:
    if request.method != "POST":
        return _imports_page(request, register)
    sent = request.FILES.get("sheet")
    try:
        if not isinstance(sent, UploadedFile):
            raise SheetError("No file was chosen.", remedy="Choose an Excel or CSV file.")
        held = services.begin(person(request), register, sent.name or "", sent.chunks(files.CHUNK))
    except LvxunError as error:
        return _imports_page(request, register, error, HTTPStatus.UNPROCESSABLE_ENTITY)
    jobs.start(held)
    return redirect("register-import-detail", register.id, held.pk)


def _imports_page(
    request: HttpRequest,
    register: Register,
    error: LvxunError | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    every = SheetImport.objects.filter(region=region_id(), register=register.id, owner=person(request))
    own = every.exclude(status=Status.DISCARDED)[:SHOWN_IMPORTS]
    context = {
        "register": register,
        "crumb": gettext("Bring in a sheet"),
        "faults": _listed(error),
        "imports": [(one, Status(one.status).label) for one in own],
        "largest": files.largest() // files.MEGABYTE,
    }
    return render(request, "sheets/imports.html", context, status=status)


def _listed(error: LvxunError | None) -> list[Listed]:
    if error is None:
        return []
    each = error.errors if isinstance(error, ManyErrors) else (error,)
    said = [in_words(one) for one in each]
    return [Listed(one.what, one.remedy, place=one.place) for one in said]


def _own_import(request: HttpRequest, register_id: str, import_id: int) -> tuple[Register, SheetImport]:
    """Return an import of one's own; somebody else's is not there."""
    register = _creating(request, register_id)
    held = SheetImport.objects.filter(
        pk=import_id, region=region_id(), register=register.id, owner=person(request)
    ).first()
    if held is None or held.status == Status.DISCARDED:
        raise Http404
    return register, held


@require_safe
@login_required
def detail(request: HttpRequest, register_id: str, import_id: int) -> HttpResponse:
    """Show an import as it stands: at work, asking, looked through, brought in."""
    register, held = _own_import(request, register_id, import_id)
    jobs.see_to(held)
    return _page(request, register, held)


def _page(
    request: HttpRequest,
    register: Register,
    held: SheetImport,
    error: LvxunError | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    chosen = request.GET.get("show", "")
    context = _frame(register, held) | {
        "faults": _listed(error) or _own_faults(held),
        "crumb": held.file_name,
        "why": request.POST.get("why", "")[: services.LONGEST_REASON],
        "mode": request.POST.get("mode", ""),
    }
    if held.status in (Status.CHECKED, Status.APPLIED):
        rows, pages = showing.shown_rows(held, register, chosen, page_number(request.GET.get("page")))
        context |= {"rows": rows, "pages": pages, "chosen": chosen, "filters": _filters(held)}
    if held.status == Status.CHECKED:
        context |= _deciding(held)
    if held.status == Status.ASKING:
        context["choices"] = [one for one in main_columns(register) if one.is_read]
    return render(request, "sheets/import.html", context, status=status)


def _frame(register: Register, held: SheetImport) -> dict[str, object]:
    return {
        "register": register,
        "held": held,
        "status": Status(held.status).label,
        "progress": told(held.pk) if held.is_at_work else None,
        "total": held.count(),
    }


def _own_faults(held: SheetImport) -> list[Listed]:
    return [Listed(sentences(what), sentences(remedy), place=place) for place, what, remedy in held.fault]


def _filters(held: SheetImport) -> list[tuple[str, object, int]]:
    return [(one.value, one.label, held.count(one)) for one in Verdict if held.count(one)]


def _deciding(held: SheetImport) -> dict[str, object]:
    back = held.count(*services.HELD_BACK, STRAY)
    return {
        "findings": [(sentences(what), sentences(remedy)) for what, remedy in held.findings],
        "earlier": services.earlier(held),
        "back": back,
        "ready": held.count(Verdict.NEW, Verdict.CHANGED, Verdict.REVISION, Verdict.CONFLICT),
        "conflicts": held.count(Verdict.CONFLICT),
        "undecided": services.undecided(held),
        "sides": Side.choices,
        "revisions": held.count(Verdict.REVISION),
    }


@require_safe
@login_required
def progress(request: HttpRequest, register_id: str, import_id: int) -> HttpResponse:
    """Tell how far the work is; when it is done, the page is to be drawn anew."""
    register, held = _own_import(request, register_id, import_id)
    jobs.see_to(held)
    answer = render(request, "sheets/progress.html", _frame(register, held))
    if not held.is_at_work:
        answer["HX-Refresh"] = "true"
    return answer


@require_POST
@login_required
def act(request: HttpRequest, register_id: str, import_id: int, name: str) -> HttpResponse:
    """Do one of the acts on an import."""
    register, held = _own_import(request, register_id, import_id)
    doing = ACTS.get(name)
    if doing is None:
        raise Http404
    try:
        doing(request, register, held)
    except LvxunError as error:
        held.refresh_from_db()
        return _page(request, register, held, error, HTTPStatus.UNPROCESSABLE_ENTITY)
    if name == "discard":
        messages.success(request, gettext("The sheet is put aside; nothing was changed."))
        return redirect("register-import", register.id)
    held.refresh_from_db()
    if held.is_at_work:
        jobs.start(held)
    return redirect("register-import-detail", register.id, held.pk)


def _say_columns(request: HttpRequest, register: Register, held: SheetImport) -> None:
    said = {
        str(one["heading"]): request.POST.get(f"column.{place}", "?")
        for place, one in enumerate(held.unknown)
    }
    services.say_columns(held, register, said)


def _choose(request: HttpRequest, register: Register, held: SheetImport) -> None:
    services.choose_side(held, request.POST.get("side", ""), whole_number(request.POST.get("row")))


def _apply(request: HttpRequest, register: Register, held: SheetImport) -> None:
    again = request.POST.get("again") == "1"
    services.ask_to_apply(held, request.POST.get("mode", ""), request.POST.get("why", ""), again=again)


ACTS: dict[str, Callable[[HttpRequest, Register, SheetImport], None]] = {
    "columns": _say_columns,
    "again": lambda request, register, held: services.look_again(held),
    "side": _choose,
    "apply": _apply,
    "discard": lambda request, register, held: services.discard(held),
}


@require_safe
@login_required
def held_back(request: HttpRequest, register_id: str, import_id: int) -> StreamingHttpResponse:
    """Send the rows that cannot be brought in, each with what to correct."""
    register, held = _own_import(request, register_id, import_id)
    headers = {"Content-Disposition": "attachment; filename=held-back.csv"}
    return StreamingHttpResponse(_held_back(register, held), content_type=CSV, headers=headers)


def _held_back(register: Register, held: SheetImport) -> Iterator[str]:
    line = io.StringIO(newline="")
    out = csv.writer(line)
    line.write("\ufeff")
    headings = ("row", "code", "title", "field", "what", "remedy")
    out.writerow([gettext(one) for one in headings])
    for one in rows_of(held, *services.HELD_BACK):
        said = list(showing.told(register, one.detail.get("faults", [])))
        start = [one.row, guarded(one.code), guarded(one.title)]
        if not said:
            out.writerow([*start, "", str(Verdict(one.verdict).label), ""])
        for fault in said:
            label = fault.label.zh if language().startswith("zh") else fault.label.en
            out.writerow([*start, guarded(label), guarded(fault.what), guarded(fault.remedy)])
        yield line.getvalue()
        line.seek(0)
        line.truncate()
    yield line.getvalue()
