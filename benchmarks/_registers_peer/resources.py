"""The import as django-import-export does it when nothing is set."""

from __future__ import annotations

from typing import ClassVar

from import_export.resources import ModelResource

from _registers_peer.models import PlainAudit

COLUMNS = ("code", "firm_name", "holder", "area", "address", "industry", "list_year", "cases", "state")


class PlainAuditResource(ModelResource):
    class Meta:
        model = PlainAudit
        fields = COLUMNS
        import_id_fields: ClassVar = ["code"]


class BulkAuditResource(PlainAuditResource):
    """The same with its bulk mode on, which a careful developer would find."""

    class Meta(PlainAuditResource.Meta):
        use_bulk = True
        skip_diff = True
        batch_size = 1000
