"""Addresses of the accounts."""

from __future__ import annotations

from django.urls import path

from lvxun.web.accounts.views import (
    account,
    cell,
    cities,
    compare,
    downloads,
    footprint,
    overview,
    reconciliation,
    series,
)

urlpatterns = [
    path("accounts/", overview.overview, name="accounts"),
    path("accounts/cell/<int:year>/", cell.cell_page, name="account-cell"),
    path("accounts/<int:year>/accounts.json", downloads.document, name="account-json"),
    path("accounts/<int:year>/accounts.xlsx", downloads.excel, name="account-xlsx"),
    path("accounts/series/", series.series_page, name="account-series"),
    path("accounts/series/chart.json", series.chart, name="account-series-chart"),
    path("accounts/series/change.json", series.change_chart, name="account-change-chart"),
    path("accounts/cities/<int:year>/", cities.cities, name="account-cities"),
    path("accounts/footprint/<int:year>/", footprint.footprint, name="account-footprint"),
    path("accounts/footprint/<int:year>/trade.json", footprint.trade_chart, name="account-trade-chart"),
    path("accounts/reconciliation/<int:year>/", reconciliation.reconciliation, name="account-reconciliation"),
    path("accounts/reconciliation/<int:year>/<str:name>.json", reconciliation.bridge, name="account-bridge"),
    path("accounts/compare/", compare.compare_page, name="account-compare"),
    path("accounts/<str:account>/<int:year>/", account.account_page, name="account-table"),
    path("accounts/<str:account>/<int:year>/sankey.json", account.sankey, name="account-sankey"),
    path("accounts/<str:account>/<int:year>/sectors.json", account.sectors, name="account-sectors"),
]
