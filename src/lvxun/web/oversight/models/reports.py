"""Reports with evidence, and the independent assessor's verdict beside them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from lvxun.web.added_only import AddedOnly
from lvxun.web.oversight.models.tasks import Milestone, Task


class Report(models.Model):
    """What a body says of its task for a period; who leads or plans takes it or sends it back."""

    class State(models.TextChoices):
        SENT = "sent", _("waiting for a decision")
        RETURNED = "returned", _("returned")
        ACCEPTED = "accepted", _("approved")
        WITHDRAWN = "withdrawn", _("withdrawn")

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="reports")
    period = models.CharField(_("period"), max_length=6)  # 2026Q4
    text = models.TextField(_("what was done"))
    problems = models.TextField(_("what stands in the way"), blank=True)
    milestones = models.ManyToManyField(Milestone, blank=True, related_name="+")  # said to be done
    is_done = models.BooleanField(_("the task is done"), default=False)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_on = models.DateField()
    sent_at = models.DateTimeField(auto_now_add=True)
    function = models.CharField(max_length=40)  # the office that reports
    area = models.CharField(max_length=12)
    state = models.CharField(max_length=10, choices=State, default=State.SENT)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    decision_why = models.TextField(blank=True)
    synthetic = models.BooleanField(default=False)

    class Meta:
        ordering = ("-id",)
        indexes: ClassVar = [models.Index(fields=["state", "task"], name="report_waiting")]

    def __str__(self) -> str:
        return f"{self.task} {self.period}"


class Evidence(models.Model):
    """A file under its hash, or a record of a register, that shows what a report says."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="evidence")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=80, blank=True)
    size = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    register = models.CharField(max_length=80, blank=True)
    code = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name


class Assessment(AddedOnly):
    """An independent assessor's verdict on a task, beside what its owner says; the last one counts."""

    class Verdict(models.TextChoices):
        CONFIRMED = "confirmed", _("confirmed")
        PARTLY = "partly", _("confirmed in part")
        CONTRADICTED = "contradicted", _("contradicted")
        NO_EVIDENCE = "no_evidence", _("no evidence available")

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="assessments")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(_("verdict"), max_length=12, choices=Verdict)
    owner_state = models.CharField(max_length=10, choices=Task.State)  # what the owner said then
    text = models.TextField(_("reasons"))
    seen = models.TextField(_("what was looked at"), blank=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.task} {self.verdict}"
