"""``lvxun doctor`` and what belongs with it."""

from __future__ import annotations

import typer


def register(app: typer.Typer) -> None:
    """Add this module's commands to the root command."""
