"""What was read from a sheet, what was approved of it, and what was withdrawn again.

A draft is a dry run and belongs to one person. What changes the overlay is only ever added: a batch with its
figures, or the withdrawal of a batch. Each change takes the next number of its region.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from lvxun.region.model import Quality
from lvxun.web.added_only import AddedOnly


class Verdict(models.TextChoices):
    """What a dry run says about one row of a sheet."""

    NEW = "new", _("new")
    CHANGED = "changed", _("changed")
    SAME = "same", _("same")
    HELD_BACK = "held_back", _("held back")


class Mode(models.TextChoices):
    """What a person chooses to do with a sheet that has rows with faults."""

    ALL_OR_NOTHING = "all_or_nothing", _("all rows or none")
    GOOD_ROWS = "good_rows", _("the good rows, the others held back")


class Draft(models.Model):
    """One dry run of one sheet: nobody's figures change by it.

    ``package_seen`` and ``overlay_seen`` say which region the verdicts compare with.
    """

    region_id = models.CharField(max_length=80)
    package_seen = models.CharField(max_length=40)
    overlay_seen = models.PositiveIntegerField()
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    rows_in = models.PositiveIntegerField()
    rows_kept = models.PositiveIntegerField()
    rows_held_back = models.PositiveIntegerField()
    sources = models.JSONField(default=list)  # publications that the sheet brings along
    findings = models.JSONField(default=list)  # [{severity, what, remedy, series}]: odd, not held back for it

    class Meta:
        ordering = ("-id",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(rows_in=models.F("rows_kept") + models.F("rows_held_back")),
                name="figures_draft_rows_in_are_kept_or_held_back",
            )
        ]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.pk})"

    @property
    def is_applied(self) -> bool:
        return hasattr(self, "batch")


class DraftRow(models.Model):
    """One row of the sheet with its verdict; one held back keeps what was written and what to do about it."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="rows")
    sheet = models.CharField(max_length=260)
    row = models.PositiveIntegerField()
    verdict = models.CharField(max_length=10, choices=Verdict)
    indicator = models.CharField(max_length=80, blank=True)
    area = models.CharField(max_length=20, blank=True)
    year = models.PositiveIntegerField(null=True)
    value = models.FloatField(null=True)  # in the series' canonical unit
    unit = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=80, blank=True)
    quality = models.CharField(max_length=10, blank=True)
    note = models.TextField(blank=True)
    before = models.FloatField(null=True)  # what the region has, in the same unit
    before_source = models.CharField(max_length=80, blank=True)
    written = models.JSONField(default=dict)  # the cells of a row held back, as they stand in the sheet
    error = models.TextField(blank=True)
    remedy = models.TextField(blank=True)

    class Meta:
        ordering = ("draft_id", "row", "id")
        indexes: ClassVar = [models.Index(fields=["draft", "verdict", "row"])]

    def __str__(self) -> str:
        return f"row {self.row}: {self.verdict}"

    @property
    def change_percent(self) -> float | None:
        """By how much the value differs from what the region has; nothing where that is zero or unknown."""
        return _change_percent(self.before, self.value)


def _change_percent(before: float | None, after: float | None) -> float | None:
    return None if after is None or not before else 100 * (after - before) / abs(before)


class Change(AddedOnly):
    """One change of a region's overlay.

    ``number`` counts a region's changes from 1. Its uniqueness lets exactly one of two people win who change
    the overlay at the same moment; the last number is the overlay's version.
    """

    region_id = models.CharField(max_length=80)
    number = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    why = models.TextField()

    class Meta:
        ordering = ("region_id", "-number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["region_id", "number"], name="figures_one_change_at_a_time")
        ]

    def __str__(self) -> str:
        return f"{self.region_id} {self.number}"


class Batch(AddedOnly):
    """The approved rows of one draft. A draft makes one batch at most, however often a button is pressed."""

    change = models.OneToOneField(Change, on_delete=models.PROTECT, related_name="batch")
    draft = models.OneToOneField(Draft, on_delete=models.PROTECT, related_name="batch")
    mode = models.CharField(max_length=20, choices=Mode)
    rows_in = models.PositiveIntegerField()
    rows_kept = models.PositiveIntegerField()
    rows_held_back = models.PositiveIntegerField()
    sources = models.JSONField(default=list)  # every source that the figures name, as it stood then

    class Meta:
        ordering = ("-id",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(rows_in=models.F("rows_kept") + models.F("rows_held_back")),
                name="figures_rows_in_are_kept_or_held_back",
            )
        ]

    def __str__(self) -> str:
        return f"batch {self.pk}"

    @property
    def is_withdrawn(self) -> bool:
        return hasattr(self, "withdrawal")


class Figure(AddedOnly):
    """One approved figure in the series' canonical unit; ``row`` is its place in the sheet."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="figures")
    indicator = models.CharField(max_length=80)
    area = models.CharField(max_length=20)
    year = models.PositiveIntegerField()
    value = models.FloatField()
    unit = models.CharField(max_length=40)
    source = models.CharField(max_length=80)
    quality = models.CharField(max_length=10, choices=[(q.value, q.value) for q in Quality])
    note = models.TextField(blank=True)
    sheet = models.CharField(max_length=260)
    row = models.PositiveIntegerField()
    before = models.FloatField(null=True)  # what the region had when the batch was applied

    class Meta:
        ordering = ("batch_id", "row", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["batch", "indicator", "area", "year"], name="figures_once_in_a_batch"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.area} {self.year}"

    @property
    def change_percent(self) -> float | None:
        """By how much the value differed from what the region had; nothing where that was zero or unknown."""
        return _change_percent(self.before, self.value)


class Withdrawal(AddedOnly):
    """A batch taken back: its figures count no more, what stood before them counts again."""

    change = models.OneToOneField(Change, on_delete=models.PROTECT, related_name="withdrawal")
    batch = models.OneToOneField(Batch, on_delete=models.PROTECT, related_name="withdrawal")

    def __str__(self) -> str:
        return f"withdrawal of {self.batch}"
