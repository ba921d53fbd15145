"""What the site has approved and counted, for commands that read a region."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lvxun.errors import LvxunError

if TYPE_CHECKING:
    from lvxun.region.model import Region


PackageOption = Annotated[
    bool, typer.Option("--package", help="The package's own figures only, without what the site has on top.")
]


def load_region(name: str, package: bool = False) -> Region:
    """Return a region by name or path, with what the site's database has on top unless ``package``."""
    from lvxun import region

    loaded = region.load(region.locate(name))
    return loaded if package else laid_over(loaded)


def laid_over(package: Region) -> Region:
    """Return the region with what the site's database has on top; the package itself where there is none.

    A database that cannot be read leaves the package as it is, and says so: a reading command never brings a
    database up to date.
    """
    if not _has_database():
        return package
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.db import DatabaseError

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lvxun.web.settings")
    os.environ.setdefault("LVXUN_REGION", str(package.path))
    try:
        django.setup()
        region = _with_overlays(package)
    except (DatabaseError, ImproperlyConfigured, OSError) as fault:
        _tell(f"The site's database was left out: {' '.join(str(fault).split())}")
        return package
    if region.version != package.version:
        _tell("With figures approved on the site and what its registers count (--package leaves them out).")
    return region


def _has_database() -> bool:
    return (
        bool(os.environ.get("LVXUN_DATABASE"))
        or (Path(os.environ.get("LVXUN_DATA", "var")) / "lvxun.sqlite3").is_file()
    )


def _with_overlays(package: Region) -> Region:
    from lvxun.web.figures.overlay import overlaid
    from lvxun.web.served import region_id
    from lvxun.web.totals.counting import refresh
    from lvxun.web.totals.overlay import with_totals

    if region_id() != package.id:
        return overlaid(package)
    try:
        refresh(wait=True)
    except LvxunError as fault:
        _tell(f"The registers could not be counted: {fault.message}")
    return with_totals(overlaid(package))


def _tell(text: str) -> None:
    """Say something beside the result, so that what reads the result is not disturbed."""
    typer.echo(text, err=True)
