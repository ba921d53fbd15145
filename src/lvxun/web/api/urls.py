"""Addresses of the API and of the pages about it."""

from __future__ import annotations

from django.urls import path

from lvxun.web.api import views
from lvxun.web.api.v1 import api

urlpatterns = [
    path("api/v1/docs", views.docs, name="api-docs"),
    path("account/keys/", views.own_keys, name="api-keys"),
    path("account/keys/<int:key_id>/revoke/", views.revoke, name="api-key-revoke"),
    path("api/v1/", api.urls),
]
