"""How each cell of a book moves with each entry: exact derivatives, and who makes it uncertain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from lvxun.accounts.book.drawing import moments
from lvxun.accounts.book.evaluating import Positions, Values, compiled, ordered_totals
from lvxun.accounts.book.model import Array, Book, Derived, Line, Total
from lvxun.accounts.errors import UnknownCellError

_STEP = 1e-5  # of a finite difference, relative to the entry's mean or standard deviation
Pairs = dict[tuple[int, int], float]  # second derivatives by positions of two entries, the lower one first


@dataclass(frozen=True, slots=True)
class Contribution:
    """What an entry adds to the variance of a total.

    ``share`` of the variance; the shares of all entries add up to one. That of an entry of a joint counts its
    covariance with the others half, so that it can be negative. ``slope`` is the change of the total for a
    unit of the entry, ``deviation`` the entry's standard deviation.
    """

    entry: str
    share: float
    slope: float
    deviation: float


@dataclass(frozen=True)
class Sensitivity:
    """The derivatives of all cells at the means of the entries.

    Attributes
    ----------
    jacobian
        (cell, entry), cells in the order of ``cells``, entries in that of ``entries``.
    values
        of the book at the means.
    derived
        slopes (entry,) of each derived entry.
    bends
        second derivatives of each derived entry by its own inputs.
    """

    book: Book
    entries: tuple[str, ...]
    cells: tuple[str, ...]
    means: Array
    deviations: Array
    jacobian: Array
    values: Values
    derived: Mapping[str, Array]
    bends: Mapping[str, Pairs]

    @cached_property
    def entry_at(self) -> Mapping[str, int]:
        return {ident: at for at, ident in enumerate(self.entries)}

    @cached_property
    def cell_at(self) -> Mapping[str, int]:
        return {ident: at for at, ident in enumerate(self.cells)}

    @cached_property
    def joints(self) -> tuple[tuple[Positions, Array], ...]:
        """Positions and covariance of the entries that are not independent."""
        found = []
        for joint in self.book.joints:
            kept = [at for at, ident in enumerate(joint.ids) if ident in self.entry_at]
            places = np.array([self.entry_at[joint.ids[at]] for at in kept], dtype=np.intp)
            found.append((places, np.asarray(joint.covariance, dtype=np.float64)[np.ix_(kept, kept)]))
        return tuple(found)

    @cached_property
    def independent(self) -> Array:
        """Variance of each entry, zero for one of a joint."""
        variance: Array = np.square(self.deviations)
        for places, _ in self.joints:
            variance[places] = 0.0
        return variance

    def parts_of_variance(self, cell: str) -> Array:
        """Return what each entry adds to the variance of a cell, in its unit squared."""
        if cell not in self.cell_at:
            raise UnknownCellError("book", cell, [cell])
        slopes = self.jacobian[self.cell_at[cell]]
        parts: Array = slopes**2 * self.independent
        for places, covariance in self.joints:
            parts[places] += slopes[places] * (covariance @ slopes[places])
        return parts

    def variances(self) -> Array:
        """Return the variance of every cell, first order."""
        variance = self.jacobian**2 @ self.independent
        for places, covariance in self.joints:
            slopes = self.jacobian[:, places]
            variance = variance + ((slopes @ covariance) * slopes).sum(axis=1)
        return np.maximum(variance, 0.0)


def sensitivity(book: Book) -> Sensitivity:
    """Differentiate a book: products and sums exactly, derived entries by central differences."""
    entries = tuple(book.entries)
    known = [moments(entry) for entry in book.entries.values()]
    means, deviations = (np.array([one[k] for one in known], dtype=np.float64) for k in (0, 1))
    _set_joint_moments(book, means, deviations)
    at_means = {ident: means[at : at + 1] for at, ident in enumerate(entries)}
    values = compiled(book).evaluate(at_means)
    slopes = _Slopes(book, entries, deviations, values)
    return Sensitivity(
        book,
        entries,
        slopes.cells,
        means,
        deviations,
        slopes.jacobian,
        values,
        slopes.derived,
        {one.id: _bends(one, slopes) for one in book.derived.values()},
    )


def contributors(
    book: Book, total: str, largest: int = 10, known: Sensitivity | None = None
) -> tuple[Contribution, ...]:
    """Return the entries that add most to the variance of a line or total, largest first.

    ``known`` saves the differentiation where several totals of a book are asked for.
    """
    given = known or sensitivity(book)
    parts = given.parts_of_variance(total)
    variance = float(parts.sum())
    if variance <= 0:
        return ()
    slopes = given.jacobian[given.cell_at[total]]
    order = np.argsort(-np.abs(parts), kind="stable")[:largest]
    return tuple(
        Contribution(
            given.entries[at], float(parts[at] / variance), float(slopes[at]), float(given.deviations[at])
        )
        for at in order
        if parts[at]
    )


def curvature(given: Sensitivity, total: str) -> float:
    """Return the second-order term of a total's variance relative to the first-order one.

    Counts ``(∂²/∂x∂y · σx · σy)²`` over all pairs of independent entries that are multiplied in a line or
    meet in a derived entry: what first-order propagation leaves out. The std is too small by about half of it.
    """
    variance = float(given.parts_of_variance(total).sum())
    own = given.independent
    bends: Pairs = {}
    for line, weight in _weights(given.book, total, given.values).items():
        _bend_line(given, line, weight, bends)
    second_order = sum(bend**2 * own[i] * own[j] * (1.0 if i != j else 0.5) for (i, j), bend in bends.items())
    return float(second_order / variance) if variance > 0 else 0.0


def _bend_line(given: Sensitivity, line: Line, weight: float, into: Pairs) -> None:
    """Add the second derivatives of a line, times its weight."""
    value = weight * float(given.values.cells[line.id][0])
    levels = [float(given.values.entries[name][0]) for name in line.inputs]
    for k, (first, level) in enumerate(zip(line.inputs, levels, strict=True)):
        if not level:
            continue
        for pair, bend in given.bends.get(first, {}).items():
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


def _set_joint_moments(book: Book, means: Array, deviations: Array) -> None:
    place = {ident: at for at, ident in enumerate(book.entries)}
    for joint in book.joints:
        for ident, variance in zip(joint.ids, np.diag(joint.covariance), strict=True):
            if ident in place:
                means[place[ident]] = book.entries[ident].value
                deviations[place[ident]] = np.sqrt(max(float(variance), 0.0))


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


class _Slopes:
    """The derivatives of cells, worked out from the entries upwards."""

    def __init__(self, book: Book, entries: tuple[str, ...], deviations: Array, values: Values) -> None:
        self._values = values
        self.spreads = dict(zip(entries, deviations, strict=True))
        self.entry_at = {ident: at for at, ident in enumerate(entries)}
        self.derived: dict[str, Array] = {}
        for one in _derived_in_order(book):
            self.derived[one.id] = self._of_derived(one)
        totals = tuple(ordered_totals(book.totals))
        self.cells = (*book.lines, *(total.id for total in totals))
        self._cell_at = {ident: at for at, ident in enumerate(self.cells)}
        self.jacobian = np.zeros((len(self.cells), len(entries)))
        for line in book.lines.values():
            if line.notation is None:
                self._set_line(line, self.jacobian[self._cell_at[line.id]])
        for total in totals:
            self.jacobian[self._cell_at[total.id]] = self._of_total(total)

    def _add(self, row: Array, ident: str, slope: float) -> None:
        if ident in self.entry_at:
            row[self.entry_at[ident]] += slope
        else:
            row += slope * self.derived[ident]

    def value(self, ident: str) -> float:
        return float(self._values.entries[ident][0])

    def _set_line(self, line: Line, row: Array) -> None:
        inputs = [self.value(ident) for ident in line.inputs]
        divisors = [self.value(ident) for ident in line.divisors]
        below = float(np.prod(divisors))
        for at, ident in enumerate(line.inputs):
            others = float(np.prod(inputs[:at] + inputs[at + 1 :]))
            self._add(row, ident, line.constant * others / below)
        whole = line.constant * float(np.prod(inputs)) / below
        for ident, divisor in zip(line.divisors, divisors, strict=True):
            self._add(row, ident, -whole / divisor)

    def _of_total(self, total: Total) -> Array:
        row = np.zeros(self.jacobian.shape[1])
        for part in total.parts:
            times = self.value(part.times) if part.times else 1.0
            row += part.weight * times * self.jacobian[self._cell_at[part.of]]
            if part.times:
                self._add(row, part.times, part.weight * float(self._values.cells[part.of][0]))
        divisor = float(self._values.array(total.divisor)[0]) if total.divisor else 1.0
        row *= total.scale / divisor
        if not total.divisor:
            return row
        slope = -float(self._values.cells[total.id][0]) / divisor
        if total.divisor in self._cell_at:
            row += slope * self.jacobian[self._cell_at[total.divisor]]
        else:
            self._add(row, total.divisor, slope)
        return row

    def _of_derived(self, one: Derived) -> Array:
        """Move each input up and down in turn, all in one call."""
        means = np.array([self.value(ident) for ident in one.inputs])
        sizes = [max(abs(self.value(i)), self.spreads.get(i, 0.0), 1e-9) for i in one.inputs]
        steps = _STEP * np.array(sizes)
        moved = means + np.vstack([np.diag(steps), -np.diag(steps)])  # (2 × input, input)
        results = np.broadcast_to(one.compute(*moved.T), (2 * len(means),))
        slopes = (results[: len(means)] - results[len(means) :]) / (2 * steps)
        row = np.zeros(len(self.entry_at))
        for ident, slope in zip(one.inputs, slopes, strict=True):
            self._add(row, ident, float(slope))
        return row


def _bends(one: Derived, slopes: _Slopes) -> Pairs:
    """Return the second derivatives by the inputs that are entries, over steps of their standard deviation.

    Twice a step stays within half of the mean, so that what must be positive stays so.
    """
    varied = [k for k, name in enumerate(one.inputs) if slopes.spreads.get(name, 0.0) > 0]
    means = np.array([slopes.value(name) for name in one.inputs])
    steps = np.array([slopes.spreads.get(name, 0.0) for name in one.inputs])
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
        at, to = sorted((slopes.entry_at[one.inputs[k]], slopes.entry_at[one.inputs[m]]))
        found[at, to] = float(both - left - right + none) / (4 * float(steps[k] * steps[m]))
    return found


def _derived_in_order(book: Book) -> list[Derived]:
    return list(compiled(book).derived)
