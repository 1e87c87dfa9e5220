"""The open questions that can still change the verdict on a stage, so that no others need an answer now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from assessment.model import DimensionScore, Item, Questionnaire, Report, Verdict
from assessment.scoring import ZERO, values
from assessment.stages import floors_at

MOST_UNITS = 1_000_000  # in which a dimension is counted; floors of whole per mille and weights from 1 to 3 need far fewer

Options = tuple[int, ...]  # what the possible answers to an item add to a dimension's distance from its floor


@dataclass(frozen=True, slots=True, kw_only=True)
class FastLane:
    """What can still change the verdict on a stage: `items` that nobody answered and `dont_know` ones, the most useful first.

    Both are empty exactly when the verdict is decided; `others` counts the items without a level all the same.
    """

    stage: str
    verdict: Verdict
    items: tuple[str, ...]
    dont_know: tuple[str, ...]
    others: int

    @property
    def decided(self) -> bool:
        """Whether the verdict is certain though items without a level are left."""
        return self.verdict != "not-known" and self.others > 0


def fast_lane(questionnaire: Questionnaire, report: Report, stage: str | None = None) -> FastLane | None:
    """What to ask for the verdict on a stage, by default the target or else the first stage that is not confirmed.

    None when there is no such stage. An item *can change* the verdict when the other items without a level can be answered in such a
    way that two answers to this one lead to different final verdicts. Answers are all levels and, where a person may say so, *not
    applicable*; facts stay as they are. So every answer leaves the lane as it is or shorter.

    A final verdict is *yes* when every gate passes and every dimension meets its floor. While it is open, an open gate always decides;
    any other item does when its dimension can end up short of the floor with the item at the lowest level and not with it at the top.
    """
    asked = stage or report.target or _first_unconfirmed(questionnaire, report)
    result = next((one for one in report.stages if one.stage == asked), None)
    if result is None:
        return None
    pivotal = set(_pivotal(questionnaire, report, result.stage)) if result.verdict == "not-known" else set()
    ordered = [one.item for one in report.next_questions if one.item in pivotal]
    return FastLane(
        stage=result.stage,
        verdict=result.verdict,
        items=tuple(id for id in ordered if id in report.open),
        dont_know=tuple(id for id in ordered if id in report.dont_know),
        others=len(report.open) + len(report.dont_know),
    )


def _first_unconfirmed(questionnaire: Questionnaire, report: Report) -> str | None:
    following = questionnaire.stages[report.outcome.confirmed :]
    return following[0].id if following else None


def _pivotal(questionnaire: Questionnaire, report: Report, stage: str) -> Iterator[str]:
    """Ids of the items that can change a verdict that is not known yet."""
    least = _least_of_open_gates(questionnaire, report, stage)
    yield from least
    floors = floors_at(questionnaire, stage, report.stakes)
    items = {item.id: item for item in questionnaire.items}
    for dimension in report.dimensions:
        floor = floors.get(dimension.dimension, ZERO)
        if dimension.score.proven < floor:
            yield from _Short(questionnaire, items, dimension, floor, least).pivotal()


def _least_of_open_gates(questionnaire: Questionnaire, report: Report, stage: str) -> dict[str, int]:
    """For each item whose gates up to a stage are open the place on the scale that they ask for."""
    stages = [one.id for one in questionnaire.stages]
    places = {level.id: n for n, level in enumerate(questionnaire.scale)}
    least: dict[str, int] = {}
    for gate in report.gates:
        if gate.state == "open" and stages.index(gate.stage) <= stages.index(stage):
            least[gate.item] = max(least.get(gate.item, 0), places[gate.least])
    return least


class _Short:
    """A dimension that is short of its floor as yet.

    With F the floor, it is met when Σ w·(v−F) ≥ 0 over the items that apply; so one that does not apply adds 0. All of it is counted in
    whole units.
    """

    def __init__(
        self, questionnaire: Questionnaire, items: Mapping[str, Item], dimension: DimensionScore, floor: Fraction, least: Mapping[str, int]
    ) -> None:
        self._worth = tuple(values(questionnaire).values())
        self._units = lcm(floor.denominator, *(value.denominator for value in self._worth))
        self._floor, self._dimension, self._least, self._items = floor, dimension, least, items
        self._free = [term for term in dimension.terms if term.level is None]

    def pivotal(self) -> Iterator[str]:
        """Ids of the items without a level that can be what the floor hangs on; all of them where the counting would take too long."""
        if self._units * self._dimension.weight > MOST_UNITS:
            yield from (term.item for term in self._free)
            return
        known = sum(self._distance(term.weight, term.value) for term in self._dimension.terms if term.value is not None)
        options = [self._options(term.item, term.weight) for term in self._free]
        lowest = known + sum(map(min, options))
        for place, reached in _without_each(options):
            term = self._free[place]
            least = lowest - min(options[place])  # what all others come to at the least, the sum that bit 0 stands for
            first = -self._distance(term.weight, self._worth[-1]) - least
            after = -self._distance(term.weight, self._worth[0]) - least
            if _any_between(reached, max(first, 0), after):
                yield term.item

    def _options(self, id: str, weight: int) -> Options:
        item = self._items[id]
        outside = (0,) if item.may_not_apply and not item.gates else ()
        return tuple(self._distance(weight, value) for value in self._worth[self._least.get(id, 0) :]) + outside

    def _distance(self, weight: int, value: Fraction) -> int:
        return int(weight * (value - self._floor) * self._units)


def _without_each(options: Sequence[Options]) -> Iterator[tuple[int, int]]:
    """For each place the sums that all other items can reach, as bits counted from their least sum; by halves, in n·log n steps."""
    waiting = [(0, len(options), 1)] if options else []
    while waiting:
        first, after, reached = waiting.pop()
        if after - first == 1:
            yield first, reached
            continue
        middle = (first + after) // 2
        waiting.append((first, middle, _with_all(reached, options[middle:after])))
        waiting.append((middle, after, _with_all(reached, options[first:middle])))


def _with_all(reached: int, options: Sequence[Options]) -> int:
    for one in options:
        least = min(one)
        wider = 0
        for added in {option - least for option in one}:
            wider |= reached << added
        reached = wider
    return reached


def _any_between(reached: int, first: int, after: int) -> bool:
    return after > first and (reached >> first) & ((1 << (after - first)) - 1) != 0
