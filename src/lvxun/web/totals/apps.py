"""The app of the registers' totals."""

from django.apps import AppConfig


class TotalsConfig(AppConfig):
    name = "lvxun.web.totals"
    label = "totals"
