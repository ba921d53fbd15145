"""What can be wrong with a register's definition, a record, or an act on it."""

from __future__ import annotations

from lvxun.errors import LvxunError, ManyErrors, Where


class RegistersError(LvxunError):
    """The parent of every error of this package."""


class DefinitionError(RegistersError):
    """One fault of a register file: file, line and key path (``where``), and what would be right."""

    def __init__(self, what: str, where: Where | str | None = None, remedy: str = "") -> None:
        super().__init__(f"{what}.", where, remedy)


class DefinitionFaultsError(RegistersError, ManyErrors):
    """All faults of one or more register files: each names file, key and remedy."""

    def __init__(self, what: str, errors: list[LvxunError]) -> None:
        ManyErrors.__init__(self, what, errors)


class InvalidRecordError(RegistersError, ManyErrors):
    """All faults of one record's values: each names the field (``where.field``) and what would be right."""

    def __init__(self, what: str, errors: list[LvxunError]) -> None:
        ManyErrors.__init__(self, what, errors)


class FieldError(RegistersError):
    """One thing wrong with one value: ``where.field`` says which, ``kind`` of what sort it is.

    ``kind``: value (type, range, choice, check …), missing, proof (``where.field`` is the proof's id), reason
    (``where.field`` is "why"), unknown (no such field), sealed (not to be changed now).
    """

    def __init__(self, what: str, field: str = "", remedy: str = "", kind: str = "value") -> None:
        super().__init__(what, Where(field=field or None), remedy)
        self.kind = kind


class TransitionRefusedError(RegistersError):
    """A step that the register does not allow now.

    ``kind`` says why: unknown, rule (not in force for this record), state, role, when (its condition does not
    hold), silence (the limit has passed: the calendar has spoken), late (a right that has lapsed), time
    (before the record's last passage).
    """

    def __init__(self, what: str, remedy: str = "", kind: str = "state") -> None:
        super().__init__(what, None, remedy)
        self.kind = kind


class NumberingError(RegistersError):
    """A record's code cannot be made, or does not look as the register asks."""


class UnknownRegisterError(RegistersError):
    """No register has this id."""


class CalendarError(RegistersError):
    """A date or limit that no calendar can carry (beyond the year 9999, a negative limit)."""


class CodesError(RegistersError):
    """A code list or a region's control lines cannot be read."""
