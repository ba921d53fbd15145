"""What a register is: its declaration, what a record may hold, how it moves, what is due. Pure, no Django.

>>> from lvxun import registers
>>> audits = registers.load()["cleaner_production"]
>>> audits.label.en, audits.start.id
('Mandatory cleaner-production audits', 'proposed')

``check`` finds every fault of the files, ``validate`` every fault of a record, ``move`` takes it a step on.
What may follow is in ``steps``, how a value reads in ``display``, figures over many records in
``totals`` (which needs pandas and is therefore not imported here).
"""

from lvxun.registers.actor import ActingAs, contains, matches
from lvxun.registers.calendar import Calendar
from lvxun.registers.checking import check, check_file
from lvxun.registers.codes import Codes, load_codes
from lvxun.registers.duties import DueDuty, due_duties
from lvxun.registers.errors import (
    CalendarError,
    CodesError,
    DefinitionError,
    DefinitionFaultsError,
    InvalidRecordError,
    RegistersError,
    TransitionRefusedError,
    UnknownRegisterError,
)
from lvxun.registers.model import Register, Snapshot
from lvxun.registers.numbering import check_code, code, scope
from lvxun.registers.publishing import published
from lvxun.registers.reading import find, load, read
from lvxun.registers.record import changed, validate
from lvxun.registers.template import outline
from lvxun.registers.workflow import Moved, move

__all__ = [
    "ActingAs",
    "Calendar",
    "CalendarError",
    "Codes",
    "CodesError",
    "DefinitionError",
    "DefinitionFaultsError",
    "DueDuty",
    "InvalidRecordError",
    "Moved",
    "Register",
    "RegistersError",
    "Snapshot",
    "TransitionRefusedError",
    "UnknownRegisterError",
    "changed",
    "check",
    "check_code",
    "check_file",
    "code",
    "contains",
    "due_duties",
    "find",
    "load",
    "load_codes",
    "matches",
    "move",
    "outline",
    "published",
    "read",
    "scope",
    "validate",
]
