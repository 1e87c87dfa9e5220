"""The questions as HTML: a whole form for a questionnaire, one fieldset for an item; complete before any script runs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from xml.etree.ElementTree import Element

from assessment import words
from assessment.markup import anchor, el
from assessment.model import LONGEST_TEXT, Fact, Item, Level, Questionnaire, Stage

MOST_AT_A_GLANCE = 2  # stages whose verdicts need no choice between them
MOST_IN_A_ROW = 10  # questions about several dimensions that need no headings between them
LONGEST_LINE = 2_000


def form(questionnaire: Questionnaire, section: Callable[[Item], str]) -> Element:
    """All facts and questions of a questionnaire; `section` gives the address of an item's section, seen from the page."""
    about = [fact_fieldset(fact) for fact in questionnaire.facts]
    if len(questionnaire.stages) > MOST_AT_A_GLANCE:
        about.append(target_fieldset(questionnaire.stages))
    parts: list[Element] = [el("h2", {"id": "about-the-project"}, words.ABOUT_PROJECT), *about] if about else []
    if questionnaire.stages:
        parts.append(_fast_lane())
    headed = bool(about) or (len(questionnaire.dimensions) > 1 and len(questionnaire.items) > MOST_IN_A_ROW)
    seen: set[str] = set()
    for dimension, items in groupby(questionnaire.items, key=lambda item: item.dimension):
        questions = [item_fieldset(item, questionnaire.scale, questionnaire.stages, section(item)) for item in items]
        parts.append(_part(questionnaire, dimension, questions, heading=headed, first=dimension not in seen))
        seen.add(dimension)
    return el("form", {"class": "fw-form", "autocomplete": "off"}, *parts)


def _part(questionnaire: Questionnaire, dimension: str, questions: Sequence[Element], *, heading: bool, first: bool) -> Element:
    """Questions of one dimension that follow each other; the first part of a dimension can be linked to and shows how far it is."""
    if not heading:
        return el("div", {"data-dimension": dimension}, *questions)
    title = next(one.title for one in questionnaire.dimensions if one.id == dimension)
    progress = el("small", {"data-progress": dimension}) if first else None
    head = el("h2", {"id": f"questions-{dimension.lower()}" if first else None}, title, " ", progress)
    return el("div", {"data-dimension": dimension}, head, *questions)


def _fast_lane() -> Element:
    switch = el("input", {"type": "checkbox", "data-lane": True})
    says = el("p", {"class": "fw-small", "data-lane-says": True})
    return el("div", {"class": "fw-lane"}, el("label", None, switch, el("span", None, words.FAST_LANE)), says)


def item_fieldset(item: Item, scale: Sequence[Level], stages: Sequence[Stage], section: str | None) -> Element:
    """One item as a group of radio buttons; each carries the answer that it stands for as JSON in `data-answer`.

    `section` is the address of the item's section, None when the question stands in it.
    """
    name = anchor(item.id)
    notes = el("p", {"class": "fw-notes", "id": f"{name}-notes"}, *_notes(item, scale, stages, section))
    return el(
        "fieldset",
        {"class": "fw-question", "id": name, "data-item": item.id, "aria-describedby": f"{name}-notes"},
        el("legend", None, el("span", {"class": "fw-id"}, item.id), " ", item.question),
        notes,
        *_levels(name, item, scale, stages, marks_gaps=section is None),
        _radio(name, {"dont_know": True}, el("b", None, words.DONT_KNOW), words.DONT_KNOW_MEANS),
        _not_applicable(name) if item.may_not_apply else None,
        el("button", {"type": "button", "class": "fw-clear", "data-clear": True, "hidden": True}, words.CLEAR),
        _beside(),
    )


def _beside() -> Element:
    """What can be kept beside an answer; a field that holds something shows that it does while it is folded."""
    return el("details", {"class": "fw-beside"}, el("summary", None, words.BESIDE), *map(_kept, words.KEPT_PARTS))


def _kept(part: str) -> Element:
    kinds = {"link": "url", "date": "date", "review_by": "date"}
    attributes: dict[str, str | int] = {"data-part": part}
    if part == "note":
        field = el("textarea", {**attributes, "rows": 2, "maxlength": LONGEST_TEXT})
    else:
        field = el("input", {**attributes, "type": kinds.get(part, "text"), "maxlength": LONGEST_LINE})
    return el("label", {"class": "fw-field"}, el("span", None, words.KEPT_PARTS[part]), field)


def fact_fieldset(fact: Fact) -> Element:
    """One fact as a group of radio buttons."""
    name = f"fact-{fact.id}"
    return el(
        "fieldset",
        {"class": "fw-question fw-fact", "id": name, "data-fact": fact.id},
        el("legend", None, fact.question),
        el("p", {"class": "fw-notes"}, fact.help) if fact.help else None,
        *(
            el("label", None, el("input", {"type": "radio", "name": name, "value": choice.id}), el("span", None, choice.label))
            for choice in fact.choices
        ),
        el("button", {"type": "button", "class": "fw-clear", "data-clear": True, "hidden": True}, words.CLEAR),
    )


def target_fieldset(stages: Sequence[Stage]) -> Element:
    """Which stage the person wants next, as a group of radio buttons."""
    return el(
        "fieldset",
        {"class": "fw-question fw-fact", "id": "target", "data-target": True},
        el("legend", None, words.TARGET),
        *(
            el("label", None, el("input", {"type": "radio", "name": "target", "value": stage.id}), el("span", None, stage.name))
            for stage in stages
        ),
        el("button", {"type": "button", "class": "fw-clear", "data-clear": True, "hidden": True}, words.CLEAR),
    )


def _notes(item: Item, scale: Sequence[Level], stages: Sequence[Stage], section: str | None) -> list[Element | str]:
    level_names = {level.id: level.name for level in scale}
    stage_names = {stage.id: stage.name for stage in stages}
    notes: list[Element | str] = []
    for gate in item.gates:
        notes += [el("span", {"class": "fw-gate"}, words.gate_needs(stage_names[gate.stage], level_names[gate.least])), " "]
    if item.who_knows:
        notes.append(words.who_knows(item.who_knows))
    if section is not None:
        notes += [" ", el("a", {"href": section}, words.READ)]
    return notes


def _levels(name: str, item: Item, scale: Sequence[Level], stages: Sequence[Stage], *, marks_gaps: bool) -> Iterator[Element]:
    """The levels to choose from; in the guide each below the top brings the sentence that marks the section as a gap."""
    names = {level.id: level.name for level in scale}
    places = {level.id: place for place, level in enumerate(scale)}
    titles = {stage.id: stage.name for stage in stages}
    for place, level in enumerate(scale):
        needed = [(titles[gate.stage], names[gate.least]) for gate in item.gates if place < places[gate.least]]
        gap = words.gap(level.name, needed) if marks_gaps and level is not scale[-1] else None
        yield _radio(name, {"level": level.id}, el("b", None, level.name), item.levels[level.id], gap)


def _radio(name: str, answer: dict[str, object], head: Element, text: str, gap: str | None = None) -> Element:
    said = json.dumps(answer, separators=(",", ":"))
    control = el("input", {"type": "radio", "name": name, "data-answer": said, "data-gap": gap})
    return el("label", None, control, el("span", None, head, " ", text))


def _not_applicable(name: str) -> Element:
    control = el("input", {"type": "radio", "name": name, "data-answer": '{"not_applicable":""}'})
    reason = el("input", {"type": "text", "class": "fw-reason", "maxlength": 500, "aria-label": words.NOT_APPLICABLE_BECAUSE})
    return el(
        "div", {"class": "fw-reasoned"}, el("label", None, control, el("span", None, el("b", None, words.NOT_APPLICABLE_BECAUSE))), reason
    )
