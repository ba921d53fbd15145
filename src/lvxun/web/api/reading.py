"""What a request names: registers and records that its sender may see, and the version it was made from."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse

from lvxun.errors import Where
from lvxun.web.api.errors import MalformedError, PreconditionError, PreconditionMissingError
from lvxun.web.people.models import User
from lvxun.web.registers.models import Record

TAG = re.compile(r'(?:W/)?"?(\d{1,9})"?')
KEY = re.compile(r"[\x21-\x7e]{1,64}")


def sender(request: HttpRequest) -> User:
    """Return who sends the request; only behind an authentication that names somebody."""
    assert isinstance(request.user, User)
    return request.user


def seen_version(request: HttpRequest, record: Record, given: int | None) -> int:
    """Return the version that a change was made from: of the header ``If-Match``, else of the body.

    Raises
    ------
    PreconditionError
        if the header names another version than the record's.
    PreconditionMissingError
        if neither says one.
    """
    header = request.headers.get("If-Match", "").strip()
    if header:
        found = TAG.fullmatch(header)
        if found is None:
            what = "If-Match does not name a version."
            raise MalformedError(what, Where(field="If-Match"), f'Send "{record.version}", as ETag gave it.')
        if int(found.group(1)) != record.version:
            what = f"The record is at version {record.version}, If-Match names {found.group(1)}."
            raise PreconditionError(what, Where(field="If-Match"), "Read the record again, then decide.")
        return record.version
    if given is None:
        what = "Nothing says which version of the record this was made from."
        raise PreconditionMissingError(what, Where(field="version"), "Send version, or the header If-Match.")
    return given


def tagged(response: HttpResponse, record: Record) -> None:
    """Give an answer about a record the version as its tag."""
    response["ETag"] = f'"{record.version}"'


def request_key(request: HttpRequest) -> str:
    """Return the key under which a create that is sent twice is one record; "" where none is sent.

    Raises
    ------
    MalformedError
        if it is none.
    """
    given = request.headers.get("Idempotency-Key", "").strip()
    if given and not KEY.fullmatch(given):
        what = "The Idempotency-Key cannot be taken."
        raise MalformedError(what, Where(field="Idempotency-Key"), "It has 1 to 64 plain signs.")
    return given


def lists_of(request: HttpRequest) -> Mapping[str, list[str]]:
    """Return every parameter of the address with all its values."""
    return dict(request.GET.lists())
