"""Words and signs for what engines return as keys."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lvxun.attainment.model import Status
from lvxun.plan.model import Comparator
from lvxun.plan.model import Role as Part
from lvxun.region.model import Quality
from lvxun.web.people.models import Role

# A shape beside the colour, for readers who do not tell the colours apart and for print.
STATUS_SHAPES = {
    Status.MET: "✔",
    Status.ON_TRACK: "↗",
    Status.AT_RISK: "≈",
    Status.OFF_TRACK: "↘",
    Status.MISSED: "✘",
    Status.NO_DATA: "○",
}
STATUS_MEANINGS = {
    Status.MET: _("The newest figure reaches the target."),
    Status.ON_TRACK: _("On the straight path from the base year to the target, or ahead of it."),
    Status.AT_RISK: _("Behind the straight path, but within reach."),
    Status.OFF_TRACK: _("Far behind the straight path, or moving the wrong way."),
    Status.MISSED: _("The target year has passed and the figure does not reach the target."),
    Status.NO_DATA: _("No sourced figure is known; a data request names the body that would know."),
}
QUALITY_MEANINGS = {
    Quality.OFFICIAL: _("official statistics or text"),
    Quality.PRESS: _("press report"),
    Quality.LITERATURE: _("research literature or data set"),
    Quality.ESTIMATE: _("estimate"),
    Quality.UNVERIFIED: _("unverified: the publication was not seen"),
}
QUALITY_SIGNS = {
    Quality.OFFICIAL: "●",
    Quality.PRESS: "◐",
    Quality.LITERATURE: "◇",
    Quality.ESTIMATE: "≈",
    Quality.UNVERIFIED: "?",
}
COMPARATOR_SIGNS = {
    Comparator.AT_LEAST: "≥",
    Comparator.OVER: ">",
    Comparator.AT_MOST: "≤",
    Comparator.UNDER: "<",
    Comparator.ABOUT: "≈",
    Comparator.INCREASE_BY: "+",
    Comparator.DECREASE_BY: "−",
    Comparator.MULTIPLY_BY: "×",
}
ROLE_WORDS = {
    Part.LEAD: pgettext_lazy("role", "leads"),
    Part.SUPPORT: pgettext_lazy("role", "supports"),
}
BODY_KINDS = {
    "department": _("departments of the province"),
    "party": _("bodies of the Party"),
    "court": _("courts and procuratorates"),
    "city": _("cities"),
    "zone": _("zones"),
    "enterprise": _("enterprises"),
    "bank": _("banks and financial regulators"),
    "national": _("national bodies"),
}
AREA_KINDS = {
    "province": _("province"),
    "prefecture": _("city"),
    "county": _("county"),
    "zone": _("zone"),
}
VERBS = {
    "plan.accepted": _("accepted"),
    "plan.corrected": _("corrected"),
    "plan.rejected": _("rejected"),
    "plan.open": _("opened again"),
    "figures.applied": _("brought in"),
    "figures.withdrawn": _("withdrew"),
}
SUBJECTS = {
    "target": _("target"),
    "measure": _("measure"),
    "batch": _("batch of figures"),
}
ROLES = {role.value: role.label for role in Role}
KINDS = {
    "measure": _("measure"),
    "target": _("target"),
    "indicator": _("indicator"),
    "series": _("series"),
    "area": _("area"),
    "body": _("body"),
    "source": _("source"),
}
TOPICS = {
    "economy": _("economy"),
    "energy": _("energy"),
    "carbon": _("carbon"),
    "water": _("water"),
    "electricity": _("electricity"),
    "capacity": _("generating capacity"),
    "generation": _("electricity generation"),
    "industry": _("industry"),
    "waste": _("waste"),
    "air": _("air"),
    "land": _("land and forest"),
    "agriculture": _("agriculture"),
    "settlements": _("settlements"),
    "transport": _("transport"),
    "innovation": _("research and innovation"),
    "heating": _("heating"),
    "cities": _("cities"),
    "registers": _("registers"),
}
