"""A questionnaire as it stands on a page: the tools above, the questions, and beside them the place of the result."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from xml.etree.ElementTree import Element

from assessment import words
from assessment.desk import desk, title
from assessment.form import form
from assessment.markup import el
from assessment.model import Questionnaire

ALL_PROJECTS = "assessments/projects/#your-projects"


def assessment(questionnaire: Questionnaire, address: Callable[[str], str], bundle: str) -> Element:
    """A questionnaire with all that a page offers for it; `address` makes an address below the guide's start one that the page can use,
    `bundle` names the folder with what scores it.
    """
    questions = form(questionnaire, lambda item: address(item.address))
    return with_result(questionnaire.id, questionnaire.edition, bundle, desk(address(ALL_PROJECTS)), questions)


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


def projects(questionnaires: Sequence[Questionnaire], bundle: str) -> Element:
    """Where all projects stand side by side: in a table, two compared, several people's answers merged."""
    which = el("select", {"data-which": True}, *(el("option", {"value": one.id}, one.title) for one in questionnaires))
    return el(
        "fieldworthy-projects",
        {"class": "fw-projects", "data-bundle": bundle},
        _without_script(),
        el("label", {"class": "fw-field"}, el("span", None, words.BY_WHICH), which),
        el("fieldset", {"class": "fw-chosen"}, el("legend", None, words.CHOOSE_PROJECTS), el("div", {"data-projects": True}), _none()),
        el("p", {"class": "fw-buttons"}, *(_asks(name, text) for name, text in words.SIDE_BY_SIDE.items()), _files()),
        el("p", {"class": "fw-small"}, words.FILES_BECOME_PROJECTS),
        el("div", {"class": "fw-told", "role": "status"}),
        *_states(),
        el(
            "section",
            {"class": "fw-sides", "aria-labelledby": "sides", "hidden": True},
            title(words.SIDES, 2, "sides"),
            el("div", {"class": "fw-beside-each-other"}),
            el("p", {"class": "fw-buttons", "data-settled": True, "hidden": True}, _asks("settle", words.KEEP_SETTLED)),
            el("p", {"role": "status"}, el("span", {"data-kept-as": True, "hidden": True}, words.SETTLED_KEPT)),
        ),
        el(
            "section",
            {"aria-labelledby": "portfolio", "hidden": True},
            title(words.PORTFOLIO, 2, "portfolio"),
            el("div", {"class": "fw-portfolio"}),
        ),
    )


def _asks(verb: str, text: str) -> Element:
    return el("button", {"type": "button", "class": "fw-button", "data-ask": verb}, text)


def _none() -> Element:
    return el("p", {"class": "fw-small", "data-none": True, "hidden": True}, words.NO_PROJECTS)


def _files() -> Element:
    return el("input", {"type": "file", "accept": ".json", "multiple": True, "hidden": True, "aria-label": words.OPEN_FILE})


def _states(now: str = "") -> Iterator[Element]:
    """What is said while there is no result; `now` is the state whose sentence is shown."""
    for when, text in words.STATES.items():
        yield el("p", {"class": "fw-state", "data-when": when, "hidden": when != now}, text)


def _without_script() -> Element:
    return el("noscript", None, el("p", {"class": "fw-trouble"}, words.NO_SCRIPT))
