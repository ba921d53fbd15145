"""Which version of a record a form was made from."""

from __future__ import annotations

from django.http import HttpRequest

from lvxun.web.registers.models import Record
from lvxun.web.whole_numbers import whole_number

KEY_DIGITS = 15  # of a record's key
NO_VERSION = -1


def version_of(request: HttpRequest, record: Record | None = None) -> int:
    """Return the version that the form was made from, of one ``record`` where the form is about several.

    Where it was taken out, none fits.
    """
    name = f"version.{record.pk}" if record else "version"
    found = whole_number(request.POST.get(name))
    return NO_VERSION if found is None else found
