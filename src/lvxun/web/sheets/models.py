"""What was read from a sheet of records: a dry run of one person, row by row, and what became of it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Verdict(models.TextChoices):
    """What a dry run says about one row."""

    NEW = "new", _("new")
    CHANGED = "changed", _("changed")
    REVISION = "revision", _("proposed as a revision")  # the record is sealed
    CONFLICT = "conflict", _("changed by others, too")
    SAME = "same", _("the same")
    FAULTY = "faulty", _("faulty")
    NOT_ALLOWED = "not_allowed", _("not allowed")


class Status(models.TextChoices):
    """Where an import stands."""

    ASKING = "asking", _("asks about columns")
    READING = "reading", _("being looked through")
    CHECKED = "checked", _("looked through")
    APPLYING = "applying", _("being brought in")
    APPLIED = "applied", _("brought in")
    FAILED = "failed", _("cannot be read")
    DISCARDED = "discarded", _("put aside")


class Mode(models.TextChoices):
    """What is done with a sheet of which some rows cannot be brought in."""

    ALL_OR_NOTHING = "all_or_nothing", _("all rows or none")
    GOOD_ROWS = "good_rows", _("the good rows, the others held back")


class Side(models.TextChoices):
    """Who wins where a sheet and others changed the same value."""

    MINE = "mine", _("the sheet")
    THEIRS = "theirs", _("the record as it is now")


class SheetImport(models.Model):
    """One sheet for one register, looked through and perhaps brought in.

    ``row_done`` is the last row of the sheet that the dry run has kept: a run that ended half-way goes on
    behind it. ``day`` and ``signature`` say against which rules the verdicts were given.
    """

    region = models.CharField(max_length=80)
    register = models.CharField(max_length=80)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.READING)
    columns = models.JSONField(default=dict)  # heading -> key of a column, "" to leave it out
    unknown = models.JSONField(default=list)  # headings that nobody knows: [{"heading", "letter", "near"}]
    findings = models.JSONField(default=list)  # about the sheet: [[what, remedy]]
    fault = models.JSONField(default=list)  # why it cannot be read: [[place, what, remedy]]
    row_done = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)  # by verdict
    day = models.DateField(null=True)
    signature = models.CharField(max_length=64, blank=True)
    side = models.CharField(max_length=6, choices=Side, blank=True)  # for all conflicts not chosen singly
    mode = models.CharField(max_length=20, choices=Mode, blank=True)
    why = models.TextField(blank=True)
    asked_at = models.DateTimeField(null=True)  # when the present work was asked for
    applied_at = models.DateTimeField(null=True)
    rows_applied = models.PositiveIntegerField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["region", "register", "owner", "-id"], name="sheet_of_owner"),
            models.Index(fields=["sha256"], name="sheet_file"),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.pk})"

    def count(self, *verdicts: str) -> int:
        """Return how many rows have one of these verdicts; all rows where none is named."""
        return sum(self.counts.get(one, 0) for one in (verdicts or Verdict.values))

    @property
    def is_at_work(self) -> bool:
        return self.status in (Status.READING, Status.APPLYING)


class SheetRow(models.Model):
    """One row with its verdict.

    ``values`` are clean: of a new record all, of a known one what the sheet changes (None: taken away).
    ``detail`` has ``changes`` {field: [now, sheet]}, ``conflicts`` {field: [base, sheet, now]} and ``faults``
    [[field, what, remedy]]. ``version`` is the record's when the row was looked at.
    """

    sheet_import = models.ForeignKey(SheetImport, on_delete=models.CASCADE, related_name="rows")
    row = models.PositiveIntegerField()
    verdict = models.CharField(max_length=12, choices=Verdict)
    code = models.CharField(max_length=80, blank=True)
    title = models.CharField(max_length=200, blank=True)
    record_id = models.BigIntegerField(null=True)
    version = models.PositiveIntegerField(null=True)
    values = models.JSONField(default=dict)
    detail = models.JSONField(default=dict)
    is_sealed = models.BooleanField(default=False)
    side = models.CharField(max_length=6, choices=Side, blank=True)

    class Meta:
        ordering: ClassVar = ["sheet_import_id", "row"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sheet_import", "row"], name="sheet_row_once")
        ]
        indexes: ClassVar = [models.Index(fields=["sheet_import", "verdict", "row"], name="sheet_verdict")]

    def __str__(self) -> str:
        return f"row {self.row}: {self.verdict}"


class SheetKey(models.Model):
    """What only one row of a sheet may have: a code, or the values of one of the register's unique sets."""

    sheet_import = models.ForeignKey(SheetImport, on_delete=models.CASCADE, related_name="keys")
    key = models.CharField(max_length=64)
    row = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sheet_import", "key"], name="sheet_key_once")
        ]

    def __str__(self) -> str:
        return f"row {self.row}"
