"""Who sends a request: the owner of a key, or who is signed in; and how often they may."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from ninja.security import HttpBearer
from ninja.security.apikey import APIKeyCookie

from lvxun.web.api import limits
from lvxun.web.api.keys import owner_of
from lvxun.web.api.problems import TooManyRequestsError
from lvxun.web.people.models import User


class KeyAuth(HttpBearer):
    """``Authorization: Bearer lvx_…``: the key of a person; the request is then that person's."""

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        found = owner_of(token)
        if found is None:
            _count(f"address:{_address(request)}", limits.per_address(), request)  # guesses count, too
            return None
        owner, key = found
        _count(f"key:{key.prefix}", limits.per_key(), request)
        request.user = owner
        return owner


class SessionAuth(APIKeyCookie):
    """Somebody who is signed in on the site; what changes something needs the CSRF token as well."""

    param_name = settings.SESSION_COOKIE_NAME

    def __call__(self, request: HttpRequest) -> object:
        # A stranger is told to sign in before anything is said of tokens.
        return super().__call__(request) if request.user.is_authenticated else None

    def authenticate(self, request: HttpRequest, key: str | None) -> User | None:
        if not isinstance(request.user, User) or not request.user.is_active:
            return None
        _count(f"user:{request.user.pk}", limits.per_key(), request)
        return request.user


class OpenAuth(KeyAuth):
    """Open to everybody; a key that is sent counts for its own limit."""

    def __call__(self, request: HttpRequest) -> object:
        if request.headers.get(self.header) and (user := super().__call__(request)):
            return user
        _count(f"address:{_address(request)}", limits.per_address(), request)
        return True


def _count(bucket: str, limit: int, request: HttpRequest) -> None:
    taken = limits.take(bucket, limit)
    request.META["lvxun.api.taken"] = taken
    if taken.is_over:
        raise TooManyRequestsError(taken)


def _address(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))
