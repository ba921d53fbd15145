"""What can go wrong when a province is divided among its cities."""

from __future__ import annotations

from lvxun.accounts.errors import AccountsError
from lvxun.errors import Where

PROXIES = "rules/accounts/city_proxies.toml"


class ProxyFileError(AccountsError):
    """A statement of ``city_proxies.toml`` cannot be used."""

    def __init__(self, field: str, problem: str, remedy: str, file: str = PROXIES) -> None:
        super().__init__(f"{field}: {problem}", Where(file=file, field=field), remedy)


class WeightsError(AccountsError):
    """Something cannot be divided by these weights."""

    def __init__(self, weights: str, problem: str) -> None:
        super().__init__(
            f"nothing can be divided by the weights {weights[:80]}: {problem}.",
            Where(field="weights"),
            "Weights are finite numbers from zero up, and at least one is above zero.",
        )


class OtherYearError(AccountsError):
    """A book was to be divided by a year that is not its own."""

    def __init__(self, book: int, asked: int) -> None:
        super().__init__(
            f"the book is of {book} and cannot be divided for {asked}.",
            Where(field="year"),
            f"Make the book of {asked} first.",
        )
