"""Text that Word and Excel can hold: their files are XML."""

from __future__ import annotations

import re

FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def plain(text: str) -> str:
    """Return text without the characters that XML forbids."""
    return FORBIDDEN.sub("", text)
