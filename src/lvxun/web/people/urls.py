from django.urls import include, path
from django.views.i18n import set_language

from lvxun.web.people import views

urlpatterns = [
    path("language/", set_language, name="set_language"),
    path("account/", views.account, name="account"),
    path("account/", include("allauth.account.urls")),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("account/sessions/", include("allauth.usersessions.urls")),
]
