"""A calculator on a page: its form, which holds the worked example, and the result beside it as an HTML fragment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from xml.etree.ElementTree import Element

from assessment import calculator_words as words
from assessment import html
from assessment.calculation import Calculation, calculate
from assessment.calculator_fields import Calculator, Field
from assessment.chapters import Paragraph
from assessment.markup import Child, el, write
from assessment.model import Problem
from assessment.numerals import exactly

PAGE = html.Page(root="", heading="h3", folds=False, questions=False)


def calculator(one: Calculator, bundle: str) -> Element:
    """The element that a page holds; `bundle` is the name of the folder with what the browser loads."""
    states = (el("p", {"class": "fw-trouble", "data-when": when, "hidden": True}, text) for when, text in words.STATES.items())
    return el(
        "fieldworthy-calculator",
        {"class": "fw-calculator", "data-calculator": one.id, "data-bundle": bundle},
        el(
            "form",
            {"class": "fw-inputs", "autocomplete": "off"},
            el("p", {"class": "fw-small"}, words.EXAMPLE),
            *(_field(one, field) for field in one.fields),
            el("button", {"type": "reset"}, words.BACK),
            el("noscript", None, el("p", {"class": "fw-trouble"}, words.NO_SCRIPT)),
        ),
        el(
            "section",
            {"class": "fw-worked", "aria-labelledby": "result"},
            el("h2", {"id": "result"}, words.RESULT),
            *states,
            el("div", {"class": "fw-output"}, *_parts(one, calculate(one, {}))),
            el("p", {"role": "status", "class": "fw-aloud"}),
        ),
    )


def reply(one: Calculator, given: Mapping[str, str]) -> tuple[str, tuple[Problem, ...]]:
    """The fragment that takes the place of the result, and what is wrong by the id of its field."""
    done = calculate(one, given)
    return write(*_parts(one, done)), () if isinstance(done, Calculation) else done


def _parts(one: Calculator, done: Calculation | tuple[Problem, ...]) -> list[Element]:
    if not isinstance(done, Calculation):
        return [el("p", {"class": "fw-says"}, words.WRONG), el("ul", None, *(_wrong(one, problem) for problem in done))]
    said = [block for block in done.chapter.blocks if isinstance(block, Paragraph)]
    tables = [block for block in done.chapter.blocks if not isinstance(block, Paragraph)]
    return [el("div", {"class": "fw-says"}, *html.blocks(said, PAGE)), *html.blocks(tables, PAGE)]


def _wrong(one: Calculator, problem: Problem) -> Element:
    labels = {field.id: field.label for field in one.fields}
    name: Child = problem.where
    if problem.where in labels:
        name = el("a", {"href": f"#{_id(one, problem.where)}"}, labels[problem.where])
    return el("li", None, name, f" {problem.message}.")


def _field(one: Calculator, field: Field) -> Element:
    id = _id(one, field.id)
    parts: Sequence[tuple[str, str]] = [
        (f"{id}-before", field.unit.before),
        (f"{id}-after", field.unit.after),
        (f"{id}-help", field.help),
        (f"{id}-wrong", ""),
    ]
    before, after, help, wrong = parts
    entry = el(
        "input",
        {
            "id": id,
            "name": field.id,
            "type": "number",
            "inputmode": "numeric" if field.whole else "decimal" if field.least >= 0 else None,  # a phone's pad has no minus
            "step": 1 if field.whole else "any",
            "min": _plain(field.least),
            "max": _plain(field.most),
            "value": _plain(field.default),
            "required": True,
            "aria-describedby": " ".join(id for id, text in parts if text or id == wrong[0]),
        },
    )
    return el(
        "div",
        {"class": "fw-input"},
        el("label", {"for": id}, field.label),
        el("span", {"class": "fw-amount"}, _said("span", before), entry, _said("span", after)),
        _said("small", help),
        el("p", {"class": "fw-wrong", "id": wrong[0], "hidden": True}),
    )


def _said(tag: str, part: tuple[str, str]) -> Element | None:
    id, text = part
    return el(tag, {"id": id}, text) if text else None


def _plain(number: Fraction) -> str:
    """A number as an attribute holds it."""
    return exactly(number).replace(",", "").replace("−", "-")


def _id(one: Calculator, field: str) -> str:
    return f"{one.id}-{field}"
