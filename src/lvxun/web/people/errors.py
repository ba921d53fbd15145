"""What can be wrong with an account, an office or a delegation."""

from __future__ import annotations

from collections.abc import Sequence

from lvxun.errors import LvxunError, ManyErrors, Where


class PeopleError(LvxunError):
    """Something about an account that somebody can put right; ``field`` is where on the form."""

    def __init__(self, what: str, field: str, remedy: str) -> None:
        super().__init__(what, Where(field=field), remedy)


class AccountFaultsError(ManyErrors):
    """All that is wrong with one account or delegation, each with its field."""

    def __init__(self, what: str, errors: Sequence[LvxunError]) -> None:
        super().__init__(what, errors)

    @property
    def by_field(self) -> dict[str, list[LvxunError]]:
        """Return the faults under the name of the field where they are shown."""
        found: dict[str, list[LvxunError]] = {}
        for error in self.errors:
            found.setdefault(error.where.field or "", []).append(error)
        return found
