"""What every page's frame needs to know."""

from __future__ import annotations

from django.http import HttpRequest

from lvxun import __version__
from lvxun.web.served import package_region


def served_region(request: HttpRequest) -> dict[str, object]:
    """Return the served region and the version of the software."""
    return {"region": package_region(), "version": __version__, "here": request.path}
