"""The app `oversight`."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "lvxun.web.oversight"
    label = "oversight"
