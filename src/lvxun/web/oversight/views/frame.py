"""What every page of oversight does alike: who may open it, what a form says, how a fault is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import wraps
from http import HTTPStatus
from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from lvxun.errors import LvxunError, ManyErrors
from lvxun.web.figures.wording import sentences
from lvxun.web.oversight.errors import OversightActError, StaleActError
from lvxun.web.oversight.naming import known_functions, places
from lvxun.web.oversight.published_rules import today
from lvxun.web.people.models import User
from lvxun.web.people.oversight_rights import Office, may_see
from lvxun.web.people.permissions import allowed
from lvxun.web.whole_numbers import whole_number

View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a form, in the reader's language; ``field`` is beside what it is shown."""

    field: str
    what: str
    remedy: str


def for_officials(act: str = "see_oversight") -> Callable[[View], View]:
    """Open a view to officials who may do ``act``: a stranger is asked to sign in, others find nothing."""

    def wrap(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not (may_see(request.user) and allowed(request.user, act)):
                raise Http404
            return view(request, *args, **kwargs)

        return inner

    return wrap


def person(request: HttpRequest) -> User:
    """Return who is signed in; only for views that are open to officials."""
    return cast(User, request.user)


def show(
    request: HttpRequest, template: str, context: Mapping[str, object], fault: LvxunError | None = None
) -> HttpResponse:
    """Draw a page; with a fault it says what is wrong, keeps what was typed and answers 409 or 422."""
    status = HTTPStatus.OK
    if fault is not None:
        status = HTTPStatus.CONFLICT if isinstance(fault, StaleActError) else HTTPStatus.UNPROCESSABLE_ENTITY
    errors = () if fault is None else (fault.errors if isinstance(fault, ManyErrors) else (fault,))
    faults = [Fault(one.where.field or "", sentences(one.what), sentences(one.remedy)) for one in errors]
    typed = request.POST.dict() if fault is not None else {}
    return render(
        request, f"oversight/{template}", {**context, "faults": faults, "typed": typed}, status=status
    )


def day(text: str, field: str) -> date:
    """Take a date from a form.

    Raises
    ------
    OversightActError
        if it is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise OversightActError(_("This is no date."), field, _("Write it as 2026-01-31.")) from None


def office_of(text: str, field: str) -> Office:
    """Take an office from a form: ``function@area``.

    Raises
    ------
    OversightActError
        if there is no such function or area.
    """
    function, _at, area = text.partition("@")
    known = {key for key, _zh, _en in known_functions()}
    if function not in known or area not in {one.code for one in places()}:
        raise OversightActError(_("This is no office of the region."), field, _("Choose one of the list."))
    return function, area


def year(request: HttpRequest) -> int:
    """Return the year asked for, this one where none or nonsense is."""
    found = whole_number(request.GET.get("year", ""))
    return found if found is not None and 2000 <= found <= 2100 else today().year
