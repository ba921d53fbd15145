"""Work plans, tasks, their milestones and lamps, and where indicators stand."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from lvxun.oversight.model import Colour
from lvxun.web.added_only import AddedOnly

LAMPS = [
    (Colour.RED.value, _("red")),
    (Colour.YELLOW.value, _("yellow")),
    (Colour.GREEN.value, _("green")),
    (Colour.GREY.value, _("grey")),
]


class WorkPlan(models.Model):
    """The tasks of one year. Drafted until it is published; then who is named in it has to report."""

    region = models.CharField(max_length=80)
    year = models.PositiveIntegerField()
    drawn_up_on = models.DateField()
    published_on = models.DateField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["region", "year"], name="work_plan_once")]

    def __str__(self) -> str:
        return f"{self.region} {self.year}"


class Task(models.Model):
    """One body's task at one place in one year; partners beside the lead make it a joint one.

    ``lead`` is a function of bodies, which at ``area`` names one office. ``lamp`` and what follows are kept
    by ``lighting.py`` alone: they are what the published rules say of the rest.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("not begun")
        RUNNING = "running", _("under way")
        DONE = "done", _("done")
        DROPPED = "dropped", _("dropped")

    work_plan = models.ForeignKey(WorkPlan, on_delete=models.PROTECT, related_name="tasks")
    key = models.CharField(max_length=80)  # definition, place, year
    measure_id = models.CharField(_("measure"), max_length=20, db_index=True)
    title_zh = models.CharField(_("task (Chinese)"), max_length=200)
    title_en = models.CharField(_("task (English)"), max_length=200)
    quote = models.TextField(_("words of the plan"))
    lead = models.CharField(_("lead"), max_length=40)
    area = models.CharField(_("area"), max_length=12)
    deliverable_zh = models.CharField(_("deliverable (Chinese)"), max_length=200)
    deliverable_en = models.CharField(_("deliverable (English)"), max_length=200)
    is_deliverable_named = models.BooleanField(default=False)
    start = models.DateField(_("from"))
    due = models.DateField(_("due"))
    plan_until = models.PositiveIntegerField(null=True, blank=True)  # the year that the plan itself gives
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PLANNED)
    begun_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    successor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    target_id = models.CharField(max_length=20, blank=True)
    indicator = models.CharField(max_length=80, blank=True)
    register = models.CharField(max_length=80, blank=True)
    register_indicator = models.CharField(max_length=80, blank=True)
    goal = models.FloatField(null=True, blank=True)
    higher_is_better = models.BooleanField(default=True)
    lamp = models.CharField(max_length=6, choices=LAMPS, default=Colour.GREY.value)
    lamp_rule = models.CharField(max_length=40, default="not_begun")
    lamp_facts = models.JSONField(default=dict)
    lamp_since = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    synthetic = models.BooleanField(default=False)

    class Meta:
        ordering = ("measure_id", "key")
        constraints: ClassVar = [models.UniqueConstraint(fields=["work_plan", "key"], name="task_once")]
        indexes: ClassVar = [
            models.Index(fields=["work_plan", "lead", "area"], name="task_of_office"),
            models.Index(fields=["register", "register_indicator"], name="task_of_register"),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.PLANNED, self.State.RUNNING)


class TaskPartner(models.Model):
    """A body that shares a task with its lead."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="partners")
    function = models.CharField(max_length=40)
    area = models.CharField(max_length=12)

    class Meta:
        ordering = ("id",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task", "function", "area"], name="partner_once")
        ]

    def __str__(self) -> str:
        return f"{self.function}@{self.area}"


class Milestone(models.Model):
    """A step of a task, done when a report that says so is accepted."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="milestones")
    label_zh = models.CharField(_("milestone (Chinese)"), max_length=120)
    label_en = models.CharField(_("milestone (English)"), max_length=120)
    due = models.DateField(_("due"))
    weight = models.FloatField(_("weight"), default=1.0)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("due", "id")
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(weight__gt=0), name="milestone_weighs_something")
        ]

    def __str__(self) -> str:
        return f"{self.label_zh} {self.due}"


class LampChange(AddedOnly):
    """A lamp that changed its colour: when, from what, by which rule."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="lamp_changes")
    at = models.DateTimeField(auto_now_add=True)
    day = models.DateField()
    before = models.CharField(max_length=6, blank=True)
    colour = models.CharField(max_length=6, choices=LAMPS)
    rule = models.CharField(max_length=40)
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.task_id} {self.before}→{self.colour}"


class IndicatorReading(models.Model):
    """The last known value of a register's indicator at a place, and the best one since tasks look at it.

    ``counted`` records of ``total`` lie behind it. ``stamp`` is the edition of the register's totals.
    """

    region = models.CharField(max_length=80)
    register = models.CharField(max_length=80)
    indicator = models.CharField(max_length=80)
    area = models.CharField(max_length=12)
    year = models.PositiveIntegerField()
    value = models.FloatField(null=True)
    counted = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    highest = models.FloatField(null=True)
    lowest = models.FloatField(null=True)
    stamp = models.BigIntegerField(default=0)
    read_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["region", "register", "indicator", "area", "year"], name="reading_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.area} {self.year}: {self.value}"
