"""Words for the keys that registers use."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lvxun.registers.model import Confidence, FieldType

CONFIDENCES = {
    Confidence.HIGH: _("text read"),
    Confidence.MEDIUM: _("known, text not read"),
    Confidence.LOW: _("from memory"),
}
CONFIDENCE_MEANINGS = {
    Confidence.HIGH: _("The official text was read."),
    Confidence.MEDIUM: _("Known with its document number; the text itself was not read."),
    Confidence.LOW: _("From memory: the province must confirm it before it binds anybody."),
}
EVERY = {
    "year": _("every year by %(day)s"),
    "quarter": _("after each quarter, by day %(day)s"),
    "month": _("after each month, by day %(day)s"),
}
UNITS = {  # of time, after a number
    "days": _("days"),
    "working_days": _("working days"),
    "months": _("months"),
    "years": _("years"),
}
FIELD_KINDS = {
    FieldType.TEXT: _("text"),
    FieldType.LONG_TEXT: _("longer text"),
    FieldType.NUMBER: _("number"),
    FieldType.MONEY: _("amount in yuan"),
    FieldType.DATE: _("date"),
    FieldType.YES_NO: _("yes or no"),
    FieldType.CHOICE: _("one of a list"),
    FieldType.CHOICES: _("some of a list"),
    FieldType.BODY: _("body"),
    FieldType.AREA: _("area"),
    FieldType.HOLDER: _("unified social credit code"),
    FieldType.INDUSTRY: _("industry (GB/T 4754)"),
    FieldType.WASTE: _("code of hazardous waste"),
    FieldType.POINT: _("place on the map"),
    FieldType.POLYGON: _("outline on the map"),
    FieldType.FILE: _("file"),
    FieldType.TABLE: _("table"),
    FieldType.SCORE_SHEET: _("score sheet"),
    FieldType.REFERENCE: _("record of another register"),
    FieldType.COMPUTED: _("computed"),
}
ACTS = {
    "created": _("opened the record"),
    "changed": _("changed values"),
    "moved": _("took a step"),
    "fell": _("moved by the calendar"),
    "attached": _("attached a file"),
    "filed": _("filed a duty"),
    "revised": _("revised a sealed record"),
    "revision_proposed": _("proposed a revision"),
    "revision_heard": _("was heard on a revision"),
    "revision_refused": _("refused a revision"),
    "revision_withdrawn": _("withdrew a revision"),
    "merged": _("merged it into another record"),
    "took_over": _("merged another record into it"),
    "unmerged": _("took a merger back"),
    "gave_back": _("gave a merged record back"),
    "imported": _("brought in by a sheet"),
}
EVENT_KEYS = {
    "file": _("file"),
    "duty": _("duty"),
    "period": _("period"),
    "@into": _("into"),
    "@from": _("from"),
    "@adopted": _("values taken over"),
    "revision": _("revision"),
    "code": _("code"),
}
LINKS = {
    "opened": _("opened by a step here"),
    "opened_by": _("a step there opened this record"),
    "references": _("named in this record"),
    "references_by": _("names this record"),
    "merged": _("this record was merged into it"),
    "merged_by": _("was merged into this record"),
}
REASONS = {
    "code": _("same credit code"),
    "name": _("similar name"),
    "address": _("close address"),
}
