"""A questionnaire as it stands on a page: the tools above, the questions, and beside them the place of the result."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from assessment import words
from assessment.desk import desk
from assessment.form import form
from assessment.markup import el
from assessment.model import Item, Questionnaire


def assessment(questionnaire: Questionnaire, section: Callable[[Item], str], bundle: str) -> Element:
    """A questionnaire with all that a page offers for it; `section` gives the address of an item's section, `bundle` names the folder
    with what scores it.
    """
    return with_result(questionnaire.id, questionnaire.edition, bundle, desk(), form(questionnaire, section))


def with_result(id: str, edition: str, bundle: str, *questions: Element) -> Element:
    """Questions, and beside them the place of their result, with the sentence that is shown while there is none."""
    body = el(
        "div",
        {"class": "fw-body", "id": "result-body"},
        el("h2", {"id": "result"}, words.RESULT),
        *_states("idle"),
        el("div", {"class": "fw-output"}),
        trouble(),
    )
    toggle = el("button", {"type": "button", "class": "fw-toggle", "aria-expanded": "false", "aria-controls": "result-body"}, words.RESULT)
    status = el("p", {"role": "status", "class": "fw-aloud"})
    result = el("section", {"class": "fw-side", "aria-labelledby": "result"}, toggle, body, status)
    attributes = {"class": "fw-assessment", "data-questionnaire": id, "data-bundle": bundle, "data-edition": edition}
    return el("fieldworthy-form", attributes, _without_script(), *questions, result)


def trouble() -> Element:
    """What is said where this browser lets the site keep nothing."""
    return el("p", {"class": "fw-trouble", "data-trouble": "off", "hidden": True}, words.STORE_OFF)


def own(bundle: str) -> Element:
    """Where a questionnaire of one's own is opened and then stands."""
    file = el("input", {"type": "file", "accept": ".yml,.yaml,.json", "hidden": True, "aria-label": words.OPEN_OWN})
    return el(
        "fieldworthy-own",
        {"class": "fw-own", "data-bundle": bundle},
        _without_script(),
        el(
            "p",
            {"class": "fw-buttons"},
            el("button", {"type": "button", "class": "fw-button", "data-own": "open"}, words.OPEN_OWN),
            el("button", {"type": "button", "class": "fw-button", "data-own": "close", "hidden": True}, words.CLOSE_OWN),
            file,
        ),
        el("p", {"class": "fw-small"}, words.OWN_STAYS),
        el("div", {"class": "fw-told", "role": "status"}),
        *_states(),
        el("div", {"class": "fw-opened"}),
    )


def _states(now: str = "") -> Iterator[Element]:
    """What is said while there is no result; `now` is the state whose sentence is shown."""
    for when, text in words.STATES.items():
        yield el("p", {"class": "fw-state", "data-when": when, "hidden": when != now}, text)


def _without_script() -> Element:
    return el("noscript", None, el("p", {"class": "fw-trouble"}, words.NO_SCRIPT))
