"""The app of the registers."""

import logging
from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate

log = logging.getLogger(__name__)


class RegistersConfig(AppConfig):
    name = "lvxun.web.registers"
    label = "registers"

    def ready(self) -> None:
        """Lay out the registers whenever the database was brought up to date, which every start does."""
        post_migrate.connect(_sync, sender=self)


def _sync(**_: Any) -> None:  # noqa: ANN401 - Django's own signature
    from lvxun.web.registers.placements import sync_definitions

    for register in sync_definitions():
        log.info("The register %s is laid out.", register)
