"""A plan on disk: ``plan.toml`` and, beside it, ``plan.txt``, the very text that its spans point into."""

from __future__ import annotations

import hashlib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

import tomli_w

from lvxun.errors import Where
from lvxun.plan.errors import PlanFileError
from lvxun.plan.model import Plan, Review, Target
from lvxun.plan.plan_file import COUNTED, read_plan
from lvxun.plan.serialise import to_dict

PLAN_FILE, TEXT_FILE = "plan.toml", "plan.txt"
_FORMAT = 1
Table: TypeAlias = dict[str, object]


def save(plan: Plan, folder: Path | str, *, name: str = PLAN_FILE) -> None:
    """Write ``plan.toml`` and ``plan.txt`` into ``folder``, both or neither.

    The text is written byte for byte as it was read (UTF-8), line ends included. ``name`` gives the plan file
    another name; the text then takes the same stem.

    Raises
    ------
    PlanFileError
        where the folder cannot be written.
    """
    folder = Path(folder)
    text_file = _text_file(name)
    text = _bytes(plan.source.text)
    toml = tomli_w.dumps(to_toml_dict(plan, text_file=text_file), multiline_strings=False).encode()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write_all({folder / text_file: text, folder / name: toml})
    except OSError as fault:
        remedy = "Choose a folder that you may write to."
        raise PlanFileError(f"The plan cannot be written: {fault.strerror}.", str(folder), remedy) from fault


def to_toml_dict(plan: Plan, *, text_file: str = TEXT_FILE) -> Table:
    """Return the plan as ``plan.toml`` holds it, without what is ``None``: TOML has no word for it."""
    document = {
        "format": _FORMAT,
        "text_file": text_file,
        "source": _source(plan, _bytes(plan.source.text)),
        "counts": {name: len(getattr(plan, name)) for name in COUNTED},
        **to_dict(plan),
    }
    return {key: _pruned(value) for key, value in document.items()}


def load(folder: Path | str, *, name: str = PLAN_FILE) -> Plan:
    """Return the plan kept in ``folder``.

    Raises
    ------
    PlanFileError
        (or ``ManyErrors`` of it) where a file is missing, truncated or contradicts itself: the text is not
        the one that was parsed, a span lies outside it, an id comes twice, a word is unknown.
    """
    folder = Path(folder)
    path = folder / name
    raw = _read(path, "Parse the document again: lvxun plan parse FILE --out plan.toml.")
    try:
        data = tomllib.loads(raw.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        remedy = "The file is damaged or cut short: parse the document again, or restore the file."
        raise PlanFileError(f"This is not a whole TOML file ({fault}).", str(path), remedy) from fault
    text_path = folder / _text_name(data, path)
    text = _read(text_path, "The text of a plan lies beside plan.toml: restore it, or parse again.")
    return read_plan(data, _checked_text(data, text, path, text_path), str(path))


def keep_reviewed(plan: Plan, kept: Plan) -> tuple[Plan, int]:
    """Return ``plan`` with the indicator and verdict that people gave to the same target of ``kept``.

    A target is the same where its measure, its sentence and its indicator as worded are, or its id and one of
    the two: ids move up where a target is found before it. The count says how many were carried over.
    """
    decided = [target for target in kept.targets if target.indicator_id or target.review is not Review.OPEN]
    by_words = {_words(target): target for target in decided}
    by_id = {target.id: target for target in decided}
    targets = tuple(_reviewed(t, by_words.get(_words(t)) or by_id.get(t.id)) for t in plan.targets)
    carried = sum(new is not old for new, old in zip(targets, plan.targets, strict=True))
    return replace(plan, targets=targets), carried


def _words(target: Target) -> tuple[object, ...]:
    return target.measure_id, target.quote, target.indicator, target.comparator, target.value


def _reviewed(target: Target, before: Target | None) -> Target:
    if before is None or not (before.quote == target.quote or before.indicator == target.indicator):
        return target
    return replace(target, indicator_id=before.indicator_id, review=before.review)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _text_file(name: str) -> str:
    return TEXT_FILE if name == PLAN_FILE else f"{Path(name).stem}.txt"


def _source(plan: Plan, text: bytes) -> Table:
    source = plan.source
    return {
        "name": source.name,
        "format": source.format,
        "encoding": source.encoding,
        "page_starts": list(source.page_starts),
        "sha256": source.sha256,
        "text_sha256": hashlib.sha256(text).hexdigest(),
        "warnings": list(source.warnings),
    }


def _pruned(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _pruned(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_pruned(item) for item in value]
    return value


def _write_all(files: Mapping[Path, bytes]) -> None:
    """Write every file beside its place, then put all in place: a failure before that leaves the old ones."""
    parts = {path: path.with_name(f".{path.name}.{os.getpid()}.part") for path in files}
    try:
        for path, content in files.items():
            with parts[path].open("wb") as out:
                out.write(content)
                out.flush()
                os.fsync(out.fileno())
        for path, part in parts.items():
            part.replace(path)
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


def _read(path: Path, remedy: str) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise PlanFileError("The file is missing.", str(path), remedy) from None
    except OSError as fault:
        raise PlanFileError(f"The file cannot be read: {fault.strerror}.", str(path), remedy) from fault


def _text_name(data: Mapping[str, object], path: Path) -> str:
    name = data.get("text_file", TEXT_FILE)
    if not isinstance(name, str) or not name or Path(name).name != name:
        remedy = "Write the name of the text file in the same folder, such as plan.txt."
        raise PlanFileError(f"'{name}' is not a file name.", Where(str(path), field="text_file"), remedy)
    return name


def _checked_text(data: Mapping[str, object], raw: bytes, path: Path, text_path: Path) -> str:
    source = data.get("source")
    expected = source.get("text_sha256") if isinstance(source, dict) else None
    if expected is None:
        raise PlanFileError(
            "The check sum of the text is missing.",
            Where(str(path), field="source.text_sha256"),
            "The file is cut short or was written by hand: parse the document again.",
        )
    if hashlib.sha256(raw).hexdigest() != expected:
        raise PlanFileError(
            f"The text is not the one that {path.name} was made from.",
            Where(str(text_path), field="source.text_sha256"),
            "Restore the text as it was, or parse the document again.",
        )
    return raw.decode("utf-8", "surrogatepass")
