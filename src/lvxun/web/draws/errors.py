"""What can be wrong with a draw that is asked for."""

from __future__ import annotations

from lvxun.errors import LvxunError


class DrawRequestError(LvxunError):
    """A draw that cannot be sealed or made now."""


class AlreadyDrawnError(DrawRequestError):
    """Somebody else has drawn meanwhile: a draw is made once."""
