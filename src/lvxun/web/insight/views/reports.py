"""The assessment as files that an official can send on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from lvxun.attainment import brief, workbook
from lvxun.web.insight.state import current
from lvxun.web.insight.views import asked

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def assessment_workbook(request: HttpRequest) -> HttpResponse:
    """Send the assessment as an Excel workbook in the reader's language."""
    state = current()
    return _file(
        workbook(state.assessment, state.region, asked.report_language()), EXCEL, f"{state.region.id}.xlsx"
    )


@require_safe
def assessment_brief(request: HttpRequest) -> HttpResponse:
    """Send the assessment as a Word brief in the reader's language."""
    state = current()
    return _file(
        brief(state.assessment, state.region, asked.report_language()), WORD, f"{state.region.id}.docx"
    )


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
