"""A sum that was done, told as a chapter: sentences that can be quoted, then a table of the same numbers with its bars."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from assessment import calculator_words as words
from assessment.calculator_fields import Calculator, Values, read
from assessment.calculators import (
    BatchOrRealTime,
    CostPerPrediction,
    DriftAlarms,
    ErrorBudget,
    NoModel,
    Result,
    Rule,
    Sample,
    SampleSize,
    SmallestGain,
    Window,
)
from assessment.chapters import Bar, Block, Chapter, Inline, Paragraph, Table, Text
from assessment.model import Problem, Range
from assessment.numerals import chance, decimal, exactly, money, percentage, points, significant

HUNDRED = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Calculation:
    """What was given, what came of it, and the same in words."""

    calculator: str
    values: Values
    result: Result
    sentences: tuple[str, ...]
    chapter: Chapter


def calculate(calculator: Calculator, given: Mapping[str, str]) -> Calculation | tuple[Problem, ...]:
    """Do a sum with texts in the units of the fields; everything that is wrong with them comes back instead."""
    values, problems = read(calculator, given)
    if problems:
        return problems
    result = calculator.result(values)
    sentences, tables = _told(calculator.id, result)
    blocks = (*(Paragraph((one,)) for one in sentences), *tables)
    chapter = Chapter(name=calculator.id, title=calculator.title, blocks=blocks)
    return Calculation(calculator=calculator.id, values=values, result=result, sentences=sentences, chapter=chapter)


_Told = tuple[tuple[str, ...], tuple[Block, ...]]


def _told(id: str, result: Result) -> _Told:
    match result:
        case NoModel():
            return _no_model(id, result)
        case SmallestGain():
            return _smallest_gain(id, result)
        case CostPerPrediction():
            return _cost_per_prediction(id, result)
        case BatchOrRealTime():
            return _batch_or_real_time(id, result)
        case SampleSize():
            return _sample_size(id, result)
        case DriftAlarms():
            return _drift_alarms(id, result)
        case ErrorBudget():
            return _error_budget(id, result)


def _no_model(id: str, found: NoModel) -> _Told:
    says = words.ANSWERS[found.majority.id]
    sentences = (
        words.majority(says, percentage(found.majority.accuracy), _share(found.base_rate)),
        words.against_majority(
            _share(found.model.accuracy), points(abs(found.gain)), _count(abs(found.answers)), _count(found.cases), _sign(found.gain)
        ),
        words.always_yes(percentage(found.base_rate), percentage(found.always_yes.f1 or Fraction(0))),
    )
    rows = (_rule(id, n, one, found.majority.accuracy) for n, one in enumerate(found.rules))
    return sentences, (Table(head=words.NO_MODEL_HEAD, rows=tuple(rows), caption=words.NO_MODEL_CAPTION),)


def _rule(id: str, n: int, rule: Rule, line: Fraction) -> tuple[Text, ...]:
    scores = (rule.precision, rule.recall, rule.f1)
    return (
        (words.GUESSES[rule.id],),
        (percentage(rule.accuracy), _bar(id, n, rule.accuracy, line)),
        *((words.NONE if score is None else percentage(score),) for score in scores),
    )


def _smallest_gain(id: str, found: SmallestGain) -> _Told:
    needed = words.outcomes(money(found.value), money(found.a_year), _count(Fraction(found.needed)))
    points_needed = words.gain_needed(
        points(found.points), exactly(found.cases), _share(found.baseline), percentage(found.reached), percentage(found.fewer)
    )
    [build] = (one.a_year for one in found.expenses if one.id == "build")
    sentences = (
        needed,
        points_needed if found.possible else words.too_few(_count(found.bad)),
        words.spread(money(build), exactly(found.years)),
    )
    rows = tuple(
        (_cell(words.COSTS[one.id]), _cell(money(one.a_year)), (percentage(one.share), _bar(id, n, one.share)))
        for n, one in enumerate(found.expenses)
    )
    total = (_cell(words.SUM), _cell(money(found.a_year)), _cell(percentage(sum((one.share for one in found.expenses), Fraction(0)))))
    return sentences, (Table(head=words.GAIN_HEAD, rows=rows, sum=total),)


def _cost_per_prediction(id: str, found: CostPerPrediction) -> _Told:
    volume, gain = exactly(found.volume), _sign(found.margin)
    sentences = (
        words.one_prediction(money(found.each), money(found.variable), money(found.fixed), volume),
        words.leaves(money(found.value), money(abs(found.margin)), money(abs(found.margin_a_year)), gain),
        words.NEVER_EVEN if found.break_even is None else words.break_even(_count(Fraction(found.break_even))),
    )
    worth = (_cell(words.WORTH), (money(found.value), _bar(id, len(found.parts), found.worth)), _cell(money(found.value * found.volume)))
    rows = tuple(
        (_cell(words.PARTS[one.id]), (money(one.each), _bar(id, n, one.share)), _cell(money(one.a_year)))
        for n, one in enumerate(found.parts)
    )
    total = (_cell(words.COST_SUM), _cell(money(found.each)), _cell(money(found.each * found.volume)))
    return sentences, (Table(head=words.COST_HEAD, rows=(worth, *rows), sum=total),)


def _batch_or_real_time(id: str, found: BatchOrRealTime) -> _Told:
    one, other = found.cheaper, found.dearer
    times = None if found.times is None else significant(found.times)
    sentences = [
        words.cheaper(words.MODES[one.mode], money(one.a_year), words.MODES[other.mode], money(other.a_year), times),
        words.per_thousand(words.MODES[one.mode], money(one.per_thousand), words.MODES[other.mode], money(other.per_thousand)),
        words.must_bring(money(found.extra), _count(Fraction(found.gains)), money(found.gain)) if found.extra > 0 else words.FREE,
    ]
    sentences += [] if found.even_at is None else [words.even_at(_count(found.even_at))]
    rows = tuple(
        (_cell(words.MODES[mode.mode]), (money(mode.a_year), _bar(id, n, mode.share)), _cell(money(mode.per_thousand)))
        for n, mode in enumerate((one, other))
    )
    return tuple(sentences), (Table(head=words.SERVING_HEAD, rows=rows),)


def _sample_size(id: str, found: SampleSize) -> _Told:
    wanted, half, shares = found.wanted, found.half, found.baseline is not None
    sizes = _count(Fraction(wanted.each)), _count(Fraction(found.total)), _share(found.level), _share(found.power)
    effect = words.points(exactly(half.effect * HUNDRED)) if shares else exactly(half.effect)
    sentences = (
        words.shares_take(_share(found.baseline), _share(wanted.reached), *sizes)
        if found.baseline is not None
        else words.means_take(exactly(wanted.effect), exactly(found.deviation or Fraction(0)), *sizes),
        words.lasts(exactly(found.monthly), significant(wanted.months)),
        words.half_takes(effect, _count(Fraction(half.each)), significant(found.times)),
    )
    rows = tuple(_sample(id, n, one, shares=shares) for n, one in enumerate(found.samples))
    return sentences, (Table(head=words.SHARES_HEAD if shares else words.MEANS_HEAD, rows=rows),)


def _sample(id: str, n: int, sample: Sample, *, shares: bool) -> tuple[Text, ...]:
    effect = (exactly(sample.effect * HUNDRED), _share(sample.reached)) if shares else (exactly(sample.effect),)
    return (
        *map(_cell, effect),
        (_count(Fraction(sample.each)), _bar(id, n, sample.share)),
        _cell(significant(sample.months)),
    )


def _drift_alarms(id: str, found: DriftAlarms) -> _Told:
    here, level, limit = found.here, _share(found.level), exactly(found.limit)
    number = found.features
    sentences = [
        words.smallest_shift(_count(Fraction(here.rows)), points(here.smallest), level, _count(Fraction(found.reference))),
        words.false_alarms(number, _alarms(found.each_run), exactly(found.runs), _alarms(found.a_year), chance(found.any)),
    ]
    sentences += [words.corrected(percentage(found.bonferroni), level, points(here.corrected))] if number > 1 else []
    high, often = significant(found.psi_high, 2), _share(1 - found.level)
    sentences += [
        words.psi_by_chance(str(found.bins), significant(here.psi, 2), high, often, limit, chance(here.passes)),
        words.NO_REFERENCE if found.enough is None else words.enough(_count(Fraction(found.enough)), limit, level),
    ]
    rows = tuple(
        (
            _cell(_count(Fraction(one.rows))),
            (points(one.smallest), _bar(id, n, one.share)),
            _cell(points(one.corrected)),
            _cell(significant(one.psi, 2)),
            _cell(chance(one.passes)),
        )
        for n, one in enumerate(found.noise)
    )
    return tuple(sentences), (Table(head=words.DRIFT_HEAD, rows=rows, caption=words.DRIFT_CAPTION),)


def _error_budget(id: str, found: ErrorBudget) -> _Told:
    days, wanted = exactly(found.here.days), found.wanted
    longest = found.windows[-1]
    sentences = [words.budget(_share(wanted.target), days, significant(found.here.minutes))]
    sentences += [words.budget_longer(significant(longest.minutes), exactly(longest.days))] if longest != found.here else []
    sentences += [
        words.incident_spends(
            exactly(found.incident), _share(found.failing), percentage(wanted.spent), _count(Fraction(found.here.incidents)), days
        ),
        words.burns(significant(found.burn), significant(found.gone)),
    ]
    rows = tuple(
        (_cell(_share(one.target)), (significant(one.minutes), _bar(id, n, one.share)), _cell(percentage(one.spent)))
        for n, one in enumerate(found.targets)
    )
    windows = Table(head=words.WINDOW_HEAD, rows=tuple(map(_window, found.windows)))
    return tuple(sentences), (windows, Table(head=words.TARGET_HEAD, rows=rows))


def _window(window: Window) -> tuple[Text, ...]:
    return _cell(exactly(window.days)), _cell(significant(window.minutes)), _cell(_count(Fraction(window.incidents)))


def _bar(id: str, n: int, share: Fraction, line: Fraction | None = None) -> Inline:
    """A bar as long as a share, with a line where another number lies."""
    return Bar(f"{id}-{n}", Range(proven=share, possible=share), line)


def _cell(text: str) -> Text:
    return (text,)


def _share(share: Fraction) -> str:
    """A share as it was given, in percent."""
    return f"{exactly(share * HUNDRED)}%"


def _count(number: Fraction) -> str:
    return decimal(number, 0)


def _alarms(number: Fraction) -> str:
    return _count(number) if number >= HUNDRED else significant(number, 2)


def _sign(number: Fraction) -> int:
    return (number > 0) - (number < 0)
