"""What a careful developer would write by hand: a column a field, an index for each filter."""

from __future__ import annotations

from django.db import models


class PlainAudit(models.Model):
    code = models.CharField(max_length=80, unique=True)
    firm_name = models.CharField(max_length=200)
    holder = models.CharField(max_length=18, db_index=True)
    area = models.CharField(max_length=12, db_index=True)
    address = models.CharField(max_length=200, blank=True)
    industry = models.CharField(max_length=4, db_index=True)
    list_year = models.IntegerField(db_index=True)
    cases = models.JSONField(default=list)
    state = models.CharField(max_length=60, db_index=True)

    def __str__(self) -> str:
        return self.code
