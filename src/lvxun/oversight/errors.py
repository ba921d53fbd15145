"""What can be wrong with oversight's parameters, definitions, or an act."""

from __future__ import annotations

from collections.abc import Sequence

from lvxun.errors import LvxunError, ManyErrors


class OversightError(LvxunError):
    """The parent of every error of this package."""


class DefinitionFaultsError(OversightError, ManyErrors):
    """All faults of a file of parameters, tasks or chains: each names file, key and remedy."""

    def __init__(self, what: str, errors: Sequence[LvxunError]) -> None:
        ManyErrors.__init__(self, what, errors)


class ActRefusedError(OversightError):
    """An act that the rules do not allow now: too late, out of order, in another state."""
