"""What several people's answers agree on, and the points on which somebody has to decide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from assessment.model import LONGEST_TEXT, Answer, Answers, Questionnaire


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """An answer, and the places of those who gave it among the people; what they kept beside it is put together."""

    people: tuple[int, ...]
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """An item that people answered differently; `said` holds each answer once."""

    item: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactPoint:
    """A fact that people state differently: for each choice that somebody made the places of those who made it."""

    fact: str
    said: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """`agreed` holds all on which nobody differs, also what only one person said; `points` and `facts` are to be settled."""

    agreed: Answers
    points: tuple[Point, ...]
    facts: tuple[FactPoint, ...]


def settle(questionnaire: Questionnaire, sheets: Sequence[Answers]) -> Settlement:
    """Part what people agree on from what they differ on, in the questionnaire's order; the target and the name are the first one's.

    An item that somebody left open is no point of difference. What is to be settled is open in `agreed`, so that nothing is decided by
    the order of the people.
    """
    said = {item.id: _said(item.id, sheets) for item in questionnaire.items}
    facts = {fact.id: _stated(fact.id, sheets) for fact in questionnaire.facts}
    agreed = Answers(
        name=sheets[0].name,
        facts=MappingProxyType({id: stated[0][0] for id, stated in facts.items() if len(stated) == 1}),
        answers=MappingProxyType({id: answers[0].answer for id, answers in said.items() if len(answers) == 1}),
        target=sheets[0].target,
    )
    return Settlement(
        agreed=agreed,
        points=tuple(Point(item=id, said=answers) for id, answers in said.items() if len(answers) > 1),
        facts=tuple(FactPoint(fact=id, said=stated) for id, stated in facts.items() if len(stated) > 1),
    )


def _said(item: str, sheets: Sequence[Answers]) -> tuple[Said, ...]:
    given = [(n, sheet.answers[item]) for n, sheet in enumerate(sheets) if item in sheet.answers]
    kept = [answer for _, answer in given if answer.is_open]  # evidence that belongs to no choice, and so to each
    choices = tuple(dict.fromkeys(_choice(answer) for _, answer in given if not answer.is_open))
    if not choices:
        return (Said(people=(), answer=_together(kept)),) if kept else ()
    alike = ([(n, answer) for n, answer in given if _choice(answer) == choice] for choice in choices)
    return tuple(Said(people=tuple(n for n, _ in some), answer=_together([*(answer for _, answer in some), *kept])) for some in alike)


def _choice(answer: Answer) -> tuple[str | None, bool, bool]:
    return answer.level, answer.dont_know, answer.not_applicable is not None


def _together(alike: Sequence[Answer]) -> Answer:
    """The first answer with what all of them keep beside it: texts one after the other, the latest date, the earliest review."""
    first = alike[0]
    links = list(dict.fromkeys(one.link for one in alike if one.link))
    return replace(
        first,
        not_applicable=None if first.not_applicable is None else _joined("; ", [one.not_applicable or "" for one in alike]),
        note=_joined("\n\n", [*(one.note for one in alike), *links[1:]]),
        link=links[0] if links else "",
        owner=_joined(", ", [one.owner for one in alike]),
        date=max(one.date for one in alike),
        review_by=min((one.review_by for one in alike if one.review_by), default=""),
        settled_by=_joined(", ", [one.settled_by for one in alike]),
    )


def _joined(between: str, texts: Iterable[str]) -> str:
    """Texts that say something, each once; no longer than a file of answers can hold."""
    return between.join(dict.fromkeys(text for text in texts if text))[:LONGEST_TEXT]


def _stated(fact: str, sheets: Sequence[Answers]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Each choice that somebody made for a fact, with the places of those who made it."""
    people: dict[str, list[int]] = {}
    for n, sheet in enumerate(sheets):
        if fact in sheet.facts:
            people.setdefault(sheet.facts[fact], []).append(n)
    return tuple((choice, tuple(some)) for choice, some in people.items())
