"""``lvxun region …``."""

from __future__ import annotations

import typer

app = typer.Typer(help="", no_args_is_help=True)


@app.callback()
def group() -> None:
    """Work with regions."""
