"""The ``lvxun`` command. Each group of commands is a module of this package; imports of engines are late."""

from __future__ import annotations

import io
import os
import sys

import typer
from rich.console import Console

from lvxun import __version__
from lvxun.cli import accounts, assess, demo, doctor, oversight, plan, region, register, serve, user
from lvxun.errors import LvxunError

app = typer.Typer(
    name="lvxun",
    help=(
        "Run a province's plan for a green, low-carbon, circular economy: "
        "from a sentence in the plan to a number with its evidence, and back.\n\n"
        "Start with: lvxun run (sets up and serves Liaoning), lvxun assess liaoning, "
        "lvxun plan parse FILE, lvxun region new NAME --plan FILE."
    ),
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)
app.add_typer(plan.app, name="plan")
app.add_typer(region.app, name="region")
app.add_typer(accounts.app, name="accounts")
app.add_typer(user.app, name="user")
app.add_typer(register.app, name="register")
assess.register(app)
serve.register(app)
doctor.register(app)
demo.register(app)
app.add_typer(oversight.app, name="oversight")


def _show_version(value: bool) -> None:
    if value:
        typer.echo(f"lvxun {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: bool = typer.Option(
        False, "--version", callback=_show_version, is_eager=True, help="Show the version and exit."
    ),
) -> None:
    """Run a province's plan."""


def main() -> None:
    """Run the command; a fault in the input is told in one paragraph and exits 2."""
    _let_output_be_chinese()
    try:
        app()
    except LvxunError as error:
        _complain(error.message)
        sys.exit(2)
    except BrokenPipeError:
        # The reader of our output has gone (`lvxun … | head`): nothing is left to tell anybody.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        if os.environ.get("LVXUN_DEBUG") == "1":
            raise
        _complain(
            f"Lvxun itself is at fault, not your input: {type(error).__name__}: {error}. "
            "Run the command again with LVXUN_DEBUG=1 and report what it shows."
        )
        sys.exit(70)


def _let_output_be_chinese() -> None:
    """Write UTF-8 where the locale names an encoding without Chinese (LC_ALL=C); never fail at a sign."""
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue
        try:
            "绿循".encode(stream.encoding)
        except UnicodeEncodeError:
            stream.reconfigure(encoding="utf-8", errors="replace")
        else:
            stream.reconfigure(errors="replace")


def _complain(message: str) -> None:
    console = Console(stderr=True)
    # A program that reads the message wants its paths and names whole, not wrapped at some width.
    soft_wrap = not console.is_terminal
    console.print(message, style="red", markup=False, highlight=False, soft_wrap=soft_wrap)
