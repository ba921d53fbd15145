"""The app of the project pre-check: no table of its own, all is computed from the address."""

from django.apps import AppConfig


class PrecheckConfig(AppConfig):
    name = "lvxun.web.precheck"
    label = "precheck"
