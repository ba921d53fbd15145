"""What can go wrong when indicators are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lvxun.errors import LvxunError, Where
from lvxun.region.nearest import did_you_mean


class AccountsError(LvxunError):
    """Something that was asked of the indicators cannot be answered."""


class UnknownIndicatorError(AccountsError):
    """There is no indicator or series of this name."""

    def __init__(self, written: str, known: Iterable[str]) -> None:
        hint = did_you_mean(written, known)
        super().__init__(
            f"there is no indicator or series '{written[:60]}'.",
            Where(field="indicator"),
            f"{hint}docs/indicators.md lists the indicators, rules/series.csv the series.",
        )


class MissingInputError(AccountsError):
    """An indicator needs a series that the national catalogue does not define."""

    def __init__(self, indicators: Iterable[str], series: str) -> None:
        super().__init__(
            f"series '{series}' is not defined, and {', '.join(sorted(indicators))} cannot do without it.",
            Where(file="rules/series.csv", field="id"),
            "Put its row back, or remove the indicators that name it.",
        )


class UnknownAreaError(AccountsError):
    """The region has no such area."""

    def __init__(self, written: str, known: Iterable[str]) -> None:
        super().__init__(
            f"the region has no area '{written[:20]}'.",
            Where(file="region.toml", field="area"),
            f"{did_you_mean(written, known)}Areas are GB/T 2260 codes, as region.toml lists them.",
        )


class UnknownYearError(AccountsError):
    """A year was asked for that is outside everything known."""

    def __init__(self, indicator: str, year: int, known: Iterable[int]) -> None:
        years = sorted(known)
        remedy = f"It is known for {', '.join(map(str, years))}." if years else "It is known for no year yet."
        super().__init__(f"'{indicator}' has no figure for {year}.", Where(field="year"), remedy)


class DoubleCellError(AccountsError):
    """Two different sources, or two calculations, claim one cell."""

    def __init__(self, account: str, cell: str) -> None:
        super().__init__(
            f"cell '{cell}' of the account '{account}' is given twice with different content.",
            Where(field=cell),
            "One cell has one source: keep the better one and name the other in its note.",
        )


class UnknownCellError(AccountsError):
    """A line or a total names a cell that the account does not have."""

    def __init__(self, account: str, cell: str, unknown: Sequence[str]) -> None:
        super().__init__(
            f"'{cell}' of the account '{account}' names what is not there: {', '.join(unknown[:5])}.",
            Where(field=cell),
            "Put the entry or line in before it is named.",
        )


class UnknownChoiceError(AccountsError):
    """An option has no such value."""

    def __init__(self, field: str, written: str, known: Iterable[str]) -> None:
        super().__init__(
            f"there is no '{written[:40]}'.",
            Where(field=field),
            f"{did_you_mean(written, known)}Possible are {', '.join(known)}.",
        )


class NothingKnownError(AccountsError):
    """A region has no figure of energy, carbon, water, waste or industry."""

    def __init__(self, region: str) -> None:
        super().__init__(
            f"'{region}' has no figure that an account could count.",
            Where(file="series/"),
            "Import figures with `lvxun region import`, or put an energy balance into accounts/.",
        )
