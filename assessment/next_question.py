"""Which open question to answer next: first those that could change the stages, then by how much they narrow the index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from assessment.model import Item, NextQuestion, Range
from assessment.scoring import ZERO, values
from assessment.stages import confirmed, possible
from assessment.standing import Standing


def next_questions(standing: Standing) -> tuple[NextQuestion, ...]:
    """The items without a level, the most useful first; ties keep the questionnaire's order.

    A question *decides* when some single answer to it changes the confirmed or the possible stage. How much it narrows the index
    is the change of possible minus proven, at least and at most over the levels; the order goes by the least, then the most.
    """
    asking = _Asking(standing)
    found = [asking.judge(item) for item in standing.items if item.id not in standing.levels]
    return tuple(sorted(found, key=lambda one: (not one.decides, -one.narrows_least, -one.narrows_most)))


@dataclass(frozen=True, slots=True)
class _Bare:
    """A stage as one item and its dimension leave it: what fails or is open elsewhere, the floor, and the places its own gates ask."""

    fails: bool
    open: bool
    floor: Fraction
    least: Sequence[int]


class _Asking:
    """What all open questions share, so that judging one takes time levels × stages and not the size of the questionnaire."""

    def __init__(self, standing: Standing) -> None:
        self._standing = standing
        self._now = confirmed(standing.stages), possible(standing.stages)
        self._values = list(values(standing.questionnaire).values())
        self._places = {level.id: n for n, level in enumerate(standing.questionnaire.scale)}
        self._stages = {stage.id: n for n, stage in enumerate(standing.questionnaire.stages)}
        self._floors = [standing.floors(id) for id in self._stages]
        self._shares = {term.item: term.share for terms in standing.terms.values() for term in terms}
        self._others = {id: _weakest([standing.scores[other] for other in standing.scope if other != id]) for id in standing.scope}
        self._like: dict[tuple[str, int], NextQuestion] = {}
        self._gates: dict[str, list[tuple[int, int]]] = {}
        for gate in standing.gates:
            self._gates.setdefault(gate.item, []).append((self._stages[gate.stage], self._places[gate.least]))

    def judge(self, item: Item) -> NextQuestion:
        """What answering this item can do. Items without gates that weigh the same in the same dimension can do the same."""
        alike = (item.dimension, item.weight)
        if item.id in self._gates:
            return self._judged(item)
        if alike not in self._like:
            self._like[alike] = self._judged(item)
        return replace(self._like[alike], item=item.id)

    def _judged(self, item: Item) -> NextQuestion:
        bare = list(self._bare(item))
        scores = [self._answered(item, value) for value in self._values]
        narrowed = [self._narrowed(item.dimension, score) for score in scores]
        decides = any(_reached(bare, place, score) != self._now for place, score in enumerate(scores))
        return NextQuestion(item=item.id, decides=decides, narrows_least=min(narrowed), narrows_most=max(narrowed))

    def _bare(self, item: Item) -> Iterator[_Bare]:
        own = self._gates.get(item.id, [])
        for n, stage in enumerate(self._standing.stages):
            yield _Bare(
                fails=bool(stage.failed) or any(id != item.dimension for id in stage.short),
                open=any(id != item.id for id in stage.open) or any(id != item.dimension for id in stage.undecided),
                floor=self._floors[n].get(item.dimension, ZERO),
                least=[least for stage_place, least in own if stage_place <= n],
            )

    def _answered(self, item: Item, value: Fraction) -> Range:
        """The dimension's score once the item has a level of this value."""
        share, old = self._shares[item.id], self._standing.scores[item.dimension]
        return Range(proven=old.proven + share * value, possible=old.possible - share * (1 - value))

    def _narrowed(self, dimension: str, score: Range) -> Fraction:
        standing = self._standing
        if standing.index is None or dimension not in self._others:
            return ZERO
        old, weakest, others = standing.scores[dimension], standing.index.weakest, self._others[dimension]
        proven = min(score.proven, others.proven) if others else score.proven
        possible = min(score.possible, others.possible) if others else score.possible
        link = standing.questionnaire.weakest_link
        of_weakest = (weakest.possible - possible) - (weakest.proven - proven)
        of_mean = ((old.possible - score.possible) - (old.proven - score.proven)) / len(standing.scope)
        return link * of_weakest + (1 - link) * of_mean


def _weakest(scores: Sequence[Range]) -> Range | None:
    if not scores:
        return None
    return Range(proven=min(one.proven for one in scores), possible=min(one.possible for one in scores))


def _reached(bare: Sequence[_Bare], place: int, score: Range) -> tuple[int, int]:
    """The confirmed and the possible stage after one answer at this place of the scale, which gives the dimension this score."""
    verdicts = [_verdict(stage, place, score) for stage in bare]
    firm = next((n for n, verdict in enumerate(verdicts) if verdict != "yes"), len(verdicts))
    far = next((n for n, verdict in enumerate(verdicts) if verdict == "no"), len(verdicts))
    return firm, far


def _verdict(stage: _Bare, place: int, score: Range) -> str:
    if stage.fails or score.possible < stage.floor or any(place < least for least in stage.least):
        return "no"
    return "not-known" if stage.open or score.proven < stage.floor else "yes"
