"""From a file or an upload to ``SourceText``: guards first, then the reader of the format found inside."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from lvxun.plan.errors import PlanReadError
from lvxun.plan.model import SourceText
from lvxun.plan.reading.draft import Draft
from lvxun.plan.reading.encoding import decode
from lvxun.plan.reading.kinds import kind_of

MAX_BYTES = 100 * 1024 * 1024
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\ufffd\x00"))
ANOTHER_FORMAT = "Give the plan as .docx, .pdf with text, .html or .txt."


def _read_text(data: bytes) -> Draft:
    text, encoding = decode(data)
    return Draft(text, encoding)


# The libraries behind these formats are imported when one is read: the site starts without them.
def _read_pdf(data: bytes) -> Draft:
    from lvxun.plan.reading.pdf import read_pdf

    return read_pdf(data)


def _read_webpage(data: bytes) -> Draft:
    from lvxun.plan.reading.webpage import read_webpage

    return read_webpage(data)


def _read_word(data: bytes) -> Draft:
    from lvxun.plan.reading.word import read_word

    return read_word(data)


READERS: dict[str, Callable[[bytes], Draft]] = {
    "txt": _read_text,
    "docx": _read_word,
    "pdf": _read_pdf,
    "html": _read_webpage,
}


def read(path: Path) -> SourceText:
    """Read a policy document: .txt, .docx, .pdf with a text layer, .html.

    The format is found in the content, not in the name. Lines end in a single newline; pages of a PDF are
    joined by one. Offsets of spans count characters of the ``text`` that comes back.

    Raises
    ------
    PlanReadError
        Where there is no file, or no text in it: with the file and what to do.
    """
    path = Path(path)
    data = _bytes_of(path)
    return replace(read_bytes(data, str(path)), name=path.name)


def read_bytes(data: bytes, name: str) -> SourceText:
    """Read a policy document that came as bytes; ``name`` is the file's name, for errors and display.

    Raises
    ------
    PlanReadError
        As ``read`` does.
    """
    try:
        return _source(data, name)
    except PlanReadError as reason:  # the readers do not know which file they have
        raise PlanReadError(reason.what, name, reason.remedy) from reason


def _source(data: bytes, name: str) -> SourceText:
    if not data:
        raise PlanReadError("the file is empty.", remedy="Download or export it again.")
    if len(data) > MAX_BYTES:
        raise PlanReadError(f"the file has more than {MAX_BYTES // 1024**2} MB.", remedy=ANOTHER_FORMAT)
    kind = kind_of(data, name)
    draft = READERS[kind](data)
    if not draft.text.translate(INVISIBLE).strip():
        raise PlanReadError(
            "the file holds no text, only white space.", remedy="Check that it is the right file."
        )
    return SourceText(
        text=draft.text,
        name=Path(name).name,
        format=kind,
        encoding=draft.encoding,
        page_starts=draft.page_starts,
        sha256=hashlib.sha256(data).hexdigest(),
        warnings=draft.warnings,
    )


def _bytes_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise PlanReadError("this is a folder, not a document.", str(path), "Name one file in it.")
        if not path.is_file():
            raise PlanReadError("there is no such file.", str(path), "Check the name and the folder.")
        if path.stat().st_size > MAX_BYTES:
            what = f"the file has more than {MAX_BYTES // 1024**2} MB."
            raise PlanReadError(what, str(path), ANOTHER_FORMAT)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise PlanReadError(
            f"the file cannot be opened: {reason}.", str(path), "Check its rights."
        ) from error
