from django.urls import path

from lvxun.web.insight.views import figures, lists, plan, reports

urlpatterns = [
    path("", plan.home, name="home"),
    path("measures/<str:measure_id>/", plan.measure, name="measure"),
    path("targets/", plan.targets, name="targets"),
    path("targets/assessment.xlsx", reports.assessment_workbook, name="assessment-workbook"),
    path("targets/brief.docx", reports.assessment_brief, name="assessment-brief"),
    path("targets/<str:target_id>/", plan.target, name="target"),
    path("targets/<str:target_id>/chart.json", plan.target_chart, name="target-chart"),
    path("indicators/", figures.indicators, name="indicators"),
    path("indicators/<str:key>/", figures.indicator, name="indicator"),
    path("indicators/<str:key>/chart.json", figures.chart, name="indicator-chart"),
    path("series/<str:key>/", figures.series, name="series"),
    path("series/<str:key>/chart.json", figures.chart, name="series-chart"),
    path("areas/<str:code>/", figures.area, name="area"),
    path("bodies/", lists.bodies, name="bodies"),
    path("bodies/<str:body_id>/", lists.body, name="body"),
    path("sources/", figures.sources, name="sources"),
    path("sources/<str:source_id>/", figures.source, name="source"),
    path("requests/", lists.requests, name="requests"),
    path("coverage/", lists.coverage, name="coverage"),
    path("search/", lists.search, name="search"),
    path("style/", lists.style, name="style"),
]
