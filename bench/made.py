"""Questionnaires and answers of any size, the same each time."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType

from assessment.model import Answer, Answers, Dimension, Gate, Item, Questionnaire, Stage


def questionnaire(pattern: Questionnaire, items: int) -> Questionnaire:
    """One of `items` items over nine dimensions, with the pattern's scale and floors and a gate on every sixth item."""
    chance = random.Random(items)
    dimensions = tuple(Dimension(id=f"D{n}", title=f"Dimension {n}") for n in range(min(9, items)))
    ids = [dimension.id for dimension in dimensions]
    stages = tuple(
        Stage(id=stage.id, name=stage.name, question=stage.question, dimensions=tuple(ids[n::5]), floors=stage.floors)
        for n, stage in enumerate(pattern.stages)
    )
    levels = MappingProxyType({level.id: level.means for level in pattern.scale})
    made = tuple(
        Item(
            id=f"{ids[n % len(ids)]}-{n:04}",
            dimension=ids[n % len(ids)],
            title=f"Claim {n}",
            question=f"Question {n}?",
            levels=levels,
            weight=chance.randint(1, 3),
            weight_reason="Made up.",
            address=f"lessons/made-up/#{n}",
            gates=(Gate(stage=chance.choice(stages).id, least="repeatable"),) if n % 6 == 0 else (),
        )
        for n in range(items)
    )
    return replace(
        pattern, id=f"made-{items}", dimensions=dimensions, items=made, stages=stages, facts=(), elsewhere=(), weakest_link=Fraction(1, 2)
    )


def answers(questionnaire: Questionnaire, seed: int = 0) -> Answers:
    """Levels for four items in five, drawn evenly; the rest stays open."""
    chance = random.Random(seed)
    levels = [level.id for level in questionnaire.scale]
    given = {item.id: Answer(level=chance.choice(levels)) for item in questionnaire.items if chance.random() < 0.8}
    return Answers(answers=MappingProxyType(given))
