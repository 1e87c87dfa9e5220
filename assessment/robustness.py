"""Whether the verdict would survive other judgments: other weights, another worth of the levels, another share of the weakest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from math import lcm

from assessment.model import Level, OtherIndex, OtherScale, Range, Robustness, StageResult, Term, Verdict
from assessment.scoring import ONE, ZERO, index
from assessment.standing import Standing, stand

HALF, DOUBLE = 1, 4  # in halves of a weight, so that whole numbers will do


def robustness(standing: Standing) -> Robustness | None:
    """Exact answers to three what-ifs; None when no dimension is in scope. The target is the named stage or else the next one."""
    if not standing.scope:
        return None
    target = standing.next_stage or (standing.questionnaire.stages[-1].id if standing.questionnaire.stages else None)
    result = next((stage for stage in standing.stages if stage.stage == target), None)
    ranges = {id: (_extremes(terms, proven=True), _extremes(terms, proven=False)) for id, terms in standing.terms.items()}
    return Robustness(
        target=target,
        verdict=result.verdict if result else None,
        weights_hold=_holds(standing, result, ranges) if result else True,
        weights_index=_index_range(standing, ranges),
        scales=tuple(_other_scale(standing, values, target) for values in other_scales(standing.questionnaire.scale)),
        indexes=tuple(OtherIndex(weakest_link=link, index=_index(standing, link)) for link in (ZERO, ONE)),
    )


def other_scales(scale: Sequence[Level]) -> tuple[tuple[Fraction, ...], ...]:
    """Two other worths of the same levels: equal steps, and one half for everything between the lowest and the top."""
    steps = len(scale) - 1
    even = tuple(Fraction(n, steps) for n in range(steps + 1))
    half = (ZERO, *[Fraction(1, 2)] * (steps - 1), ONE)
    return even, half


def weighted_extremes(pairs: Sequence[tuple[int, Fraction]]) -> Range:
    """The least and the most that Σw·v/Σw can be when every weight moves anywhere from half to double.

    `pairs` are weights and values. The extremes lie where the weights jump once along the sorted values: the n+1 split points.
    """
    units = lcm(*(value.denominator for _, value in pairs))
    ordered = sorted((int(value * units), weight) for weight, value in pairs)
    return Range(proven=min(_splits(ordered, units, DOUBLE, HALF)), possible=max(_splits(ordered, units, HALF, DOUBLE)))


def _splits(ordered: Sequence[tuple[int, int]], units: int, below: int, above: int) -> Iterator[Fraction]:
    """The weighted mean with the first 0, 1, … n weights times `below` and the others times `above`."""
    weight = sum(w for _, w in ordered) * above
    total = sum(w * v for v, w in ordered) * above
    yield Fraction(total, weight * units)
    for v, w in ordered:
        weight += w * (below - above)
        total += w * v * (below - above)
        yield Fraction(total, weight * units)


def _extremes(terms: Sequence[Term], *, proven: bool) -> Range:
    """The extremes of a dimension's proven or possible score; an item without a level is worth nothing in one and all in the other."""
    missing = ZERO if proven else ONE
    return weighted_extremes([(term.weight, missing if term.value is None else term.value) for term in terms])


def _holds(standing: Standing, result: StageResult, ranges: dict[str, tuple[Range, Range]]) -> bool:
    """Whether no weights within the range lead to another verdict; gates do not depend on weights, and dimensions not on each other."""
    floors = standing.floors(result.stage)
    always_proven = all(ranges[id][0].proven >= floor for id, floor in floors.items())
    can_be_proven = all(ranges[id][0].possible >= floor for id, floor in floors.items())
    always_possible = all(ranges[id][1].proven >= floor for id, floor in floors.items())
    never_possible = any(ranges[id][1].possible < floor for id, floor in floors.items())
    if result.verdict == "yes":
        return always_proven
    if result.verdict == "no":
        return bool(result.failed) or never_possible
    return always_possible and (bool(result.open) or not can_be_proven)


def _index_range(standing: Standing, ranges: dict[str, tuple[Range, Range]]) -> Range:
    return index(
        [(id, Range(proven=ranges[id][0].proven, possible=ranges[id][1].possible)) for id in standing.scope],
        standing.questionnaire.weakest_link,
    ).score


def _index(standing: Standing, link: Fraction) -> Range:
    return index([(id, standing.scores[id]) for id in standing.scope], link).score


def _other_scale(standing: Standing, values: tuple[Fraction, ...], target: str | None) -> OtherScale:
    scale = tuple(replace(level, value=value) for level, value in zip(standing.questionnaire.scale, values, strict=True))
    other = stand(replace(standing.questionnaire, scale=scale), standing.answers)
    verdict: Verdict = next((stage.verdict for stage in other.stages if stage.stage == target), "not-known")
    return OtherScale(values=values, verdict=verdict, index=_index(other, standing.questionnaire.weakest_link))
