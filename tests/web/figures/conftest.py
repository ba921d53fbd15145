import pytest

from lvxun.web.figures import pages
from lvxun.web.insight import state
from people import ADMINISTRATOR, ENTERPRISE, PLANNER, STATISTICIAN, make


@pytest.fixture(autouse=True)
def fresh_state(settings, tmp_path):
    """What is kept in memory belongs to one database, and every test has a new one."""
    settings.DATA = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # nobody types one here
    state._state.cache_clear()
    pages._left_out.cache_clear()
    yield
    state._state.cache_clear()


@pytest.fixture
def statistician(db):
    return make(STATISTICIAN)


@pytest.fixture
def planner(db):
    return make(PLANNER)


@pytest.fixture
def administrator(db):
    return make(ADMINISTRATOR)


@pytest.fixture
def reader(db):
    return make(ENTERPRISE)


@pytest.fixture
def package():
    return state.package_region()
