"""Kept totals of each register: its indicators by year and area, as of some act on its records."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class RegisterTotals(models.Model):
    """One register's indicators.

    ``stamp`` is the id of the newest act that was counted, ``edition`` a number that grows with every change
    of any register's totals. ``rows`` are [indicator, area, year, value, count, of]; what is not known is
    left out.
    """

    region = models.CharField(max_length=80)
    register = models.CharField(max_length=80)
    stamp = models.BigIntegerField(default=0)
    definition = models.CharField(max_length=64, blank=True)  # fingerprint of the indicators' declaration
    day = models.DateField()  # as of which day; a running year is counted up to it
    edition = models.BigIntegerField(default=0)
    computed_at = models.DateTimeField()
    made_up = models.PositiveIntegerField(default=0)  # how many of the records `lvxun demo` made
    rows = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["region", "register"], name="totals_once"),
        ]

    def __str__(self) -> str:
        return self.register
