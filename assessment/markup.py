"""HTML and SVG as element trees, so that a text can never become markup."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element, tostring

Child = Element | str | None
Attributes = Mapping[str, str | int | bool | None]

NOWHERE_ALLOWED = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")


def el(tag: str, attributes: Attributes | None = None, /, *children: Child) -> Element:
    """An element with attributes and children; None and False attributes and None children are left out, True is an empty attribute."""
    element = Element(tag)
    for name, value in (attributes or {}).items():
        if value is not None and value is not False:
            element.set(name, "" if value is True else str(value))
    add(element, *children)
    return element


def add(element: Element, *children: Child) -> None:
    """Put children, elements or texts, behind what an element holds already."""
    for child in children:
        if child is None:
            continue
        if isinstance(child, Element):
            element.append(child)
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + child
        else:
            element.text = (element.text or "") + child


def anchor(item: str) -> str:
    """The id of the element that holds the question of an item, or the answer to it."""
    return f"q-{item.lower()}"


def write(*elements: Element) -> str:
    """The HTML of elements, one after the other."""
    return allowed("".join(tostring(element, encoding="unicode", method="html") for element in elements))


def write_xml(element: Element) -> str:
    """The XML of an element, as a file of its own can hold it."""
    return allowed(tostring(element, encoding="unicode", method="xml"))


def allowed(text: str) -> str:
    """A text with the replacement character in place of those that no document may hold, such as control characters and lone surrogates."""
    return NOWHERE_ALLOWED.sub("\ufffd", text)
