from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "lvxun.web.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Write down what allauth does to an account."""
        from lvxun.web.people import signals

        signals.connect()
