"""Entries drawn at random: each from its own stream of numbers, and those that hang together drawn together.

The stream of an entry depends on the seed and on its id alone. So a factor has the same draws in every year
and in every account, and one entry more or less changes no other.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache
from statistics import NormalDist
from zlib import crc32

import numpy as np

from lvxun.accounts.book.errors import UnusableSpreadError
from lvxun.accounts.book.model import Array, Book, Entry, Joint, Shape, Spread

_NORMAL = NormalDist()
QUANTILE = _NORMAL.inv_cdf(0.975)  # 1.96 standard deviations on each side hold 95 %
# Below this share of the largest eigenvalue a direction of a covariance counts as one that cannot vary.
_NOTHING = 1e-12


def draw(book: Book, members: int, seed: int) -> Mapping[str, Array]:
    """Return arrays ``(member,)`` of all entries of a book that vary, in their units.

    Each distribution is sampled in as many strata as there are members (Latin hypercube), which brings the
    mean of few members near the true one.

    Raises
    ------
    UnusableSpreadError
        where the bounds of an entry do not fit its value or its shape.
    """
    together = {ident for joint in book.joints for ident in joint.ids}
    draws = {
        entry.id: _one(entry, members, seed)
        for entry in book.entries.values()
        if entry.id not in together and entry.spread.shape is not Shape.FIXED
    }
    for joint in book.joints:
        draws |= _joined(joint, book.entries, members, seed)
    return draws


def moments(entry: Entry) -> tuple[float, float]:
    """Return mean and standard deviation of an entry's distribution.

    The mean of a skewed distribution is not the entry's value, which is its most likely one (triangular) or
    stands between bounds that an author set (lognormal, uniform).
    """
    low, high = entry.spread.low, entry.spread.high
    match entry.spread.shape:
        case Shape.FIXED:
            return entry.value, 0.0
        case Shape.NORMAL:
            return entry.value, (high - low) / (2 * QUANTILE)
        case Shape.UNIFORM:
            return (low + high) / 2, (high - low) / math.sqrt(12)
        case Shape.TRIANGULAR:
            mode = entry.value
            square = low**2 + mode**2 + high**2 - low * mode - low * high - mode * high
            return (low + mode + high) / 3, math.sqrt(max(square, 0.0) / 18)
    middle, width, sign = _logarithms(entry)
    mean = math.exp(middle + width**2 / 2)
    return sign * mean, mean * math.sqrt(math.expm1(width**2))


def _one(entry: Entry, members: int, seed: int) -> Array:
    order = _stream(seed, entry.id).permutation(members)
    low, high = _bounds(entry)
    match entry.spread.shape:
        case Shape.NORMAL:
            return entry.value + (high - low) / (2 * QUANTILE) * _scores(members)[order]
        case Shape.UNIFORM:
            return low + (high - low) * _strata(members)[order]
        case Shape.TRIANGULAR:
            return _triangular(_strata(members)[order], low, entry.value, high)
    mean, _ = moments(entry)
    return mean * _lognormal(members, _logarithms(entry)[1])[order]


def _joined(joint: Joint, entries: Mapping[str, Entry], members: int, seed: int) -> dict[str, Array]:
    known = [position for position, ident in enumerate(joint.ids) if ident in entries]
    covariance = np.asarray(joint.covariance, dtype=np.float64)[np.ix_(known, known)]
    root = root_of(covariance)
    rng = _stream(seed, "\n".join(joint.ids))
    scores = rng.permuted(np.tile(_scores(members), (root.shape[1], 1)), axis=1)
    deviations = root @ scores
    return {
        joint.ids[position]: entries[joint.ids[position]].value + deviations[at]
        for at, position in enumerate(known)
    }


def root_of(covariance: Array) -> Array:
    """Return ``R`` with ``R Rᵀ = covariance``, one column for each direction that varies.

    What the covariance holds fixed (a balance that closes) stays fixed in every member: directions without
    variance are left out instead of drawn with the noise of the arithmetic.
    """
    values, vectors = np.linalg.eigh((covariance + covariance.T) / 2)
    varying = values > _NOTHING * max(float(values[-1]) if len(values) else 0.0, np.finfo(np.float64).tiny)
    root: Array = vectors[:, varying] * np.sqrt(values[varying])
    return root


def _stream(seed: int, ident: str) -> np.random.Generator:
    return np.random.default_rng(np.random.SeedSequence([seed, crc32(ident.encode())]))


@lru_cache(maxsize=8)
def _strata(members: int) -> Array:
    """Return the middles of as many equal parts of 0 to 1 as there are members."""
    middles: Array = (np.arange(members) + 0.5) / members
    return middles


@lru_cache(maxsize=8)
def _scores(members: int) -> Array:
    """Return the normal quantiles of the strata, scaled to a standard deviation of one."""
    scores = np.array([_NORMAL.inv_cdf(share) for share in _strata(members)])
    return scores / scores.std() if members > 1 else scores


@lru_cache(maxsize=256)
def _lognormal(members: int, width: float) -> Array:
    """Return lognormal strata with a mean of one and the standard deviation of the distribution.

    A few members hold too little of a long tail. So the strata are drawn apart until they have its variance.
    """
    wanted, scores = math.expm1(width**2), _scores(members)
    low, high = width, 2 * width
    for _ in range(50 if members > 1 else 0):
        middle = (low + high) / 2
        strata = np.exp(middle * scores)
        is_too_narrow = strata.var() < wanted * strata.mean() ** 2
        low, high = (middle, high) if is_too_narrow else (low, middle)
    found: Array = np.exp(low * scores)
    found /= found.mean()
    return found


def _triangular(uniform: Array, low: float, mode: float, high: float) -> Array:
    split = (mode - low) / (high - low)
    left = low + np.sqrt(uniform * (high - low) * (mode - low))
    right = high - np.sqrt((1 - uniform) * (high - low) * (high - mode))
    return np.where(uniform < split, left, right)


def _bounds(entry: Entry) -> tuple[float, float]:
    spread = entry.spread
    sound = math.isfinite(spread.low) and math.isfinite(spread.high) and spread.low < spread.high
    if not sound or (spread.shape is Shape.TRIANGULAR and not spread.low <= entry.value <= spread.high):
        raise UnusableSpreadError(entry)
    return spread.low, spread.high


def _logarithms(entry: Entry) -> tuple[float, float, int]:
    """Return mean and standard deviation of the logarithm, and the sign of the entry."""
    low, high = _bounds(entry)
    sign = 1 if low > 0 else -1
    near, far = sorted((sign * low, sign * high))
    if near <= 0:
        raise UnusableSpreadError(entry)
    return (math.log(near) + math.log(far)) / 2, math.log(far / near) / (2 * QUANTILE), sign


def is_varying(spread: Spread) -> bool:
    """Whether a spread is one at all."""
    return spread.shape is not Shape.FIXED
