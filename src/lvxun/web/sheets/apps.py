"""The app `sheets`."""

from django.apps import AppConfig


class SheetsConfig(AppConfig):
    name = "lvxun.web.sheets"
    label = "sheets"

    def ready(self) -> None:
        """Let the worker know the jobs."""
        import lvxun.web.sheets.jobs  # noqa: F401
