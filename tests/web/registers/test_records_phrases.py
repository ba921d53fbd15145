"""Every sentence that engines and store raise has a phrase, and pages say it in the reader's language.

The sources are gone through: a new message without a phrase fails here, by its file and line.
"""

import ast
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from django.utils import translation

import lvxun
from lvxun.errors import LvxunError
from lvxun.registers.errors import InvalidRecordError
from lvxun.registers.record import validate
from lvxun.web.figures.wording import PHRASES, in_words
from lvxun.web.registers.definitions import codes, definitions

PACKAGE = Path(lvxun.__file__).parent
# What is said to whoever writes files or runs commands, never on a page.
NOT_ON_PAGES = (
    "registers/defining/",  # faults of a register's file: ``lvxun register check``
    "registers/checking.py",
    "registers/reading.py",
    "registers/codes.py",  # code lists that came with the installation
    "registers/template.py",
    "registers/handbook.py",
    "registers/limits.py",  # a moment without its zone: a program's mistake
    "registers/permit_catalogue.py",
    "registers/precheck.py",
    "registers/risk.py",
    "registers/tables.py",
    "oversight/toml_file.py",  # faults of parameters, tasks and chains: ``lvxun oversight check``
    "oversight/decomposing.py",
)
SPEAKERS = (
    "registers",
    "oversight",
    "web/registers",
    "web/draws",
    "web/sheets",
    "web/api/reading.py",
    "web/api/routes/records.py",
)
ERROR = re.compile(r"((?<!Type)(?<!Assertion)Error|_refused|_beyond|_fault|_unknown_field)$")
NAMED = re.compile(r"%\(\w+\)s")
WORDS = re.compile(r"[A-Za-z]{2,}")
QUOTED = re.compile(r"“[^”]*”|可用的有.*|There are .*")  # data, and ids of fields
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Said:
    """A message as it stands in a source: its fixed words, and a mark for each value."""

    place: str
    parts: tuple[str, ...]

    def sample(self, value: str) -> str:
        return value.join(self.parts)


def sources():
    found = []
    for one in SPEAKERS:
        path = PACKAGE / one
        found += [path] if path.is_file() else sorted(path.rglob("*.py"))
    return [path for path in found if not str(path.relative_to(PACKAGE)).startswith(NOT_ON_PAGES)]


def said_in(path):
    """Return the messages of a source: texts given to an error, there or by a name of the same function."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            for call in ast.walk(function):
                if isinstance(call, ast.Call) and is_error(call):
                    yield from texts_of(call, function, tree, path)


def is_error(call):
    name = ast.unparse(call.func)
    return bool(ERROR.search(name)) or name == "super().__init__"


def texts_of(call, function, tree, path):
    for argument in [*call.args, *(keyword.value for keyword in call.keywords if keyword.arg != "kind")]:
        for text in expanded(argument, function, tree):
            if WORDS.search("".join(text)) and " " in "".join(text):
                yield Said(f"{path.relative_to(PACKAGE)}:{call.lineno}", text)


def expanded(node, function, tree):
    """Return every text that an expression may be, as its fixed parts."""
    match node:
        case ast.Constant(value=str(text)):
            return [(text,)]
        case ast.JoinedStr(values=values):
            return joined([expanded_value(one, function, tree) for one in values])
        case ast.IfExp(body=body, orelse=orelse):
            return [*expanded(body, function, tree), *expanded(orelse, function, tree)]
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return joined([expanded(left, function, tree), expanded(right, function, tree)])
        case ast.Name(id=name):
            return assigned(name, function, tree) or [("", "")]
    return [("", "")]


def expanded_value(node, function, tree):
    return expanded(node.value if isinstance(node, ast.FormattedValue) else node, function, tree)


def assigned(name, function, tree):
    """Return what a name of the function, or of the module, is made of."""
    for scope in (function, tree):
        found = [
            text
            for one in ast.walk(scope)
            if isinstance(one, ast.Assign) and any(ast.unparse(target) == name for target in one.targets)
            if isinstance(one.value, ast.Constant | ast.JoinedStr | ast.IfExp)
            for text in expanded(one.value, function, tree)
        ]
        if found:
            return found
    return []


def joined(choices):
    """Return all ways to put texts after each other, each the fixed parts around its values."""
    made = [("",)]
    for texts in choices:
        made = [(*before[:-1], before[-1] + text[0], *text[1:]) for before in made for text in texts]
    return made


MESSAGES = [message for path in sources() for message in said_in(path)]


SKELETONS = [NAMED.sub("…", phrase.replace("%%", "%")) for phrase in PHRASES]


def has_phrase(message):
    """Say whether the fixed words of a message stand in one phrase, one after the other."""
    pieces = [re.escape(part.strip(" “”'.")) for part in message.parts if WORDS.search(part)]
    return any(re.search(".*".join(pieces), skeleton) for skeleton in SKELETONS)


def test_the_sources_are_found():
    assert len(MESSAGES) > 150
    assert any(message.place.startswith("registers/values.py") for message in MESSAGES)


def test_every_message_has_its_phrase():
    without = sorted({f"{one.place}: {one.sample('…')}" for one in MESSAGES if not has_phrase(one)})
    assert without == []


def test_a_message_that_nobody_put_into_phrases_is_found():
    assert not has_phrase(Said("", ("The ", " of a new rule is wrong.")))


def test_every_phrase_has_its_chinese():
    with translation.override("zh-hans"):
        without = [phrase for phrase in PHRASES if translation.gettext(phrase) == phrase]
    assert without == []


@pytest.fixture(params=["zh-hans", "en"])
def language(request):
    with translation.override(request.param):
        yield request.param


BAD = {
    "firm_name": "一" * 600,
    "holder": "91210100MA0XYN001K",
    "area": "110000",
    "industry": "9999",
    "list_year": "1800",
    "cases": ["toxik"],
    "no_such_field": 1,
}


def faults_of(register_id, values):
    register = definitions()[register_id]
    with pytest.raises(InvalidRecordError) as caught:
        validate(register, values, state=register.start.id, day=date(2026, 3, 1), codes=codes())
    return caught.value.errors


def test_what_is_wrong_with_a_record_is_said_in_the_readers_language(language):
    for fault in faults_of("cleaner_production", BAD):
        message = in_words(fault)
        assert message.what and message.remedy
        own = QUOTED.sub("", f"{message.what} {message.remedy}")
        if language == "zh-hans":
            assert not re.search(r"[a-z]{4,}", own), own
        else:
            assert not CHINESE.search(own), own


@pytest.mark.parametrize(
    ("said", "chinese", "english"),
    [
        (
            "“退回修改” is not yours to do on this record.",
            "您无权对本记录办理“退回修改”。",
            "“Send back” is not yours to do on this record.",
        ),
        (
            "It is for officer@prefecture, holder, within their area or for their own records.",
            "应由本台账市级主管部门、企业（园区）本身在其辖区内（或对本单位记录）办理。",
            "It is for the keeper of the register, city, the enterprise or park itself, within their area or "
            "for their own records.",
        ),
        (
            "The area '110000' does not lie in 辽宁省.",
            "“110000”不在辽宁省范围内。",
            "The area '110000' does not lie in Liaoning.",
        ),
        (
            "The record A-1 changed since you opened it: li moved list at 2026-03-01 10:00.",
            "记录A-1在您打开之后已有变动：li于2026-03-01 10:00办理步骤。",
            "The record A-1 changed since you opened it: li took a step at 2026-03-01 10:00.",
        ),
        ("It must be at least 3 working_days.", "不得小于3个工作日。", "It must be at least 3 working days."),
    ],
)
def test_quotations_are_said_in_the_readers_language(said, chinese, english):
    with translation.override("zh-hans"):
        assert in_words(LvxunError(said)).what == chinese
    with translation.override("en"):
        assert in_words(LvxunError(said)).what == english
