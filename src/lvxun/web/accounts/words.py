"""Words and signs of the accounts for what engines return as keys."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lvxun.accounts.book.model import Notation, Origin, Shape

ACCOUNTS = {
    "energy": _("Energy"),
    "carbon": _("Greenhouse gases"),
    "water": _("Water"),
    "waste": _("Waste"),
    "air": _("Air pollutants"),
    "circularity": _("Circularity"),
}
ORIGINS = {
    Origin.PUBLISHED: pgettext_lazy("origin", "published"),
    Origin.DERIVED: _("derived"),
    Origin.RECONSTRUCTED: _("reconstructed"),
}
ORIGIN_MEANINGS = {
    Origin.PUBLISHED: _("as a source has it"),
    Origin.DERIVED: _("follows from published figures by identities alone"),
    Origin.RECONSTRUCTED: _("the most likely value under all published figures; the width says how sure"),
}
ORIGIN_SIGNS = {Origin.PUBLISHED: "", Origin.DERIVED: "=", Origin.RECONSTRUCTED: "≈"}
NOTATIONS = {
    Notation.NOT_OCCURRING: _("not occurring"),
    Notation.NOT_ESTIMATED: _("not estimated"),
    Notation.INCLUDED_ELSEWHERE: _("included elsewhere"),
    Notation.NOT_APPLICABLE: _("not applicable"),
    Notation.CONFIDENTIAL: _("confidential"),
}
SHAPES = {
    Shape.FIXED: _("exact"),
    Shape.NORMAL: _("normal"),
    Shape.LOGNORMAL: _("lognormal"),
    Shape.TRIANGULAR: _("triangular"),
    Shape.UNIFORM: _("uniform"),
}
FACTOR_SETS = {
    "guideline": _("provincial guideline"),
    "enterprise_2013": _("enterprise accounting 2013"),
    "enterprise_2024": _("enterprise accounting 2024"),
    "ceads": _("CEADs data set"),
    "ipcc_2006": _("IPCC 2006 defaults"),
}
GWP_REPORTS = {
    "SAR": _("second assessment report"),
    "AR4": _("fourth assessment report"),
    "AR5": _("fifth assessment report"),
    "AR6": _("sixth assessment report"),
}
ITEMS: dict[str, str | Promise] = {
    "CO2": "CO₂",
    "CH4": "CH₄",
    "N2O": "N₂O",
    "CF4": "CF₄",
    "C2F6": "C₂F₆",
    "SO2": "SO₂",
    "NOx": "NOₓ",
    "NOX": "NOₓ",
    "PM25": "PM₂.₅",
    "PM2.5": "PM₂.₅",
    "NH3": "NH₃",
    "VOC": _("volatile organic compounds"),
    "generated": _("generated"),
    "used": _("used"),
    "utilised": _("used"),
    "disposed": _("disposed of"),
    "stored": _("stored"),
    "discharged": _("discharged"),
    "incinerated": _("incinerated"),
    "landfilled": _("landfilled"),
    "collected": _("collected"),
    "recovered": _("recovered"),
    "use": _("use"),
    "supply_surface": _("from surface water"),
    "supply_ground": _("from groundwater"),
    "supply_other": _("from other sources"),
    "reclaimed": _("reclaimed water"),
    "consumed": _("consumed"),
    "from_stock": _("taken from stock"),
}
PARTS = {
    "supply": _("Supply"),
    "transformation": _("Transformation"),
    "loss": _("Losses"),
    "final": _("Final use"),
    "memo": _("Memorandum items"),
    "energy_industries": _("Energy industries"),
    "industry": _("Industry and construction"),
    "transport": _("Transport"),
    "services": _("Services"),
    "households": _("Households"),
    "agriculture": _("Agriculture"),
    "processes": _("Industrial processes"),
    "fugitive": _("Fugitive emissions"),
    "farming": _("Farming"),
    "waste": _("Waste"),
    "sinks": _("Sinks"),
    "indirect": _("Electricity across the border"),
    "water": _("Water"),
    "economy": _("Whole economy"),
}
ROLES = {"activity": pgettext_lazy("entry", "activity"), "factor": pgettext_lazy("entry", "factor")}
