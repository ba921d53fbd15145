"""One table of records for every register, what hangs on a record, and its history."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql.compiler import SQLCompiler
from django.utils.translation import gettext_lazy as _

from lvxun.web.added_only import AddedOnly
from lvxun.web.registers.slots import NUMBER_SLOTS, TEXT_SLOTS, UNMERGED, Slots, slot_index

if TYPE_CHECKING:  # Django's classes have no subscript at run time
    _Lookup = models.Lookup[str]
    _TextField = models.TextField[str, str]
else:
    _Lookup, _TextField = models.Lookup, models.TextField


class Record(Slots):
    """One record of one register.

    The columns are those that every register has; the declared values lie in ``values``, validated by the
    engine on every write. ``version`` grows with each change: who writes with an older one is refused.
    ``course`` keeps the passages and granted extensions as the engine counts them, ``city`` the area without
    its county, both for speed. Made and changed by ``services.py`` alone: tallies, search and slots follow.
    """

    region = models.CharField(max_length=80)
    register = models.CharField(max_length=80)
    code = models.CharField(_("code"), max_length=80)
    title = models.CharField(_("title"), max_length=200)
    holder = models.CharField(_("holder"), max_length=18, blank=True)
    area = models.CharField(_("area"), max_length=12, blank=True)
    city = models.CharField(max_length=12, blank=True)  # the area's first four signs, "" for the whole region
    body = models.CharField(_("body"), max_length=80, blank=True)
    state = models.CharField(_("state"), max_length=60)
    due = models.DateField(_("due"), null=True, blank=True)
    opened = models.DateField(_("opened"))
    closed = models.DateField(_("closed"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    values = models.JSONField(default=dict)
    course = models.JSONField(default=dict)  # {"passages": [[state, at, transition], …], "extensions": {…}}
    synthetic = models.BooleanField(default=False)  # made by `lvxun demo`, taken out by `lvxun demo --remove`
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["region", "register", "code"], name="record_code_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["region", "register", "-id"], name="record_list"),
            models.Index(fields=["region", "register", "area", "id"], name="record_area"),
            models.Index(fields=["region", "register", "city", "id"], name="record_city", condition=UNMERGED),
            models.Index(
                fields=["region", "register", "state", "id"], name="record_state", condition=UNMERGED
            ),
            models.Index(
                fields=["region", "register", "due", "id"],
                name="record_register_due",
                condition=UNMERGED & models.Q(due__isnull=False),
            ),
            models.Index(fields=["region", "holder"], name="record_holder"),
            models.Index(fields=["region", "due"], name="record_due", condition=models.Q(due__isnull=False)),
            models.Index(
                fields=["merged_into"], name="record_merged", condition=models.Q(merged_into__isnull=False)
            ),
            *[slot_index(slot) for slot in (*TEXT_SLOTS, *NUMBER_SLOTS)],
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class RecordEvent(AddedOnly):
    """One act on a record: who, when, why, which step, and what differs.

    ``before`` and ``after`` hold changed values only. ``to_state`` differs from ``from_state`` where the
    record moved; the first event of a record has an empty ``from_state``.
    """

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="events")
    version = models.PositiveIntegerField()  # the record's, after the act
    at = models.DateTimeField(db_index=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    verb = models.CharField(max_length=40)  # created, changed, moved, filed, attached, revised, merged, …
    transition = models.CharField(max_length=60, blank=True)
    from_state = models.CharField(max_length=60, blank=True)
    to_state = models.CharField(max_length=60, blank=True)
    why = models.TextField(blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.verb} {self.record_id}"


class Attachment(models.Model):
    """A file on a record: kept under its hash outside the web root, its type told by its content."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="attachments")
    proof = models.CharField(max_length=60, blank=True)  # id of the proof or file field it serves
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )

    def __str__(self) -> str:
        return self.name


class Comment(AddedOnly):
    """A remark among those who may see the record; never public."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="comments")
    at = models.DateTimeField(auto_now_add=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=4000)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.text[:40]


class Filing(AddedOnly):
    """A duty fulfilled for a period: the yearly report of 2025, the renewal asked for."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="filings")
    duty = models.CharField(max_length=60)
    period = models.CharField(max_length=10)  # 2025, 2025Q1, 2025-03; for a duty that falls once: when
    filed_at = models.DateTimeField()
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    values = models.JSONField(default=dict)
    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["record", "duty", "period"], name="filed_once")
        ]

    def __str__(self) -> str:
        return f"{self.duty} {self.period}"


class Revision(models.Model):
    """A proposed change to a sealed record; ``version`` is what it was made against.

    ``heard_*``: what the holder said of it, where others proposed it.
    """

    class Outcome(models.TextChoices):
        OPEN = "open", _("open")
        AGREED = "agreed", _("agreed")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="revisions")
    version = models.PositiveIntegerField()
    proposed = models.JSONField()  # changed values only
    before = models.JSONField()
    why = models.TextField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)
    outcome = models.CharField(max_length=12, choices=Outcome, default=Outcome.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    decision_why = models.TextField(blank=True)
    heard_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    heard_at = models.DateTimeField(null=True)
    heard_agrees = models.BooleanField(null=True)
    heard_why = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.record_id} {self.outcome}"


class Link(models.Model):
    """Two records that belong together: a relapsed firm and the case it opened, a project and its permit."""

    source = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="links_from")
    target = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="links_to")
    kind = models.CharField(max_length=40)  # opened, references

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "target", "kind"], name="linked_once")
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.kind} {self.target_id}"


class Serial(models.Model):
    """The last serial given within a scope; taken under a lock."""

    scope = models.CharField(max_length=200, unique=True)  # region|register|values of serial_by
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.scope} {self.last}"


class Tally(models.Model):
    """Kept counts: how many records an area has in a state, all told or with a value of a field.

    ``field`` is "" for all. Kept in the same transaction as the record; never scanned for.
    ``tallies.py`` names the further kinds that are kept here: merged and synthetic records, and how many
    lie in a block of ids.
    """

    region = models.CharField(max_length=80)
    register = models.CharField(max_length=80)
    area = models.CharField(max_length=12)
    state = models.CharField(max_length=60)
    field = models.CharField(max_length=60, blank=True)
    value = models.CharField(max_length=120, blank=True)
    count = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["region", "register", "field", "value", "area", "state"], name="tally_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.register} {self.field} {self.value} {self.count}"


class SavedView(models.Model):
    """A list as somebody wants to see it again: filters, columns, order."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    region = models.CharField(max_length=80)
    register = models.CharField(max_length=80)
    name = models.CharField(max_length=80)
    query = models.TextField()  # the list's query string
    shared = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "region", "register", "name"], name="view_once")
        ]

    def __str__(self) -> str:
        return self.name


class Layout(models.Model):
    """Which filter field of a register lies in which slot, and for which definition the indexes were made.

    A field keeps its slot for as long as it is declared, so that a new field does not move the others.
    """

    region = models.CharField(max_length=80)
    register = models.CharField(max_length=80)
    slots = models.JSONField(default=dict)  # field id -> name of the column
    signature = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["region", "register"], name="layout_once"),
        ]

    def __str__(self) -> str:
        return self.register


class UniqueKey(models.Model):
    """A value that one record of a register holds alone, so that the database itself refuses the second.

    ``purpose`` is "open" (a set of fields that no two open records share; given up at the end) or "request"
    (a create sent twice with the same idempotency key is one record).
    """

    region = models.CharField(max_length=80)
    register = models.CharField(max_length=80)
    purpose = models.CharField(max_length=10)
    key = models.CharField(max_length=64)  # sha256
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="unique_keys")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["region", "register", "purpose", "key"], name="unique_key_once")
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.key}"


class TokensField(_TextField):
    """Words for the search, made by ``searching.py``: a tsvector where the database has that."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "tsvector" if connection.vendor == "postgresql" else "text"


@TokensField.register_lookup
class Matches(_Lookup):
    """``tokens__matches``: the search index has what a query of ``searching.match_query`` asks for."""

    lookup_name = "matches"
    prepare_rhs = False

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[str | int, ...]]:
        left, _ = self.process_lhs(compiler, connection)
        if connection.vendor == "postgresql":
            return f"{left} @@ %s::tsquery", (str(self.rhs),)
        table = left.partition(".")[0]  # FTS5 is asked as a whole: it keeps no columns apart
        return f"{table} MATCH %s", (str(self.rhs),)


class SearchText(models.Model):
    """What a record is found by. SQLite's FTS5 index and PostgreSQL's GIN index lie over it."""

    record = models.OneToOneField(
        Record, on_delete=models.CASCADE, primary_key=True, related_name="search_text"
    )
    tokens = TokensField()

    def __str__(self) -> str:
        return str(self.tokens)[:40]


class SearchIndex(models.Model):
    """SQLite's FTS5 table over ``SearchText``, made by the migration; there is none on PostgreSQL."""

    record = models.OneToOneField(
        Record, on_delete=models.DO_NOTHING, primary_key=True, related_name="search_index", db_column="rowid"
    )
    tokens = TokensField()

    class Meta:
        managed = False
        db_table = "registers_search"

    def __str__(self) -> str:
        return str(self.tokens)[:40]
