"""Bodies as JSON; a sign that no database carries is refused before anything is done with it."""

from __future__ import annotations

import json
import re
from typing import Any

from django.http import HttpRequest
from ninja.parser import Parser

from lvxun.errors import Where
from lvxun.web.api.errors import MalformedError

BROKEN = re.compile("[\x00\ud800-\udfff]")


class PlainParser(Parser):
    """Reads a body, and what it holds, as plain JSON."""

    def parse_body(self, request: HttpRequest) -> Any:  # noqa: ANN401 - JSON
        try:
            found = json.loads(request.body)
        except (ValueError, RecursionError):
            what = "The body is no JSON that can be read."
            raise MalformedError(what, Where(field="body"), "Send JSON in UTF-8.") from None
        if _has_broken(found):
            what = "The body has a sign that no text can have."
            raise MalformedError(what, Where(field="body"), "Take U+0000 and halves of signs out.")
        return found


def _has_broken(value: object) -> bool:
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str) and BROKEN.search(one):
            return True
        if isinstance(one, dict):
            waiting += [*one, *one.values()]
        elif isinstance(one, list):
            waiting += one
    return False
