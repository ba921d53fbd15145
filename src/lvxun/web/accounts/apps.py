"""The app of the accounts' pages; its label keeps clear of allauth's ``account``."""

from django.apps import AppConfig


class AccountPagesConfig(AppConfig):
    name = "lvxun.web.accounts"
    label = "account_pages"
