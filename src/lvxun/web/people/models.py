"""Users and the history of every state change."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person is to the plan. Which acts a role may do: ``permissions.py`` and nowhere else."""

    READER = "reader", _("reader")
    PLANNER = "planner", _("planner")
    STATISTICIAN = "statistician", _("statistician")
    ADMINISTRATOR = "administrator", _("administrator")


class User(AbstractUser):
    """Somebody who signs in. ``body`` is the id of a body of the region, empty for an outsider."""

    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.READER)
    body = models.CharField(_("body"), max_length=80, blank=True)


class Event(models.Model):
    """One state change: who, when, what, why. Only ever added."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    region = models.CharField(max_length=80, blank=True)  # empty: not about one region
    verb = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=120)
    why = models.TextField(blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        ordering = ("-id",)
        indexes: ClassVar = [models.Index(fields=["subject_type", "subject_id"])]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_type} {self.subject_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        if self.pk is not None:
            raise TypeError("The history is only ever added to.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:  # noqa: ANN401
        raise TypeError("The history is only ever added to.")
