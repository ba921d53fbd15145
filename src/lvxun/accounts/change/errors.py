"""What can go wrong when two states are compared."""

from __future__ import annotations

from collections.abc import Sequence

from lvxun.accounts.errors import AccountsError
from lvxun.errors import Where


class ShapeError(AccountsError):
    """The two sides of a decomposition do not fit together."""

    def __init__(self, what: str, field: str) -> None:
        super().__init__(
            f"{what}.", Where(field=field), "Give the same factors in the same shape, none negative."
        )


class NothingInCommonError(AccountsError):
    """Two books have no total in common, or lack what a comparison needs."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"{what}.", Where(field="compare"), remedy)


class NoDrivingError(AccountsError):
    """The economy of a year is not known, so that nothing can be said about what moved its emissions."""

    def __init__(self, region: str, year: int, lacking: Sequence[str], possible: Sequence[int]) -> None:
        years = ", ".join(map(str, possible)) or "none"
        super().__init__(
            f"{', '.join(lacking)} of {region} in {year} is not known.",
            Where(field=str(year)),
            f"Choose two of the years in which it is: {years}.",
        )
