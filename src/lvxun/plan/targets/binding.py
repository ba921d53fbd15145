"""How a value binds: its comparator, and the factor where a value multiplies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lvxun.plan.lexicon import comparators
from lvxun.plan.model import Comparator
from lvxun.plan.quantities import Quantity
from lvxun.plan.targets.wording import Head, bounds, is_change

TRANSITIVE = {
    "提高": Comparator.INCREASE_BY,
    "提升": Comparator.INCREASE_BY,
    "增加": Comparator.INCREASE_BY,
    "降低": Comparator.DECREASE_BY,
    "减少": Comparator.DECREASE_BY,
    "压减": Comparator.DECREASE_BY,
    "压缩": Comparator.DECREASE_BY,
    "削减": Comparator.DECREASE_BY,
}


def transitive_change(indicator: str, quantity: Quantity) -> str:
    """Return the verb that an indicator begins with where its value is a relative change: 提高能效10%."""
    if quantity.dimension not in ("share", "ratio"):
        return ""
    return next(
        (verb for verb in TRANSITIVE if indicator.startswith(verb) and len(indicator) > len(verb)), ""
    )


def shared_comparators(quantities: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """Give all values of a list the word behind the last, where it is the only one: 分别达到95%、80%以上."""
    word = quantities[-1].comparator
    if word in (None, Comparator.RANGE) or any(q.comparator for q in quantities[:-1]):
        return tuple(quantities)
    return tuple(replace(quantity, comparator=word) for quantity in quantities)


def comparator_of(quantity: Quantity, first: Head, link: Head | None, verb: str) -> Comparator:
    """Return how a value binds, from the words around it.

    A range stays a range; a factor multiplies; a change is a change whatever bound it has (下降18%以上); then
    the word behind the value counts before the nearest word in front of it; a value that is only reached is
    ``equal``.
    """
    words = link.words if link and _decides(link) else (*(link.words if link else ()), *first.words)
    if isinstance(quantity.value, tuple):
        return Comparator.RANGE
    change = is_change(words) or (None if _reaches(words) else TRANSITIVE.get(verb))
    if quantity.doubling or (quantity.unit == "倍" and change is not Comparator.DECREASE_BY):
        return Comparator.MULTIPLY_BY
    if change:
        return change
    return quantity.comparator or bounds(words) or Comparator.EQUAL


def _reaches(words: Sequence[str]) -> bool:
    """Say whether a value is where something comes to: 提高铁路运输占比至20%."""
    return any(comparators("before").get(word) is Comparator.EQUAL for word in words)


def _decides(link: Head) -> bool:
    """Say whether a value in a list has a verb of its own, beyond 超过 or 约."""
    plain = (Comparator.EQUAL, Comparator.INCREASE_BY, Comparator.DECREASE_BY)
    return any(comparators("before").get(word) in plain for word in link.words)


def value_of(
    quantity: Quantity, comparator: Comparator, first: Head, verb: str
) -> float | tuple[float, float]:
    """Return the value; a rise by N times multiplies by N + 1."""
    grows = is_change(first.words) is Comparator.INCREASE_BY or TRANSITIVE.get(verb) is Comparator.INCREASE_BY
    if comparator is Comparator.MULTIPLY_BY and not quantity.doubling and grows:
        assert not isinstance(quantity.value, tuple)  # a range is never multiply_by
        return quantity.value + 1
    return quantity.value
