"""Addresses of the oversight pages."""

from __future__ import annotations

from django.urls import path

from lvxun.web.oversight.views import board, campaigns, own, plans, public, scores, tasks

urlpatterns = [
    path("oversight/", board.board, name="oversight"),
    path("oversight/rules/", board.published_parameters, name="oversight-rules"),
    path("oversight/tasks/<int:pk>/", tasks.task, name="oversight-task"),
    path("oversight/tasks/<int:pk>/edit/", plans.edit_task, name="oversight-task-edit"),
    path("oversight/tasks/<int:pk>/<slug:name>/", tasks.act, name="oversight-task-act"),
    path("oversight/reports/<int:pk>/<slug:name>/", tasks.decide, name="oversight-report-decide"),
    path("oversight/letters/<int:pk>/<slug:name>/", tasks.letter, name="oversight-letter"),
    path("oversight/evidence/<int:pk>/", tasks.evidence, name="oversight-evidence"),
    path("oversight/mine/", own.mine, name="oversight-mine"),
    path("oversight/alerts/", own.alert_list, name="oversight-alerts"),
    path("oversight/alerts/now/", own.look_now, name="oversight-alerts-now"),
    path("oversight/plans/<int:year>/", plans.plan, name="oversight-plan"),
    path("oversight/plans/<int:year>/new/", plans.new_task, name="oversight-task-new"),
    path("oversight/plans/<int:year>/<slug:name>/", plans.plan_act, name="oversight-plan-act"),
    path("oversight/scores/", scores.scores, name="oversight-scores"),
    path("oversight/scores/<slug:kind>/<slug:key>/", scores.score, name="oversight-score"),
    path("oversight/compare/", scores.compare, name="oversight-compare"),
    path("oversight/report.docx", scores.report, name="oversight-report"),
    path("oversight/campaigns/", campaigns.campaigns, name="oversight-campaigns"),
    path("oversight/campaigns/<int:pk>/", campaigns.campaign, name="oversight-campaign"),
    path("oversight/campaigns/<int:pk>/<slug:name>/", campaigns.campaign_act, name="oversight-campaign-act"),
    path("oversight/findings/<int:pk>/<slug:name>/", campaigns.finding_act, name="oversight-finding-act"),
    path("oversight/assessments/", own.assessments, name="oversight-assessments"),
    path("oversight/cases/", public.cases, name="oversight-cases"),
    path("oversight/cases/<int:pk>/", public.case_decide, name="oversight-case-decide"),
    path("oversight/feedback/", public.moderation, name="oversight-feedback"),
    path("oversight/contacts/", public.contacts, name="oversight-contacts"),
    path("oversight/versions/", public.versions, name="oversight-versions"),
    path("oversight/calendar/", own.calendar, name="oversight-calendar"),
    path("oversight/calendar/address/", own.calendar_address, name="oversight-calendar-address"),
    path("oversight/calendar/<str:token>.ics", own.feed, name="oversight-feed"),
    path("measures/<slug:measure_id>/feedback/", public.feedback, name="measure-feedback"),
    path("measures/<slug:measure_id>/moves/", scores.chain, name="measure-chain"),
]
