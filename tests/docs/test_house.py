"""Rules of the house that no linter knows."""

from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
DRAWERS = {"utils", "helpers", "common", "misc", "manager", "tools"}


def modules(folder):
    return [path for path in (ROOT / folder).rglob("*.py") if "migrations" not in path.parts]


def test_test_modules_have_names_of_their_own():
    # pytest imports them by plain name, so that they can share builders beside them.
    names = Counter(path.name for path in modules("tests") if path.name.startswith("test_"))
    assert not [name for name, count in names.items() if count > 1]


def test_no_module_is_a_drawer_without_a_name():
    assert not [path for path in modules("src") if path.stem in DRAWERS]


def test_no_module_is_longer_than_one_thing_is():
    long = {
        str(path.relative_to(ROOT)): path.read_text(encoding="utf-8").count("\n") for path in modules("src")
    }
    assert not {path: lines for path, lines in long.items() if lines > 500}


def test_nothing_is_left_open():
    marks = ("TO" + "DO", "FIX" + "ME", "raise NotImplemented" + "Error")
    assert not [path for path in modules("src") if any(m in path.read_text(encoding="utf-8") for m in marks)]
