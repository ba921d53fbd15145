"""Addresses of inspection draws."""

from __future__ import annotations

from django.urls import path

from lvxun.web.draws import views

urlpatterns = [
    path("draws/", views.draws_page, name="draws"),
    path("draws/new/", views.new_page, name="draw-new"),
    path("draws/<int:number>/", views.draw_page, name="draw"),
    path("draws/<int:number>/proof.json", views.proof_file, name="draw-proof"),
]
