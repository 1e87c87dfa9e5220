"""What is to be settled between several people, as a form: for each point the answers, who gave them, and who decides."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from assessment import exchange_words as words
from assessment import words as common
from assessment.codec import canonical, slim
from assessment.markup import el
from assessment.model import Answer, Fact, Item, Questionnaire
from assessment.settlement import FactPoint, Point, Said, Settlement


def form(questionnaire: Questionnaire, names: Sequence[str], found: Settlement) -> Element | None:
    """A group of radio buttons for each point; None where nothing is to be settled. `names` are those of the people, in their order.

    Each button of an item carries in `data-answer` the JSON of the answer with all that is kept beside it; who decides is what the field
    with `data-settled-by` holds, and belongs into the answer as `settled_by`. Each button of a fact has the choice as its value.
    """
    if not found.points and not found.facts:
        return None
    items = {item.id: item for item in questionnaire.items}
    facts = {fact.id: fact for fact in questionnaire.facts}
    decider = el("input", {"type": "text", "data-settled-by": True, "maxlength": 500, "autocomplete": "name"})
    return el(
        "form",
        {"class": "fw-settlement", "autocomplete": "off"},
        el("p", None, words.SETTLE_MEANS),
        el("label", {"class": "fw-field"}, el("span", None, words.WHO_DECIDES), decider),
        *(_fact(facts[point.fact], point, names) for point in found.facts),
        *(_item(questionnaire, items[point.item], point, names) for point in found.points),
    )


def _fact(fact: Fact, point: FactPoint, names: Sequence[str]) -> Element:
    people = dict(point.said)
    buttons = (
        _choice(
            el("input", {"type": "radio", "name": f"settle-{fact.id}", "value": choice.id}),
            choice.label,
            "",
            _who(people.get(choice.id, ()), names),
        )
        for choice in fact.choices
    )
    return el("fieldset", {"class": "fw-question", "data-fact": fact.id}, el("legend", None, fact.question), *buttons)


def _item(questionnaire: Questionnaire, item: Item, point: Point, names: Sequence[str]) -> Element:
    legend = el("legend", None, el("span", {"class": "fw-id"}, item.id), " ", item.question)
    by_level = {said.answer.level: said for said in point.said if said.answer.level is not None}
    levels = [by_level.get(level.id, Said(people=(), answer=Answer(level=level.id))) for level in questionnaire.scale]
    others = [said for said in point.said if said.answer.level is None]
    return el(
        "fieldset",
        {"class": "fw-question", "data-item": item.id},
        legend,
        *(_answer(questionnaire, item, said, names) for said in (*levels, *others)),
    )


def _answer(questionnaire: Questionnaire, item: Item, said: Said, names: Sequence[str]) -> Element:
    answer = said.answer
    control = el("input", {"type": "radio", "name": f"settle-{item.id}", "data-answer": canonical(slim(answer)).rstrip("\n")})
    if answer.level is not None:
        name = next(level.name for level in questionnaire.scale if level.id == answer.level)
        return _choice(control, name, item.levels[answer.level], _who(said.people, names))
    if answer.not_applicable is not None:
        return _choice(control, common.NOT_APPLICABLE, answer.not_applicable, _who(said.people, names))
    return _choice(control, common.DONT_KNOW, common.DONT_KNOW_MEANS, _who(said.people, names))


def _choice(control: Element, name: str, means: str, who: str) -> Element:
    chosen = el("small", None, who) if who else None
    return el(
        "label",
        None,
        control,
        el("span", None, el("b", None, name), f" {means}" if means else None, " " if chosen is not None else None, chosen),
    )


def _who(people: Sequence[int], names: Sequence[str]) -> str:
    return words.chosen_by([names[n] for n in people]) if people else ""
