"""The assessment as files that an official can send on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from lvxun.attainment import brief, workbook
from lvxun.web.downloads import DOCX, XLSX, download
from lvxun.web.insight.state import current
from lvxun.web.insight.views import asked


@require_safe
def assessment_workbook(request: HttpRequest) -> HttpResponse:
    """Send the assessment as an Excel workbook in the reader's language."""
    state = current()
    content = workbook(state.assessment, state.region, asked.report_language())
    return download(content, XLSX, f"{state.region.id}.xlsx")


@require_safe
def assessment_brief(request: HttpRequest) -> HttpResponse:
    """Send the assessment as a Word brief in the reader's language."""
    state = current()
    content = brief(state.assessment, state.region, asked.report_language())
    return download(content, DOCX, f"{state.region.id}.docx")
