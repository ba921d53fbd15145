"""The verdict on each line of a sheet: new, changed, the same, in conflict, faulty, not allowed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from string import Formatter

from lvxun.errors import LvxunError
from lvxun.registers import numbering
from lvxun.registers.codes import Codes
from lvxun.registers.compiled import Compiled, Validator
from lvxun.registers.errors import FieldError, InvalidRecordError, NumberingError
from lvxun.registers.model import FieldType, Register
from lvxun.web.people import record_rights
from lvxun.web.people.models import User
from lvxun.web.registers.definitions import calendar, region_id
from lvxun.web.registers.keeping import OPEN, key_of, open_keys
from lvxun.web.registers.models import Record, Revision, UniqueKey
from lvxun.web.registers.serials import is_given_at_once
from lvxun.web.registers.snapshots import entered
from lvxun.web.registers.statements import among
from lvxun.web.sheets.columns import CODE, STATE
from lvxun.web.sheets.comparing import Compared, bases, compared
from lvxun.web.sheets.lines import Line
from lvxun.web.sheets.models import SheetKey, Verdict
from lvxun.web.sheets.standing import Standing

LONGEST_TITLE = 200
SHORT = frozenset({FieldType.NUMBER, FieldType.AREA, FieldType.HOLDER, FieldType.DATE, FieldType.CHOICE})
Fault = list[str]  # field, what, remedy


@dataclass(slots=True)
class Judged:
    """A line with its verdict; ``keys`` are what no other line may have."""

    line: Line
    verdict: Verdict
    title: str = ""
    record: Record | None = None
    values: dict[str, object] = field(default_factory=dict)
    detail: dict[str, object] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)  # key -> the fields that it stands for
    is_sealed: bool = False

    @classmethod
    def faulty(
        cls, line: Line, faults: Iterable[LvxunError], title: str, record: Record | None = None
    ) -> Judged:
        told = [[one.where.field or "", one.what, one.remedy] for one in faults]
        return cls(line, Verdict.FAULTY, title, record, detail={"faults": told})


class Judge:
    """Judges lines, a chunk at a time: a few questions to the database for each, none for a line."""

    def __init__(self, user: User | None, register: Register, codes: Codes, day: date) -> None:
        self.user, self.register, self.day = user, register, day
        self._compiled = Compiled(register, day=day, codes=codes, calendar=calendar())
        self._standing = Standing(user, register)
        self._takes_codes = not register.numbering.form or bool(register.numbering.pattern)
        self._states = {
            word: one.id for one in register.states for word in (one.id, one.label.zh, one.label.en)
        }
        self._sheets = {one.id for one in register.fields if one.type == FieldType.SCORE_SHEET}
        self._code_is_sure = _always_numbered(register)
        self._probe = Record(register=register.id, state=register.start.id)
        self._unique = {one for fields in register.unique for one in fields}

    def judge(self, lines: Sequence[Line], import_id: int | None) -> list[Judged]:
        """Return the verdict on each line; ``import_id`` names the import whose earlier lines count, too."""
        codes = [line.code for line in lines if line.code]
        records = self._records(codes)
        older = [
            (record, line.version)
            for line in lines
            if line.version is not None
            and (record := records.get(line.code))
            and line.version < record.version
        ]
        base = bases(older) if older else {}
        revised = self._with_open_revision(records.values())
        found = [self._judged(line, records.get(line.code), base, revised) for line in lines]
        self._refuse_taken_codes(found)
        self._refuse_doubles(found, import_id)
        return found

    def _records(self, codes: Sequence[str]) -> dict[str, Record]:
        if not codes:
            return {}
        known = Record.objects.filter(
            region=region_id(), register=self.register.id, code__in=list(set(codes))
        )
        if self.user is not None:
            known = record_rights.visible_to(self.user, known, self.register)
        return {record.code: record for record in known.select_related("merged_into")}

    def _with_open_revision(self, records: Iterable[Record]) -> set[int]:
        sealed = [one.pk for one in records if self._is_sealed(one)]
        if not sealed:
            return set()
        waiting = Revision.objects.filter(record_id__in=sealed, outcome=Revision.Outcome.OPEN)
        return set(waiting.values_list("record_id", flat=True))

    def _is_sealed(self, record: Record) -> bool:
        return any(one.id == record.state and one.sealed for one in self.register.states)

    def _judged(
        self, line: Line, record: Record | None, base: Mapping[int, Mapping[str, object]], revised: set[int]
    ) -> Judged:
        if record is None:
            return self._new(line)
        faults = self._against(line, record)
        if faults:
            return Judged.faulty(line, [*line.faults, *faults], record.title, record)
        judged = self._known(line, record, base.get(record.pk, record.values))
        if judged.verdict is Verdict.REVISION and record.pk in revised:
            what = "A revision of this record is open already."
            fault = FieldError(what, STATE, "Wait for the decision, or withdraw the other one.")
            return Judged.faulty(line, [fault], record.title, record)
        return judged

    def _new(self, line: Line) -> Judged:
        title = self._title(line)
        faults: list[LvxunError] = [*line.faults, *self._code_faults(line)]
        try:
            clean = self._compiled.validator(self.register.start.id, self.day).validate(line.values)
        except InvalidRecordError as error:
            spoilt = {_field(one) for one in line.faults}
            faults += [one for one in error.errors if _field(one) not in spoilt]
            clean = {}
        if faults:
            return Judged.faulty(line, _in_order(faults), title)
        if not self._standing.may_create(clean):
            return Judged(line, Verdict.NOT_ALLOWED, title)
        fault = self._numbering_fault(line, clean)
        if fault is not None:
            return Judged.faulty(line, [fault], title)
        probe = self._probe  # one for all new lines: to make a record costs more than to judge it
        probe.values = clean
        return Judged(line, Verdict.NEW, title, None, clean, keys=self._keys(line, probe))

    def _numbering_fault(self, line: Line, clean: Mapping[str, object]) -> FieldError | None:
        """Say why no code can be made of the values, where it is made at once."""
        if line.code or self._code_is_sure:
            return None
        try:
            numbering.code(self.register, clean, self.day, 1)
        except NumberingError as error:
            return FieldError(error.what, CODE, error.remedy)
        return None

    def _code_faults(self, line: Line) -> list[LvxunError]:
        if not line.code:
            return []
        if not self._takes_codes:
            what = f"There is no record {line.code[:40]} that you may see."
            return [FieldError(what, CODE, "Leave the code of a new record empty: it is given here.")]
        try:
            numbering.check_code(self.register, line.code)
        except NumberingError as error:
            return [FieldError(error.what, CODE, error.remedy)]
        return []

    def _against(self, line: Line, record: Record) -> list[LvxunError]:
        """Say what forbids to take the line for a change of the record."""
        if record.merged_into is not None:
            what = f"The record was merged into {record.merged_into.code}."
            return [FieldError(what, CODE, "Change that record, or take the merger back first.")]
        if line.version is not None and line.version > record.version:
            what = f"The record is at version {record.version}, the sheet says {line.version}."
            return [FieldError(what, "@version", "Leave the column as it was exported.")]
        said = self._states.get(line.state) if line.state else record.state
        if said != record.state and line.version in (None, record.version):
            what = "A sheet does not change a record's state."
            return [FieldError(what, STATE, "Take the step on the record's own page.")]
        return []

    def _known(self, line: Line, record: Record, base: Mapping[str, object]) -> Judged:
        reader = self._compiled.validator(record.state, record.opened)
        given = {key: self._whole(key, value, record) for key, value in line.values.items()}
        clean, faults = reader.read_given(given)
        difference = compared(base, record.values, clean)
        wrong: list[LvxunError] = [*line.faults, *faults]
        if not wrong and not difference.mine:
            return Judged(line, Verdict.SAME, record.title, record, keys=_code_key(line))
        if not wrong:
            wrong = self._merged_faults(reader, record, difference)
        if wrong:
            return Judged.faulty(line, _in_order(wrong), record.title, record)
        return self._changed(line, record, difference)

    def _whole(self, key: str, value: object, record: Record) -> object:
        """Complete a score sheet of which the sheet has only some lines."""
        before = record.values.get(key)
        if key in self._sheets and isinstance(value, dict) and isinstance(before, dict):
            return {**before, **value}
        return value

    def _merged_faults(self, reader: Validator, record: Record, difference: Compared) -> list[LvxunError]:
        merged = entered(self.register, {**record.values, **difference.mine})
        try:
            reader.validate({key: value for key, value in merged.items() if value is not None})
        except InvalidRecordError as error:
            return list(error.errors)
        return []

    def _changed(self, line: Line, record: Record, difference: Compared) -> Judged:
        is_sealed = self._is_sealed(record)
        may = self._standing.may_propose(record) if is_sealed else self._standing.may_change(record)
        changes = {key: [record.values.get(key), value] for key, value in difference.mine.items()}
        detail: dict[str, object] = {"changes": changes}
        if difference.conflicts:
            detail["conflicts"] = difference.conflicts
        if not may:
            return Judged(line, Verdict.NOT_ALLOWED, record.title, record, detail=detail, is_sealed=is_sealed)
        verdict = Verdict.REVISION if is_sealed else Verdict.CHANGED
        if difference.conflicts:
            verdict = Verdict.CONFLICT
        keys = _code_key(line)
        if self._unique & set(difference.mine) and not is_sealed:
            merged = {
                key: value for key, value in {**record.values, **difference.mine}.items() if value is not None
            }
            probe = Record(pk=record.pk, register=record.register, state=record.state, values=merged)
            keys |= self._keys(line, probe)
        return Judged(line, verdict, record.title, record, difference.mine, detail, keys, is_sealed)

    def _held(self, wanted: Sequence[str]) -> dict[str, str]:
        """Return the codes of the open records that hold some of these keys."""
        own = {"region": region_id(), "register": self.register.id, "purpose": OPEN}
        ids = [found for _key, found in among("registers_uniquekey", own, "key", wanted)]
        if not ids:
            return {}
        return dict(UniqueKey.objects.filter(pk__in=ids).values_list("key", "record__code"))

    def _keys(self, line: Line, probe: Record) -> dict[str, str]:
        held = {key: ", ".join(fields) for key, fields in open_keys(self.register, probe).items()}
        return held | _code_key(line)

    def _title(self, line: Line) -> str:
        return str(line.values.get(self.register.title_field) or "")[:LONGEST_TITLE]

    def _refuse_taken_codes(self, found: Sequence[Judged]) -> None:
        """Refuse a new record's code that another record has, be it one that is not seen."""
        given = [one.line.code for one in found if one.verdict is Verdict.NEW and one.line.code]
        if not given:
            return
        own = {"region": region_id(), "register": self.register.id}
        taken = {code for code, _id in among("registers_record", own, "code", given)}
        for one in found:
            if one.verdict is Verdict.NEW and one.line.code in taken:
                fault = FieldError(
                    "There is a record with this code.", CODE, "Give the new record another code."
                )
                _spoil(one, fault)

    def _refuse_doubles(self, found: Sequence[Judged], import_id: int | None) -> None:
        """Refuse what another line, or another open record, has and only one may have."""
        wanted = [key for one in found for key in one.keys]
        if not wanted:
            return
        held, earlier = self._held(wanted), _earlier(import_id, wanted)
        for one in found:
            for key, fields in list(one.keys.items()):
                if key in earlier and earlier[key] != one.line.row:
                    what = f"Row {earlier[key]} has the same {fields}."
                    _spoil(one, FieldError(what, _first(fields), "Keep one of the two rows."))
                elif key in held and not (one.record is not None and held[key] == one.record.code):
                    what = f"The open record {held[key]} has the same {fields}."
                    _spoil(one, FieldError(what, _first(fields), "Write its code into the row to change it."))
                earlier.setdefault(key, one.line.row)


def _earlier(import_id: int | None, wanted: Sequence[str]) -> dict[str, int]:
    """Return the rows of the sheet that were looked at before and have some of these keys."""
    if import_id is None:
        return {}
    own = {"sheet_import_id": str(import_id)}
    ids = [found for _key, found in among("sheets_sheetkey", own, "key", wanted)]
    return dict(SheetKey.objects.filter(pk__in=ids).values_list("key", "row")) if ids else {}


def _spoil(one: Judged, fault: FieldError) -> None:
    told = [fault.where.field or "", fault.what, fault.remedy]
    one.verdict, one.values, one.detail, one.keys = Verdict.FAULTY, {}, {"faults": [told]}, {}


def _first(fields: str) -> str:
    return CODE if fields == "code" else fields.partition(",")[0]


def _code_key(line: Line) -> dict[str, str]:
    return {key_of("@code", line.code): "code"} if line.code else {}


def _field(fault: LvxunError) -> str:
    return (fault.where.field or "").split("[", 1)[0].split(".", 1)[0]


def _in_order(faults: Sequence[LvxunError]) -> list[LvxunError]:
    """Return each fault once."""
    seen: dict[tuple[str, str], LvxunError] = {}
    for one in faults:
        seen.setdefault((one.where.field or "", one.what), one)
    return list(seen.values())


def _always_numbered(register: Register) -> bool:
    """Say whether a code can be made of every record that is complete, or is made later."""
    form = register.numbering.form
    must = {one.id for one in register.fields if one.required and one.type in SHORT}
    parts = {name for _text, name, _spec, _way in Formatter().parse(form) if name}
    needed = parts - {"year", "month", numbering.SERIAL}
    return not is_given_at_once(register) or (needed <= must and not register.numbering.pattern)


def signature(register: Register) -> str:
    """Return a short form of all that a register declares, to see whether a verdict is still one."""
    return hashlib.sha256(repr(register).encode()).hexdigest()
