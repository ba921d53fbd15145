"""The app of the registers."""

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "lvxun.web.registers"
    label = "registers"
