"""Django settings. What differs between machines comes from LVXUN_* variables (docs/settings.md)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from lvxun.web.database import parse_database
from lvxun.web.secret import load_secret

PACKAGE = Path(__file__).parent
DATA = Path(os.environ.get("LVXUN_DATA", "var")).absolute()
REGION = os.environ.get("LVXUN_REGION", "liaoning")

DEBUG = os.environ.get("LVXUN_DEBUG") == "1"
SECRET_KEY = load_secret(DATA)
ALLOWED_HOSTS = [
    host.strip()
    for host in os.environ.get("LVXUN_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
    if host.strip()
]

INSTALLED_APPS = [
    "lvxun.web.people",
    "lvxun.web.insight",
    "lvxun.web.review",
    "lvxun.web.figures",
    "lvxun.web.registers",
    "lvxun.web.sheets",
    "lvxun.web.totals",
    "lvxun.web.precheck",
    "lvxun.web.draws",
    "lvxun.web.oversight",
    "lvxun.web.accounts",
    "lvxun.web.api",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "lvxun.web.security.SecurityHeadersMiddleware",
    "lvxun.web.api.problems.ProblemMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "lvxun.web.language.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "lvxun.web.people.middleware.StandingMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "lvxun.web.urls"
WSGI_APPLICATION = "lvxun.web.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lvxun.web.insight.context.served_region",
            ],
            "builtins": ["lvxun.web.insight.templatetags.lvxun_parts"],
        },
    }
]

DATABASES = {"default": parse_database(os.environ.get("LVXUN_DATABASE", ""), DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "lvxun.web.people.adapter.ClosedSignupAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_RATE_LIMITS = False  # django-axes locks out; one mechanism, not two
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Lvxun"
MFA_ADAPTER = "lvxun.web.people.adapter.SecondFactorAdapter"
# Roles that decide something, and so sign in with a second factor; "none" for nobody.
MFA_REQUIRED_ROLES = frozenset(
    os.environ.get(
        "LVXUN_MFA_REQUIRED", "administrator,planner,statistician,officer,inspector,auditor,assessor"
    )
    .replace(" ", "")
    .split(",")
)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 1  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_RESET_ON_SUCCESS = True
API_PER_MINUTE = int(os.environ.get("LVXUN_API_PER_MINUTE", "600"))  # requests of one key, or one session
API_PER_MINUTE_OPEN = int(os.environ.get("LVXUN_API_PER_MINUTE_OPEN", "60"))  # of one address without a key
ACCOUNTS_PATIENCE = 1.2  # seconds that a page of the accounts waits before it shows how far its work is
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise looks here, too, and warns where it is not
STATICFILES_DIRS = [PACKAGE / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "lvxun.web.wheels.PlotlyFinder",
]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 3600
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
