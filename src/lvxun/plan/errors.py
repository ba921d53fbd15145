"""What can be wrong with a policy document or with a plan kept on disk."""

from __future__ import annotations

from lvxun.errors import LvxunError


class PlanError(LvxunError):
    """Something is wrong with a plan; base of the package's errors."""


class PlanReadError(PlanError):
    """A document that cannot be read as text: empty, scanned, damaged, of an unknown kind."""


class PlanFileError(PlanError):
    """A saved plan (``plan.toml`` and ``plan.txt``) that is incomplete or contradicts itself."""
