"""Every string of the interface has its Chinese, and what is compiled is what was written."""

import os
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

import lvxun.web

WEB = Path(lvxun.web.__file__).parent
APPS = (
    "people",
    "insight",
    "review",
    "figures",
    "registers",
    "totals",
    "precheck",
    "draws",
    "oversight",
    "accounts",
    "api",
    "sheets",
)
CATALOGUES = sorted(WEB.glob("**/locale/zh_Hans/LC_MESSAGES/django.po"))


def read(path):
    with path.open("rb") as file:
        return read_po(file, locale="zh_Hans")


@pytest.fixture(params=CATALOGUES, ids=lambda path: path.parents[3].name)
def catalogue(request):
    return request.param


def test_each_app_with_words_has_its_catalogue():
    assert {path.parents[3].name for path in CATALOGUES} == {"web", *APPS}


def test_nothing_is_untranslated_or_doubtful(catalogue):
    messages = [message for message in read(catalogue) if message.id]
    empty = [m.id for m in messages if not m.string or (isinstance(m.string, tuple) and not all(m.string))]
    assert empty == []
    assert [m.id for m in messages if m.fuzzy] == []


def test_a_translation_keeps_every_placeholder(catalogue):
    for message in read(catalogue):
        if message.id and message.python_format:
            assert not list(message.check()), message.id


def test_what_is_compiled_is_what_was_written(catalogue):
    with catalogue.with_suffix(".mo").open("rb") as file:
        compiled = {key(message): first(message.string) for message in read_mo(file) if message.id}
    assert compiled == {key(message): first(message.string) for message in read(catalogue) if message.id}


def test_a_string_has_one_translation_over_all_apps():
    """Django joins the catalogues: of two translations, one would never be seen."""
    found = defaultdict(set)
    for path in CATALOGUES:
        for message in read(path):
            if message.id:
                found[key(message)].add(first(message.string))
    assert {one: words for one, words in found.items() if len(words) > 1} == {}


@pytest.mark.parametrize("app", APPS)
def test_every_string_of_the_code_is_in_the_catalogue_of_its_app(app, tmp_path):
    known = {key(message) for message in read(WEB / app / "locale/zh_Hans/LC_MESSAGES/django.po")}
    assert extracted(WEB / app, tmp_path / app) <= known


def test_every_string_of_the_frame_is_in_its_catalogue(tmp_path):
    known = {key(message) for message in read(WEB / "locale/zh_Hans/LC_MESSAGES/django.po")}
    assert extracted(WEB / "templates", tmp_path / "templates") <= known


def extracted(folder, made):
    """Return the strings that gettext finds in a copy of ``folder``."""
    if shutil.which("xgettext") is None:
        pytest.skip("GNU gettext is not on this machine (Debian: apt-get install gettext)")
    shutil.copytree(folder, made, ignore=shutil.ignore_patterns("*.po", "*.mo", "__pycache__"))
    (made / "locale").mkdir(exist_ok=True)
    command = [sys.executable, "-m", "django", "makemessages", "-l", "zh_Hans", "--no-location"]
    environment = {name: text for name, text in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    environment["PYTHONSAFEPATH"] = "1"  # a module of the app called like one of Python's is not taken for it
    subprocess.run(command, cwd=made, env=environment, capture_output=True, check=True)
    found = made / "locale/zh_Hans/LC_MESSAGES/django.po"
    return {key(message) for message in read(found) if message.id} if found.exists() else set()


def key(message):
    """Return what a message is looked up by."""
    context = message.context.decode() if isinstance(message.context, bytes) else message.context
    return first(message.id), context


def first(text):
    return text[0] if isinstance(text, tuple | list) else text
