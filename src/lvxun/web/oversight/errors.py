"""What can be wrong with an act of oversight, said to the person who does it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from lvxun.errors import LvxunError, Where


class OversightActError(LvxunError):
    """Something about a task, a report or a letter that somebody can put right; ``field`` is on the form."""

    def __init__(self, what: str, field: str = "", remedy: str = "") -> None:
        super().__init__(what, Where(field=field) if field else None, remedy)


class StaleActError(OversightActError):
    """Somebody else acted a moment before: exactly one of two wins."""

    def __init__(self) -> None:
        super().__init__(
            _("Somebody else changed this a moment before you."),
            remedy=_("Look at it as it is now, then decide again."),
        )


def said(text: str, field: str, longest: int = 4000, *, needed: bool = True) -> str:
    """Take a text from a form.

    Raises
    ------
    OversightActError
        if nothing is said where something must be, or too much.
    """
    found = "".join(
        sign for sign in text.replace("\r\n", "\n") if sign.isprintable() or sign in "\n\t"
    ).strip()
    if needed and not found:
        raise OversightActError(_("Nothing is said here."), field, _("Write a sentence or two."))
    if len(found) > longest:
        what = _("This has %(here)d characters; at most %(most)d are taken.")
        raise OversightActError(
            what % {"here": len(found), "most": longest}, field, _("Say it in fewer words.")
        )
    return found
