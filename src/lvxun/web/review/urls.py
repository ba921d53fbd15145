from django.urls import path

from lvxun.web.review import views

urlpatterns = [
    path("plan/review/", views.review, name="plan-review"),
    path("plan/review/plan.toml", views.export, name="plan-review-export"),
    path("plan/review/<str:kind>/<str:item_id>/", views.item, name="plan-review-item"),
    path("plan/diff/", views.diff, name="plan-diff"),
]
