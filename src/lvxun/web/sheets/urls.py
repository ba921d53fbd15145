"""Addresses of sheets; they come before the registers' own, which take every code that has slashes in it."""

from __future__ import annotations

from django.urls import path

from lvxun.web.sheets import views

BASE = "registers/<slug:register_id>"
urlpatterns = [
    path(f"{BASE}/template/", views.template, name="register-template"),
    path(f"{BASE}/export/", views.export, name="register-export"),
    path(f"{BASE}/import/", views.imports, name="register-import"),
    path(f"{BASE}/import/<int:import_id>/", views.detail, name="register-import-detail"),
    path(f"{BASE}/import/<int:import_id>/progress/", views.progress, name="register-import-progress"),
    path(f"{BASE}/import/<int:import_id>/held-back.csv", views.held_back, name="register-import-held-back"),
    path(f"{BASE}/import/<int:import_id>/<slug:name>/", views.act, name="register-import-act"),
]
