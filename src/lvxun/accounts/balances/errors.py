"""What can be wrong with an energy balance; each says where, and what would be right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lvxun.accounts.errors import AccountsError
from lvxun.errors import LvxunError, ManyErrors, Where
from lvxun.region.nearest import did_you_mean

SHOWN = 12  # names in a list before it is cut off


class BalanceError(AccountsError):
    """An energy balance cannot be used as it is."""


class FaultyBalanceError(ManyErrors, BalanceError):
    """All that is wrong with one balance, in one go."""

    def __init__(self, file: str, errors: Sequence[LvxunError]) -> None:
        super().__init__(f"The energy balance {file} is refused", errors)


class UnknownFuelError(BalanceError):
    """The form has no such fuel."""

    def __init__(self, written: str, known: Iterable[str], where: Where) -> None:
        names = list(known)
        super().__init__(
            f"there is no fuel '{written[:40]}'.",
            where,
            f"{did_you_mean(written, names)}rules/balances/fuels.csv lists the fuels.",
        )


class UnknownFlowError(BalanceError):
    """The form has no such line."""

    def __init__(self, written: str, known: Iterable[str], where: Where) -> None:
        names = list(known)
        super().__init__(
            f"there is no flow '{written[:40]}'.",
            where,
            f"{did_you_mean(written, names)}rules/balances/flows.csv lists the flows.",
        )


class FuelUnitError(BalanceError):
    """A fuel is counted in a unit that is not its own."""

    def __init__(self, fuel: str, written: str, allowed: str, where: Where) -> None:
        super().__init__(
            f"{fuel} is given in '{written[:30]}'.",
            where,
            f"Give it in {' or in '.join(dict.fromkeys((allowed, '万吨标准煤')))} or a unit that converts.",
        )


class MixedUnitsError(BalanceError):
    """A fuel is counted partly in tonnes and partly in coal equivalent."""

    def __init__(self, fuel: str, units: Sequence[str], where: Where) -> None:
        super().__init__(
            f"{fuel} is given in {' and in '.join(units)}: physical and coal-equivalent units are mixed.",
            where,
            "Give all lines of a fuel in one of them.",
        )


class NotANumberError(BalanceError):
    """A value is no finite number."""

    def __init__(self, written: str, where: Where) -> None:
        super().__init__(
            f"'{written[:30]}' is not a number.",
            where,
            "Write plain digits with a point, without separators; leave out a row that has no value.",
        )


class TooLargeError(BalanceError):
    """A value is more than any province has."""

    def __init__(self, value: float, largest: float, where: Where) -> None:
        super().__init__(
            f"{value:g} is more than any province has ({largest:g} at most, in any unit of the form).",
            where,
            "Check the value and its unit.",
        )


class WordError(BalanceError):
    """A word stands where only certain words may."""

    def __init__(self, written: str, known: Sequence[str], where: Where) -> None:
        super().__init__(
            f"'{written[:30]}' is not known.",
            where,
            f"{did_you_mean(written, known)}One of: {', '.join(known)}.",
        )


class SignError(BalanceError):
    """A value has a sign that its line does not know."""

    def __init__(self, flow: str, value: float, sign: str, where: Where) -> None:
        wanted = "not negative" if sign == "+" else "not positive: what leaves is written with a minus"
        super().__init__(
            f"{flow} is {value:g}.",
            where,
            f"A value of this line is {wanted}.",
        )


class DoubleBalanceCellError(BalanceError):
    """Two rows claim one cell."""

    def __init__(
        self, flow: str, fuel: str, first_row: int | None, sources: Sequence[str], where: Where
    ) -> None:
        super().__init__(
            f"the cell {flow} / {fuel} stands here and in row {first_row}"
            f" (sources: {', '.join(source or 'none' for source in sources)}).",
            where,
            "One cell has one source: keep the better row and name the other source in its note.",
        )


class AggregateError(BalanceError):
    """A total of the form is not the sum of its parts."""

    def __init__(  # noqa: PLR0913, PLR0917 - all that the message says
        self, name: str, fuel: str, given: float, parts: float, unit: str, where: Where
    ) -> None:
        super().__init__(
            f"{name} of {fuel} is {given:g} {unit}, but its parts make {parts:.10g} {unit}.",
            where,
            f"Check it and its parts, which differ by {given - parts:.4g} {unit}.",
        )


class ScaleError(BalanceError):
    """A value is a power of ten off, as the closure of its fuel shows."""

    def __init__(  # noqa: PLR0913, PLR0917 - all that the message says
        self, flow: str, fuel: str, value: float, likely: float, unit: str, where: Where
    ) -> None:
        times = value / likely
        off = f"{times:,.0f} times too large" if times > 1 else f"{1 / times:,.0f} times too small"
        super().__init__(
            f"{flow} of {fuel} is {value:g} {unit}: {off}, as this fuel closes with {likely:g}.",
            where,
            f"Write {likely:g}, or check the unit ({unit}).",
        )


class MissingRowsError(BalanceError):
    """A balance or a fuel has only some of its rows."""

    def __init__(self, what: str, missing: Sequence[str], where: Where) -> None:
        names = ", ".join(missing[:SHOWN]) + (" …" if len(missing) > SHOWN else "")
        super().__init__(
            f"{what} has only some of its rows.",
            where,
            f"Missing: {names}. A year with half its rows is no balance: complete it or leave it out.",
        )


class NotClosedError(BalanceError):
    """A fuel does not close, by more than any statistical difference could."""

    def __init__(  # noqa: PLR0913, PLR0917 - all that the message says
        self, fuel: str, residual: float, percent: float, unit: str, missing: Sequence[str], file: str
    ) -> None:
        rows = (
            f" Rows that other fuels have and this one lacks: {', '.join(missing[:SHOWN])}."
            if missing
            else ""
        )
        super().__init__(
            f"{fuel} does not close: supply + transformation - losses - final use is {residual:.6g} {unit}, "
            f"{percent:.1f} % of what goes through.",
            Where(file=file, field=fuel),
            f"Put the faulty or missing rows right; where the publisher shows this statistical difference, "
            f"give it as the row statistical_difference.{rows}",
        )


class FormError(BalanceError):
    """A sheet is not laid out as an energy balance."""

    def __init__(self, what: str, where: Where, remedy: str) -> None:
        super().__init__(what, where, remedy)


class TwoBalancesError(BalanceError):
    """A year has two files."""

    def __init__(self, year: int, file: str) -> None:
        super().__init__(
            f"{year} has two energy balances.",
            Where(file=f"accounts/{file}"),
            f"Keep one of energy_balance_{year}.csv and energy_balance_{year}.xlsx.",
        )


class BalanceSourceError(BalanceError):
    """A cell names a source that the region does not list."""

    def __init__(self, source: str, where: Where) -> None:
        super().__init__(
            f"there is no source '{source[:60]}'." if source else "the source is missing.",
            where,
            f"Add [{source[:60] or 'id'}] with title, publisher and year to sources.toml of the region.",
        )


class MisnamedBalanceError(BalanceError):
    """A file beside the balances looks like one and has another name."""

    def __init__(self, file: str) -> None:
        super().__init__(
            f"'{file[:80]}' is not named as an energy balance is.",
            Where(file=f"accounts/{file[:80]}"),
            "Name it energy_balance_<year>.csv or .xlsx, such as energy_balance_2020.xlsx.",
        )
