"""``lvxun register verify-draw``: repeat a draw of inspections from its proof."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from lvxun.errors import LvxunError

LARGEST = 50_000_000  # bytes


def verify_draw(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="The proof, as the site exports it.")],
) -> None:
    """Repeat a draw of inspections from its proof; exit 1 where something does not hold.

    Shown are the seal and the fingerprint that the proof leads to: compare them with those that the site
    published before the draw.

    [bold]Example:[/bold] lvxun register verify-draw draw-7.json
    """
    from lvxun.registers.drawing import verify

    document = _read(path)
    wrong = verify(document)
    for text in wrong:
        typer.echo(f"WRONG: {text}.")
    typer.echo(f"Seal:        {document['seal']}")
    typer.echo(f"Fingerprint: {document['fingerprint']}")
    if wrong:
        raise typer.Exit(1)
    drawn = document["result"]
    typer.echo(f"The draw holds: {len(drawn) if isinstance(drawn, list) else 0} drawn as the proof says.")


def _read(path: Path) -> dict[str, object]:
    try:
        if path.stat().st_size > LARGEST:
            raise LvxunError("it is too large for a proof", str(path), "Give the file that the site exports.")
        found = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        what = f"it cannot be read: {error.strerror}"
        raise LvxunError(what, str(path), "Give the path of the proof.") from error
    except (ValueError, RecursionError) as error:
        raise LvxunError("it is not JSON", str(path), "Give the file that the site exports.") from error
    if not isinstance(found, dict):
        raise LvxunError("it is no proof of a draw", str(path), "Give the file that the site exports.")
    return found
