"""Scope 1 and 2 of an area: what is emitted on its ground, and elsewhere for its electricity and heat."""

from __future__ import annotations

from lvxun.accounts.book.drafting import Draft
from lvxun.accounts.book.model import Line, Notation
from lvxun.accounts.emissions.weighting import CO2E

SCOPE_1, SCOPE_2 = "carbon/scope1", "carbon/scope2"


def scopes(draft: Draft, gross: str, indirect: tuple[Line, ...]) -> None:
    """Write scope 1 (all gases, 10^4 t CO2e) and scope 2 (net electricity and heat, 10^4 t CO2).

    Scope 2 is not written where it would be a part only: a factor or an amount is missing.
    """
    draft.sum_of(SCOPE_1, "范围一", "Scope 1", CO2E, [gross])
    if indirect and all(line.notation is not Notation.NOT_ESTIMATED for line in indirect):
        zh, en = "范围二（净调入电力、热力）", "Scope 2 (net electricity and heat brought in)"
        draft.sum_of(SCOPE_2, zh, en, CO2E, [line.id for line in indirect])
