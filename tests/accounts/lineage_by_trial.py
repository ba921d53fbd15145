"""Which cells an entry really moves: every entry changed in turn, each in a member of its own."""

import numpy as np

from lvxun.accounts.book.evaluating import compiled, ordered_totals

CHUNK = 120  # members at once, so that memory stays small
SMALLEST = 1e-10  # of what a total adds up; less is rounding


def moved_by(book, at=None):
    """Return the cells that each entry moves when changed by a tenth, from its value in ``at``."""
    start = {ident: entry.value for ident, entry in book.entries.items()} | (at or {})
    ready, idents = compiled(book), list(book.entries)
    moved = {}
    for first in range(0, len(idents), CHUNK):
        chosen = idents[first : first + CHUNK]
        draws = {ident: np.full(len(chosen) + 1, value) for ident, value in start.items()}
        for place, ident in enumerate(chosen):
            draws[ident][place] = start[ident] * 1.1 or 1.0
        values = ready.evaluate(draws)
        sizes = _sizes(book, values)
        for place, ident in enumerate(chosen):
            moved[ident] = {
                cell
                for cell, array in values.cells.items()
                if abs(array[place] - array[-1]) > SMALLEST * sizes[cell]
            }
    return moved


def generic_point(book, seed=5):
    """Return values near the book's own of which none is zero or one by chance."""
    shaken = np.random.default_rng(seed).uniform(0.9, 0.99, len(book.entries))
    return {
        ident: (entry.value or 1.0) * float(by)
        for (ident, entry), by in zip(book.entries.items(), shaken, strict=True)
    }


def _sizes(book, values):
    """Return how large the terms of each cell are in the last member, which is the starting point."""
    sizes = {ident: abs(values.cells[ident][-1]) for ident in book.lines}
    for total in ordered_totals(book.totals):
        terms = sum(
            abs(part.weight) * (abs(values.array(part.times)[-1]) if part.times else 1.0) * sizes[part.of]
            for part in total.parts
        )
        below = abs(values.array(total.divisor)[-1]) if total.divisor else 1.0
        sizes[total.id] = abs(total.scale) * terms / below
    return sizes
