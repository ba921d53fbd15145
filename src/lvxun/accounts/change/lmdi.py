"""Index decomposition by the logarithmic mean (LMDI-I, additive): what moved a sum of products.

Source: B. W. Ang, "LMDI decomposition approach: a guide for implementation", Energy Policy 86 (2015);
zeros by the analytical limits of Ang and Liu, Energy Policy 35 (2007).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from lvxun.accounts.book.model import Array
from lvxun.accounts.change.errors import ShapeError


def log_mean(a: Array, b: Array) -> Array:
    """Return the logarithmic mean ``(a - b) / ln(a / b)``; ``a`` where both are equal, 0 where one is 0.

    Examples
    --------
    >>> log_mean(np.array([2.0, 1.0]), np.array([2.0, 0.0])).tolist()
    [2.0, 0.0]
    """
    high, low = np.maximum(a, b), np.minimum(a, b)
    with np.errstate(divide="ignore", invalid="ignore"):
        distance = np.log1p((high - low) / low)  # log1p keeps its digits where the two are close
        mean = np.where(distance > 0, (high - low) / distance, high)
    return np.where(low > 0, mean, 0.0)


def decompose(before: Mapping[str, Array], after: Mapping[str, Array]) -> dict[str, Array]:
    """Return how much each factor moved each product.

    The product of the factors of a cell is the cell; arrays of one shape, all values non-negative.

    Returns
    -------
    For each factor the change of each cell that it explains, in the unit of the product. They add up to the
    change of the product exactly: what rounding leaves is given to the factor that explains most.

    Raises
    ------
    ShapeError
        if the two sides have not the same factors and shapes, or a negative value.

    Examples
    --------
    >>> moved = decompose({"gdp": np.array([2.0]), "intensity": np.array([3.0])},
    ...                   {"gdp": np.array([4.0]), "intensity": np.array([3.0])})
    >>> {name: round(float(change[0]), 9) for name, change in moved.items()}
    {'gdp': 6.0, 'intensity': 0.0}
    """
    _refuse_unequal(before, after)
    start, end = _product(before), _product(after)
    weight = log_mean(end, start)
    effects: dict[str, Array] = {}
    for name in before:
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = np.log(after[name] / before[name])
        counted = (weight > 0) & np.isfinite(ratio)
        effects[name] = weight * np.where(counted, ratio, 0.0)
    _share_out_zeros(effects, before, after, end - start, weight)
    return _settled(effects, end - start)


def _product(factors: Mapping[str, Array]) -> Array:
    product: Array = np.multiply.reduce([factors[name] for name in sorted(factors)])
    return product


def _share_out_zeros(
    effects: dict[str, Array],
    before: Mapping[str, Array],
    after: Mapping[str, Array],
    change: Array,
    weight: Array,
) -> None:
    """Give the change of a cell that appears or vanishes to the factors that went from or to zero, evenly."""
    appears = (weight <= 0) & (change != 0)
    if not appears.any():
        return
    switched = {name: appears & ((before[name] == 0) != (after[name] == 0)) for name in before}
    count = np.maximum(sum(np.asarray(array, dtype=np.float64) for array in switched.values()), 1.0)
    for name, array in switched.items():
        effects[name] = np.where(array, change / count, effects[name])


def _settled(effects: dict[str, Array], change: Array) -> dict[str, Array]:
    stacked = np.stack([*effects.values()])
    left = change - stacked.sum(axis=0)
    largest = np.abs(stacked).argmax(axis=0)
    np.put_along_axis(
        stacked,
        largest[None],
        np.take_along_axis(stacked, largest[None], axis=0) + left[None],
        axis=0,
    )
    return dict(zip(effects, stacked, strict=True))


def _refuse_unequal(before: Mapping[str, Array], after: Mapping[str, Array]) -> None:
    if before.keys() != after.keys() or not before:
        raise ShapeError("the two sides of a decomposition have different factors", "factors")
    for name, array in before.items():
        if np.shape(array) != np.shape(after[name]):
            raise ShapeError(f"'{name}' has another shape after than before", name)
        if (np.asarray(array) < 0).any() or (np.asarray(after[name]) < 0).any():
            raise ShapeError(f"'{name}' has a negative value", name)
