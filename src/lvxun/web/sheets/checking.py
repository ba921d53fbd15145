"""The dry run: a sheet looked through in chunks, each kept with its verdicts; nothing of a record is written.

A run that ended half-way goes on behind the last chunk that it kept.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django.db import transaction
from django.utils import timezone
from openpyxl.utils import get_column_letter

from lvxun.errors import LvxunError, ManyErrors
from lvxun.registers.model import Register
from lvxun.web.registers.definitions import codes, definition
from lvxun.web.registers.statements import write_rows
from lvxun.web.sheets.cells import Origin
from lvxun.web.sheets.files import kept
from lvxun.web.sheets.judging import Judge, Judged, signature
from lvxun.web.sheets.layout import Layout, lay_out
from lvxun.web.sheets.lines import Line, Lines
from lvxun.web.sheets.models import SheetImport, SheetKey, Status
from lvxun.web.sheets.reading import opened
from lvxun.web.sheets.working import Progress, tell, working

CHUNK = 1000
MOST_ROWS = 300_000
SHOWN = 20
STRAY = "stray"  # rows of tables that belong to no row of the main sheet: counted like faulty ones
ROW_COLUMNS = (
    *("sheet_import_id", "row", "verdict", "code", "title", "record_id", "version"),
    *("values", "detail", "is_sealed", "side"),
)


def check(import_id: int) -> None:
    """Look a sheet through, from where an earlier run ended; who finds another at work leaves it to them."""
    with working(import_id) as alone:
        if not alone:
            return
        held = SheetImport.objects.select_related("owner").get(pk=import_id)
        if held.status != Status.READING:
            return
        try:
            _look_through(held, definition(held.register))
        except LvxunError as error:
            _fail(held, error)


def _fail(held: SheetImport, error: LvxunError) -> None:
    each = error.errors if isinstance(error, ManyErrors) else (error,)
    held.fault = [
        [f"row {one.where.row}" if one.where.row else "", one.what, one.remedy] for one in each[:SHOWN]
    ]
    held.status = Status.FAILED
    held.save(update_fields=["fault", "status"])


def _look_through(held: SheetImport, register: Register) -> None:
    today = timezone.localdate()
    if held.row_done and (held.day != today or held.signature != signature(register)):
        start_anew(held)  # other rules than those of the rows that were looked at
    with opened(kept(held.sha256), held.file_name) as book:
        layout = lay_out(book, register, held.columns)
        if layout.main.unknown:
            _ask(held, layout)
            return
        held.day, held.signature = today, signature(register)
        lines = Lines(book, layout, Origin(codes(), book.epoch))
        judge = Judge(held.owner, register, codes(), today)
        for chunk in _chunks(lines):
            waiting = [line for line in chunk if line.row > held.row_done]
            if waiting:
                _keep(held, judge.judge(waiting, held.pk))
                tell(held.pk, Progress(held.count()))
            if held.count() > MOST_ROWS:
                held.fault = [["", f"The sheet has more than {MOST_ROWS} rows.", "Bring it in by parts."]]
                break
    _finish(held, layout, lines)


def _ask(held: SheetImport, layout: Layout) -> None:
    """Stop to ask what the headings mean that nobody knows: to leave them out silently would lose values."""
    held.unknown = [
        {"heading": one.heading, "letter": one.letter, "near": one.near} for one in layout.main.unknown
    ]
    held.status = Status.ASKING
    held.save(update_fields=["unknown", "status"])


def _chunks(lines: Iterable[Line]) -> Iterator[list[Line]]:
    rest = iter(lines)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _keep(held: SheetImport, judged: Sequence[Judged]) -> None:
    """Keep a chunk's verdicts, and that it is done, in one transaction."""
    with transaction.atomic():
        write_rows("sheets_sheetrow", ROW_COLUMNS, [_row(held.pk, one) for one in judged])
        keys = {key: one.line.row for one in judged for key in one.keys}
        own = [(held.pk, key, row) for key, row in keys.items()]
        write_rows("sheets_sheetkey", ("sheet_import_id", "key", "row"), own)
        counts = Counter(held.counts)
        counts.update(str(one.verdict) for one in judged)
        held.counts, held.row_done = dict(counts), judged[-1].line.row
        held.save(update_fields=["counts", "row_done", "day", "signature"])


def _row(import_id: int, one: Judged) -> tuple[object, ...]:
    record = one.record
    return (
        *(import_id, one.line.row, str(one.verdict), one.line.code[:80], one.title),
        *((record.pk, record.version) if record is not None else (None, None)),
        *(_json(one.values), _json(one.detail), one.is_sealed, ""),
    )


def _json(value: object) -> str:
    if not value:
        return "{}"
    return json.dumps(value, ensure_ascii=False).replace("\\u0000", "\\ufffd")  # PostgreSQL takes no NUL


def _finish(held: SheetImport, layout: Layout, lines: Lines) -> None:
    found = [[what, remedy] for what, remedy in layout.findings]
    for place, row in list(lines.without_heading.items())[:SHOWN]:
        what = f"Column {get_column_letter(place + 1)} has values (row {row}) and no heading: it is not read."
        found.append([what, "Give it a heading, or delete it."])
    for sheet, row, key in lines.stray:
        what = f"Row {row} of “{sheet}” belongs to “{key[:40]}”, which the main sheet does not have."
        found.append([what, "Write the record's code, or its row in the main sheet."])
    if lines.stray_count:
        held.counts = {**held.counts, STRAY: lines.stray_count}
    held.findings = found
    held.status = Status.FAILED if held.fault else Status.CHECKED
    if not held.count() and not held.fault:
        held.fault = [["", "The sheet has no rows below its headings.", "Write the records there."]]
        held.status = Status.FAILED
    with transaction.atomic():
        SheetKey.objects.filter(sheet_import=held).delete()
        held.save(update_fields=["findings", "status", "fault", "counts"])


def start_anew(held: SheetImport) -> None:
    """Forget the verdicts, to look the sheet through from its first row."""
    with transaction.atomic():
        held.rows.all().delete()
        held.keys.all().delete()
        held.row_done, held.counts, held.findings, held.fault, held.unknown = 0, {}, [], [], []
        held.status = Status.READING
        held.asked_at = timezone.now()
        held.save()
