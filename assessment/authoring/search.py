"""What the site's search leaves out: controls, notes that stand on every card, and questions and rows that another page holds."""

from __future__ import annotations

from xml.etree.ElementTree import Element

LEFT_OUT = "data-search-exclude"
HEADINGS = {"h1", "h2", "h3"}
CONTROLS = {"button", "summary", "noscript"}
NOTES = {"fw-trouble", "fw-beside", "fw-said-once"}


def leave_out(made: Element) -> Element:
    """The same element, which search passes over; a heading within would begin an entry of its own, so it is marked too."""
    made.set(LEFT_OUT, "true")
    for part in made.iter():
        if part.tag in HEADINGS:
            part.set(LEFT_OUT, "true")
    return made


def leave_out_controls(made: Element) -> Element:
    """The same element, of which search reads no button, nothing hidden, no warning and no note that every card repeats."""
    for part in made.iter():
        if part.tag in CONTROLS or "hidden" in part.attrib or NOTES & {*part.get("class", "").split()}:
            part.set(LEFT_OUT, "true")
    return made
