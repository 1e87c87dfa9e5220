"""A questionnaire as it stands on a page: the tools above, the questions, and beside them the place of the result."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from xml.etree.ElementTree import Element

from assessment import exchange_words, words
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


def proposal(questionnaire: Questionnaire, bundle: str) -> Element:
    """Where a readiness chapter is put together: which project, which sections, and beneath them the chapter."""
    project = el(
        "select",
        {"data-project": True, "data-unnamed": words.UNNAMED},
        el("option", {"value": ""}, exchange_words.NO_ANSWERS),
    )
    chosen = el("p", {"class": "fw-small", "role": "status"}, exchange_words.SECTIONS_CHOSEN, " ", el("b", {"data-number": True}, "0"))
    takes = (_asks(kind, text) for kind, text in (*exchange_words.CHAPTER_AS.items(), ("copy", exchange_words.COPY_CHAPTER)))
    return el(
        "fieldworthy-proposal",
        {"class": "fw-proposal", "data-bundle": bundle, "data-questionnaire": questionnaire.id},
        _without_script(),
        el("label", {"class": "fw-field"}, el("span", None, exchange_words.START_FROM), project),
        el("p", {"class": "fw-buttons"}, _asks("gaps", exchange_words.TAKE_GAPS), _asks("none", exchange_words.CHOOSE_NONE)),
        _find(),
        *_sections(questionnaire),
        chosen,
        el("p", {"class": "fw-buttons", "data-takes": True, "hidden": True}, *takes),
        el("p", {"role": "status"}, _hidden("data-copied", words.COPIED), _hidden("data-select", words.SELECTED)),
        el("div", {"class": "fw-told", "role": "status"}),
        *_states(),
        el("p", {"data-empty": True}, exchange_words.CHAPTER_HERE),
        el("section", {"class": "fw-chapter", "aria-label": exchange_words.CHAPTER}),
    )


def _find() -> Element:
    text = el("span", None, exchange_words.FIND_SECTION)
    return el("label", {"class": "fw-field"}, text, el("input", {"type": "search", "autocomplete": "off"}))


def _sections(questionnaire: Questionnaire) -> Iterator[Element]:
    """The sections of each lesson, which fold."""
    for dimension in questionnaire.dimensions:
        labels = (
            el(
                "label",
                None,
                el("input", {"type": "checkbox", "value": item.id}),
                el("span", {"class": "fw-id"}, item.id),
                f" {item.title}",
            )
            for item in questionnaire.items
            if item.dimension == dimension.id
        )
        fields = el("fieldset", {"class": "fw-chosen", "aria-label": dimension.title}, *labels)
        yield el("details", {"class": "fw-folded"}, el("summary", None, dimension.title), fields)


def _hidden(name: str, text: str) -> Element:
    return el("span", {name: True, "hidden": True}, text)


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
