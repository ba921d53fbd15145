"""What can go wrong when two states are compared."""

from __future__ import annotations

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
