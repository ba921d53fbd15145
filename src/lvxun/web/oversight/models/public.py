"""What the public sees and says: good practice and negative cases, feedback; and plans that follow on."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from lvxun.web.added_only import AddedOnly


class Case(models.Model):
    """Good practice, or a typical negative case; public once somebody else has approved it."""

    class Kind(models.TextChoices):
        GOOD = "good", _("good practice")
        NEGATIVE = "negative", _("negative case")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")

    region = models.CharField(max_length=80)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"))
    measure_id = models.CharField(_("measure"), max_length=20)
    function = models.CharField(_("body"), max_length=40)
    area = models.CharField(_("area"), max_length=12)
    register = models.CharField(max_length=80, blank=True)
    code = models.CharField(_("record"), max_length=80, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    published_on = models.DateField(null=True, blank=True)
    why = models.TextField(blank=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.title


class Feedback(models.Model):
    """What somebody from the public says of a measure. Nobody sees it before a moderator has published it.

    ``sender`` is a keyed hash that changes every day: it counts remarks from one place, and names nobody.
    """

    class State(models.TextChoices):
        PENDING = "pending", _("waiting")
        PUBLISHED = "published", _("published")
        REFUSED = "refused", _("refused")

    region = models.CharField(max_length=80)
    measure_id = models.CharField(max_length=20)
    text = models.TextField(_("your remark"))
    name = models.CharField(_("name to be shown"), max_length=60, blank=True)
    contact = models.CharField(_("how to reach you"), max_length=120, blank=True)
    sender = models.CharField(max_length=64)
    sent_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, choices=State, default=State.PENDING)
    reply = models.TextField(_("reply"), blank=True)
    why = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-id",)
        indexes: ClassVar = [
            models.Index(fields=["region", "state", "measure_id"], name="feedback_of_measure"),
            models.Index(fields=["sender", "sent_at"], name="feedback_of_sender"),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id} {self.pk}"


class Succession(AddedOnly):
    """What a measure of an old version of the plan became in a new one; the last row of a measure counts."""

    region = models.CharField(max_length=80)
    old_plan = models.CharField(_("old plan"), max_length=200)
    new_plan = models.CharField(_("new plan"), max_length=200)
    old = models.CharField(_("old measure"), max_length=20)
    new = models.JSONField(_("new measures"), default=list)
    fate = models.CharField(_("what became of it"), max_length=12)
    why = models.TextField(_("reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"
