"""XML of office files without its namespaces, of which each format has two editions; nothing in it is ever followed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

_SAFE: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}

_ELEMENTS_FOR_EACH = 20


def parse_xml(data: bytes) -> Any:
    """The root element. Entities, document types and network addresses are never followed."""
    from lxml import etree

    root = etree.fromstring(data, etree.XMLParser(**_SAFE))
    demand_plain(root)
    return root


class OversizedXmlError(Exception):
    """A document with more elements of one name than allowed; it was not read to its end."""


def parse_counted(data: bytes, name: str, most: int) -> Any:
    """The root element, of a document with at most so many elements of that name and twenty times as many in all."""
    from lxml import etree

    events = etree.iterparse(io.BytesIO(data), events=("start",), **_SAFE)
    counted = 0
    for number, (_, element) in enumerate(events):
        if number == 0:
            demand_plain(element)
        counted += isinstance(element.tag, str) and local_name(element) == name
        if counted > most or number > _ELEMENTS_FOR_EACH * most:
            raise OversizedXmlError(name)
    return events.root


def stream_xml(data: bytes, *names: str) -> Iterator[tuple[str, Any]]:
    """The elements of these names as they begin and end, in pairs of "start" or "end" and the element."""
    from lxml import etree

    events = etree.iterparse(
        io.BytesIO(data), events=("start", "end"), tag=[f"{{*}}{name}" for name in names], **_SAFE
    )
    for number, (event, element) in enumerate(events):
        if number == 0:
            demand_plain(element)
        yield event, element


def demand_plain(element: Any) -> None:
    """Refuse a document type: office files have none, and it is the door to entities."""
    if element.getroottree().docinfo.doctype:
        raise ValueError("an office document has no document type")


def children(element: Any) -> Iterator[Any]:
    """The child elements, without comments and processing instructions."""
    return (child for child in element if isinstance(child.tag, str))


def local_name(element: Any) -> str:
    """The element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: Any, name: str) -> str | None:
    """An attribute by its name without namespace."""
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def child(element: Any, *names: str) -> Any | None:
    """The element at the end of a path of names, or None."""
    for name in names:
        element = next((found for found in children(element) if local_name(found) == name), None)
        if element is None:
            return None
    return element
