"""Why a balance could not be reconstructed."""

from __future__ import annotations

from collections.abc import Sequence

from lvxun.accounts.errors import AccountsError
from lvxun.errors import Where

RULES = "rules/balances/reconstruction.toml"
CHOICES = "accounts/published_choices.toml"


class ReconstructionError(AccountsError):
    """No balance satisfies the constraints."""

    def __init__(self, status: str) -> None:
        super().__init__(
            f"no energy balance satisfies all constraints (solver: {status}).",
            Where(file=RULES),
            "Check the published figures of the year against each other.",
        )


class RuleError(AccountsError):
    """The rules of reconstruction say something that cannot be used."""

    def __init__(self, what: str, field: str, remedy: str) -> None:
        super().__init__(what, Where(file=RULES, field=field), remedy)


class RasConditionError(AccountsError):
    """RAS does not converge here."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"RAS cannot be used: {why}.",
            Where(field="margins"),
            "Put the margins right, or reconcile by least squares.",
        )


class ContradictionError(AccountsError):
    """Published figures of equal standing cannot all be true, and nobody has chosen."""

    def __init__(self, year: int, figures: Sequence[str], gap: float, unit: str) -> None:
        names = ", ".join(figures)
        super().__init__(
            f"the figures {names} of {year} cannot all be true: they are {gap:.6g} {unit} apart.",
            Where(file=CHOICES, field="leave_out"),
            f"They are of one quality and age: write [[choice]] year = {year}, leave_out and reason.",
        )


class ChoiceFileError(AccountsError):
    """A province's choices between figures cannot be read."""

    def __init__(self, what: str, field: str) -> None:
        super().__init__(
            f"{what}.",
            Where(file=CHOICES, field=field),
            'Write [[choice]] year = 2020, leave_out = "series", reason = "why".',
        )
