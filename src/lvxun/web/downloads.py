"""Files that a page sends."""

from __future__ import annotations

from django.http import HttpResponse

CSV = "text/csv; charset=utf-8"
TOML = "application/toml; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def download(content: bytes, kind: str, name: str) -> HttpResponse:
    """Return an answer that a browser keeps as the file ``name``."""
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=disposition)
