"""Which published figure a province leaves out where two of equal standing contradict each other.

``accounts/published_choices.toml`` of the province: ``[[choice]] year, leave_out, reason``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping

from lvxun.accounts.balances.reconstruction_errors import CHOICES, ChoiceFileError
from lvxun.region.model import Region

NEEDED = ("year", "leave_out", "reason")


def choices_of(region: Region, year: int) -> Mapping[str, str]:
    """Return the figures that a province leaves out in a year, each with the reason.

    Raises
    ------
    ChoiceFileError
        where a choice lacks its year, its figure or its reason.
    """
    path = region.path / CHOICES
    if not path.exists():
        return {}
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get("choice", [])
    except tomllib.TOMLDecodeError as error:
        raise ChoiceFileError(str(error), "choice") from error
    chosen = {}
    for number, table in enumerate(tables, 1):
        for key in NEEDED:
            if not table.get(key):
                raise ChoiceFileError(f"choice {number} has no {key}", key)
        if table["year"] == year:
            chosen[str(table["leave_out"])] = str(table["reason"])
    return chosen
