"""Two plans compared from what was uploaded: one document against the served plan, or two with each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict

from lvxun.errors import LvxunError, Where
from lvxun.plan.comparing import Change, PlanDiff, diff
from lvxun.plan.model import Plan
from lvxun.plan.parsing import parse
from lvxun.plan.reading import read_bytes

Upload: TypeAlias = "UploadedFile[Any]"  # generic for the type checker only
LARGEST_UPLOAD = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparison with what the page counts first."""

    diff: PlanDiff
    measures: dict[Change, int]
    targets: dict[Change, int]
    handed_over: int


def compare_upload(served: Plan, files: MultiValueDict[str, Upload]) -> Comparison:
    """Compare ``files["after"]`` with ``files["before"]``, or with the served plan where that is not sent.

    Raises
    ------
    LvxunError
        if no file was sent, or one is too large or cannot be read as a document.
    """
    if "after" not in files:
        raise LvxunError(
            "No document was chosen.", Where(field="after"), "Choose a .docx, .pdf, .html or .txt file."
        )
    before = _plan(files["before"]) if "before" in files else served
    found = diff(before, _plan(files["after"]))
    return Comparison(found, found.measure_counts, found.target_counts, len(found.handed_over))


def _plan(upload: Upload | list[object]) -> Plan:
    if isinstance(upload, list):  # Django's word for a field without a file
        raise LvxunError("A field came without a file.", remedy="Choose the document again.")
    name = upload.name or "document"
    if (upload.size or 0) > LARGEST_UPLOAD:
        raise LvxunError(f"{upload.size} bytes are too many.", Where(file=name), "Send at most 20 MB.")
    return parse(read_bytes(upload.read(), name))
