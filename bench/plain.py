"""The yardstick: dimension bounds, index, gates and stages in plain loops over floats, with nothing explained."""

from __future__ import annotations

from assessment.model import Answers, Questionnaire

Row = tuple[int, int, float | None, tuple[tuple[int, bool], ...]]  # dimension, weight, value, gates as (stage, passes)


def rows(questionnaire: Questionnaire, answers: Answers) -> tuple[list[Row], list[list[int]], list[float], float]:
    """The questionnaire and its answers as bare numbers: items, dimensions in scope by stage, floors, λ."""
    worth = {level.id: float(level.value) for level in questionnaire.scale}
    order = [level.id for level in questionnaire.scale]
    places = {dimension.id: n for n, dimension in enumerate(questionnaire.dimensions)}
    stages = {stage.id: n for n, stage in enumerate(questionnaire.stages)}
    items: list[Row] = []
    for item in questionnaire.items:
        answer = answers.answers.get(item.id)
        level = answer.level if answer else None
        gates = tuple((stages[g.stage], level is not None and order.index(level) >= order.index(g.least)) for g in item.gates)
        items.append((places[item.dimension], item.weight, worth[level] if level else None, gates))
    scope: list[list[int]] = []
    for stage in questionnaire.stages:
        scope.append([*(scope[-1] if scope else []), *(places[id] for id in stage.dimensions if id in places)])
    return items, scope, [float(stage.floors["low"]) for stage in questionnaire.stages], float(questionnaire.weakest_link)


def score(items: list[Row], scope: list[list[int]], floors: list[float], link: float, dimensions: int) -> tuple[int, float, float]:
    """The confirmed stage and the index, proven and possible."""
    weight, low, high = [0] * dimensions, [0.0] * dimensions, [0.0] * dimensions
    passes = [True] * len(floors)
    for dimension, w, value, gates in items:
        weight[dimension] += w
        low[dimension] += w * (value or 0.0)
        high[dimension] += w * (1.0 if value is None else value)
        for stage, ok in gates:
            passes[stage] = passes[stage] and ok
    proven = [a / b if b else 1.0 for a, b in zip(low, weight, strict=True)]
    possible = [a / b if b else 1.0 for a, b in zip(high, weight, strict=True)]
    confirmed = 0
    for stage, floor in enumerate(floors):
        if not passes[stage] or any(proven[d] < floor for d in scope[stage]):
            break
        confirmed += 1
    last = scope[-1]
    index = [link * min(x[d] for d in last) + (1 - link) * sum(x[d] for d in last) / len(last) for x in (proven, possible)]
    return confirmed, index[0], index[1]
