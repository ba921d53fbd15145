"""The text of a new register's file: whole, valid, with a word beside everything that is to be changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lvxun.registers.model import Label

FIRMS = ("firm", "site", "project", "product", "contract", "case")  # subjects that belong to somebody


@dataclass(frozen=True, slots=True)
class NewRegister:
    """What a new register starts from.

    ``quotes``: for each measure that asks for it, words of the plan. ``plan``: the plan's title, the legal
    basis to begin with, in force since ``since``.
    """

    id: str
    label: Label
    quotes: Mapping[int, str]
    keeper: str
    subject: str
    plan: Label
    since: date


def outline(new: NewRegister) -> str:
    """Return the text of a register file to be filled in; as it stands it has no fault.

    Examples
    --------
    >>> plan = Label("清河省方案", "Plan of Qinghe")
    >>> name = Label("秸秆利用点", "Straw sites")
    >>> new = NewRegister("straw", name, {1: "秸秆"}, "agriculture", "site", plan, date(2027, 1, 1))
    >>> outline(new).splitlines()[0]
    '# Straw sites 秸秆利用点'
    """
    has_holder = new.subject in FIRMS
    parts = [_head(new, has_holder), _basis(new), _PARAMETER, _FIELDS]
    if has_holder:
        parts.append(_HOLDER)
    parts += [_STATES, _steps(has_holder), _DUTY, _yields(new)]
    return "\n".join(part.strip("\n") + "\n" for part in parts)


def _text(value: str) -> str:
    """Write a text as TOML does; JSON's way is TOML's, but for one sign."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _head(new: NewRegister, has_holder: bool) -> str:
    quotes = "\n".join(f"{number} = {_text(words)}" for number, words in new.quotes.items())
    creators = '["holder", "officer@county"]' if has_holder else '["officer@county"]'
    unique = 'unique = [["holder", "name"]]' if has_holder else 'unique = [["name", "area"]]'
    return f"""
# {" ".join(new.label.en.split())} {" ".join(new.label.zh.split())}
# Read it from top to bottom like a regulation: what it rests on, what is written down, how it moves, what is
# due. Every key is explained in docs/registers-format.md. After each change: lvxun register check <this file>

[register]
id = {_text(new.id)} # as the file's name
label_zh = {_text(new.label.zh)}
label_en = {_text(new.label.en)}
# What the register is for, in a sentence:
summary_zh = ""
summary_en = ""
measures = [{", ".join(map(str, new.quotes))}] # of the plan
keeper = {_text(new.keeper)} # function of the body that keeps it (rules/bodies.csv)
level = "prefecture" # of the body that decides as a rule: nation, province, prefecture, county
subject = {_text(new.subject)} # firm, site, project, product, place, body, case, contract or event
title = "name" # the field that heads a record
{unique} # no two open records share these
creators = {creators}
readers = ["officer@province", "inspector"] # see all of it, beside those who act on it

# The words of the plan that ask for the register; `check` looks for them in the measure's text.
[register.quotes]
{quotes}

[numbering]
form = "{new.id.upper().replace("_", "-")[:12].rstrip("-")}-{{year}}-{{area}}-{{serial:04d}}"
serial_by = ["year", "area"] # within what the serial number counts
"""


def _basis(new: NewRegister) -> str:
    return f"""
# One table for each law, rule or notice. confidence: high (the text was read), medium (known, not read),
# low (from memory: the province must confirm it).
[[basis]]
id = "plan"
document_zh = {_text(new.plan.zh)}
document_en = {_text(new.plan.en)}
number = "" # such as 国务院令第736号
article = {_text(", ".join(f"measure {number}" for number in new.quotes))}
since = {new.since.isoformat()}
confidence = "high"
source = "plan.txt"
"""


_PARAMETER = """
# A number that no national text fixes. Pages mark it until a province has confirmed it in its own file.
[[parameter]]
id = "decision_days"
label_zh = "审核时限"
label_en = "Time limit of the decision"
unit = "working_days"
confirmed = false
note_zh = "国家未作规定，须由省确认。"
note_en = "No national figure: the province must confirm it."
[[parameter.values]]
value = 20
since = 2021-01-01
"""

_FIELDS = """
# Fields, in the order of the form. Types: text long_text number money date yes_no choice choices body area
# holder industry waste point polygon file table score_sheet reference computed.
[[field]]
id = "name"
type = "text"
label_zh = "名称"
label_en = "Name"
required = true # from the first entry on; required_in = ["accepted"] only in those states
maximum = 120
list = true # a column of the list
search = true # found by full-text search
public = true # seen by the public, once published

[[field]]
id = "area" # every register has it
type = "area"
label_zh = "所在地区"
label_en = "Area"
required = true
list = true
filter = true
public = true

[[field]]
id = "amount"
type = "number"
unit = "t"
label_zh = "数量"
label_en = "Amount"
help_zh = "全年合计。"
help_en = "Of the whole year."
minimum = 0
required_in = ["accepted"]

[[field]]
id = "accepted_on"
type = "date"
label_zh = "通过日期"
label_en = "Accepted on"
required_in = ["accepted"]
not_after = "today"
public = true
"""

_HOLDER = """
[[field]]
id = "holder" # the firm that the record is about
type = "holder"
label_zh = "统一社会信用代码"
label_en = "Unified social credit code"
required = true
search = true
public = true
"""

_STATES = """
# States: one start; open; decided (good for now, may go on); end (nothing follows).
[[state]]
id = "entered"
label_zh = "已录入"
label_en = "entered"
kind = "start"

[[state]]
id = "submitted"
label_zh = "待审核"
label_en = "submitted"
kind = "open"

[[state]]
id = "accepted"
label_zh = "已通过"
label_en = "accepted"
kind = "decided"
sealed = true # changed by an agreed revision only
tone = "good"

[[state]]
id = "dropped"
label_zh = "已撤销"
label_en = "dropped"
kind = "end"
"""


def _steps(has_holder: bool) -> str:
    submits = '["holder", "officer@county"]' if has_holder else '["officer@county"]'
    return f"""
# Steps: from where, to where, by whom (role@level:function), what must be filled or attached, by when.
[[transition]]
id = "submit"
label_zh = "提交"
label_en = "Submit"
from = ["entered"]
to = "submitted"
by = {submits}

[[transition]]
id = "accept"
label_zh = "通过"
label_en = "Accept"
from = ["submitted"]
to = "accepted"
by = ["officer@prefecture"]
needs = ["amount", "accepted_on"]
proofs = [{{ id = "opinion", label_zh = "审核意见", label_en = "opinion" }}]
limits = [{{ parameter = "decision_days", unit = "working_days" }}]
basis = "plan"

[[transition]]
id = "return"
label_zh = "退回补充"
label_en = "Return for completion"
from = ["submitted"]
to = "entered"
by = ["officer@prefecture"]
reason_needed = true

[[transition]]
id = "drop"
label_zh = "撤销"
label_en = "Drop"
from = ["*"] # every state but the end ones
to = "dropped"
by = ["officer@prefecture"]
reason_needed = true
"""


_DUTY = """
# What falls due again and again. Take the # away, or the whole table out.
# [[duty]]
# id = "yearly_report"
# label_zh = "年度报告"
# label_en = "Yearly report"
# who = "officer@county"
# when = { state = ["accepted"] }
# every = "year"
# day = "01-31" # of the year after the one reported on
# basis = "plan"
"""


def _yields(new: NewRegister) -> str:
    return f"""
[publication]
states = ["accepted"]

[retention]
years = 10 # leave it out to keep records for ever

# What the register adds up to, by year and area: count, sum, mean, share (of = …) or days (between = …).
[[indicator]]
id = {_text(f"{new.id}_accepted")}
label_zh = {_text(f"{new.label.zh}（已通过）")}
label_en = {_text(f"{new.label.en}, accepted")}
unit = "items"
kind = "count"
where = {{ state = ["accepted"] }}
better = "higher"
"""
