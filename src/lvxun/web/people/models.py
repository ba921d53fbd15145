"""Users and the history of every state change."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from lvxun.web.added_only import AddedOnly


class Role(models.TextChoices):
    """What a person is to the plan. Which acts a role may do: ``permissions.py`` and nowhere else."""

    READER = "reader", _("reader")
    PLANNER = "planner", _("planner")
    STATISTICIAN = "statistician", _("statistician")
    ADMINISTRATOR = "administrator", _("administrator")
    OFFICER = "officer", _("officer")  # of a department, or of a city's or county's bureau
    INSPECTOR = "inspector", _("inspector")
    HOLDER = "holder", _("enterprise or park")
    AUDITOR = "auditor", _("auditor")  # a third party that evaluates or verifies
    BANK = "bank", _("bank")
    ASSESSOR = "assessor", _("independent assessor")  # of the plan's measures


class User(AbstractUser):
    """Somebody who signs in.

    ``body`` is the id of a body of the region, empty for an outsider. An officer or inspector acts for the
    bodies with ``function`` (rules/bodies.csv) within ``area``, whose kind is the level: the ecology bureau
    of Shenyang is ("ecology", "210100"). An enterprise or park is known by ``holder``, its credit code.
    From ``left_on`` on a leaver keeps the history, not the rights.
    """

    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.READER)
    body = models.CharField(_("body"), max_length=80, blank=True)
    function = models.CharField(_("function"), max_length=80, blank=True)
    area = models.CharField(_("area"), max_length=12, blank=True)
    holder = models.CharField(_("unified social credit code"), max_length=18, blank=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)
    must_set_password = models.BooleanField(_("has a one-time password"), default=False)

    def has_left(self, on: date) -> bool:
        """Say whether the person is gone by ``on``; the day of leaving is the first one without rights."""
        return self.left_on is not None and self.left_on <= on


class Delegation(models.Model):
    """Somebody acts for somebody else for a period; what is done says so."""

    giver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="delegations_given"
    )
    taker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="delegations_taken"
    )
    since = models.DateField(_("from"))
    until = models.DateField(_("until"))
    why = models.TextField(_("reason"))
    given_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("since")), name="delegation_in_order"
            )
        ]

    def __str__(self) -> str:
        return f"{self.giver} → {self.taker} {self.since}/{self.until}"


class Event(AddedOnly):
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
