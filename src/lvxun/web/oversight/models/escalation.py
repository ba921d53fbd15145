"""Steps of the ladder, and alerts."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from lvxun.web.oversight.models.tasks import Task


class Escalation(models.Model):
    """One step of a task's climb. ``climb`` counts the climbs of the task; a green lamp ends one.

    A reminder goes out by itself; the others are drafted, and somebody signs or declines them.
    """

    class State(models.TextChoices):
        DRAFTED = "drafted", _("to be signed")
        ISSUED = "issued", _("issued")
        ANSWERED = "answered", _("answered")
        DECLINED = "declined", _("not issued")
        LIFTED = "lifted", _("lifted")

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="escalations")
    climb = models.PositiveIntegerField()
    step = models.CharField(max_length=20)
    number = models.CharField(_("number"), max_length=40, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFTED)
    drafted_on = models.DateField()
    text = models.TextField(_("text"))
    issued_on = models.DateField(null=True, blank=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answer_due = models.DateField(null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    why = models.TextField(blank=True)  # it was declined or lifted

    class Meta:
        ordering = ("-id",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task", "climb", "step"], name="escalated_once")
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.step}"


class Alert(models.Model):
    """Something that somebody should look at now. Raised once, closed when its cause is gone."""

    class Kind(models.TextChoices):
        DEADLINE = "deadline", _("deadline near")
        OFF_PATH = "off_path", _("indicator off its path")
        PERMIT = "permit", _("record due")
        LAMP = "lamp", _("lamp turned red")
        REPORT = "report", _("report missing")
        LETTER = "letter", _("letter to be signed or answered")
        FINDING = "finding", _("limit of a finding")

    region = models.CharField(max_length=80)
    key = models.CharField(max_length=160)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    measure_id = models.CharField(max_length=20, blank=True)
    function = models.CharField(max_length=40, blank=True)
    area = models.CharField(max_length=12, blank=True)
    subject_zh = models.CharField(max_length=250)
    subject_en = models.CharField(max_length=250)
    address = models.CharField(max_length=250)  # path of the page on this site
    day = models.DateField(null=True, blank=True)
    raised_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("day", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["region", "key"], condition=models.Q(closed_on=None), name="alert_open_once"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["region", "closed_on", "kind"], name="alert_open")]

    def __str__(self) -> str:
        return self.key
