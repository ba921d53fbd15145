"""How long a thousand members of a whole account take, and how far the two ways of propagation agree.

Run: python benchmarks/account_ensemble.py [province] [year]. Without accounts of that year (or with ``made``
instead of a province) it takes a made-up book of the same size.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from lvxun.accounts.book.model import Book
from lvxun.accounts.book.uncertainty import analytic, monte_carlo

MEMBERS, LIMIT, REPEATS, AGREED = 1000, 2.0, 5, 0.02


def main(arguments: list[str]) -> int:
    """Print seconds, members and cells; return 1 where the limit is missed."""
    province, year = (*arguments, *("liaoning", "2019")[len(arguments) :])[:2]
    book = _made() if province == "made" else _book(province, int(year))
    seconds = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        monte_carlo(book, MEMBERS)
        seconds.append(time.perf_counter() - start)
    start = time.perf_counter()
    propagated = analytic(book)
    analytic_seconds = time.perf_counter() - start
    size = len(book.lines) + len(book.totals)
    print(f"book          {book.region} {book.year}: {len(book.entries)} entries, {size} cells")
    print(
        f"Monte Carlo   {min(seconds):.3f} s best, {max(seconds):.3f} s worst of {REPEATS}; {MEMBERS} members"
    )
    print(f"throughput    {size * MEMBERS / min(seconds) / 1e6:.1f} million cell members a second")
    print(f"analytic      {analytic_seconds:.3f} s")
    many = monte_carlo(book, 20 * MEMBERS)
    gaps = {
        ident: (many.bands[ident].std / propagated.std(ident) - 1, propagated.second_order(ident))
        for ident, one in propagated.bands.items()
        if ident in book.totals and one.std > 1e-6 * abs(one.mean) + 1e-3
    }
    within = sum(abs(gap) < AGREED for gap, _ in gaps.values())
    print(
        f"agreement     {within} of {len(gaps)} totals within {AGREED:.0%} at {20 * MEMBERS} members; worst:"
    )
    for ident, (gap, second) in sorted(gaps.items(), key=lambda pair: -abs(pair[1][0]))[:8]:
        print(f"  {gap:+7.2%}  {ident} (second-order term {second:.2%} of the variance)")
    return 0 if min(seconds) < LIMIT else 1


def _book(province: str, year: int) -> Book:
    from lvxun.accounts.assembling import book_of
    from lvxun.region.loader import load

    return book_of(load(province), year)


def _made() -> Book:
    # In the place of this folder, whose accounts.py would hide the tests' package of that name.
    sys.path[0] = str(Path(__file__).parent.parent / "tests")
    from accounts.book.uncertain_books import large

    return large(900)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
