"""Every error of the API as problem details (RFC 9457): what, where, and what would be right.

``faults`` lists each thing that is wrong with its field and remedy. Words are English, or Chinese where the
request prefers that (``Accept-Language: zh``).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from lvxun.errors import LvxunError, ManyErrors
from lvxun.registers.errors import InvalidRecordError, TransitionRefusedError, UnknownRegisterError
from lvxun.web.api.errors import MalformedError, PreconditionError, PreconditionMissingError
from lvxun.web.api.limits import Taken
from lvxun.web.figures.wording import in_words
from lvxun.web.registers.errors import DuplicateRecordError, SealedRecordError, StaleRecordError
from lvxun.web.registers.models import RecordEvent

PROBLEM = "application/problem+json"
API = "/api/"
TYPES = "/api/v1/docs#problem-"
Handler = Callable[[HttpRequest, Exception | type[Exception]], HttpResponse]

TITLES: Mapping[str, tuple[HTTPStatus, Promise]] = {
    "malformed": (HTTPStatus.BAD_REQUEST, _("The request cannot be read.")),
    "unauthorized": (HTTPStatus.UNAUTHORIZED, _("Sign in, or send a key that is still valid.")),
    "forbidden": (HTTPStatus.FORBIDDEN, _("You may see this, but not do that.")),
    "not-found": (HTTPStatus.NOT_FOUND, _("There is nothing here, or nothing that you may see.")),
    "not-allowed": (HTTPStatus.METHOD_NOT_ALLOWED, _("This address does not take this method.")),
    "stale": (HTTPStatus.CONFLICT, _("The record changed meanwhile.")),
    "duplicate": (HTTPStatus.CONFLICT, _("There is such a record already.")),
    "sealed": (HTTPStatus.CONFLICT, _("The record is sealed.")),
    "refused": (HTTPStatus.CONFLICT, _("The register does not allow this step now.")),
    "precondition": (HTTPStatus.PRECONDITION_FAILED, _("The version in If-Match is not the record's.")),
    "precondition-missing": (HTTPStatus.PRECONDITION_REQUIRED, _("Say which version you have seen.")),
    "too-large": (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _("The request is too large.")),
    "invalid": (HTTPStatus.UNPROCESSABLE_ENTITY, _("Something in the request is wrong.")),
    "too-many": (HTTPStatus.TOO_MANY_REQUESTS, _("Too many requests.")),
    "fault": (HTTPStatus.INTERNAL_SERVER_ERROR, _("The site itself is at fault.")),
}
BY_STATUS = {status: kind for kind, (status, _words) in reversed(list(TITLES.items()))}
KINDS: tuple[tuple[type[LvxunError], str], ...] = (
    (StaleRecordError, "stale"),
    (PreconditionError, "precondition"),
    (PreconditionMissingError, "precondition-missing"),
    (MalformedError, "malformed"),
    (DuplicateRecordError, "duplicate"),
    (SealedRecordError, "sealed"),
    (TransitionRefusedError, "refused"),
    (InvalidRecordError, "invalid"),
    (UnknownRegisterError, "not-found"),
)


class TooManyRequestsError(Exception):
    """A key or an address has sent more than its limit in this minute."""

    def __init__(self, taken: Taken) -> None:
        self.taken = taken
        super().__init__("too many requests")


@dataclass(frozen=True, slots=True)
class Problem:
    """One answer that says what is wrong."""

    kind: str
    detail: str = ""
    faults: Iterable[Mapping[str, str]] = ()
    more: Mapping[str, object] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    status: int = 0  # where the kind's own does not fit

    def response(self, request: HttpRequest) -> HttpResponse:
        """Return it as an answer."""
        with translation.override("zh-hans" if prefers_chinese(request) else "en"):
            return self._in_words(request)

    def _in_words(self, request: HttpRequest) -> HttpResponse:
        status, title = TITLES[self.kind]
        said = self.status or status.value
        body = {
            "type": f"{TYPES}{self.kind}",
            "title": str(title),
            "status": said,
            "detail": self.detail or str(title),
            "instance": request.path,
            "faults": list(self.faults),
            **self.more,
        }
        text = json.dumps(body, ensure_ascii=False, cls=DjangoJSONEncoder)
        return HttpResponse(text, status=said, content_type=PROBLEM, headers=dict(self.headers))


def prefers_chinese(request: HttpRequest) -> bool:
    """Say whether the first language that the request names is Chinese."""
    return request.headers.get("Accept-Language", "").strip().lower().startswith("zh")


def install(api: NinjaAPI) -> None:
    """Let the API answer with problem details whatever goes wrong."""
    handlers: tuple[tuple[type[Exception], Handler], ...] = (
        (LvxunError, _told),
        (Http404, _simple("not-found")),
        (PermissionDenied, _simple("forbidden")),
        (TooManyRequestsError, _too_many),
        (ValidationError, _not_valid),
        (HttpError, _http_error),
    )
    for kind, handler in handlers:
        api.add_exception_handler(kind, handler)


def _told(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    assert isinstance(error, LvxunError)
    with translation.override("zh-hans" if prefers_chinese(request) else "en"):
        return _problem_of(error).response(request)


def _problem_of(error: LvxunError) -> Problem:
    kind = next((kind for type_, kind in KINDS if isinstance(error, type_)), "invalid")
    each = error.errors if isinstance(error, ManyErrors) else (error,)
    more: dict[str, object] = {}
    if isinstance(error, StaleRecordError):
        more = {"version": error.record.version, "changes": [_change(one) for one in error.since]}
    return Problem(kind, in_words(error).what, [fault(one) for one in each], more)


def fault(error: LvxunError) -> dict[str, str]:
    """Return one thing that is wrong: where, what, and what would be right."""
    message = in_words(error)
    return {"field": error.where.field or "", "what": message.what, "remedy": message.remedy}


def _change(event: RecordEvent) -> dict[str, object]:
    return {
        "version": event.version,
        "at": event.at,
        "by": str(event.actor) if event.actor else None,
        "verb": event.verb,
        "transition": event.transition,
        "why": event.why,
        "before": event.before,
        "after": event.after,
    }


def _simple(kind: str) -> Handler:
    return lambda request, _exception: Problem(kind).response(request)


def _too_many(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    assert isinstance(error, TooManyRequestsError)
    seconds = error.taken.seconds_left
    detail = f"{error.taken.limit} requests a minute are answered; wait {seconds} seconds."
    return Problem("too-many", detail, headers={"Retry-After": str(seconds)}).response(request)


def _not_valid(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    assert isinstance(error, ValidationError)
    faults = [
        {
            "field": ".".join(str(part) for part in one.get("loc", ())[1:]),
            "what": f"{one.get('msg', 'This cannot be taken')}.",
            "remedy": "See the description of this address in /api/v1/openapi.json.",
        }
        for one in error.errors
    ]
    return Problem("invalid", faults=faults).response(request)


def _http_error(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    assert isinstance(error, HttpError)
    if isinstance(error.__cause__, LvxunError):  # what a body cannot hold
        return _told(request, error.__cause__)
    kind = BY_STATUS.get(HTTPStatus(error.status_code), "malformed")
    headers = {"WWW-Authenticate": "Bearer"} if kind == "unauthorized" else {}
    detail = "" if kind == "unauthorized" else error.message
    return Problem(kind, detail, headers=headers).response(request)


class ProblemMiddleware:
    """Turn what Django itself answers below ``/api/`` (no such address, too large, a fault) into problems."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(API):
            return self.get_response(request)
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return Problem("malformed", "The address has a sign that no text can have.").response(request)
        response = self.get_response(request)
        if response.status_code >= HTTPStatus.BAD_REQUEST and response.get("Content-Type") != PROBLEM:
            kind = BY_STATUS.get(HTTPStatus(response.status_code), "malformed")
            headers = {"Allow": response["Allow"]} if "Allow" in response else {}
            response = Problem(kind, headers=headers, status=response.status_code).response(request)
        taken = request.META.get("lvxun.api.taken")
        if isinstance(taken, Taken):
            response["RateLimit-Limit"] = str(taken.limit)
            response["RateLimit-Remaining"] = str(taken.remaining)
            response["RateLimit-Reset"] = str(taken.seconds_left)
        response.headers.setdefault("Cache-Control", "no-store")
        return response
