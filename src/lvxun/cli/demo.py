"""``lvxun demo``: made-up records to try the site with."""

from __future__ import annotations

from typing import Annotated

import typer

from lvxun.cli.output import console, print_table, progress
from lvxun.cli.serve import open_database
from lvxun.web.demo import FIRMS, SEED


def register(app: typer.Typer) -> None:
    """Add this module's command to the root command."""
    app.command("demo")(demo)


RemoveOption = Annotated[bool, typer.Option("--remove", help="Take exactly the made-up records out again.")]
FirmsOption = Annotated[int, typer.Option(min=1, max=200_000, help="How many firms are made up.")]
SeedOption = Annotated[int, typer.Option(min=0, help="The same seed makes the same records on the same day.")]
AccountsOption = Annotated[bool, typer.Option(help="Also make accounts for each kind of person.")]


def demo(
    remove: RemoveOption = False,
    firms: FirmsOption = FIRMS,
    seed: SeedOption = SEED,
    accounts: AccountsOption = True,
) -> None:
    """Load made-up records for trying: firms, every register, up to a year of history, all marked 演示.

    Nothing of it is a fact. Every made-up record is marked in the database and on the pages, and
    [bold]--remove[/bold] takes exactly those out. With accounts, one for each kind of person is made; their
    passwords are printed once.

    [bold]Example:[/bold] lvxun demo --firms 200
    """
    open_database()
    if remove:
        _remove()
    else:
        _load(firms, seed, with_accounts=accounts)


def _load(firms: int, seed: int, *, with_accounts: bool) -> None:
    from lvxun.web.demo.accounts import make_accounts
    from lvxun.web.demo.loading import load

    with progress() as bar:
        task = bar.add_task("Making records up", total=None)
        loaded = load(firms, seed, lambda done, total: bar.update(task, completed=done, total=total))
    typer.echo(
        f"Made up (nothing of it is a fact): {loaded.firms} firms, {loaded.total} records in "
        f"{len(loaded.records) - len(loaded.empty)} registers, {loaded.tasks} tasks of "
        f"a work plan, seed {loaded.seed}."
    )
    if loaded.empty:
        typer.echo(f"No made-up record fits: {', '.join(loaded.empty)}.")
    if with_accounts:
        rows = [(one.name, one.role, one.password) for one in make_accounts()]
        if rows:
            print_table(
                "Accounts to try with; passwords are shown only now", ["name", "role", "password"], rows
            )
    console.print("Take all of it out again: lvxun demo --remove", markup=False, highlight=False)


def _remove() -> None:
    from lvxun.web.demo.accounts import remove_accounts
    from lvxun.web.demo.removing import remove

    removed = remove()
    people = remove_accounts()
    typer.echo(f"Taken out: {removed.records} made-up records, {people} accounts to try with.")
