"""The admin as it comes: the columns, filters and search fields of our list."""

from __future__ import annotations

from typing import ClassVar

from django.contrib import admin

from _registers_peer.models import PlainAudit


@admin.register(PlainAudit)
class PlainAuditAdmin(admin.ModelAdmin):
    list_display: ClassVar = ["code", "firm_name", "holder", "area", "list_year", "state"]
    list_filter: ClassVar = ["state", "list_year", "industry"]
    search_fields: ClassVar = ["code", "firm_name", "holder", "address"]
    list_per_page = 50
