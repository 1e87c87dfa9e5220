"""HTML and SVG as element trees, so that a text can never become markup."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element, tostring

Child = Element | str | None
Attributes = Mapping[str, str | int | bool | None]


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


def write(*elements: Element) -> str:
    """The HTML of elements, one after the other."""
    return "".join(tostring(element, encoding="unicode", method="html") for element in elements)
