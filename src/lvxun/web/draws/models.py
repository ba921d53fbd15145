"""Draws of inspections: sealed first, drawn once, then kept as they are."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Draw(models.Model):
    """One draw 双随机.

    ``order`` (who could be drawn, weights, counts, inspectors) and ``secret`` never change after sealing;
    ``seal`` and ``fingerprint`` are public from then on. The secret is shown once the draw is made.
    """

    region = models.CharField(max_length=80)
    title = models.CharField(_("title"), max_length=120)
    area = models.CharField(_("area"), max_length=12)
    register = models.CharField(_("drawn from"), max_length=80)
    order = models.JSONField()
    secret = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()
    sealed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    witness = models.CharField(_("witness"), max_length=80, blank=True)
    word = models.CharField(_("witness's word"), max_length=200, blank=True)
    drawn_at = models.DateTimeField(null=True)
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    result = models.JSONField(default=list)

    class Meta:
        ordering = ("-id",)
        indexes: ClassVar = [models.Index(fields=["region", "-id"], name="draw_list")]

    def __str__(self) -> str:
        return self.title
