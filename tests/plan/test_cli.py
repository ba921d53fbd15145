"""``lvxun plan parse``: tables, JSON, a plan kept on disk, and one clear paragraph on bad input."""

import json
import subprocess
import sys
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from lvxun.cli import app
from lvxun.errors import LvxunError
from lvxun.plan.model import Review
from lvxun.plan.storage import load, save

DOCUMENT = """\
某省绿色发展任务措施
一、能源
（一）发展风电。到2025年，风电装机力争达到300万千瓦以上。（省能源局、省发展改革委等按职责分工负责）
（二）推行清洁生产。落实《某条例》（国务院令第736号），支持大连开展试点。（省生态环境厅负责）
"""


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "某省方案.txt"
    path.write_text(DOCUMENT, encoding="utf-8")
    return path


def run(*arguments):
    return CliRunner().invoke(app, ["plan", "parse", *map(str, arguments)], catch_exceptions=True)


def test_tables_show_measures_bodies_and_targets(document):
    shown = run(document).output
    for part in ("某省绿色发展任务措施", "发展风电", "省能源局", "at_least", "某条例"):
        assert part in shown.replace("\n", "")


def test_json_is_one_object(document):
    data = json.loads(run(document, "--json").stdout)
    assert [m["number"] for m in data["measures"]] == [1, 2]
    assert data["documents_cited"][0]["number"] == "国务院令第736号"
    assert data["places"] == ["大连"]


def test_out_keeps_the_plan_with_its_text_beside(document, tmp_path):
    result = run(document, "--out", tmp_path / "kept" / "plan.toml")
    assert result.exit_code == 0
    assert (tmp_path / "kept" / "plan.txt").read_text(encoding="utf-8") == DOCUMENT
    assert [m.title for m in load(tmp_path / "kept").measures] == ["发展风电", "推行清洁生产"]


def test_out_keeps_what_people_confirmed(document, tmp_path):
    run(document, "--out", tmp_path / "plan.toml")
    plan = load(tmp_path)
    confirmed = replace(plan.targets[0], indicator_id="wind_capacity", review=Review.ACCEPTED)
    save(replace(plan, targets=(confirmed, *plan.targets[1:])), tmp_path)
    result = run(document, "--out", tmp_path / "plan.toml")
    assert "1 targets" in result.output
    assert load(tmp_path).targets[0].indicator_id == "wind_capacity"


def test_out_to_another_kind_of_file_is_refused(document, tmp_path):
    result = run(document, "--out", tmp_path / "plan.json")
    assert isinstance(result.exception, LvxunError)
    assert "plan.toml" in result.exception.remedy


def test_a_damaged_plan_is_not_written_over(document, tmp_path):
    (tmp_path / "plan.toml").write_text("title = ", encoding="utf-8")
    assert isinstance(run(document, "--out", tmp_path / "plan.toml").exception, LvxunError)
    assert (tmp_path / "plan.toml").read_text(encoding="utf-8") == "title = "


def test_help_teaches_with_an_example():
    assert "lvxun plan parse" in run("--help").output


def test_bad_input_exits_2_without_traceback(tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    command = [sys.executable, "-c", "from lvxun.cli import main; main()", "plan", "parse", "empty.txt"]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert "empty.txt" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_damaged_plan_in_the_way_says_to_move_it(document, tmp_path):
    out = tmp_path / "plan.toml"
    out.write_text('title = "cut', encoding="utf-8")

    result = run(document, "--out", out)

    assert isinstance(result.exception, LvxunError)
    assert "move it away" in result.exception.remedy
    assert out.read_text(encoding="utf-8") == 'title = "cut'


def test_the_document_itself_is_never_written_over(tmp_path):
    document = tmp_path / "方案.txt"
    document.write_bytes(DOCUMENT.encode("gb18030"))

    result = run(document, "--out", tmp_path / "方案.toml")

    assert isinstance(result.exception, LvxunError)
    assert document.read_bytes() == DOCUMENT.encode("gb18030")
    assert not (tmp_path / "方案.toml").exists()
