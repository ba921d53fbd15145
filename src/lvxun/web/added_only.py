"""Rows that are only ever added."""

from __future__ import annotations

from typing import Any

from django.db import models


class AddedOnly(models.Model):
    """A fact of the past: never changed, never taken away."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        if self.pk is not None:
            raise TypeError("This is only ever added to.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:  # noqa: ANN401
        raise TypeError("This is only ever added to.")
