"""Questionnaires and answers of every kind, for laws that must hold whatever they are."""

from __future__ import annotations

from fractions import Fraction
from types import MappingProxyType

from hypothesis import strategies as st

from assessment import soundness
from assessment.model import (
    STAKES,
    Answer,
    Answers,
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
shares = st.fractions(0, 1, max_denominator=12)


@st.composite
def scales(draw: st.DrawFn) -> tuple[Level, ...]:
    """Two to five levels that rise from 0 to 1."""
    between = draw(st.sets(st.fractions(Fraction(1, 20), Fraction(19, 20), max_denominator=20), max_size=3))
    worth = [Fraction(0), *sorted(between), Fraction(1)]
    return tuple(Level(id=f"l{n}", name=f"Level {n}", value=v, means="", effort=draw(st.integers(0, 9))) for n, v in enumerate(worth))


@st.composite
def conditions(draw: st.DrawFn, facts: tuple[Fact, ...]) -> Condition:
    """No condition, or up to two clauses over the facts."""
    if not facts or draw(st.booleans()):
        return Condition()
    clause = st.dictionaries(st.sampled_from([fact.id for fact in facts]), st.sampled_from([("no",), ("yes",)]), min_size=1, max_size=2)
    return Condition(clauses=tuple(MappingProxyType(one) for one in draw(st.lists(clause, min_size=1, max_size=2))))


@st.composite
def facts(draw: st.DrawFn) -> tuple[Fact, ...]:
    """Up to three questions of yes or no, each with some stakes."""
    return tuple(
        Fact(id=f"f{n}", question="?", choices=(Choice(id="no", label="No"), Choice(id="yes", label="Yes", stakes=stakes)))
        for n, stakes in enumerate(draw(st.lists(st.sampled_from(STAKES), max_size=3)))
    )


@st.composite
def questionnaires(draw: st.DrawFn, *, most_items: int = 8) -> Questionnaire:
    """Any sound questionnaire: its scale, facts, dimensions, items with gates and conditions, and rising stages."""
    scale = draw(scales())
    asked = draw(facts())
    dimensions = [f"D{n}" for n in range(draw(st.integers(1, 3)))]
    stages = _stages(draw, dimensions)
    items = tuple(_item(draw, n, dimensions, scale, stages, asked) for n in range(draw(st.integers(len(dimensions), most_items))))
    return Questionnaire(
        id="any",
        edition="2026.1",
        title=draw(texts),
        scale=scale,
        dimensions=tuple(Dimension(id=id, title=id) for id in dimensions),
        items=items,
        stages=stages,
        facts=asked,
        weakest_link=draw(shares),
    )


@st.composite
def filled(draw: st.DrawFn, questionnaire: Questionnaire) -> Answers:
    """Answers that the questionnaire accepts; any of them may be missing."""
    given: dict[str, Answer] = {}
    for item in questionnaire.items:
        answer = draw(st.none() | answers_to(item, questionnaire))
        if answer is not None:
            given[item.id] = answer
    known = draw(st.fixed_dictionaries({}, optional={fact.id: st.sampled_from(["no", "yes"]) for fact in questionnaire.facts}))
    target = draw(st.none() | st.sampled_from([stage.id for stage in questionnaire.stages])) if questionnaire.stages else None
    return Answers(facts=MappingProxyType(known), answers=MappingProxyType(given), target=target)


def answers_to(item: Item, questionnaire: Questionnaire) -> st.SearchStrategy[Answer]:
    """Any answer that an item allows."""
    levels = st.sampled_from([Answer(level=level.id) for level in questionnaire.scale])
    others = [Answer(dont_know=True)]
    if item.may_not_apply and not item.gates:
        others.append(Answer(not_applicable="a reason"))
    return levels | st.sampled_from(others)


@st.composite
def assessed(draw: st.DrawFn) -> tuple[Questionnaire, Answers]:
    """A questionnaire with answers to it."""
    questionnaire = draw(questionnaires())
    return questionnaire, draw(filled(questionnaire))


def _stages(draw: st.DrawFn, dimensions: list[str]) -> tuple[Stage, ...]:
    count = draw(st.integers(1, 3))
    comes_in = {id: draw(st.integers(0, count - 1)) for id in dimensions}
    floors = {stakes: sorted(draw(st.lists(shares, min_size=count, max_size=count))) for stakes in STAKES}
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


def _item(
    draw: st.DrawFn, n: int, dimensions: list[str], scale: tuple[Level, ...], stages: tuple[Stage, ...], asked: tuple[Fact, ...]
) -> Item:
    dimension = draw(st.sampled_from(dimensions)) if n >= len(dimensions) else dimensions[n]
    applies_when = draw(conditions(asked))
    gate = st.builds(
        Gate,
        stage=st.sampled_from([s.id for s in stages]),
        least=st.sampled_from([level.id for level in scale[1:]]),
        when=conditions(asked),
    ).filter(lambda one: soundness.together(applies_when, one.when))
    gates = tuple(draw(st.lists(gate, max_size=2))) if draw(st.booleans()) else ()
    return Item(
        id=f"{dimension}-{n:02}",
        dimension=dimension,
        title=draw(texts),
        question=draw(texts),
        levels=MappingProxyType({level.id: draw(texts) for level in scale}),
        weight=draw(st.integers(1, 3)),
        weight_reason="",
        address=f"lessons/{dimension}/#{n}",
        gates=gates,
        applies_when=applies_when,
        may_not_apply=not gates and draw(st.booleans()),
    )
