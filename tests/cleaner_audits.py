"""Records of the register of mandatory cleaner-production audits, for every test that keeps records."""

from datetime import datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from stdnum.cn import uscc

from lvxun.registers.actor import ActingAs
from lvxun.registers.calendar import CHINA
from lvxun.registers.model import Actor, ActorRole, Level
from lvxun.web.registers import services
from lvxun.web.registers.definitions import definition

REGISTER = "cleaner_production"
PROVINCE_OFFICE = ActingAs(frozenset({Actor(ActorRole.OFFICER, Level.PROVINCE, "ecology")}), area="210000")
CITY_OFFICE = ActingAs(frozenset({Actor(ActorRole.OFFICER, Level.PREFECTURE, "ecology")}), area="210100")
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def register():
    return definition(REGISTER)


def holder(number):
    """Return a credit code of Shenyang with a right check sign."""
    body = f"91210100{number:09d}"
    return body + uscc.calc_check_digit(body)


def audit(number=1, **changes):
    """Return the values of a firm that is proposed for the list."""
    return {
        "firm_name": f"沈阳第{number}化工有限公司",
        "holder": holder(number),
        "area": "210102",
        "industry": "2614",
        "list_year": 2026,
        "cases": ["energy"],
        **changes,
    }


def china(year, month, day, hour=9):
    return datetime(year, month, day, hour, tzinfo=CHINA)


def make(number=1, **changes):
    return services.create(None, REGISTER, audit(number, **changes), now=china(2026, 1, 5))


def pdf(name="报告.pdf"):
    return SimpleUploadedFile(name, PDF, content_type="application/pdf")


def step(record, transition, on, *, by=PROVINCE_OFFICE, values=None, why=""):
    """Take a step at a date as an office without an account, all proofs shown."""
    known = register().transition(transition)
    return services.move(
        None,
        record,
        transition,
        version=record.version,
        values=values,
        why=why,
        proofs=[one.id for one in known.proofs],
        now=on,
        capacities=[by],
    )


def holding(record):
    return ActingAs(frozenset({Actor(ActorRole.HOLDER)}), holder=record.holder)


def accepted(number=1, **changes):
    """Return a record that has come to its sealed state."""
    record = make(number, **changes)
    record = step(record, "list", china(2026, 1, 12), values={"listed_on": "2026-01-12"})
    firm = holding(record)
    record = step(record, "publicise", china(2026, 1, 20), by=firm)
    record = step(record, "begin", china(2026, 2, 2), by=firm, values={"consultant": "辽宁清洁生产中心"})
    options = [{"kind": "low_cost", "name": "加装变频器", "investment": "120000", "saved_tce": 35}]
    record = step(record, "report", china(2026, 6, 1), by=firm, values={"options": options})
    marks = {"organisation": 25, "options": 30, "effect": 25}
    record = step(record, "evaluate", china(2026, 6, 20), by=CITY_OFFICE, values={"score": marks})
    return step(record, "accept", china(2026, 7, 1), by=CITY_OFFICE, values={"accepted_on": "2026-07-01"})
