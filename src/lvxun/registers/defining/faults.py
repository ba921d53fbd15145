"""The faults of one register, gathered while it is read and checked; each knows file, line and key path."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from lvxun.registers.defining.layers import Layered
from lvxun.registers.defining.source import Spot
from lvxun.registers.errors import DefinitionError

LONGEST_SHOWN = 80


class Faults:
    """What is wrong with one register."""

    def __init__(self, layered: Layered) -> None:
        self._layered = layered
        self._spots: set[Spot] = set()
        self.found: list[DefinitionError] = []

    def add(self, spot: Spot, what: str, remedy: str) -> None:
        """Add a fault; of one spot only the first counts, for the others follow from it."""
        if spot in self._spots:
            return
        self._spots.add(spot)
        self.found.append(DefinitionError(what, self._layered.place(spot), remedy))


def did_you_mean(written: str, known: Iterable[str]) -> str:
    """Return ``Did you mean 'x'?`` with a blank behind it, or nothing.

    Examples
    --------
    >>> did_you_mean("pattren", ["pattern", "minimum"])
    "Did you mean 'pattern'? "
    """
    guess = get_close_matches(written, list(known), 1)
    return f"Did you mean '{guess[0]}'? " if guess else ""


def shown(value: object) -> str:
    r"""Return a value as a message quotes it: short, on one line.

    Examples
    --------
    >>> shown("a\nb")
    "'a b'"
    """
    text = " ".join(str(value).split())
    return f"'{text[:LONGEST_SHOWN]}…'" if len(text) > LONGEST_SHOWN else f"'{text}'"


def listed(known: Iterable[str], most: int = 30) -> str:
    """Return names in a row for a remedy: ``a, b, c`` or ``none``."""
    names = list(known)
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more if names else "none"
