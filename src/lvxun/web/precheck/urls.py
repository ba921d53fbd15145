"""Addresses of the project pre-check."""

from __future__ import annotations

from django.urls import path

from lvxun.web.precheck import views

urlpatterns = [
    path("precheck/", views.precheck_page, name="precheck"),
    path("precheck/questions/", views.questions_part, name="precheck-questions"),
]
