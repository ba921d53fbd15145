from allauth.account import views as allauth_pages
from django.urls import include, path, re_path
from django.views.i18n import set_language

from lvxun.web.people.views import account, delegations, people, rights

urlpatterns = [
    path("language/", set_language, name="set_language"),
    path("account/", account.account, name="account"),
    path("account/delegations/", delegations.delegations, name="delegations"),
    path("account/delegations/<int:delegation_id>/revoke/", delegations.revoke, name="delegation-revoke"),
    # These four promise a letter: they are open only where letters are sent.
    path(
        "account/password/reset/",
        account.only_with_mail(allauth_pages.password_reset),
        name="account_reset_password",
    ),
    path(
        "account/password/reset/done/",
        account.only_with_mail(allauth_pages.password_reset_done),
        name="account_reset_password_done",
    ),
    re_path(
        r"^account/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.only_with_mail(allauth_pages.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "account/password/reset/key/done/",
        account.only_with_mail(allauth_pages.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("account/", include("allauth.account.urls")),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("account/sessions/", include("allauth.usersessions.urls")),
    path("people/", people.people, name="people"),
    path("people/new/", people.new, name="person-new"),
    path("people/rights/", rights.rights, name="rights"),
    path("people/rights.csv", rights.rights_csv, name="rights-csv"),
    path("people/account/<str:name>/", people.person, name="person"),
    path("people/account/<str:name>/<slug:act_name>/", people.act, name="person-act"),
]
