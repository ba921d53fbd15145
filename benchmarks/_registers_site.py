"""Settings of the benchmark of the registers: our site, with a plain admin and import beside it."""

from lvxun.web.settings import *  # noqa: F403
from lvxun.web.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "django.contrib.admin", "import_export", "_registers_peer.apps.PeerConfig"]
ROOT_URLCONF = "_registers_peer.urls"
ALLOWED_HOSTS = ["testserver"]
MFA_REQUIRED_ROLES = frozenset()  # nobody signs in by hand here
