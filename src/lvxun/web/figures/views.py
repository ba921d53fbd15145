"""Bring figures in from a sheet."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from lvxun.web.figures.models import Batch


def imports(request: HttpRequest) -> HttpResponse:
    """List what was brought in."""
    return render(request, "figures/imports.html", {"batches": Batch.objects.all()})


def batch(request: HttpRequest, batch_id: int) -> HttpResponse:
    raise Http404


def withdraw(request: HttpRequest, batch_id: int) -> HttpResponse:
    raise Http404


def template(request: HttpRequest, kind: str) -> HttpResponse:
    raise Http404


def draft(request: HttpRequest, draft_id: int) -> HttpResponse:
    raise Http404


def discard(request: HttpRequest, draft_id: int) -> HttpResponse:
    raise Http404


def held_back(request: HttpRequest, draft_id: int, kind: str) -> HttpResponse:
    raise Http404
