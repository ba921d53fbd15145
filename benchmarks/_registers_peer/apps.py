"""The peer as an app."""

from django.apps import AppConfig


class PeerConfig(AppConfig):
    name = "_registers_peer"
    label = "peer"
    default_auto_field = "django.db.models.BigAutoField"
