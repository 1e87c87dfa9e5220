"""Questionnaires and answers of every kind, for laws that must hold whatever they are.

Each choice is drawn as one small number where that is possible: most of a law's time is spent here.
"""

from __future__ import annotations

from fractions import Fraction
from types import MappingProxyType

from hypothesis import strategies as st

from assessment import soundness
from assessment.model import (
    ALWAYS,
    STAKES,
    Answer,
    Answers,
    Band,
    Choice,
    Condition,
    Dimension,
    Fact,
    Gate,
    Item,
    Level,
    Questionnaire,
    Stage,
)

texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)
titles = st.sampled_from(["", "Plain", "<b>&amp;\"'</b>", "Größe ≥ ½", "\u202eturned", "見出し", "\u2028"])
shares = st.sampled_from(sorted({Fraction(n, d) for d in (1, 2, 3, 4, 5, 10, 12) for n in range(d + 1)}))
steps = st.sampled_from([Fraction(n, 20) for n in range(1, 20)])
FACTS = ("f0", "f1", "f2")
CLAUSES: tuple[tuple[Condition, ...], ...] = tuple(
    (
        ALWAYS,
        *(Condition(clauses=(MappingProxyType({a: (x,)}),)) for a in FACTS[:n] for x in ("no", "yes")),
        *(Condition(clauses=(MappingProxyType({a: (x,), b: (y,)}),)) for a, b in pairs for x in ("no", "yes") for y in ("no", "yes")),
        *(
            Condition(clauses=(MappingProxyType({a: (x,)}), MappingProxyType({b: (y,)})))
            for a, b in pairs
            for x in ("no", "yes")
            for y in ("no", "yes")
        ),
    )
    for n, pairs in enumerate(([], [], [("f0", "f1")], [("f0", "f1"), ("f1", "f2")]))
)


@st.composite
def scales(draw: st.DrawFn) -> tuple[Level, ...]:
    """Two to five levels that rise from 0 to 1."""
    between = draw(st.sets(steps, max_size=3))
    worth = [Fraction(0), *sorted(between), Fraction(1)]
    return tuple(Level(id=f"l{n}", name=f"Level {n}", value=v, means="", effort=draw(st.integers(0, 9))) for n, v in enumerate(worth))


def conditions(facts: tuple[Fact, ...]) -> st.SearchStrategy[Condition]:
    """No condition, or one of one or two clauses over the facts."""
    return st.one_of(st.just(ALWAYS), st.sampled_from(CLAUSES[len(facts)])) if facts else st.just(ALWAYS)


@st.composite
def facts(draw: st.DrawFn) -> tuple[Fact, ...]:
    """Up to three questions of yes or no, each with some stakes."""
    return tuple(
        Fact(id=FACTS[n], question="?", choices=(Choice(id="no", label="No"), Choice(id="yes", label="Yes", stakes=stakes)))
        for n, stakes in enumerate(draw(st.lists(st.sampled_from(STAKES), max_size=3)))
    )


@st.composite
def questionnaires(draw: st.DrawFn, *, most_items: int = 8) -> Questionnaire:
    """Any sound questionnaire: its scale, facts, dimensions, items with gates and conditions, and rising stages; a few have bands."""
    scale = draw(scales())
    asked = draw(facts())
    dimensions = [f"D{n}" for n in range(draw(st.integers(1, 3)))]
    stages = _stages(draw, dimensions) if draw(st.integers(0, 7)) else ()
    items = tuple(_item(draw, n, dimensions, scale, stages, asked) for n in range(draw(st.integers(len(dimensions), most_items))))
    return Questionnaire(
        id="any",
        edition="2026.1",
        title=draw(texts),
        scale=scale,
        dimensions=tuple(Dimension(id=id, title=id) for id in dimensions),
        items=items,
        stages=stages,
        bands=() if stages else _bands(draw),
        facts=asked,
        weakest_link=draw(shares),
        points=draw(st.sampled_from([None, None, 7])),
    )


@st.composite
def filled(draw: st.DrawFn, questionnaire: Questionnaire) -> Answers:
    """Answers that the questionnaire accepts; any of them may be missing."""
    given: dict[str, Answer] = {}
    for item in questionnaire.items:
        answer = draw(answers_to(item, questionnaire))
        if answer is not None:
            given[item.id] = answer
    known = {fact.id: choice for fact in questionnaire.facts if (choice := draw(st.sampled_from([None, "no", "yes"])))}
    target = draw(st.sampled_from([None, *(stage.id for stage in questionnaire.stages)]))
    name = draw(st.sampled_from(["", "Churn"]))
    return Answers(name=name, facts=MappingProxyType(known), answers=MappingProxyType(given), target=target)


def answers_to(item: Item, questionnaire: Questionnaire) -> st.SearchStrategy[Answer | None]:
    """Any answer that an item allows, or none; half of them are levels."""
    levels: list[Answer | None] = [Answer(level=level.id) for level in questionnaire.scale]
    others: list[Answer | None] = [None, Answer(note="a note"), Answer(dont_know=True)]
    if item.may_not_apply and not item.gates:
        others.append(Answer(not_applicable="a reason"))
    return st.sampled_from(levels * len(others) + others * len(levels))


@st.composite
def assessed(draw: st.DrawFn, *, most_items: int = 8) -> tuple[Questionnaire, Answers]:
    """A questionnaire with answers to it."""
    questionnaire = draw(questionnaires(most_items=most_items))
    return questionnaire, draw(filled(questionnaire))


def _stages(draw: st.DrawFn, dimensions: list[str]) -> tuple[Stage, ...]:
    count = draw(st.integers(1, 3))
    comes_in = {id: draw(st.integers(0, count - 1)) for id in dimensions}
    floors = {stakes: sorted(draw(shares) for _ in range(count)) for stakes in STAKES}
    return tuple(
        Stage(
            id=f"s{n}",
            name=f"stage {n}",
            question="?",
            dimensions=tuple(id for id in dimensions if comes_in[id] == n),
            floors=MappingProxyType({stakes: floors[stakes][n] for stakes in STAKES}),
        )
        for n in range(count)
    )


def _bands(draw: st.DrawFn) -> tuple[Band, ...]:
    starts = sorted({Fraction(0), *draw(st.lists(shares, max_size=3))})
    return tuple(Band(id=f"b{n}", name=f"band {n}", least=least) for n, least in enumerate(starts))


def _item(
    draw: st.DrawFn, n: int, dimensions: list[str], scale: tuple[Level, ...], stages: tuple[Stage, ...], asked: tuple[Fact, ...]
) -> Item:
    dimension = draw(st.sampled_from(dimensions)) if n >= len(dimensions) else dimensions[n]
    applies_when = draw(conditions(asked))
    gates = tuple(_gate(draw, applies_when, scale, stages, asked) for _ in range(draw(st.sampled_from([0, 0, 1, 2]))) if stages)
    title = draw(titles)
    return Item(
        id=f"{dimension}-{n:02}",
        dimension=dimension,
        title=title,
        question=title,
        levels=MappingProxyType({level.id: f"{title} {level.id}" for level in scale}),
        weight=draw(st.integers(1, 3)),
        weight_reason="",
        address=f"lessons/{dimension}/#{n}",
        gates=gates,
        effort=MappingProxyType({scale[-1].id: draw(st.integers(0, 3))} if draw(st.booleans()) else {}),
        applies_when=applies_when,
        may_not_apply=not gates and draw(st.booleans()),
    )


def _gate(draw: st.DrawFn, applies_when: Condition, scale: tuple[Level, ...], stages: tuple[Stage, ...], asked: tuple[Fact, ...]) -> Gate:
    when = draw(conditions(asked))
    return Gate(
        stage=draw(st.sampled_from(stages)).id,
        least=draw(st.sampled_from(scale[1:])).id,
        when=when if soundness.together(applies_when, when) else ALWAYS,
    )
