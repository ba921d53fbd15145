"""Columns that hold a copy of what a register filters by."""

from __future__ import annotations

from django.db import models

TEXT_SLOTS = tuple(f"text{number}" for number in range(1, 11))
NUMBER_SLOTS = tuple(f"number{number}" for number in range(1, 7))
SLOT_LENGTH = 120  # signs of a value that a text slot keeps
UNMERGED = models.Q(merged_into__isnull=True)


class Slots(models.Model):
    """Copies of a record's filter values, each in a column with an index of its own.

    Which field of a register lies in which slot: ``Layout``. A slot that a register does not use is null and
    costs no index entry.
    """

    text1 = models.CharField(max_length=SLOT_LENGTH, null=True)  # noqa: DJ001 - null is not in the index
    text2 = models.CharField(max_length=SLOT_LENGTH, null=True)  # noqa: DJ001
    text3 = models.CharField(max_length=SLOT_LENGTH, null=True)  # noqa: DJ001
    text4 = models.CharField(max_length=SLOT_LENGTH, null=True)  # noqa: DJ001
    text5 = models.CharField(max_length=SLOT_LENGTH, null=True)  # noqa: DJ001
    text6 = models.CharField(max_length=SLOT_LENGTH, null=True)  # noqa: DJ001
    text7 = models.CharField(max_length=SLOT_LENGTH, null=True)  # noqa: DJ001
    text8 = models.CharField(max_length=SLOT_LENGTH, null=True)  # noqa: DJ001
    text9 = models.CharField(max_length=SLOT_LENGTH, null=True)  # noqa: DJ001
    text10 = models.CharField(max_length=SLOT_LENGTH, null=True)  # noqa: DJ001
    number1 = models.FloatField(null=True)
    number2 = models.FloatField(null=True)
    number3 = models.FloatField(null=True)
    number4 = models.FloatField(null=True)
    number5 = models.FloatField(null=True)
    number6 = models.FloatField(null=True)

    class Meta:
        abstract = True


def slot_index(slot: str) -> models.Index:
    """Return the index of one slot: only what uses the slot is in it."""
    return models.Index(
        fields=["region", "register", slot, "id"],
        name=f"record_{slot}",
        condition=UNMERGED & models.Q(**{f"{slot}__isnull": False}),
    )
