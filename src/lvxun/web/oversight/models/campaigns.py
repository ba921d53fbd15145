"""Campaigns of supervision and their findings (国务院令第733号)."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from lvxun.oversight.campaigns import State


class Campaign(models.Model):
    """A campaign: its plan names content, objects and scope (art. 15)."""

    class Stage(models.TextChoices):
        PLANNED = "planned", _("planned")
        RUNNING = "running", _("under way")
        CONCLUDED = "concluded", _("concluded")
        CLOSED = "closed", _("closed")

    region = models.CharField(max_length=80)
    title = models.CharField(_("title"), max_length=200)
    content = models.TextField(_("content"))
    objects_said = models.TextField(_("objects"))
    scope = models.TextField(_("scope"))
    measure_id = models.CharField(_("measure"), max_length=20, blank=True)
    begins = models.DateField(_("from"))
    ends = models.DateField(_("until"))
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.PLANNED)
    conclusion = models.TextField(_("conclusion"), blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-begins", "-id")
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(ends__gte=models.F("begins")), name="campaign_in_order")
        ]

    def __str__(self) -> str:
        return self.title


class Finding(models.Model):
    """What a campaign found at one office; ``outcome`` is praise or criticism that followed (art. 21)."""

    STATES: ClassVar = {
        State.DRAFTED: _("drafted"),
        State.TOLD: _("told; an objection may come"),
        State.OBJECTED: _("objected to; under review"),
        State.FINAL: _("final"),
        State.WITHDRAWN: _("withdrawn"),
        State.RECTIFIED: _("said to be put right"),
        State.CHECKED: _("checked and put right"),
        State.NOT_RECTIFIED: _("checked, not put right"),
    }
    OUTCOMES: ClassVar = [("none", _("none")), ("praise", _("praise")), ("criticism", _("criticism"))]

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="findings")
    function = models.CharField(_("body"), max_length=40)
    area = models.CharField(_("area"), max_length=12)
    text = models.TextField(_("finding"))
    state = models.CharField(max_length=16, default=State.DRAFTED.value)
    outcome = models.CharField(max_length=10, choices=OUTCOMES, default="none")
    told_on = models.DateField(null=True, blank=True)
    objected_on = models.DateField(null=True, blank=True)
    objection = models.TextField(blank=True)
    review = models.TextField(blank=True)
    rectification = models.TextField(blank=True)
    check_note = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.campaign}: {self.function}@{self.area}"
