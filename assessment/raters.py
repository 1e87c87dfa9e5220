"""Two or more people's answers to the same questionnaire: where they differ, what both leave possible, and how far they agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from types import MappingProxyType

from assessment.answers import applies, level_of
from assessment.model import Agreement, Answer, Answers, Outcome, Questionnaire, Range
from assessment.standing import stand

POOR_BELOW, GOOD_ABOVE = Fraction(45, 100), Fraction(62, 100)
DISAGREEMENT = 2

Distance = Callable[[int, int], Fraction]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated:
    """One item as several people see it: each one's level in their order, the lowest, the highest, and the steps between."""

    item: str
    levels: tuple[str | None, ...]
    lowest: str | None
    highest: str | None
    gap: int
    disagreement: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What several people's answers amount to.

    `outcome` takes the lowest level that anybody chose for what is proven and confirmed, and the highest for what is possible.
    `agreement` is Cohen's kappa with quadratic weights for two people and Krippendorff's ordinal alpha for more, from 1 downwards;
    None when it is not defined, as when nobody chose more than one level in all.
    """

    raters: int
    items: tuple[Rated, ...]
    outcome: Outcome
    agreement: Fraction | None
    in_words: Agreement | None


def merge(questionnaire: Questionnaire, sheets: Sequence[Answers]) -> Merged:
    """Lay two or more people's accepted answers side by side; facts and target are the first one's. Raises ValueError for fewer."""
    if len(sheets) < 2:
        raise ValueError("merging takes two sets of answers or more")
    order = [level.id for level in questionnaire.scale]
    rated = []
    for item in questionnaire.items:
        if not applies(item, sheets[0]):
            continue
        levels = tuple(level_of(item, sheet) for sheet in sheets)
        places = [order.index(level) for level in levels if level is not None]
        gap = max(places) - min(places) if places else 0
        rated.append(
            Rated(
                item=item.id,
                levels=levels,
                lowest=order[min(places)] if places else None,
                highest=order[max(places)] if places else None,
                gap=gap,
                disagreement=gap >= DISAGREEMENT,
            )
        )
    units = [tuple(None if level is None else order.index(level) for level in one.levels) for one in rated]
    agreement = quadratic_kappa(units, len(order)) if len(sheets) == 2 else krippendorff_alpha(units, len(order))
    return Merged(
        raters=len(sheets),
        items=tuple(sorted(rated, key=lambda one: -one.gap)),
        outcome=_outcome(questionnaire, sheets[0], rated),
        agreement=agreement,
        in_words=None if agreement is None else in_words(agreement),
    )


def in_words(agreement: Fraction) -> Agreement:
    """The benchmark of the SPICE trials (El Emam 1999): below .45 poor, above .62 good."""
    if agreement < POOR_BELOW:
        return "poor"
    return "good" if agreement > GOOD_ABOVE else "fair"


def quadratic_kappa(units: Sequence[Sequence[int | None]], levels: int) -> Fraction | None:
    """Cohen's kappa for two raters with weights (i−j)², over the units both rated: 1 − Σ observed / Σ expected (Cohen 1968).

    `units` holds a pair of places on the scale per item. None when the expected disagreement is 0.
    """
    pairs = [(a, b) for a, b in units if a is not None and b is not None]
    if not pairs:
        return None
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    observed = Fraction(sum((a - b) ** 2 for a, b in pairs), len(pairs))
    expected = Fraction(sum(first[i] * second[j] * (i - j) ** 2 for i in range(levels) for j in range(levels)), len(pairs) ** 2)
    return None if expected == 0 else 1 - observed / expected


def krippendorff_alpha(units: Sequence[Sequence[int | None]], levels: int) -> Fraction | None:
    """Krippendorff's alpha with the ordinal difference, for any number of raters and missing ratings (Krippendorff 2011).

    δ²(c,k) = (Σ from c to k of n_g − (n_c+n_k)/2)², with n_g the pairable values at level g. None when it is not defined.
    """
    pairable = [kept for unit in units if len(kept := [value for value in unit if value is not None]) > 1]
    totals = Counter(value for unit in pairable for value in unit)
    count = sum(totals.values())
    distance = _ordinal(totals, levels)
    expected = sum((totals[c] * totals[k] * distance(c, k) for c in totals for k in totals), Fraction(0)) / (count - 1) if count > 1 else 0
    if expected == 0:
        return None
    observed = sum((Fraction(2, len(unit) - 1) * sum(distance(a, b) for a, b in combinations(unit, 2)) for unit in pairable), Fraction(0))
    return 1 - observed / expected


def _ordinal(totals: Mapping[int, int], levels: int) -> Distance:
    before = [0]
    for level in range(levels):
        before.append(before[-1] + totals.get(level, 0))

    def distance(c: int, k: int) -> Fraction:
        low, high = min(c, k), max(c, k)
        between = Fraction(before[high + 1] - before[low]) - Fraction(totals.get(low, 0) + totals.get(high, 0), 2)
        return between**2 if low != high else Fraction(0)

    return distance


def _outcome(questionnaire: Questionnaire, first: Answers, rated: Sequence[Rated]) -> Outcome:
    low = stand(questionnaire, _with_levels(first, {one.item: one.lowest for one in rated})).outcome
    high = stand(questionnaire, _with_levels(first, {one.item: one.highest for one in rated})).outcome
    index = Range(proven=low.index.proven, possible=high.index.possible) if low.index and high.index else None
    return Outcome(confirmed=low.confirmed, possible=high.possible, index=index)


def _with_levels(first: Answers, levels: Mapping[str, str | None]) -> Answers:
    kept = {id: answer for id, answer in first.answers.items() if answer.not_applicable is not None}
    chosen = {id: Answer(level=level) for id, level in levels.items() if level is not None}
    return Answers(facts=first.facts, answers=MappingProxyType(kept | chosen), target=first.target)
