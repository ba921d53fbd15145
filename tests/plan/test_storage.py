"""A plan on disk: what is saved comes back; what is damaged is told with file, field and remedy."""

import string
from dataclasses import replace
from tempfile import TemporaryDirectory

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from lvxun.errors import ManyErrors
from lvxun.plan.errors import PlanFileError
from lvxun.plan.model import (
    Chapter,
    Citation,
    Comparator,
    Measure,
    Mention,
    Plan,
    Responsibility,
    Review,
    Role,
    Sentence,
    SentenceKind,
    SourceText,
    Target,
)
from lvxun.plan.storage import keep_reviewed, load, save

TEXT = "某省方案\r\n一、能源\r\n（一）发展风电。到2025年，装机达到300万千瓦。（省能源局负责）\n"
SPAN = (12, 30)


def a_target(**changes):
    target = Target(
        id="m1.1",
        measure=1,
        measure_id="m1",
        chapter=1,
        indicator="风电装机",
        comparator=Comparator.AT_LEAST,
        value=300.0,
        unit="万千瓦",
        year=2025,
        base_year=None,
        aspirational=False,
        quote="到2025年，装机达到300万千瓦。",
        span=SPAN,
        confidence=0.9,
    )
    return replace(target, **changes)


def a_plan(**changes):
    measure = Measure(
        id="m1",
        number=1,
        chapter=1,
        title="发展风电",
        text="发展风电。到2025年，装机达到300万千瓦。",
        bodies=(Responsibility("省能源局", Role.LEAD, (40, 44)),),
        sentences=(Sentence("发展风电。", SentenceKind.ACTION, (14, 19)),),
        span=SPAN,
        confidence=1.0,
    )
    plan = Plan(
        title="某省方案",
        source=SourceText(TEXT, "方案.txt", "txt", encoding="gb18030", sha256="ab"),
        chapters=(Chapter(1, "能源", (6, 40)),),
        measures=(measure,),
        targets=(a_target(), a_target(id="m1.2", value=(3.0, 5.0), comparator=Comparator.RANGE)),
        documents_cited=(Citation("意见", "国发〔2021〕4号", (0, 4)), Citation("条例", None, (4, 6))),
        mentions=(Mention("某省", "place", (0, 2)),),
        warnings=("odd",),
        meta={"number": "某发〔2022〕1号"},
    )
    return replace(plan, **changes)


def edited(folder, old, new):
    path = folder / "plan.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def fault_of(folder):
    with pytest.raises((PlanFileError, ManyErrors)) as caught:
        load(folder)
    return caught.value


def test_what_is_saved_comes_back(tmp_path):
    save(a_plan(), tmp_path)
    assert load(tmp_path) == a_plan()


def test_the_text_is_kept_byte_for_byte(tmp_path):
    save(a_plan(), tmp_path)
    assert (tmp_path / "plan.txt").read_bytes() == TEXT.encode()


def test_another_name_takes_its_text_along(tmp_path):
    save(a_plan(), tmp_path, name="draft.toml")
    assert {path.name for path in tmp_path.iterdir()} == {"draft.toml", "draft.txt"}
    assert load(tmp_path, name="draft.toml") == a_plan()


words = st.text(string.ascii_letters + "一二省能源局（）、。\"'\\\n\r\t\x00\x7f\u2028😀", max_size=20)


@given(
    title=words,
    text=words,
    value=st.none() | st.floats(allow_nan=False),
    year=st.none() | st.integers(0, 3000),
)
@settings(max_examples=60, deadline=None)
def test_any_plan_comes_back(title, text, value, year):
    target = a_target(value=value, year=year, quote=title, span=(0, len(text)), measure_id=None)
    plan = Plan(title, SourceText(text, title, "txt"), targets=(target,), warnings=(title,))
    with TemporaryDirectory() as folder:
        save(plan, folder)
        assert load(folder) == plan


def test_a_failed_write_leaves_the_old_plan(tmp_path, monkeypatch):
    save(a_plan(), tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def full_disk(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("lvxun.plan.storage.os.fsync", full_disk)
    with pytest.raises(PlanFileError, match="No space left"):
        save(a_plan(title="other"), tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_missing_file_says_what_to_do(tmp_path):
    fault = fault_of(tmp_path)
    assert fault.where.file.endswith("plan.toml")
    assert "lvxun plan parse" in fault.remedy


def test_a_missing_text_is_told(tmp_path):
    save(a_plan(), tmp_path)
    (tmp_path / "plan.txt").unlink()
    assert fault_of(tmp_path).where.file.endswith("plan.txt")


def test_a_changed_text_is_told(tmp_path):
    save(a_plan(), tmp_path)
    (tmp_path / "plan.txt").write_bytes(TEXT.replace("2025", "2035").encode())
    fault = fault_of(tmp_path)
    assert fault.where.field == "source.text_sha256"
    assert fault.where.file.endswith("plan.txt")
    assert "Restore" in fault.remedy


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9])
def test_a_truncated_file_is_told(tmp_path, share):
    save(a_plan(), tmp_path)
    path = tmp_path / "plan.toml"
    raw = path.read_bytes()
    path.write_bytes(raw[: int(share * len(raw))])
    assert str(path.parent) in fault_of(tmp_path).message


def test_a_file_cut_between_two_items_is_told(tmp_path):
    save(a_plan(), tmp_path)
    path = tmp_path / "plan.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.rindex("[[targets]]")], encoding="utf-8")
    assert "counts.targets" in fault_of(tmp_path).message


@pytest.mark.parametrize(
    ("old", "new", "field", "what"),
    [
        ('comparator = "at_least"', 'comparator = "atleast"', "targets[1].comparator", "at_most"),
        ('id = "m1.2"', 'id = "m1.1"', "targets[2].id", "twice"),
        ('measure_id = "m1"', 'measure_id = "m9"', "targets[1].measure_id", "m9"),
        ('role = "lead"', 'role = "chief"', "measures[1].bodies[1].role", "support"),
        ("year = 2025", 'year = "2025"', "targets[1].year", "whole number"),
        ("confidence = 0.9", "confidence = 9.0", "targets[1].confidence", "between 0 and 1"),
        ('review = "open"', 'review = "maybe"', "targets[1].review", "accepted"),
        ("aspirational = false", "aspirational = 0", "targets[1].aspirational", "true or false"),
    ],
)
def test_a_wrong_field_is_named_with_what_would_be_right(tmp_path, old, new, field, what):
    save(a_plan(), tmp_path)
    edited(tmp_path, old, new)
    fault = fault_of(tmp_path)
    assert fault.where.field == field
    assert what in fault.what
    assert fault.remedy


def test_a_span_outside_the_text_is_told(tmp_path):
    save(a_plan(chapters=(Chapter(1, "能源", (6, 9999)),)), tmp_path)
    fault = fault_of(tmp_path)
    assert fault.where.field == "chapters[1].span"
    assert str(len(TEXT)) in fault.what


def test_all_faults_are_told_at_once(tmp_path):
    save(a_plan(chapters=(Chapter(1, "能源", (6, 9999)), Chapter(2, "水", (-1, 3)))), tmp_path)
    fault = fault_of(tmp_path)
    assert isinstance(fault, ManyErrors)
    assert [error.where.field for error in fault.errors] == ["chapters[1].span", "chapters[2].span"]


def test_a_text_file_elsewhere_is_refused(tmp_path):
    save(a_plan(), tmp_path)
    edited(tmp_path, 'text_file = "plan.txt"', 'text_file = "../plan.txt"')
    assert fault_of(tmp_path).where.field == "text_file"


def test_a_file_of_another_kind_is_refused(tmp_path):
    (tmp_path / "plan.txt").write_text("x", encoding="utf-8")
    (tmp_path / "plan.toml").write_text(tomli_w.dumps({"title": 3, "targets": "none"}), encoding="utf-8")
    assert fault_of(tmp_path).where.field == "source.text_sha256"


def test_what_people_confirmed_is_kept_for_the_same_target():
    kept = a_plan(targets=(a_target(indicator_id="wind_capacity", review=Review.ACCEPTED),))
    plan, carried = keep_reviewed(a_plan(), kept)
    assert carried == 1
    assert (plan.targets[0].indicator_id, plan.targets[0].review) == ("wind_capacity", Review.ACCEPTED)
    assert plan.targets[1] == a_plan().targets[1]


def test_a_target_with_another_sentence_is_another_target():
    other = a_target(indicator_id="wind_capacity", quote="other", indicator="光伏装机")
    kept = a_plan(targets=(other,))
    plan, carried = keep_reviewed(a_plan(), kept)
    assert (plan.targets[0].indicator_id, carried) == (None, 0)


def test_a_target_whose_id_moved_up_is_the_same_target():
    kept = a_plan(targets=(a_target(indicator_id="wind_capacity"),))
    plan, carried = keep_reviewed(a_plan(targets=(a_target(id="m1.2"),)), kept)
    assert (plan.targets[0].indicator_id, carried) == ("wind_capacity", 1)
