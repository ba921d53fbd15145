"""What can be wrong with an input-output table, or with exports under the border adjustment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lvxun.accounts.errors import AccountsError
from lvxun.errors import LvxunError, ManyErrors, Where
from lvxun.region.nearest import did_you_mean


class FootprintsError(AccountsError):
    """Something that footprints are made from cannot be used."""


class TableFaultsError(FootprintsError, ManyErrors):
    """All that is wrong with one table."""

    def __init__(self, what: str, errors: Sequence[LvxunError]) -> None:
        ManyErrors.__init__(self, what, errors)


class TableMissingError(FootprintsError):
    """A region has no input-output table."""

    def __init__(self, region: str) -> None:
        super().__init__(
            f"'{region}' has no input-output table.",
            Where(file=f"provinces/{region}/accounts"),
            "Put one into accounts/io_<year>/: docs/accounts-footprints.md says in which form.",
        )


class UnknownSectorError(FootprintsError):
    """A sector is named that the classification does not have."""

    def __init__(self, written: str, known: Iterable[str], where: Where) -> None:
        super().__init__(
            f"there is no sector '{written[:40]}'.",
            where,
            f"{did_you_mean(written, known)}rules/accounts/io_sectors.csv lists the sectors.",
        )


class SectorMissingError(FootprintsError):
    """A table does without a sector that the classification has."""

    def __init__(self, missing: Sequence[str], where: Where) -> None:
        super().__init__(
            f"{len(missing)} sectors are missing: {', '.join(missing[:5])}.",
            where,
            "A table has every sector once; a sector that does not occur is a row and a column of zeros.",
        )


class DoubleRowError(FootprintsError):
    """A row of a table stands twice."""

    def __init__(self, ident: str, where: Where) -> None:
        super().__init__(f"'{ident}' stands twice.", where, "Keep one of the two rows.")


class MixedUnitError(FootprintsError):
    """A row is in another unit than the table."""

    def __init__(self, unit: str, wanted: str, where: Where) -> None:
        super().__init__(
            f"the row is in '{unit[:20]}' and the table in '{wanted}'.",
            where,
            f"Convert the row to {wanted}; one table has one unit.",
        )


class NotANumberError(FootprintsError):
    """A cell holds no finite number."""

    def __init__(self, written: str, where: Where) -> None:
        super().__init__(f"'{written[:20]}' is no number.", where, "Write a decimal number; a zero is 0.")


class NegativeCellError(FootprintsError):
    """A cell is negative that cannot be."""

    def __init__(self, value: float, where: Where) -> None:
        super().__init__(
            f"{value:,.2f} is negative.",
            where,
            "Only operating surplus, net taxes, changes in inventory and the error may be; "
            "imports are written positive.",
        )


class OffBalanceError(FootprintsError):
    """A row or a column of a table does not add up."""

    def __init__(self, kind: str, off: float, unit: str, tolerance: float, where: Where) -> None:
        super().__init__(
            f"the {kind} is off balance by {off:,.2f} {unit}; {tolerance:g} is allowed.",
            where,
            "intermediate use + final use - import - inflow + error = output, and intermediate input + value "
            "added = output: look for a shifted or mistyped cell.",
        )


class ShareOfImportsError(FootprintsError):
    """More comes in of a product than is used here, so that the even spread of imports is impossible."""

    def __init__(self, sector: str, share: float) -> None:
        super().__init__(
            f"import and inflow of '{sector}' are {share:.0%} of its use inside the province.",
            Where(field=sector),
            "Part of it must be sent on: take such transit out of import and export before.",
        )


class NotProductiveError(FootprintsError):
    """The coefficients admit no economy: a sector needs more than its output to make its output."""

    def __init__(self, detail: str) -> None:
        super().__init__(
            f"the coefficients have no Leontief inverse ({detail}).",
            Where(field="flows"),
            "A column of inputs reaches or exceeds the output: check output and flows of that sector.",
        )


class UnknownInventorySectorError(FootprintsError):
    """Carbon comes from a sector that the mapping does not place."""

    def __init__(self, written: str, known: Iterable[str]) -> None:
        super().__init__(
            f"carbon of '{written[:40]}' has no place in the table.",
            Where(file="rules/accounts/io_mapping.csv", field="inventory"),
            f"{did_you_mean(written, known)}Add a row that says which sectors it belongs to, "
            "or that it is left out.",
        )


class MembersError(FootprintsError):
    """Carbon totals come with different numbers of members."""

    def __init__(self, lengths: Iterable[int]) -> None:
        super().__init__(
            f"carbon totals have {', '.join(map(str, sorted(lengths)))} members.",
            Where(field="carbon"),
            "Give all as one number, or all that vary with the same count of members.",
        )


class MarginsError(FootprintsError):
    """The totals that a table is to be fitted to cannot be met."""

    def __init__(self, what: str, field: str) -> None:
        super().__init__(
            f"{what}.",
            Where(field=field),
            "Balancing needs equal sums of row and column totals, and cells of the right sign "
            "in each row and column.",
        )


class NotConvergedError(FootprintsError):
    """Balancing did not come to an end."""

    def __init__(self, rounds: int, off: float, field: str) -> None:
        super().__init__(
            f"after {rounds} rounds of balancing the worst total is still off by {off:.1e} (relative).",
            Where(field=field),
            "The totals probably contradict the zeros of the table; check the total named.",
        )


class MissingTotalError(FootprintsError):
    """A published total for the year is not known."""

    def __init__(self, series: str, year: int) -> None:
        super().__init__(
            f"'{series}' has no figure for {year}.",
            Where(file="series/economy.csv", field=series),
            "A table is brought to a year only where value added of all three industries is known.",
        )


class NoInventoryError(FootprintsError):
    """The carbon of a year is not known whole, so that it cannot be followed."""

    def __init__(self, year: int) -> None:
        super().__init__(
            f"the CO2 of fuel in {year} is not known, so no footprint can be drawn from the rest.",
            Where(file=f"accounts/energy_balance_{year}.csv"),
            "Add an energy balance of the year, or ask for a year that has one.",
        )


class CbamError(FootprintsError):
    """Rules of the border adjustment, or exports under it, cannot be used."""


class NoOutputError(FootprintsError):
    """Carbon belongs to a sector that produces nothing."""

    def __init__(self, sector: str) -> None:
        super().__init__(
            f"carbon is placed in '{sector}', whose output is zero.",
            Where(file="rules/accounts/io_mapping.csv", field=sector),
            "Place it elsewhere, or check the output of the sector.",
        )
