"""``lvxun register template|export|import`` do what their help says."""

import json

import pytest
from made_books import HEADINGS, cell, edited, plain_book, plain_row
from typer.testing import CliRunner

from cleaner_audits import REGISTER, make
from lvxun.cli.register import app
from lvxun.errors import LvxunError
from lvxun.web.registers.models import Record

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_data_folder(settings, tmp_path):
    settings.DATA = tmp_path


def run(*words):
    done = CliRunner().invoke(app, list(map(str, words)))
    if isinstance(done.exception, LvxunError):
        raise done.exception
    return done


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "firms.xlsx"
    path.write_bytes(plain_book([plain_row(1), plain_row(2)]))
    return path


def test_without_a_reason_nothing_changes(sheet):
    done = run("import", REGISTER, sheet)
    assert (done.exit_code, Record.objects.count()) == (0, 0)


def test_with_a_reason_the_rows_come_in(sheet):
    said = json.loads(run("import", REGISTER, sheet, "--why", "list of 2026", "--json").output)
    assert (said["status"], said["rows"], said["brought_in"]) == ("applied", {"new": 2}, 2)
    assert Record.objects.count() == 2


def test_faulty_rows_keep_all_out_unless_the_good_ones_are_asked_for(tmp_path):
    path = tmp_path / "firms.xlsx"
    path.write_bytes(plain_book([plain_row(1), plain_row(2, list_year="last")]))
    refused = run("import", REGISTER, path, "--why", "list")
    assert (refused.exit_code, Record.objects.count()) == (1, 0)
    taken = run("import", REGISTER, path, "--why", "list", "--rows", "good")
    assert (taken.exit_code, Record.objects.count()) == (0, 1)


def test_an_unknown_heading_has_to_be_named(tmp_path):
    path = tmp_path / "firms.xlsx"
    path.write_bytes(plain_book([plain_row(1)], ("厂名", *HEADINGS[1:])))
    with pytest.raises(LvxunError, match="厂名"):
        run("import", REGISTER, path)
    assert run("import", REGISTER, path, "--column", "厂名=firm_name", "--why", "x").exit_code == 0
    assert Record.objects.count() == 1


def test_the_very_file_is_not_brought_in_twice_by_accident(sheet):
    run("import", REGISTER, sheet, "--why", "list")
    assert run("import", REGISTER, sheet, "--why", "list").exit_code == 1


@pytest.mark.parametrize("name", ["out.xlsx", "out.csv"])
def test_an_export_comes_back_as_it_went(tmp_path, name):
    make(1), make(2)
    run("export", REGISTER, "-o", tmp_path / name, "--where", "list_year=2026")
    said = json.loads(run("import", REGISTER, tmp_path / name, "--json").output)
    assert said["rows"] == {"same": 2}


def test_a_filter_that_narrows_nothing_is_refused(tmp_path):
    with pytest.raises(LvxunError):
        run("export", REGISTER, "-o", tmp_path / "x.csv", "--where", "state=nowhere")


def test_a_template_is_written_and_taken_back(tmp_path):
    path = tmp_path / "t.xlsx"
    run("template", REGISTER, "-o", path, "--lang", "en")

    def edit(sheet):
        for heading, value in zip(("Firm", "Unified", "Area"), plain_row(1), strict=False):
            cell(sheet, heading).value = value

    path.write_bytes(edited(path.read_bytes(), edit))
    said = json.loads(run("import", REGISTER, path, "--json").output)
    assert {one["field"] for one in said["faults"]} == {"industry", "list_year", "cases"}


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(LvxunError, match="cannot be read"):
        run("import", REGISTER, tmp_path / "none.xlsx")
