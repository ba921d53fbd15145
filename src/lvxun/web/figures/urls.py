from django.urls import path

from lvxun.web.figures import views

urlpatterns = [
    path("figures/import/", views.imports, name="figures-import"),
    path("figures/import/<int:batch_id>/", views.batch, name="figures-import-detail"),
    path("figures/import/<int:batch_id>/withdraw/", views.withdraw, name="figures-withdraw"),
    path("figures/import/template.<str:kind>", views.template, name="figures-template"),
    path("figures/import/drafts/<int:draft_id>/", views.draft, name="figures-draft"),
    path("figures/import/drafts/<int:draft_id>/again/", views.look_again, name="figures-look-again"),
    path("figures/import/drafts/<int:draft_id>/discard/", views.discard, name="figures-discard"),
    path(
        "figures/import/drafts/<int:draft_id>/held-back.<str:kind>", views.held_back, name="figures-held-back"
    ),
]
