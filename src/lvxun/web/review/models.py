"""What people decided about a parsed plan. Rows are only ever added; the last one about an item counts."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from lvxun.plan.model import Review
from lvxun.plan.reviewing import Decision as PlanDecision


class Decision(models.Model):
    """One decision about one item of one text of a plan.

    ``sequence`` counts the decisions about an item from 1. Its uniqueness lets exactly one of two people
    win who decide at the same moment from the same page.
    """

    region_id = models.CharField(max_length=80)
    plan_sha256 = models.CharField(max_length=64)
    kind = models.CharField(max_length=10, choices=[("target", "target"), ("measure", "measure")])
    item_id = models.CharField(max_length=40)
    sequence = models.PositiveIntegerField()
    verdict = models.CharField(max_length=10, choices=[(r.value, r.value) for r in Review])
    changes = models.JSONField(default=dict)
    why = models.TextField(blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("id",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["region_id", "plan_sha256", "kind", "item_id", "sequence"],
                name="review_one_decision_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.item_id}: {self.verdict}"

    def as_plan_decision(self) -> PlanDecision:
        """Return what the plan engine needs of it."""
        return PlanDecision(self.kind, self.item_id, Review(self.verdict), self.changes)
