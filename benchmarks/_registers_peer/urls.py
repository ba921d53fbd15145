"""Our site with the plain admin beside it."""

from __future__ import annotations

from django.contrib import admin
from django.urls import path

from lvxun.web.urls import urlpatterns as ours

urlpatterns = [path("admin/", admin.site.urls), *ours]
