"""What somebody may do with the rows of a sheet: the questions of ``record_rights``, each asked once."""

from __future__ import annotations

from collections.abc import Mapping

from lvxun.registers.model import Register
from lvxun.web.people import record_rights
from lvxun.web.people.models import User
from lvxun.web.registers import revisions
from lvxun.web.registers.models import Record


class Standing:
    """Rights depend on the place of a record, its state, and its holder where that is who acts."""

    def __init__(self, user: User | None, register: Register) -> None:
        self._user, self._register = user, register
        self._by_holder = user is not None and any(one.holder for one in record_rights.acting(user))
        self._known: dict[tuple[str, ...], bool] = {}

    def may_create(self, values: Mapping[str, object]) -> bool:
        """Say whether a record with these values may be opened."""
        if self._user is None:
            return True
        area, holder = str(values.get("area") or ""), str(values.get("holder") or "")
        key = ("create", area, holder if self._by_holder else "")
        if key not in self._known:
            probe = {"area": area, "holder": holder}
            self._known[key] = record_rights.may_create(self._user, self._register, probe)
        return self._known[key]

    def may_change(self, record: Record) -> bool:
        """Say whether the values of a record may be changed."""
        if self._user is None:
            state = self._register.state(record.state)
            return not state.sealed and state.kind != "end"
        key = ("change", record.state, record.area, record.holder if self._by_holder else "")
        if key not in self._known:
            self._known[key] = record_rights.may_change(self._user, self._register, record)
        return self._known[key]

    def may_propose(self, record: Record) -> bool:
        """Say whether a revision of a sealed record may be proposed; only a person proposes."""
        if self._user is None:
            return False
        key = ("propose", record.state, record.area, record.holder if self._by_holder else "")
        if key not in self._known:
            self._known[key] = revisions.may_propose(self._user, self._register, record)
        return self._known[key]
