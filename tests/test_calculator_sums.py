"""Each calculator agrees with SciPy, statsmodels, a simulation or a count by hand, and moves the way that it must."""

from __future__ import annotations

from dataclasses import fields
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.power import NormalIndPower
from statsmodels.stats.proportion import power_proportions_2indep, samplesize_proportions_2indep_onetail

from assessment.calculators import (
    DriftAlarms,
    SampleSize,
    batch_or_real_time,
    cost_per_prediction,
    drift_alarms,
    error_budget,
    no_model,
    sample_size,
    sample_size_means,
    smallest_gain,
)

F = Fraction
LEVEL, POWER = F(5, 100), F(80, 100)
LEVELS = [F(1, 1000), F(1, 100), F(5, 100), F(1, 5)]
POWERS = [F(1, 2), F(80, 100), F(95, 100)]
EFFECTS = [(F("0.35"), F("-0.058")), (F("0.02"), F("-0.002")), (F("0.12"), F("0.01")), (F("0.5"), F("0.3")), (F("0.9"), F("0.05"))]

amounts = st.integers(1, 10**6).map(F)
shares = st.integers(1, 99).map(lambda n: F(n, 100))


def two_shares(baseline: F, effect: F, level: F = LEVEL, power: F = POWER) -> SampleSize:
    return sample_size(baseline=baseline, effect=effect, level=level, power=power, monthly=F(200))


def two_means(difference: F, deviation: F, level: F = LEVEL, power: F = POWER) -> SampleSize:
    return sample_size_means(difference=difference, deviation=deviation, level=level, power=power, monthly=F(200))


def drift(features: int = 100, rows: int = 200_000, reference: int = 500_000, level: F = LEVEL, bins: int = 10) -> DriftAlarms:
    return drift_alarms(features=F(features), rows=F(rows), reference=F(reference), level=level, runs=F(365), bins=F(bins), limit=F(1, 10))


# ── what no model already scores ──


@given(st.integers(1, 999))
def test_the_scores_without_a_model_are_those_of_counting_a_thousand_cases(positive: int) -> None:
    found = no_model(base_rate=F(positive, 1000), accuracy=F(8, 10), cases=F(1000))
    never, always, guess, _ = found.rules

    both, only_said, only_is = F(positive**2, 1000), F(positive * (1000 - positive), 1000), F(positive * (1000 - positive), 1000)
    assert (never.accuracy, always.accuracy) == (F(1000 - positive, 1000), F(positive, 1000))
    assert (always.precision, always.recall, always.f1) == (F(positive, 1000), F(1), F(2 * positive, 2 * positive + 1000 - positive))
    assert guess.accuracy == 1 - (only_said + only_is) / 1000
    assert (guess.precision, guess.recall) == (both / (both + only_said), both / (both + only_is))
    assert found.majority.accuracy == max(never.accuracy, always.accuracy)


def test_the_gain_over_no_model_is_counted_in_answers() -> None:
    found = no_model(base_rate=F(12, 100), accuracy=F("0.9"), cases=F(10_000))

    assert (found.gain, found.answers) == (F(2, 100), F(200))


def test_where_most_cases_are_positive_the_majority_says_yes() -> None:
    found = [no_model(base_rate=F(rate, 100), accuracy=F(1), cases=F(1)).majority.id for rate in (49, 50, 51)]

    assert found == ["always-no", "always-no", "always-yes"]


# ── costs ──


def test_the_smallest_gain_is_that_of_the_lesson() -> None:
    found = smallest_gain(
        value=F(1500), cases=F(10_000), baseline=F(12, 100), acting=F(144_000), running=F(24_000), build=F(126_000), years=F(3)
    )

    assert (found.a_year, found.needed, found.points, found.reached) == (F(210_000), 140, F("0.014"), F("0.106"))
    assert found.possible
    assert sum(one.share for one in found.expenses) == 1


@given(amounts, amounts, shares, amounts, amounts, amounts, st.integers(1, 30).map(F))
def test_the_needed_outcomes_pay_the_cost_and_one_fewer_does_not(
    value: F, cases: F, baseline: F, acting: F, running: F, build: F, years: F
) -> None:
    found = smallest_gain(value=value, cases=cases, baseline=baseline, acting=acting, running=running, build=build, years=years)

    assert (found.needed - 1) * value < found.a_year <= found.needed * value
    assert found.possible == (found.a_year / value <= baseline * cases)


def test_a_project_without_cost_needs_no_gain() -> None:
    found = smallest_gain(value=F(1), cases=F(1), baseline=F(1), acting=F(0), running=F(0), build=F(0), years=F(1))

    assert (found.needed, found.possible, [one.share for one in found.expenses]) == (0, True, [F(0), F(0), F(0)])


def test_one_prediction_costs_what_the_lesson_s_sheet_says() -> None:
    found = cost_per_prediction(volume=F(600_000), value=F("0.54"), variable=F("0.182"), running=F(60_000), build=F(126_000), years=F(3))

    assert (found.fixed, found.each, found.margin, found.margin_a_year) == (F("0.17"), F("0.352"), F("0.188"), F(112_800))
    assert found.break_even == 284_917


@given(amounts, amounts, amounts, amounts, amounts, st.integers(1, 30).map(F))
def test_at_break_even_the_year_pays_and_one_prediction_before_it_does_not(
    volume: F, value: F, variable: F, running: F, build: F, years: F
) -> None:
    found = cost_per_prediction(volume=volume, value=value, variable=variable, running=running, build=build, years=years)

    fixed = running + build / years
    if found.break_even is None:
        assert value <= variable
    else:
        assert (found.break_even - 1) * (value - variable) < fixed <= found.break_even * (value - variable)
    assert (found.margin_a_year >= 0) == (found.break_even is not None and volume >= fixed / (value - variable))


def test_batch_and_real_time_cost_what_the_lesson_says() -> None:
    found = batch_or_real_time(
        cases=F(2_000_000),
        runs=F(52),
        seconds=F("0.05"),
        price=F("1.20"),
        machines=F(2),
        cover=F(18_000),
        read=F(20_000_000),
        gain=F(5),
    )

    assert (found.cheaper.mode, found.cheaper.a_year) == ("batch", F(2_000_000 * 52, 3600) * F("0.06"))
    assert (found.dearer.mode, found.dearer.a_year, found.gains) == ("real-time", F(39_024), 7459)


@given(amounts, amounts, shares, shares, amounts, st.integers(0, 10**6).map(F), amounts, amounts)
def test_at_the_size_where_both_cost_the_same_they_do(
    cases: F, runs: F, seconds: F, price: F, machines: F, cover: F, read: F, gain: F
) -> None:
    def compared(of: F) -> tuple[F, F]:
        found = batch_or_real_time(cases=of, runs=runs, seconds=seconds, price=price, machines=machines, cover=cover, read=read, gain=gain)
        return found.extra, found.even_at or F(0)

    extra, even_at = compared(cases)

    assert compared(even_at)[0] == 0
    assert (extra > 0) == (cases < even_at)


def test_machines_that_cost_nothing_are_never_even() -> None:
    found = batch_or_real_time(cases=F(1), runs=F(1), seconds=F(1), price=F(0), machines=F(1), cover=F(9), read=F(1), gain=F(1))

    assert (found.times, found.even_at, found.gains) == (None, None, 9)


# ── sample sizes ──


@pytest.mark.parametrize("power", POWERS)
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(("baseline", "effect"), EFFECTS)
def test_a_sample_size_is_that_of_statsmodels(baseline: F, effect: F, level: F, power: F) -> None:
    theirs = samplesize_proportions_2indep_onetail(-float(effect), float(baseline + effect), float(power), alpha=float(level))

    assert two_shares(baseline, effect, level, power).wanted.each == max(2, int(np.ceil(round(theirs, 6))))


@pytest.mark.parametrize(("baseline", "effect"), EFFECTS[:3])
def test_a_sample_has_the_power_and_one_case_fewer_has_not(baseline: F, effect: F) -> None:
    each = two_shares(baseline, effect).wanted.each

    power = [power_proportions_2indep(float(effect), float(baseline), n, alpha=0.05, return_results=False) for n in (each - 1, each)]

    assert power[0] < 0.8 <= power[1]


@pytest.mark.parametrize("power", POWERS[1:])
@pytest.mark.parametrize("level", LEVELS[:3])  # beyond, the far tail counts, which is left out here
@pytest.mark.parametrize("times", [F(1, 100), F(1, 13), F(1, 2)])
def test_a_sample_size_for_means_is_that_of_statsmodels(times: F, level: F, power: F) -> None:
    theirs = NormalIndPower().solve_power(effect_size=float(times), alpha=float(level), power=float(power))

    assert two_means(times * 65, F(65), level, power).wanted.each == pytest.approx(theirs, rel=1e-6, abs=1)


@given(shares, shares, st.sampled_from(LEVELS), st.sampled_from(POWERS))
def test_a_larger_effect_a_looser_level_and_less_power_need_no_more_cases(baseline: F, reached: F, level: F, power: F) -> None:
    assume(baseline != reached)
    found = two_shares(baseline, reached - baseline, level, power)

    sizes = [sample.each for sample in found.samples]
    assert sizes == sorted(sizes, reverse=True)
    assert two_shares(baseline, reached - baseline, F(1, 4), power).wanted.each <= found.wanted.each
    assert two_shares(baseline, reached - baseline, level, F(99, 100)).wanted.each >= found.wanted.each


@given(shares, shares)
def test_failing_more_seldom_is_as_hard_to_see_as_succeeding_more_often(baseline: F, reached: F) -> None:
    assume(baseline != reached)

    assert two_shares(baseline, reached - baseline).wanted == two_shares(baseline, reached - baseline).samples[1]
    assert two_shares(baseline, reached - baseline).wanted.each == two_shares(1 - baseline, baseline - reached).wanted.each


def test_effects_that_leave_the_shares_are_not_listed() -> None:
    found = two_shares(F("0.35"), F("0.4"))

    assert [sample.reached for sample in found.samples] == [F("0.55"), F("0.75"), F("0.95")]


@pytest.mark.parametrize(("baseline", "effect"), [("0.5", "0"), ("0.5", "0.5"), ("0.5", "-0.5")])
def test_an_effect_that_cannot_be_is_refused(baseline: str, effect: str) -> None:
    with pytest.raises(ValueError, match="no effect to see from"):
        two_shares(F(baseline), F(effect))


# ── drift ──


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(("rows", "reference"), [(1000, 1000), (200_000, 500_000), (1_000_000, 1_000_000)])
def test_the_smallest_shift_is_where_scipy_s_test_reaches_the_level(rows: int, reference: int, level: F) -> None:
    here = drift(rows=rows, reference=reference, level=level).here

    effective = rows * reference / (rows + reference)
    assert stats.kstwobign.sf(float(here.smallest) * effective**0.5) == pytest.approx(float(level), rel=1e-4)
    assert stats.kstwobign.sf(float(here.corrected) * effective**0.5) == pytest.approx(float(level) / 100, rel=1e-4)


def test_the_ledger_s_critical_distances_come_out() -> None:
    found = [drift(rows=rows, reference=rows).here.smallest for rows in (1_000, 10_000, 100_000, 1_000_000)]

    assert [f"{float(one):.4f}" for one in found] == ["0.0607", "0.0192", "0.0061", "0.0019"]


def test_two_samples_of_scipy_s_test_agree_with_the_limit_for_many_rows() -> None:
    """A sample shifted by as much as the test calls significant is; by a tenth less it is not."""
    rows = 4000
    shift = float(drift(rows=rows, reference=rows).here.smallest)
    ranks = np.arange(rows) / rows

    tested = [stats.ks_2samp(ranks, ranks + by, method="asymp").pvalue for by in (1.02 * shift, 0.9 * shift)]

    assert tested[0] < 0.05 < tested[1]


@pytest.mark.parametrize(("rows", "reference", "bins"), [(200, 500_000, 10), (5_000, 8_000, 5), (2_000, 2_000, 20)])
def test_psi_by_chance_is_what_simulated_samples_give(rows: int, reference: int, bins: int) -> None:
    random = np.random.default_rng(20261120)
    live = random.multinomial(rows, [1 / bins] * bins, 4000) / rows
    kept = random.multinomial(reference, [1 / bins] * bins, 4000) / reference

    psi = ((live - kept) * np.log(live / kept)).sum(axis=1)

    found = drift(rows=rows, reference=reference, bins=bins)
    assert psi.mean() == pytest.approx(float(found.here.psi), rel=0.08)
    assert np.quantile(psi, 0.95) == pytest.approx(float(found.psi_high), rel=0.12)


@pytest.mark.parametrize("rows", [60, 100, 169, 170, 1000])
def test_the_chance_that_psi_passes_its_limit_is_scipy_s(rows: int) -> None:
    here = drift(rows=rows).here

    assert float(here.passes) == pytest.approx(stats.chi2.sf(0.1 / (1 / rows + 1 / 500_000), 9), rel=1e-5, abs=1e-12)


def test_from_the_rows_that_are_enough_psi_passes_its_limit_no_more_often_than_the_level() -> None:
    assert drift().enough == 170
    assert drift(rows=170).here.passes <= F(5, 100) < drift(rows=169).here.passes


def test_a_reference_that_is_too_small_is_never_enough() -> None:
    assert (drift(reference=169).enough, drift(reference=170).enough is None) == (None, False)


@given(st.integers(1, 100_000), st.sampled_from(LEVELS))
def test_after_correction_any_false_alarm_is_no_likelier_than_the_level(features: int, level: F) -> None:
    found = drift(features=features, level=level)

    assert 1 - (1 - float(found.bonferroni)) ** features <= float(level) * (1 + 1e-9)
    assert float(found.any) >= float(level) * (1 - 1e-5)
    assert found.a_year == features * level * 365


@given(st.integers(50, 10**9))
def test_more_rows_find_smaller_shifts_and_have_less_noise(rows: int) -> None:
    noise = drift(rows=rows).noise

    assert [one.rows for one in noise] == sorted(one.rows for one in noise)
    for fewer, more in pairwise(noise):
        assert more.smallest <= fewer.smallest
        assert more.psi <= fewer.psi
        assert more.passes <= fewer.passes
        assert more.share <= fewer.share <= 1


# ── error budget ──


def test_the_budget_of_three_nines_is_that_of_the_ledger() -> None:
    found = error_budget(target=F("0.999"), days=F(30), incident=F(20), failing=F(1))

    assert [(one.days, one.minutes, one.incidents) for one in found.windows] == [
        (F(30), F("43.2"), 2),
        (F(90), F("129.6"), 6),
        (F(365), F("525.6"), 26),
    ]
    assert (found.burn, found.gone) == (F(1000), F("43.2"))


@given(st.integers(1, 9999).map(lambda n: F(n, 10_000)), st.integers(1, 366).map(F), amounts, shares)
def test_what_fits_into_a_budget_does_and_one_incident_more_does_not(target: F, days: F, incident: F, failing: F) -> None:
    here = error_budget(target=target, days=days, incident=incident, failing=failing).here

    assert here.incidents * incident * failing <= here.minutes < (here.incidents + 1) * incident * failing


def test_a_target_of_one_s_own_stands_among_the_usual_ones() -> None:
    found = error_budget(target=F("0.98"), days=F(30), incident=F(20), failing=F(1, 2))

    assert [float(one.target) for one in found.targets] == [0.98, 0.99, 0.995, 0.999, 0.9995, 0.9999]
    assert [one.share for one in found.targets][:2] == [1, F(1, 2)]
    assert found.wanted == found.targets[0]
    assert found.wanted.spent == F(10, 864)


def test_every_result_says_its_numbers_exactly_or_as_whole_ones() -> None:
    for result in (drift().here, two_shares(F("0.35"), F("-0.058")).wanted):
        assert {type(getattr(result, one.name)) for one in fields(result)} <= {int, F}
