"""The three ways to a province's CO2, and published figures that contradict each other."""

from __future__ import annotations

from collections.abc import Mapping

from lvxun.accounts.emissions.errors import NoEstimateError
from lvxun.accounts.emissions.reconciling import Comparison, Reconciliation, reconcile
from lvxun.web.accounts.held import Held
from lvxun.web.accounts.plots import Step
from lvxun.web.accounts.working import Progress, shelf

UNIT = "万吨"


def reconciliation(one: Held) -> Reconciliation | NoEstimateError | Progress:
    """Return the three ways of a book's year, why there are none, or how far they are."""
    answer: Reconciliation | NoEstimateError | Progress = shelf.ask(
        ("reconciliation", one), lambda _progress: _made(one)
    )
    return answer


def _made(one: Held) -> Reconciliation | NoEstimateError:
    try:
        return reconcile(one.basis)
    except NoEstimateError as error:
        return error


def steps(one: Comparison, words: Mapping[str, str], english: bool) -> list[Step]:
    """Return the way from the other figure to ours, item by item."""
    items = [
        Step(item.label_en if english else item.label_zh, item.value) for item in one.items if item.value
    ]
    return [
        Step(words["theirs"], one.theirs, is_level=True),
        *items,
        Step(words["ours"], one.ours, is_level=True),
    ]
