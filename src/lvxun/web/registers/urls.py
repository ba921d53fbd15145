"""Addresses of the registers pages."""

from __future__ import annotations

from django.urls import path

from lvxun.web.registers.views import (
    about,
    bulk,
    editing,
    lists,
    merging,
    own,
    public,
    records,
    revising,
    steps,
    suggesting,
)

# What is fixed comes before <path:code>, which takes everything: codes of records have slashes in them.
urlpatterns = [
    path("registers/", lists.registers, name="registers"),
    path("registers/suggest/<slug:kind>/", suggesting.suggest, name="register-suggest"),
    path("registers/files/<int:attachment_id>/", steps.attachment, name="attachment"),
    path("registers/<slug:register_id>/", lists.register_list, name="register-list"),
    path("registers/<slug:register_id>/views/", lists.save_view, name="register-view-save"),
    path(
        "registers/<slug:register_id>/views/<int:view_id>/drop/", lists.drop_view, name="register-view-drop"
    ),
    path("registers/<slug:register_id>/bulk/", bulk.bulk, name="register-bulk"),
    path("registers/<slug:register_id>/duplicates/", merging.duplicates, name="duplicates"),
    path("registers/<slug:register_id>/merge/", merging.merge, name="register-merge"),
    path("registers/<slug:register_id>/about/", about.about, name="register-about"),
    path("registers/<slug:register_id>/new/", editing.new, name="record-new"),
    path("registers/<slug:register_id>/preview/", editing.preview, name="register-preview"),
    path("registers/revisions/<int:revision_id>/", revising.decide, name="revision-decide"),
    path("registers/<slug:register_id>/<path:code>/revise/", revising.revise, name="record-revise"),
    path("registers/<slug:register_id>/<path:code>/unmerge/", merging.unmerge, name="record-unmerge"),
    path("registers/<slug:register_id>/<path:code>/edit/", editing.edit, name="record-edit"),
    path("registers/<slug:register_id>/<path:code>/move/", steps.move, name="record-move"),
    path("registers/<slug:register_id>/<path:code>/attach/", steps.attach, name="record-attach"),
    path("registers/<slug:register_id>/<path:code>/comment/", steps.comment, name="record-comment"),
    path("registers/<slug:register_id>/<path:code>/history/", records.record_history, name="record-history"),
    path("registers/<slug:register_id>/<path:code>/print/", records.record_print, name="record-print"),
    path(
        "registers/<slug:register_id>/<path:code>/file/<slug:duty_id>/<slug:period>/",
        steps.file_duty,
        name="record-file",
    ),
    path("registers/<slug:register_id>/<path:code>/", records.record, name="record"),
    path("inbox/", own.inbox, name="inbox"),
    path("duties/", own.duties, name="duties"),
    path("public/registers/", public.registers, name="public-registers"),
    path("public/registers/<slug:register_id>/", public.register, name="public-register"),
    path("public/registers/<slug:register_id>/<path:code>/", public.record, name="public-record"),
]
