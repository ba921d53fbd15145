"""A region's folder appears whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lvxun.region.errors import NewRegionError
from lvxun.region.outline import NewRegion


@contextmanager
def staged(target: Path) -> Iterator[Path]:
    """Give a folder beside ``target`` to write into; it becomes ``target`` whole, or vanishes on any error.

    Raises
    ------
    NewRegionError
        if ``target`` exists already, or cannot be made.
    """
    if target.exists() or target.is_symlink():
        raise NewRegionError(
            f"{target} exists already", remedy="Choose another name, or remove that folder first."
        )
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent))
    except OSError as error:
        raise NewRegionError(
            f"{target} cannot be made ({error.strerror})", remedy="Choose another --folder."
        ) from error
    try:
        beside.chmod(0o755)
        yield beside
        beside.rename(target)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def write_files(new: NewRegion, folder: Path) -> None:
    """Write the composed files into a folder."""
    for name, text in new.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
