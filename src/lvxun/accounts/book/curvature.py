"""What first-order propagation leaves out: the second derivatives of a book's totals."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from lvxun.accounts.book.evaluating import Values
from lvxun.accounts.book.model import Book, Derived, Line
from lvxun.accounts.book.sensitivity import Sensitivity

Pairs = dict[tuple[int, int], float]  # second derivatives by positions of two entries, the lower one first


def curvature(given: Sensitivity, total: str) -> float:
    """Return the second-order term of a total's variance relative to the first-order one.

    Counts ``(∂²/∂x∂y · σx · σy)²`` over all pairs of independent entries that are multiplied in a line or
    meet in a derived entry: what first-order propagation leaves out. The
    std is too small by about half of it.
    """
    variance = float(given.parts_of_variance(total).sum())
    own = given.independent
    bends: Pairs = {}
    bent = _bends_of(given)
    for line, weight in _weights(given.book, total, given.values).items():
        _bend_line(given, bent, (line, weight), bends)
    second_order = sum(bend**2 * own[i] * own[j] * (1.0 if i != j else 0.5) for (i, j), bend in bends.items())
    return float(second_order / variance) if variance > 0 else 0.0


def _bend_line(
    given: Sensitivity, bent: Mapping[str, Pairs], weighted: tuple[Line, float], into: Pairs
) -> None:
    """Add the second derivatives of a line, times its weight."""
    line, weight = weighted
    value = weight * float(given.values.cells[line.id][0])
    levels = [float(given.values.entries[name][0]) for name in line.inputs]
    for k, (first, level) in enumerate(zip(line.inputs, levels, strict=True)):
        if not level:
            continue
        for pair, bend in bent.get(first, {}).items():
            into[pair] = into.get(pair, 0.0) + value / level * bend
        for second, other in zip(line.inputs[k + 1 :], levels[k + 1 :], strict=True):
            if other:
                _cross(_moved(given, first), _moved(given, second), value / level / other, into)


def _cross(first: Mapping[int, float], second: Mapping[int, float], scale: float, into: Pairs) -> None:
    for i, slope in first.items():
        for j, other in second.items():
            pair = (min(i, j), max(i, j))
            into[pair] = into.get(pair, 0.0) + scale * slope * other * (2.0 if i == j else 1.0)


def _moved(given: Sensitivity, ident: str) -> dict[int, float]:
    """Return the independent entries that move an input of a line, with the slopes."""
    if ident in given.entry_at:
        return {given.entry_at[ident]: 1.0}
    slopes = given.derived[ident]
    varying = np.flatnonzero((slopes != 0) & (given.independent > 0))
    return {int(at): float(slopes[at]) for at in varying}


def _weights(book: Book, ident: str, values: Values) -> dict[Line, float]:
    """Return how much of each line a total counts, at the values given."""
    if ident in book.lines:
        return {book.lines[ident]: 1.0}
    total = book.totals[ident]
    divisor = float(values.array(total.divisor)[0]) if total.divisor else 1.0
    found: dict[Line, float] = {}
    for part in total.parts:
        times = float(values.array(part.times)[0]) if part.times else 1.0
        for line, weight in _weights(book, part.of, values).items():
            share = part.weight * times * total.scale / divisor
            found[line] = found.get(line, 0.0) + share * weight
    return found


@lru_cache(maxsize=4)
def _bends_of(given: Sensitivity) -> Mapping[str, Pairs]:
    return {one.id: _bends(one, given) for one in given.book.derived.values()}


def _bends(one: Derived, given: Sensitivity) -> Pairs:
    """Return the second derivatives by the inputs that are entries, over steps of their standard deviation.

    Twice a step stays within half of the mean, so that what must be positive stays so.
    """
    places = [given.entry_at.get(name) for name in one.inputs]
    means = np.array([float(given.values.entries[name][0]) for name in one.inputs])
    steps = np.array([0.0 if at is None else float(given.deviations[at]) for at in places])
    varied = [int(k) for k in np.flatnonzero(steps > 0)]
    steps = np.where(means != 0, np.minimum(steps, np.abs(means) / 4), steps)
    pairs = [(k, m) for at, k in enumerate(varied) for m in varied[at:]]
    if not pairs:
        return {}
    moved = np.repeat(means[None, :], 4 * len(pairs), axis=0)
    for at, (k, m) in enumerate(pairs):
        for row, (up, other) in enumerate(((1, 1), (1, -1), (-1, 1), (-1, -1))):
            moved[4 * at + row, k] += up * steps[k]
            moved[4 * at + row, m] += other * steps[m]
    results = np.broadcast_to(one.compute(*moved.T), (len(moved),)).reshape(-1, 4)
    found: Pairs = {}
    for (k, m), (both, left, right, none) in zip(pairs, results, strict=True):
        at, to = sorted((given.entry_at[one.inputs[k]], given.entry_at[one.inputs[m]]))
        found[at, to] = float(both - left - right + none) / (4 * float(steps[k] * steps[m]))
    return found
