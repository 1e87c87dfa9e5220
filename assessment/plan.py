"""The cheapest way to a stage: what its gates ask, then for each dimension the least effort that meets its floor, found exactly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import ceil, lcm

from assessment.model import Item, Level, Plan, Questionnaire, Step
from assessment.standing import Standing

# The effort of a set of raises, how many there are, and which, as (place of the item, level): compared in this order.
Way = tuple[int, int, tuple[tuple[int, int], ...]]
NOTHING: Way = (0, 0, ())


def cheapest(standing: Standing) -> Plan | None:
    """The least effort that confirms the target, or the next stage when none is named; None when nothing is left to confirm.

    Ties go to fewer items, then to the items that come first. An item without a level counts as being at the lowest.
    After the gates the dimensions are independent; each is a multiple-choice knapsack, solved by dynamic programming over the
    sum of weight × value in whole units, in time items × levels × units (*How scoring works*, section 8).
    """
    target = standing.next_stage
    if target is None:
        return None
    needed = _needed_by_gates(standing, target)
    floors = standing.floors(target)
    raises: dict[str, int] = {}
    for dimension in dict.fromkeys(item.dimension for item in standing.items):
        items = [item for item in standing.items if item.dimension == dimension]
        _, _, chosen = _cheapest_levels(standing, items, needed, floors.get(dimension, Fraction(0)))
        raises |= {items[place].id: level for place, level in chosen}
    return _plan(standing, target, raises)


def effort(item: Item, scale: Sequence[Level], before: int, after: int) -> int:
    """Person-days to raise an item from one place on the scale to another; the sum over the steps between."""
    return sum(item.effort.get(level.id, level.effort) for level in scale[before + 1 : after + 1])


def _needed_by_gates(standing: Standing, target: str) -> dict[str, int]:
    """For each gated item the place on the scale that the gates up to the target ask for."""
    places = {level.id: n for n, level in enumerate(standing.questionnaire.scale)}
    stages = [stage.id for stage in standing.questionnaire.stages]
    upto = set(stages[: stages.index(target) + 1])
    needed: dict[str, int] = {}
    for gate in standing.gates:
        if gate.stage in upto:
            needed[gate.item] = max(needed.get(gate.item, 0), places[gate.least])
    return needed


def _cheapest_levels(standing: Standing, items: Sequence[Item], needed: Mapping[str, int], floor: Fraction) -> Way:
    """The cheapest raises within one dimension: `best` maps the units gathered so far, cut off at the need, to the best way there."""
    scale = standing.questionnaire.scale
    units = lcm(*(level.value.denominator for level in scale))
    need = ceil(floor * sum(item.weight for item in items) * units)
    best: dict[int, Way] = {0: NOTHING}
    for place, item in enumerate(items):
        found: dict[int, Way] = {}
        choices = tuple(_choices(standing, item, place, needed.get(item.id, 0), units))
        for gathered, (cost, count, raised) in best.items():
            for worth, extra, step in choices:
                reached = min(gathered + worth, need)
                way = (cost + extra, count + len(step), raised + step)
                if reached not in found or way < found[reached]:
                    found[reached] = way
        best = found
    return best[need]


def _choices(standing: Standing, item: Item, place: int, least: int, units: int) -> Iterator[tuple[int, int, tuple[tuple[int, int], ...]]]:
    """The levels an item may end at: units of weight × value, effort, and the raise if it is one."""
    scale = standing.questionnaire.scale
    ids = [level.id for level in scale]
    known = standing.levels.get(item.id)
    now = ids.index(known) if known is not None else 0
    for level in range(max(now, least), len(scale)):
        worth = int(item.weight * scale[level].value * units)
        yield worth, effort(item, scale, now, level), ((place, level),) if level > now else ()


def _plan(standing: Standing, target: str, raises: Mapping[str, int]) -> Plan:
    """The raises as steps, those for gates of earlier stages first, with the proven index after each (*How scoring works*, section 4)."""
    questionnaire = standing.questionnaire
    order = [stage.id for stage in questionnaire.stages]
    upto = order[: order.index(target) + 1]
    unmet = {
        item.id: tuple(g.stage for g in standing.gates if g.item == item.id and g.state != "passes" and g.stage in upto)
        for item in standing.items
    }
    ids = [item.id for item in standing.items]
    sequence = sorted(raises, key=lambda id: (order.index(unmet[id][0]) if unmet[id] else len(order), ids.index(id)))
    items = {item.id: item for item in standing.items}
    values = {level.id: level.value for level in questionnaire.scale}
    terms = {term.item: term for some in standing.terms.values() for term in some}
    scores = {id: standing.scores[id].proven for id in standing.scope}
    link = questionnaire.weakest_link
    steps: list[Step] = []
    for id in sequence:
        level = questionnaire.scale[raises[id]].id
        dimension = items[id].dimension
        if dimension in scores:
            scores[dimension] += terms[id].share * values[level] - terms[id].proven
        steps.append(
            Step(
                item=id,
                before=standing.levels.get(id),
                after=level,
                effort=effort(items[id], questionnaire.scale, _place(questionnaire, standing.levels.get(id)), raises[id]),
                gates=unmet[id],
                index=link * min(scores.values()) + (1 - link) * sum(scores.values()) / len(scores) if scores else Fraction(0),
            )
        )
    return Plan(target=target, effort=sum(step.effort for step in steps), steps=tuple(steps))


def _place(questionnaire: Questionnaire, level: str | None) -> int:
    return 0 if level is None else [one.id for one in questionnaire.scale].index(level)
