"""What remains of a step: the record in its new state, its code where that is given now, what it opens."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from lvxun.registers.model import Register
from lvxun.registers.workflow import Moved
from lvxun.web.registers.history import CODE, differences
from lvxun.web.registers.keeping import Act, Deed, update
from lvxun.web.registers.models import Record
from lvxun.web.registers.opening import open_linked
from lvxun.web.registers.placements import placement
from lvxun.web.registers.searching import Facts
from lvxun.web.registers.serials import given_code, new_code
from lvxun.web.registers.snapshots import course, fill


def keep_moved(  # noqa: PLR0913 - the act, the record before and after
    act: Act, register: Register, held: Record, moved: Moved, known: Facts, *, code: str = ""
) -> None:
    """Keep a record after a step, with the code that is given now and the record that the step opens."""
    before, after = differences(held.values, moved.values)
    from_state, old_code = held.state, held.code
    held.state = moved.snapshot.state
    held.course = course(moved.snapshot)
    held.code = (
        given_code(register, code) if code else _code_now(register, held, moved, timezone.localdate(act.now))
    )
    if held.code != old_code:
        before, after = {**before, CODE: old_code}, {**after, CODE: held.code}
    fill(held, register, placement(register), dict(moved.values))
    deed = Deed("moved", moved.transition, from_state, before, after)
    update(act, register, held, known, deed)
    if moved.opens:
        open_linked(act, held, moved)


def _code_now(register: Register, held: Record, moved: Moved, today: date) -> str:
    given_in = register.numbering.given_in
    is_first = not any(one.state == given_in for one in moved.snapshot.passages[:-1])
    if given_in and moved.snapshot.state == given_in and is_first and register.numbering.form:
        return new_code(register, dict(moved.values), today)
    return held.code
