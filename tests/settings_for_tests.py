"""Settings of the tests: never anybody's var/, whatever the shell says.

A module of its own because pytest-django reads the settings before any conftest runs.
"""

import os
import tempfile

os.environ["LVXUN_DATA"] = tempfile.mkdtemp(prefix="lvxun-tests-")
os.environ["LVXUN_REGION"] = "liaoning"
os.environ["LVXUN_HOSTS"] = "localhost,127.0.0.1,testserver"
os.environ["LVXUN_MFA_REQUIRED"] = "none"  # tests/web/people asks for it; elsewhere a password signs in
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop runs in the thread that asks the database

from lvxun.web.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# One process asks in a minute what a hundred clients would; tests of the limits set their own
API_PER_MINUTE = API_PER_MINUTE_OPEN = 1_000_000
ACCOUNTS_PATIENCE = 300.0  # pages of the accounts as they are in the end; tests of waiting set their own
