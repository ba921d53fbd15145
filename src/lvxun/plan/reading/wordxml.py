"""Reading WordprocessingML by local names."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree


def local(element: etree._Element) -> str:
    """Return the element's name without namespace; comments and the like have none."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the children with that local name."""
    return (child for child in element if local(child) == name)


def path(element: etree._Element | None, *names: str) -> etree._Element | None:
    """Return the first descendant along a path of local names."""
    for name in names:
        element = None if element is None else next(children(element, name), None)
    return element


def attribute(element: etree._Element | None, name: str) -> str | None:
    """Return an attribute by its local name."""
    if element is None:
        return None
    return next((str(value) for key, value in element.items() if str(key).rpartition("}")[2] == name), None)


def number(element: etree._Element | None, name: str = "val") -> int | None:
    """Return a small whole number in an attribute, ``None`` where there is none."""
    value = attribute(element, name) or ""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 7 else None
