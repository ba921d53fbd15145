"""The accounts of a year as files: the document of the command, and the workbook with its formulas."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from lvxun.accounts.account_document import to_dict
from lvxun.accounts.workbook import workbook
from lvxun.web.accounts import asked
from lvxun.web.accounts.held import held
from lvxun.web.accounts.uncertain import ensemble
from lvxun.web.accounts.views.frame import served, told
from lvxun.web.downloads import XLSX, download
from lvxun.web.language import language


@require_safe
@told
def document(request: HttpRequest, year: int) -> JsonResponse:
    """Send what ``lvxun accounts REGION YEAR --json`` prints."""
    region = served()
    one = held(region, asked.choice(request, region, year))
    content = to_dict(one.book, one.values, ensemble(one), one.basis.balance, one.titles)
    options = {"ensure_ascii": False, "indent": 1}
    answer = JsonResponse(content, json_dumps_params=options)
    answer.headers["Content-Disposition"] = f'attachment; filename="accounts-{region.id}-{year}.json"'
    return answer


@require_safe
@told
def excel(request: HttpRequest, year: int) -> HttpResponse:
    """Send the workbook in inventory form."""
    region = served()
    one = held(region, asked.choice(request, region, year))
    english = language().startswith("en")
    content = workbook(one.book, one.values, one.basis.balance, one.titles, is_english=english)
    return download(content, XLSX, f"accounts-{region.id}-{year}.xlsx")
