"""``lvxun register verify-draw``: holds, does not hold, is no proof."""

import json

import pytest
from typer.testing import CliRunner

from lvxun.cli.register import app
from lvxun.errors import LvxunError
from lvxun.registers.drawing import Inspector, Order, Subject, proof


def document():
    subjects = tuple(Subject(f"s{n}", f"企业{n}", "210102", "key", 1) for n in range(9))
    order = Order(subjects, (Inspector("a", "甲"), Inspector("b", "乙")), {"key": 3})
    return proof(order, "secret", "word", "2026-11-24", "2026-11-25")


def run(path):
    return CliRunner().invoke(app, ["verify-draw", str(path)])


def test_a_true_proof_holds(tmp_path):
    path = tmp_path / "draw.json"
    path.write_text(json.dumps(document()), encoding="utf-8")
    answer = run(path)
    assert answer.exit_code == 0
    assert "3 drawn as the proof says" in answer.output
    assert document()["seal"] in answer.output


def test_a_changed_result_is_told_and_exits_1(tmp_path):
    path = tmp_path / "draw.json"
    changed = document()
    changed["result"] = changed["result"][:2]
    path.write_text(json.dumps(changed), encoding="utf-8")
    answer = run(path)
    assert answer.exit_code == 1
    assert "comes out otherwise" in answer.output


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"order": 1}', "\x00"])
def test_no_proof_is_refused_with_a_remedy(tmp_path, text):
    path = tmp_path / "draw.json"
    path.write_text(text, encoding="utf-8")
    answer = run(path)
    assert isinstance(answer.exception, LvxunError)
    assert "site exports" in answer.exception.remedy
