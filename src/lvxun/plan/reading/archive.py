"""The parts of a zipped Office document, read with a guard against archives that unpack without end."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Self

from lxml import etree

from lvxun.plan.errors import PlanReadError
from lvxun.plan.reading.kinds import AGAIN

MAX_UNPACKED = 200 * 1024 * 1024
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
    struct.error,
)


class Package:
    """XML parts of a ``.docx`` by name."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except DAMAGED as error:
            raise PlanReadError("the Word document is cut off or damaged.", remedy=AGAIN) from error
        self._left = MAX_UNPACKED

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()

    def root(self, name: str) -> etree._Element | None:
        """Return the root of an XML part, ``None`` where the package has no such part."""
        if name not in self._archive.namelist():
            return None
        # No entities and no network: a document must not read other files or blow up when parsed.
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        try:
            return etree.fromstring(self._part(name), parser)
        except etree.XMLSyntaxError as error:
            raise PlanReadError(f"the Word document is damaged (part {name}).", remedy=AGAIN) from error

    def _part(self, name: str) -> bytes:
        info = self._archive.getinfo(name)
        if info.flag_bits & 0x1:
            raise PlanReadError(
                "the document is protected by a password.", remedy="Save it without one and try again."
            )
        try:
            with self._archive.open(info) as part:
                data = part.read(self._left + 1)
        except DAMAGED as error:
            raise PlanReadError(f"the Word document is damaged (part {name}).", remedy=AGAIN) from error
        self._left -= len(data)
        if self._left < 0:
            what = f"the document unpacks to more than {MAX_UNPACKED // 1024**2} MB of text."
            raise PlanReadError(
                what, remedy="Save the plan's text alone, without pictures and data, as a new .docx."
            )
        return data
