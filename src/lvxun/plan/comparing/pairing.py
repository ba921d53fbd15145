"""Which item of one list is which item of the other, by similarity; the same from both sides."""

from __future__ import annotations

from collections.abc import Sequence

Pair = tuple[int, int]
Scores = Sequence[Sequence[float]]


def best_pairs(scores: Scores, threshold: float) -> list[Pair]:
    """Pair rows with columns, the best score first; each is used once.

    Ties go to the pair whose places in their lists are closest, then to the earlier one, so that the result
    does not depend on which list comes first.

    Parameters
    ----------
    scores
        Similarity of row and column, 0 to 1, shape (rows, columns).
    threshold
        Pairs below this are none.

    Returns
    -------
    list of (row, column), sorted by row.
    """
    rows = len(scores)
    columns = len(scores[0]) if rows else 0
    candidates = sorted(
        (-score, abs(row * columns - column * rows), row * columns + column * rows, row, column)
        for row, line in enumerate(scores)
        for column, score in enumerate(line)
        if score >= threshold
    )
    used_rows: set[int] = set()
    used_columns: set[int] = set()
    pairs = []
    for *_, row, column in candidates:
        if row not in used_rows and column not in used_columns:
            used_rows.add(row)
            used_columns.add(column)
            pairs.append((row, column))
    return sorted(pairs)


def merged_order(before: int, after: int, pairs: Sequence[Pair]) -> list[tuple[int | None, int | None]]:
    """Return all items in the second list's order, each dropped one after the item that it followed."""
    partner = dict(pairs)
    followers: dict[int | None, list[int]] = {}
    last: int | None = None
    for row in range(before):
        if row in partner:
            last = partner[row]
        else:
            followers.setdefault(last, []).append(row)
    row_of = {column: row for row, column in pairs}
    order: list[tuple[int | None, int | None]] = [(row, None) for row in followers.get(None, ())]
    for column in range(after):
        order.append((row_of.get(column), column))
        order += [(row, None) for row in followers.get(column, ())]
    return order
