"""What the LVXUN_* variables mean, and what is made once on a machine."""

import stat

import pytest
from django.core.exceptions import ImproperlyConfigured

from lvxun.web.database import parse_database
from lvxun.web.secret import load_secret


def test_sqlite_in_the_data_folder_is_the_default(tmp_path):
    found = parse_database("", tmp_path)
    assert found["ENGINE"].endswith("sqlite3")
    assert found["NAME"] == tmp_path / "lvxun.sqlite3"


def test_a_postgres_address_is_taken_apart(tmp_path):
    found = parse_database("postgres://li:p%40ss@db.example:5433/plan", tmp_path)
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db.example", "5433", "plan")
    assert (found["USER"], found["PASSWORD"]) == ("li", "p@ss")


def test_a_unix_socket_is_written_with_percent(tmp_path):
    found = parse_database("postgres://root@%2Fvar%2Frun%2Fpostgresql/lvxun", tmp_path)
    assert found["HOST"] == "/var/run/postgresql"


@pytest.mark.parametrize("address", ["mysql://x@y/z", "nonsense", "/srv/lvxun.sqlite3"])
def test_another_database_is_refused_with_the_form_that_would_be_right(tmp_path, address):
    with pytest.raises(ImproperlyConfigured, match="postgres://user:password@host"):
        parse_database(address, tmp_path)


def test_the_secret_is_made_once_and_is_private(tmp_path):
    first = load_secret(tmp_path / "new")
    assert len(first) >= 50
    assert load_secret(tmp_path / "new") == first
    assert stat.S_IMODE((tmp_path / "new/secret").stat().st_mode) == 0o600
