"""The app of inspection draws."""

from django.apps import AppConfig


class DrawsConfig(AppConfig):
    name = "lvxun.web.draws"
    label = "draws"
