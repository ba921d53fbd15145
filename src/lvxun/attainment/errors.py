"""What can go wrong when a plan is held against figures."""

from __future__ import annotations

from pathlib import Path

from lvxun.errors import LvxunError, Where


class AttainmentError(LvxunError):
    """An assessment or a report that cannot be made."""


class ReportFileError(AttainmentError):
    """A report cannot be written where it was asked for."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"the report cannot be written ({reason}).",
            Where(file=str(path)),
            "Name a file in a folder of yours.",
        )
