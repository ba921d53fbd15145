"""What can be wrong with a request or a key, said to the program that sent it."""

from __future__ import annotations

from lvxun.errors import LvxunError


class ApiError(LvxunError):
    """The parent of the errors of this app."""


class ApiKeyError(ApiError):
    """A key that cannot be made as asked."""


class PreconditionError(ApiError):
    """The version of ``If-Match`` is not the record's."""


class PreconditionMissingError(ApiError):
    """A change that does not say which version it was made from."""


class MalformedError(ApiError):
    """A header or a body that cannot be read."""
