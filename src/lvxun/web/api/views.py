"""Pages about the API: its addresses, and one's own keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lvxun.web.api import keys, limits
from lvxun.web.api.errors import ApiKeyError
from lvxun.web.api.models import ApiKey
from lvxun.web.api.problems import TITLES
from lvxun.web.api.v1 import api
from lvxun.web.figures.wording import in_words
from lvxun.web.registers.finding import person
from lvxun.web.whole_numbers import whole_number


@dataclass(frozen=True, slots=True)
class Operation:
    """One address with a method, as the OpenAPI document describes it."""

    id: str
    tag: str
    method: str
    path: str
    summary: str
    description: str
    is_open: bool
    parameters: tuple[tuple[str, str, str], ...]  # name, where, what it is
    body: str
    answers: tuple[tuple[str, str], ...]


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """List every address of the API from its own OpenAPI document; nothing is loaded from elsewhere."""
    document = api.get_openapi_schema(path_prefix="/api/v1/")
    found = sorted(_operations(document), key=lambda one: one.tag)
    context = {
        "groups": [(tag, list(ones)) for tag, ones in groupby(found, key=lambda one: one.tag)],
        "description": document["info"]["description"],
        "problems": [(kind, status, title) for kind, (status, title) in TITLES.items()],
        "per_key": limits.per_key(),
        "per_address": limits.per_address(),
    }
    return render(request, "api/docs.html", context)


def _operations(document: dict[str, Any]) -> Iterator[Operation]:
    for path, methods in document["paths"].items():
        for method, one in methods.items():
            yield Operation(
                id=one["operationId"].rpartition("routes_")[2],
                tag=(one.get("tags") or [""])[0],
                method=method.upper(),
                path=path,
                summary=one.get("summary", ""),
                description=one.get("description", ""),
                is_open=not any("Session" in name for each in one.get("security", ()) for name in each),
                parameters=tuple(_parameter(each) for each in one.get("parameters", ())),
                body=_body(one),
                answers=tuple(
                    (str(status), _name(answer))
                    for status, answer in sorted(one["responses"].items(), key=str)
                ),
            )


def _parameter(one: dict[str, Any]) -> tuple[str, str, str]:
    what = one.get("description") or one.get("schema", {}).get("description", "")
    return str(one["name"]), str(one["in"]), str(what)


def _body(one: dict[str, Any]) -> str:
    content = one.get("requestBody", {}).get("content", {})
    return next((f"{kind} {_ref(each.get('schema', {}))}".strip() for kind, each in content.items()), "")


def _name(answer: dict[str, Any]) -> str:
    content = answer.get("content", {})
    return next((_ref(each.get("schema", {})) for each in content.values()), "")


def _ref(schema: dict[str, Any]) -> str:
    return str(schema.get("$ref", "")).rpartition("/")[2] or str(schema.get("title", ""))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def own_keys(request: HttpRequest) -> HttpResponse:
    """Show one's keys, make one; its text is shown now and never again."""
    user = person(request)
    context: dict[str, object] = {"days": keys.DAYS, "now": timezone.now()}
    status = HTTPStatus.OK
    if request.method == "POST":
        days = request.POST.get("days", "")
        try:
            made, text = keys.make_key(user, request.POST.get("name", ""), whole_number(days) or 0)
            context |= {"made": made, "text": text}
            status = HTTPStatus.CREATED
        except ApiKeyError as error:
            context |= {"fault": in_words(error), "name": request.POST.get("name", "")[: keys.LONGEST_NAME]}
            context["fault_field"] = error.where.field
            status = HTTPStatus.UNPROCESSABLE_ENTITY
    context["keys"] = [(one, one.is_live(timezone.now())) for one in ApiKey.objects.filter(owner=user)[:100]]
    return render(request, "api/keys.html", context, status=status)


@require_POST
@login_required
def revoke(request: HttpRequest, key_id: int) -> HttpResponse:
    """End one of one's keys; somebody else's is not there."""
    found = ApiKey.objects.filter(pk=key_id, owner_id=request.user.pk).first()
    if found is None:
        raise Http404
    keys.revoke_key(found)
    messages.success(request, gettext("The key is revoked; it opens nothing any more."))
    return redirect("api-keys")
