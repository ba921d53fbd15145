"""What can go wrong when carbon is accounted for."""

from __future__ import annotations

from collections.abc import Iterable

from lvxun.accounts.errors import AccountsError
from lvxun.errors import Where
from lvxun.region.nearest import did_you_mean


class UntreatedFlowError(AccountsError):
    """A balance has a flow of which the rules do not say whether it burns."""

    def __init__(self, flow: str, known: Iterable[str]) -> None:
        super().__init__(
            f"nothing says whether fuel of the flow '{flow}' is burnt, transformed or supplied.",
            Where(file="rules/accounts/combustion.csv", field="flow"),
            f"{did_you_mean(flow, known)}Add a row for it.",
        )


class UnknownReportError(AccountsError):
    """There are no global warming potentials of this assessment report."""

    def __init__(self, report: str, known: Iterable[str]) -> None:
        reports = sorted(known)
        super().__init__(
            f"there are no global warming potentials of '{report[:20]}'.",
            Where(file="rules/factors/gwp.csv", field="gwp"),
            f"{did_you_mean(report, reports)}Known reports are {', '.join(reports)}.",
        )


class NoEstimateError(AccountsError):
    """Nothing is there to reconcile the account with."""

    def __init__(self, region: str, year: int) -> None:
        super().__init__(
            f"region '{region}' has no outside estimate of CO2 for {year}.",
            Where(file="series/carbon.csv", field="co2_emissions"),
            "Add the figure with its source, or ask for another year.",
        )
