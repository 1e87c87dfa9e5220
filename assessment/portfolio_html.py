"""A portfolio as HTML: a table that can be sorted and filtered, and a heat map whose every cell says its number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from assessment import exchange_words as words
from assessment.explanation import stages_reached
from assessment.html import Page, chapters, table
from assessment.markup import el
from assessment.model import Questionnaire, Verdict
from assessment.portfolio import Portfolio, Project
from assessment.portfolio_chapters import dimensions, projects, troubles
from assessment.scoring import percent

VERDICTS: dict[Verdict | None, int] = {"no": 0, "not-known": 1, "yes": 2, None: 3}


def parts(questionnaire: Questionnaire, found: Portfolio, page: Page) -> list[Element]:
    """What stands in a page, one after the other: the choices, both tables, and the problems."""
    return [
        *([chosen] if (chosen := filters(questionnaire, found)) is not None else []),
        *_titled(words.WHERE_EACH_STANDS, standings(questionnaire, found, page), found, page),
        *_titled(words.DIMENSION_BY_DIMENSION, heat_map(questionnaire, found, page), found, page),
        *chapters([troubles(found)], page),
    ]


def filters(questionnaire: Questionnaire, found: Portfolio) -> Element | None:
    """Two choices by which a script can hide rows; None where there are no stages to choose from.

    A row fits when its `data-stage` is the value of the first and its `data-gates` hold that of the second; an empty value fits all.
    """
    if not questionnaire.stages or not found.projects:
        return None
    present = {one.confirmed for one in found.projects}
    failing = {id for one in found.projects for id in one.failed}
    stages = [(str(n), name) for n, name in enumerate(stages_reached(questionnaire)) if n in present]
    gates = [(item.id, f"{item.id} {item.title}") for item in questionnaire.items if item.id in failing]
    return el(
        "div",
        {"class": "fw-filters"},
        _select("stage", words.SHOW_CONFIRMED, words.ANY_STAGE, stages),
        _select("gate", words.SHOW_FAILED, words.ANY_GATE, gates),
    )


def standings(questionnaire: Questionnaire, found: Portfolio, page: Page) -> Element:
    """Where each project stands. A cell sorts by its `data-sort`, which is a number where its text is none that sorts as it should."""
    made = table(projects(questionnaire, found), page)
    for row, one in _rows(made, found):
        keys = {1: one.confirmed, 2: one.possible}
        if questionnaire.stages:
            keys |= {3: VERDICTS[one.verdict], 4: len(one.failed)}
        for place, cell in enumerate(row):
            if place in keys:
                cell.set("data-sort", str(keys[place]))
        if one.index:
            row[len(row) - 3].set("data-sort", str(percent(one.index.proven)))
    return made


def heat_map(questionnaire: Questionnaire, found: Portfolio, page: Page) -> Element:
    """The dimensions of each project side by side; `data-heat` is the step of what is proven, from 0 to 4, and the text the number."""
    made = table(dimensions(questionnaire, found), page)
    made.set("class", f"{made.get('class')} fw-heat")
    for row, one in _rows(made, found):
        heats = {heat.dimension: heat for heat in one.dimensions}
        for cell, dimension in zip(row[1:], questionnaire.dimensions, strict=True):
            if heat := heats.get(dimension.id):
                cell.set("data-heat", str(heat.step))
                cell.set("data-sort", str(percent(heat.score.proven)))
    return made


def _rows(made: Element, found: Portfolio) -> Iterator[tuple[Element, Project]]:
    """Each row with its project, marked with what it can be filtered by."""
    for row, one in zip(next(made.iter("tbody")), found.projects, strict=True):
        row.set("data-stage", str(one.confirmed))
        row.set("data-gates", " ".join(one.failed))
        yield row, one


def _titled(title: str, made: Element, found: Portfolio, page: Page) -> list[Element]:
    wide = el("div", {"class": "fw-wide", "role": "region", "tabindex": 0, "aria-label": title}, made)
    return [el("section", None, el(page.heading, None, title), wide)] if found.projects else []


def _select(name: str, label: str, any: str, options: Sequence[tuple[str, str]]) -> Element:
    choices = (el("option", {"value": value}, text) for value, text in (("", any), *options))
    return el("label", {"class": "fw-field"}, el("span", None, label), el("select", {"data-filter": name}, *choices))
