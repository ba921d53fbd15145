from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "lvxun.web.insight"
    label = "insight"
