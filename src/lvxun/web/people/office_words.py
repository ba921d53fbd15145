"""What an account, an office or an act is called in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from lvxun.region.bodies import LOCAL_OFFICE, functions
from lvxun.registers.model import Level
from lvxun.web.language import language
from lvxun.web.people.models import User
from lvxun.web.people.offices import level_of
from lvxun.web.served import package_region

LEVEL_WORDS = {
    Level.NATION: _("nation"),
    Level.PROVINCE: _("province"),
    Level.PREFECTURE: _("city"),
    Level.COUNTY: _("county"),
}
ACT_WORDS = {
    "review_plan": _("review the plan"),
    "import_figures": _("bring in figures"),
    "withdraw_figures": _("withdraw figures"),
    "keep_people": _("keep the accounts"),
    "read_rights": _("read the matrix of rights"),
    "draw_inspections": _("draw inspections"),
    "read_draws": _("read the draws of inspections"),
    "see_oversight": _("see the inner pages of oversight"),
    "keep_work_plan": _("keep the work plan"),
    "report_tasks": _("report on tasks"),
    "accept_reports": _("take reports or send them back"),
    "escalate": _("send reminders and letters"),
    "assess_tasks": _("assess tasks independently"),
    "supervise": _("run campaigns of supervision"),
    "write_cases": _("write cases up"),
    "publish_cases": _("publish cases"),
    "moderate_feedback": _("moderate feedback"),
    "keep_contacts": _("keep the contact persons"),
}
VERB_WORDS = {
    "user.added": _("account given"),
    "user.office": _("office changed"),
    "user.contact": _("name or address changed"),
    "user.left": _("marked as a leaver"),
    "user.returned": _("leaving taken back"),
    "user.password": _("new password"),
    "user.second_factor_set": _("second factor set up"),
    "user.second_factor_dropped": _("second factor taken off"),
    "user.recovery_codes_renewed": _("recovery codes renewed"),
    "user.unlocked": _("lock-out ended"),
    "delegation.given": _("office lent"),
    "delegation.revoked": _("lent office taken back"),
}


@dataclass(frozen=True, slots=True)
class OfficeWords:
    """An office as a page tells it; empty where it has none of it."""

    role: str
    body: str
    function: str
    area: str
    level: str
    holder: str

    def __str__(self) -> str:
        return " · ".join(part for part in (self.role, self.function, self.area, self.holder) if part)


def office_in_words(user: User) -> OfficeWords:
    """Return a person's office in the reader's language."""
    body = package_region().bodies.get(user.body)
    level = level_of(user.area) if user.area else None
    return OfficeWords(
        role=user.get_role_display(),
        body=in_language(body.label_zh, body.label_en) if body else user.body,
        function=office_label(user.function, level),
        area=area_label(user.area),
        level=str(LEVEL_WORDS[level]) if level else "",
        holder=user.holder,
    )


def function_label(function: str) -> str:
    """Return what a function of bodies is called."""
    known = functions().get(function)
    return in_language(known.label_zh, known.label_en) if known else function


def office_label(function: str, level: Level | None) -> str:
    """Return what the office with a function is called at a level: a province has 厅, a city or county 局."""
    if language() == "en" or level in (None, Level.PROVINCE, Level.NATION):
        return function_label(function)
    return "".join(LOCAL_OFFICE.get(sign, sign) for sign in function_label(function))


def area_label(area: str) -> str:
    """Return what an area is called; a county that the region's files do not list goes by its code."""
    areas = package_region().areas
    if area not in areas.index:
        return area
    return in_language(str(areas.loc[area, "label_zh"]), str(areas.loc[area, "label_en"]))


def in_language(zh: str, en: str) -> str:
    """Return the words of the reader's language."""
    return en if language() == "en" else zh
