"""The sums that decide: each takes numbers with their units and returns everything that is worth saying about them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, sqrt
from typing import Literal

from assessment.distributions import (
    chi_square_quantile,
    chi_square_tail,
    kolmogorov_quantile,
    normal_quantile,
)

ONE = Fraction(1)
HALF = Fraction(1, 2)
DIGITS = 6  # of what is not exact, so that every Python gives the same
NOTHING = 1e-12  # what is smaller is none
HOURS_A_YEAR = 8760
SECONDS_AN_HOUR = 3600
MINUTES_A_DAY = 1440
MULTIPLES = (HALF, ONE, Fraction(3, 2), Fraction(2))  # of the effect that was asked for
ROWS = (200, 1_000, 10_000, 100_000, 1_000_000)
WINDOWS = (30, 90, 365)
TARGETS = tuple(map(Fraction, ("0.99", "0.995", "0.999", "0.9995", "0.9999")))

Guess = Literal["always-no", "always-yes", "in-proportion", "model"]
Cost = Literal["acting", "running", "build"]
Part = Literal["variable", "running", "build"]
Mode = Literal["batch", "real-time"]


# ── what no model already has ────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How a rule for answering scores; what a rule cannot have, or what nobody stated, is None. All are shares."""

    id: Guess
    accuracy: Fraction
    precision: Fraction | None = None
    recall: Fraction | None = None
    f1: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoModel:
    """What answering without a model scores; `gain` is by how much the model is more accurate, `answers` that many cases."""

    base_rate: Fraction
    cases: Fraction
    rules: tuple[Rule, ...]
    majority: Rule
    always_yes: Rule
    model: Rule
    gain: Fraction
    answers: Fraction


def no_model(*, base_rate: Fraction, accuracy: Fraction, cases: Fraction) -> NoModel:
    """Score the rules that need no model where a share `base_rate` (0 to 1) of cases is positive.

    Guessing in proportion says yes to a share `base_rate` of cases at random. F1 is 2 · precision · recall ÷ (precision + recall).
    """
    never = Rule(id="always-no", accuracy=1 - base_rate, recall=Fraction(0), f1=Fraction(0))
    always = Rule(id="always-yes", accuracy=base_rate, precision=base_rate, recall=ONE, f1=2 * base_rate / (1 + base_rate))
    right = base_rate**2 + (1 - base_rate) ** 2
    guess = Rule(id="in-proportion", accuracy=right, precision=base_rate, recall=base_rate, f1=base_rate)
    model = Rule(id="model", accuracy=accuracy)
    majority = never if base_rate <= HALF else always
    gain = accuracy - majority.accuracy
    return NoModel(
        base_rate=base_rate,
        cases=cases,
        rules=(never, always, guess, model),
        majority=majority,
        always_yes=always,
        model=model,
        gain=gain,
        answers=gain * cases,
    )


# ── the smallest gain that pays ──────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Expense:
    """One cost a year, in money, and its share of the whole."""

    id: Cost
    a_year: Fraction
    share: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallestGain:
    """How many outcomes a year must change for a project to pay for itself.

    `needed` is a number of outcomes, `points` the same as a share of all cases, `reached` the share that then still turns out badly,
    `fewer` the part of today's bad outcomes that must go. `possible` says whether there are that many.
    """

    value: Fraction
    cases: Fraction
    baseline: Fraction
    years: Fraction
    expenses: tuple[Expense, ...]
    a_year: Fraction
    needed: int
    points: Fraction
    reached: Fraction
    fewer: Fraction
    bad: Fraction
    possible: bool


def smallest_gain(
    *, value: Fraction, cases: Fraction, baseline: Fraction, acting: Fraction, running: Fraction, build: Fraction, years: Fraction
) -> SmallestGain:
    """Divide what a project costs a year by what one changed outcome is worth.

    `value` is money for one outcome, `cases` a year, `baseline` the share (above 0, to 1) that turns out badly today; `acting` and
    `running` are money a year, `build` is money once, spread over `years`.
    """
    parts: tuple[tuple[Cost, Fraction], ...] = (("acting", acting), ("running", running), ("build", build / years))
    a_year = sum((cost for _, cost in parts), Fraction(0))
    needed = a_year / value
    bad = baseline * cases
    return SmallestGain(
        value=value,
        cases=cases,
        baseline=baseline,
        years=years,
        expenses=tuple(Expense(id=id, a_year=cost, share=_ratio(cost, a_year)) for id, cost in parts),
        a_year=a_year,
        needed=ceil(needed),
        points=needed / cases,
        reached=baseline - needed / cases,
        fewer=needed / bad,
        bad=bad,
        possible=needed <= bad,
    )


# ── what one prediction costs ────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class CostPart:
    """A part of the cost of one prediction, in money for one and a year, and how long its bar is."""

    id: Part
    each: Fraction
    a_year: Fraction
    share: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class CostPerPrediction:
    """What one prediction costs and leaves, in money; `break_even` is a number of predictions a year, None where no number will do."""

    volume: Fraction
    value: Fraction
    variable: Fraction
    fixed: Fraction
    each: Fraction
    margin: Fraction
    margin_a_year: Fraction
    break_even: int | None
    parts: tuple[CostPart, ...]
    worth: Fraction


def cost_per_prediction(
    *, volume: Fraction, value: Fraction, variable: Fraction, running: Fraction, build: Fraction, years: Fraction
) -> CostPerPrediction:
    """Spread the fixed cost over `volume` predictions a year.

    `value` and `variable` are money for one prediction, `running` is money a year, `build` money once, spread over `years`.
    Break-even volume is fixed cost a year ÷ (value − variable cost) of one prediction. Bars are as long as a part is of the larger of
    value and cost.
    """
    a_year: tuple[tuple[Part, Fraction], ...] = (("variable", variable * volume), ("running", running), ("build", build / years))
    fixed = running + build / years
    each = variable + fixed / volume
    longest = max(each, value)
    parts = (CostPart(id=id, each=cost / volume, a_year=cost, share=_ratio(cost / volume, longest)) for id, cost in a_year)
    return CostPerPrediction(
        volume=volume,
        value=value,
        variable=variable,
        fixed=fixed / volume,
        each=each,
        margin=value - each,
        margin_a_year=(value - each) * volume,
        break_even=ceil(fixed / (value - variable)) if value > variable else None,
        parts=tuple(parts),
        worth=_ratio(value, longest),
    )


# ── batch or real time ───────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """What a way of serving costs, in money a year and for each 1,000 answers that are read, and how long its bar is."""

    mode: Mode
    a_year: Fraction
    per_thousand: Fraction
    share: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchOrRealTime:
    """The two ways of serving, the cheaper one first, and how often its cost goes into the other's.

    `extra` is what real time costs more, in money a year, `gains` how many fresher answers must pay for that, and `even_at` the cases
    in a run from which on batch costs more; None where batch costs nothing.
    """

    cheaper: Serving
    dearer: Serving
    times: Fraction | None
    extra: Fraction
    gain: Fraction
    gains: int
    even_at: Fraction | None


def batch_or_real_time(
    *,
    cases: Fraction,
    runs: Fraction,
    seconds: Fraction,
    price: Fraction,
    machines: Fraction,
    cover: Fraction,
    read: Fraction,
    gain: Fraction,
) -> BatchOrRealTime:
    """Compare a year of scoring `cases` in each of `runs` runs with a year of `machines` that wait for requests.

    `seconds` are for one case, `price` is money for a machine and hour, `cover` money a year for people on call, `read` the answers that
    somebody uses in a year, `gain` money for one answer that fresher data makes better. Batch pays for seconds of work, real time for
    8,760 hours a year.
    """
    one_case = runs * seconds / SECONDS_AN_HOUR * price
    batch, live = cases * one_case, machines * HOURS_A_YEAR * price + cover
    longest = max(batch, live)

    def serving(mode: Mode, a_year: Fraction) -> Serving:
        return Serving(mode=mode, a_year=a_year, per_thousand=a_year / read * 1000, share=_ratio(a_year, longest))

    both = serving("batch", batch), serving("real-time", live)
    cheaper, dearer = both if batch <= live else both[::-1]
    extra = live - batch
    return BatchOrRealTime(
        cheaper=cheaper,
        dearer=dearer,
        times=dearer.a_year / cheaper.a_year if cheaper.a_year else None,
        extra=extra,
        gain=gain,
        gains=max(0, ceil(extra / gain)),
        even_at=live / one_case if one_case else None,
    )


# ── how many cases an effect needs ───────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The cases in each of two groups that show an effect, the months that take, and how long its bar is.

    `effect` and `reached` are shares for shares and in the unit of the measurement for means.
    """

    effect: Fraction
    reached: Fraction
    each: int
    months: Fraction
    share: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleSize:
    """The sample for the effect that was asked for, and those for effects of half to double its size; `total` is of both groups.

    `baseline` is the share to start from, `deviation` the standard deviation of a measurement; the one that does not apply is None.
    """

    baseline: Fraction | None
    deviation: Fraction | None
    level: Fraction
    power: Fraction
    monthly: Fraction
    wanted: Sample
    total: int
    half: Sample
    times: Fraction
    samples: tuple[Sample, ...]


def sample_size(*, baseline: Fraction, effect: Fraction, level: Fraction, power: Fraction, monthly: Fraction) -> SampleSize:
    """How many cases in each of two equal groups tell a share `baseline` from `baseline + effect` by a two-sided test.

    All but `monthly`, the cases a month in both groups together, are shares between 0 and 1; `effect` may be negative. Normal
    approximation, with the pooled variance under no effect and the separate ones under the effect: Fleiss, Statistical Methods for Rates
    and Proportions. Raises ValueError for no effect and for one that leaves the shares.
    """
    if not effect or not 0 < baseline + effect < 1:
        raise ValueError(f"no effect to see from {baseline} by {effect}")

    def each(by: Fraction) -> int:
        p, q = float(baseline), float(baseline + by)
        pooled = (p + q) / 2
        nothing = normal_quantile(float(level) / 2) * sqrt(2 * pooled * (1 - pooled))
        something = normal_quantile(1 - float(power)) * sqrt(p * (1 - p) + q * (1 - q))
        return ceil(_rounded(((nothing + something) / float(by)) ** 2))

    effects = [times * effect for times in MULTIPLES if 0 < baseline + times * effect < 1]
    return _sizes([(by, baseline + by, each(by)) for by in effects], level, power, monthly, baseline=baseline)


def sample_size_means(*, difference: Fraction, deviation: Fraction, level: Fraction, power: Fraction, monthly: Fraction) -> SampleSize:
    """How many cases in each of two equal groups show a difference of means by a two-sided test.

    `difference` and `deviation`, the standard deviation within a group, have the unit of the measurement; both are above 0. Normal
    approximation: 2 · ((z(level ÷ 2) + z(1 − power)) · deviation ÷ difference)².
    """
    z = normal_quantile(float(level) / 2) + normal_quantile(1 - float(power))
    effects = [times * difference for times in MULTIPLES]
    each = [ceil(_rounded(2 * (z * float(deviation / by)) ** 2)) for by in effects]
    found = [(by, by, number) for by, number in zip(effects, each, strict=True)]
    return _sizes(found, level, power, monthly, deviation=deviation)


def _sizes(
    found: Iterable[tuple[Fraction, Fraction, int]],
    level: Fraction,
    power: Fraction,
    monthly: Fraction,
    *,
    baseline: Fraction | None = None,
    deviation: Fraction | None = None,
) -> SampleSize:
    """The first is for half of the effect, the second for the effect."""
    rows = [(effect, reached, max(each, 2)) for effect, reached, each in found]
    longest = max(each for _, _, each in rows)
    samples = tuple(
        Sample(effect=effect, reached=reached, each=each, months=2 * each / monthly, share=Fraction(each, longest))
        for effect, reached, each in rows
    )
    half, wanted, *_ = samples
    return SampleSize(
        baseline=baseline,
        deviation=deviation,
        level=level,
        power=power,
        monthly=monthly,
        wanted=wanted,
        total=2 * wanted.each,
        half=half,
        times=Fraction(half.each, wanted.each),
        samples=samples,
    )


# ── false alarms of drift tests ──────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Noise:
    """What sampling alone does at a number of live rows; all but the rows and PSI are shares.

    `smallest` is the smallest gap between cumulative shares that a Kolmogorov–Smirnov test calls significant, `corrected` the same after
    Bonferroni's correction for all features; `psi` is what PSI comes to on average, `passes` the chance that it passes the limit.
    """

    rows: int
    smallest: Fraction
    corrected: Fraction
    psi: Fraction
    passes: Fraction
    share: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftAlarms:
    """False alarms of a test on every feature, where nothing has drifted, and where the noise of the two measures lies.

    `each_run` and `a_year` are numbers of alarms, `any` is the chance of at least one in a run, `bonferroni` the level of one test at
    which that is at most `level`; `psi_high` is what PSI stays below with probability 1 − level, and `enough` the
    live rows from which on it stays below the limit that often, None where the reference is too small for any.
    """

    features: int
    reference: int
    level: Fraction
    runs: Fraction
    bins: int
    limit: Fraction
    each_run: Fraction
    a_year: Fraction
    any: Fraction
    bonferroni: Fraction
    psi_high: Fraction
    enough: int | None
    here: Noise
    noise: tuple[Noise, ...]


def drift_alarms(
    *, features: Fraction, rows: Fraction, reference: Fraction, level: Fraction, runs: Fraction, bins: Fraction, limit: Fraction
) -> DriftAlarms:
    """Count the alarms that testing `features` features at `level` raises without drift, in each of `runs` comparisons a year.

    `rows` live rows are compared with `reference` rows; PSI is over `bins` bins (2 or more) with an alert at `limit`. The chance of any
    alarm takes features as independent. The Kolmogorov–Smirnov distance is its large-sample limit, K(level) · √(1/rows + 1/reference);
    PSI without drift is about (1/rows + 1/reference) times a chi-square with bins − 1 degrees of freedom: Yurdakul, Statistical
    Properties of Population Stability Index, 2018.
    """
    number, corrected, freedom = int(features), level / features, int(bins) - 1
    plain, strict = kolmogorov_quantile(float(level)), kolmogorov_quantile(float(corrected))
    scale = chi_square_quantile(float(level), freedom)

    def noise(live: int, longest: float) -> Noise:
        spread = float(1 / Fraction(live) + 1 / reference)
        return Noise(
            rows=live,
            smallest=_about(plain * sqrt(spread)),
            corrected=_about(strict * sqrt(spread)),
            psi=_about(freedom * spread),
            passes=_about(chi_square_tail(float(limit) / spread, freedom)),
            share=min(ONE, _about(sqrt(spread) / longest)),
        )

    compared = sorted({*ROWS, int(rows)})
    longest = sqrt(float(1 / Fraction(compared[0]) + 1 / reference))
    room = limit / _about(scale) - 1 / reference
    found = tuple(noise(live, longest) for live in compared)
    return DriftAlarms(
        features=number,
        reference=int(reference),
        level=level,
        runs=runs,
        bins=int(bins),
        limit=limit,
        each_run=level * features,
        a_year=level * features * runs,
        any=_about(1 - float(1 - level) ** number),
        bonferroni=corrected,
        psi_high=_about(scale * float(1 / rows + 1 / reference)),
        enough=ceil(1 / room) if room > 0 else None,
        here=found[compared.index(int(rows))],
        noise=found,
    )


# ── error budget ─────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A number of days, the minutes in it that may fail, and how many of the incidents fit into them."""

    days: Fraction
    minutes: Fraction
    incidents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """An availability target, the minutes it leaves, the share of them that one incident spends, and how long its bar is."""

    target: Fraction
    minutes: Fraction
    spent: Fraction
    share: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorBudget:
    """What a target leaves for failure; `burn` is how many times faster than allowed an incident spends, `gone` after how many minutes
    nothing would be left.
    """

    incident: Fraction
    failing: Fraction
    here: Window
    windows: tuple[Window, ...]
    wanted: Target
    targets: tuple[Target, ...]
    burn: Fraction
    gone: Fraction


def error_budget(*, target: Fraction, days: Fraction, incident: Fraction, failing: Fraction) -> ErrorBudget:
    """What the availability `target` (a share below 1) over `days` leaves, and what an incident of `incident` minutes spends of it.

    `failing` is the share of requests that fail while it lasts. Budget = (1 − target) · time; burn rate = failing ÷ (1 − target).
    """
    cost = incident * failing

    def window(length: Fraction) -> Window:
        minutes = (1 - target) * length * MINUTES_A_DAY
        return Window(days=length, minutes=minutes, incidents=int(minutes / cost))

    compared = sorted({*TARGETS, target})

    def leaves(one: Fraction) -> Target:
        minutes = (1 - one) * days * MINUTES_A_DAY
        return Target(target=one, minutes=minutes, spent=cost / minutes, share=(1 - one) / (1 - compared[0]))

    here = window(days)
    targets = tuple(map(leaves, compared))
    return ErrorBudget(
        incident=incident,
        failing=failing,
        here=here,
        windows=tuple(window(length) for length in sorted({*map(Fraction, WINDOWS), days})),
        wanted=targets[compared.index(target)],
        targets=targets,
        burn=failing / (1 - target),
        gone=here.minutes / failing,
    )


Result = NoModel | SmallestGain | CostPerPrediction | BatchOrRealTime | SampleSize | DriftAlarms | ErrorBudget


def _ratio(part: Fraction, whole: Fraction) -> Fraction:
    return part / whole if whole else Fraction(0)


def _rounded(number: float) -> float:
    """A number without the last digits, in which computers differ, so that no case more is needed on one of them."""
    return round(number, DIGITS)


def _about(number: float) -> Fraction:
    """A number that is not exact, by the digits of it that are."""
    return Fraction(f"{number:.{DIGITS}g}") if abs(number) > NOTHING else Fraction(0)
