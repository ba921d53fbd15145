"""What can be wrong with a table of factors, and with asking for one."""

from __future__ import annotations

from collections.abc import Iterable

from lvxun.accounts.errors import AccountsError
from lvxun.accounts.factors.model import Factor
from lvxun.errors import ManyErrors, Where
from lvxun.region.nearest import did_you_mean


class FactorsRefusedError(ManyErrors, AccountsError):
    """Tables of factors have faults: all of them, with their places."""


class FactorTableError(AccountsError):
    """One field of a table of factors cannot be used."""

    def __init__(self, what: str, file: str, row: int | None, field: str, remedy: str) -> None:
        super().__init__(what, Where(file, row, field), remedy)


class UnknownFactorError(AccountsError):
    """No table has this factor."""

    def __init__(self, set_: str, parameter: str, item: str, known: Iterable[str]) -> None:
        super().__init__(
            f"the factor set '{set_}' has no '{parameter}' of '{item}'.",
            Where(file=f"rules/factors/{set_}.csv", field="item"),
            f"{did_you_mean(item, known)}docs/accounts-factors.md lists what there is.",
        )


class FactorNotInForceError(AccountsError):
    """There is such a factor, but none in force at the end of the year."""

    def __init__(self, nearest: Factor, year: int, said: str) -> None:
        cell = f"'{nearest.parameter}' of '{nearest.item}' of the set '{nearest.set}'"
        super().__init__(
            f"no {cell} was in force on {year}-12-31.",
            Where(file=nearest.file, row=nearest.row, field="valid_from"),
            f"The nearest one is {said}: add the row that was in force then, or choose another set.",
        )


class NoFactorError(AccountsError):
    """None of the sets has a factor in force."""

    def __init__(self, sets: Iterable[str], parameter: str, item: str, year: int) -> None:
        super().__init__(
            f"none of the sets {', '.join(sets)} has a '{parameter}' of '{item}' in force on {year}-12-31.",
            Where(file="rules/factors", field="item"),
            "Add a row with its source to one of them: docs/accounts-factors.md says how.",
        )
