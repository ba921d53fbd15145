"""What can be wrong with a register's definition, a record, or an act on it."""

from __future__ import annotations

from lvxun.errors import LvxunError, ManyErrors


class RegistersError(LvxunError):
    """The parent of every error of this package."""


class DefinitionFaultsError(RegistersError, ManyErrors):
    """All faults of one or more register files: each names file, key and remedy."""

    def __init__(self, what: str, errors: list[LvxunError]) -> None:
        ManyErrors.__init__(self, what, errors)


class InvalidRecordError(RegistersError, ManyErrors):
    """All faults of one record's values: each names the field (``where.field``) and what would be right."""

    def __init__(self, what: str, errors: list[LvxunError]) -> None:
        ManyErrors.__init__(self, what, errors)


class TransitionRefusedError(RegistersError):
    """A step that the register does not allow now: unknown, from another state, by another role."""


class UnknownRegisterError(RegistersError):
    """No register has this id."""


class CalendarError(RegistersError):
    """A date or limit that no calendar can carry (beyond the year 9999, a negative limit)."""
