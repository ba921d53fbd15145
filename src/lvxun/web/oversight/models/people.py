"""Who is to be spoken to, and what is sent to whom."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from lvxun.web.added_only import AddedOnly


class Contact(models.Model):
    """A contact person of an office for a measure, or for all (``measure_id`` empty). For officials only."""

    region = models.CharField(max_length=80)
    measure_id = models.CharField(_("measure"), max_length=20, blank=True)
    function = models.CharField(_("body"), max_length=40)
    area = models.CharField(_("area"), max_length=12)
    name = models.CharField(_("name"), max_length=60)
    post = models.CharField(_("post"), max_length=80, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ("measure_id", "function", "area", "id")

    def __str__(self) -> str:
        return self.name


class Feed(models.Model):
    """A person's calendar address: only its hash is kept, a new one makes the old one void."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    token_sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return str(self.user)


class Digest(AddedOnly):
    """A week's letter that was sent to a person; so that nobody gets one twice."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    week = models.CharField(max_length=8)  # 2026-W48
    sent_at = models.DateTimeField(auto_now_add=True)
    entries = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "week"], name="digest_once")]

    def __str__(self) -> str:
        return f"{self.user} {self.week}"
