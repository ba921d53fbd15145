"""What every page of the accounts has around it: which book, which years there are, the way to the others."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject

from lvxun.errors import LvxunError
from lvxun.region.model import Region
from lvxun.web.accounts import words
from lvxun.web.accounts.held import Choice, Held, held, years
from lvxun.web.accounts.working import Progress
from lvxun.web.insight.state import current

Context = dict[str, object]
View = Callable[..., HttpResponse]
Made = TypeVar("Made")
UNPROCESSABLE = 422


def served() -> Region:
    """Return the region as the site shows it, with what was brought in."""
    return current().region


def lazily(make: Callable[[], Made]) -> Made:
    """Return what ``make`` returns, made when a template first looks at it: a kept piece never does."""
    return cast(Made, SimpleLazyObject(make))


def framed(region: Region, choice: Choice, one: Held | None = None, **more: object) -> Context:
    """Return the context of a page about a book."""
    book = one or held(region, choice)
    return {
        "region": region,
        "choice": choice,
        "held": book,
        "book": book.book,
        "years": years(region)[::-1],
        "accounts": list(book.book.accounts),
        "gwp_reports": words.GWP_REPORTS,
        "factor_sets": words.FACTOR_SETS,
        "working": next((value for value in more.values() if type(value) is Progress), None),
        **more,
    }


def told(view: View) -> View:
    """Let a page say what is wrong with the data where an account refuses them."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except LvxunError as error:
            return render(request, "accounts/refused.html", {"error": error}, status=UNPROCESSABLE)

    return answer


def nothing(request: HttpRequest, region: Region) -> HttpResponse:
    """Show that a region has no figure yet that an account could count."""
    return render(request, "accounts/nothing.html", {"region": region})
