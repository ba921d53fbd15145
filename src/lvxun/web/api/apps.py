"""The app `api`."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "lvxun.web.api"
    label = "api"
