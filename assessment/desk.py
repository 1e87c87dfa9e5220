"""The tools above a form: projects, undo, files, sharing; the style shows them once a script brings them to life."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from assessment import words
from assessment.markup import Child, el


def desk(all_projects: str) -> Element:
    """The tools for the questionnaire whose form stands below; `all_projects` is the address of the page that holds all projects."""
    return el(
        "fieldworthy-desk",
        {"class": "fw-desk"},
        el("div", {"class": "fw-tools", "role": "group", "aria-label": words.TOOLS}, *_tools()),
        el("p", {"class": "fw-small fw-where"}, words.KEPT_HERE, " ", _reminder()),
        _copied(),
        el("div", {"class": "fw-told", "role": "status"}),
        _dialog("fw-projects", words.PROJECTS, *_projects(all_projects)),
        _dialog("fw-share", words.TO_SHARE, *_sharing()),
    )


def title(text: str, rank: int, id: str | None = None) -> Element:
    """A heading that the page's table of contents leaves alone."""
    return el("p", {"class": "fw-title", "role": "heading", "aria-level": rank, "id": id}, text)


def _tools() -> list[Element]:
    choose = el("select", {"data-open": True, "data-unnamed": words.UNNAMED})
    files = el(
        "input", {"type": "file", "accept": ".json,application/json", "multiple": True, "hidden": True, "aria-label": words.OPEN_FILE}
    )
    return [
        el("label", {"class": "fw-which"}, el("span", None, words.PROJECT), choose),
        _button("projects", words.PROJECTS),
        _button("undo", words.UNDO),
        _button("redo", words.REDO),
        _button("save", words.SAVE_FILE),
        _button("open", words.OPEN_FILE),
        files,
        _button("share", words.TO_SHARE),
    ]


def _reminder() -> Element:
    return el("span", {"data-reminder": True, "hidden": True}, words.NOT_IN_A_FILE, " ", el("b", {"data-unsaved": True}))


def _copied() -> Element:
    return el(
        "section",
        {"class": "fw-copied", "aria-label": words.SHARED_COPY, "hidden": True},
        el("p", None, words.SHARED_COPY_SAYS),
        el("p", None, _button("keep", words.KEEP_COPY), " ", _button("drop", words.DROP_COPY)),
    )


def _projects(all_projects: str) -> list[Element]:
    return [
        el(
            "label",
            {"class": "fw-field"},
            el("span", None, words.PROJECT_NAME),
            el("input", {"type": "text", "maxlength": 200, "data-name": True}),
        ),
        el("p", {"class": "fw-buttons"}, _button("new", words.NEW), _button("duplicate", words.DUPLICATE), _button("delete", words.DELETE)),
        el("p", {"class": "fw-small"}, words.DELETE_CAN_BE_UNDONE),
        el(
            "p",
            {"class": "fw-buttons"},
            el("a", {"class": "fw-button", "href": all_projects}, words.ALL_PROJECTS),
            _button("erase", words.ERASE),
        ),
        el("p", {"class": "fw-small"}, words.ERASE_MEANS),
    ]


def _sharing() -> list[Element]:
    return [
        title(words.LINK, 3),
        el("p", None, words.LINK_HOLDS),
        _copyable(el("input", {"type": "text", "readonly": True, "data-link": True, "aria-label": words.LINK})),
        el("p", {"role": "status"}, _hidden("data-copied", words.COPIED), _hidden("data-select", words.SELECTED)),
        title(words.TAKE_AWAY, 3),
        el("ul", {"class": "fw-exports"}, *map(_kind, words.EXPORTS), _taken("print", words.PRINT, words.PRINT_MEANS)),
        title(words.BADGE_LINK, 3),
        el("p", None, words.BADGE_LINK_MEANS),
        *(el("p", {"class": "fw-field"}, el("span", None, text), _snippet(kind, text)) for kind, text in words.SNIPPETS.items()),
    ]


def _kind(kind: str) -> Element:
    return _taken("export", words.EXPORTS[kind], words.EXPORT_MEANS[kind], kind)


def _taken(does: str, text: str, means: str, kind: str | None = None) -> Element:
    return el("li", None, _button(does, text, kind), " ", el("span", None, means))


def _snippet(kind: str, text: str) -> Element:
    return _copyable(el("input", {"type": "text", "readonly": True, "data-snippet": kind, "aria-label": text}))


def _copyable(field: Element) -> Element:
    return el("span", {"class": "fw-copyable"}, field, _button("copy", words.COPY))


def _hidden(name: str, text: str) -> Element:
    return el("span", {name: True, "hidden": True}, text)


def _dialog(name: str, text: str, *parts: Child) -> Element:
    close = _button("close", words.CLOSE)
    return el(
        "dialog",
        {"class": f"fw-dialog {name}", "aria-label": text},
        title(text, 2),
        *parts,
        el("p", {"class": "fw-buttons"}, close),
    )


def _button(does: str, text: str, kind: str | None = None) -> Element:
    return el("button", {"type": "button", "class": "fw-button", "data-do": does, "data-kind": kind}, text)
