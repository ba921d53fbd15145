"""All addresses of the site."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("lvxun.web.insight.urls")),
    path("", include("lvxun.web.review.urls")),
    path("", include("lvxun.web.figures.urls")),
    path("", include("lvxun.web.sheets.urls")),
    path("", include("lvxun.web.registers.urls")),
    path("", include("lvxun.web.totals.urls")),
    path("", include("lvxun.web.precheck.urls")),
    path("", include("lvxun.web.draws.urls")),
    path("", include("lvxun.web.oversight.urls")),
    path("", include("lvxun.web.accounts.urls")),
    path("", include("lvxun.web.api.urls")),
    path("", include("lvxun.web.people.urls")),
]
