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


@dataclass(frozen=True, eq=False)
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
    """

    book: Book
    entries: tuple[str, ...]
    cells: tuple[str, ...]
    means: Array
    deviations: Array
    jacobian: Array
    values: Values
    derived: Mapping[str, Array]

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


def _set_joint_moments(book: Book, means: Array, deviations: Array) -> None:
    place = {ident: at for at, ident in enumerate(book.entries)}
    for joint in book.joints:
        for ident, variance in zip(joint.ids, np.diag(joint.covariance), strict=True):
            if ident in place:
                means[place[ident]] = book.entries[ident].value
                deviations[place[ident]] = np.sqrt(max(float(variance), 0.0))


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


def _derived_in_order(book: Book) -> list[Derived]:
    return list(compiled(book).derived)
