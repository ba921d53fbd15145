"""Addresses of the figures that registers yield."""

from __future__ import annotations

from django.urls import path

from lvxun.web.totals import views

urlpatterns = [
    path("totals/<str:register_id>/<str:indicator_id>/", views.figure_page, name="register-figure"),
]
