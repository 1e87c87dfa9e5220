"""What people write in the fields becomes sentences that can be quoted, or every problem at once in words."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.calculation import Calculation, calculate
from assessment.calculator_fields import CALCULATORS, Calculator, Field, read
from assessment.chapters import Bar, Paragraph, Table
from assessment.model import Problem

FIELDS = [pytest.param(one, field, id=f"{one.id} {field.id}") for one in CALCULATORS.values() for field in one.fields]


def done(id: str, **given: str) -> Calculation:
    found = calculate(CALCULATORS[id], {name.replace("_", "-"): text for name, text in given.items()})
    assert isinstance(found, Calculation)
    return found


def wrong(id: str, **given: str) -> list[tuple[str, str]]:
    found = calculate(CALCULATORS[id], {name.replace("_", "-"): text for name, text in given.items()})
    assert isinstance(found, tuple)
    return [(problem.where, problem.message) for problem in found]


# ── the worked examples, as their pages show them ──

EXAMPLES = {
    "no-model": (
        "Always saying “no” is right in 88% of cases, because 12% are positive.",
        "A model with 80.8% accuracy lies 7.2 points below that: 720 more wrong answers in 10,000 cases.",
        "Always saying “yes” finds every positive case with a precision of 12%, which makes an F1 of 21.4%.",
    ),
    "smallest-gain": (
        "At $1,500 for one changed outcome, a cost of $210,000 a year takes 140 changed outcomes a year.",
        "That is 1.4 percentage points of 10,000 cases a year: from the 12% that turn out badly today to 10.6%, or 11.7% fewer.",
        "The build counts with $42,000 a year, since it is spread over 3 years.",
    ),
    "cost-per-prediction": (
        "One prediction costs $0.352: $0.182 each time, and $0.170 of fixed cost at 600,000 a year.",
        "It is worth $0.540, so each one leaves $0.188, or $112,800 a year.",
        "It breaks even at 284,917 predictions a year.",
    ),
    "batch-or-real-time": (
        "Batch costs $1,733 a year, real time $39,024, 22.5 times as much.",
        "For each 1,000 answers that somebody reads, that is $0.0867 in batch and $1.95 in real time.",
        "Fresher answers must bring in $37,291 a year: 7,459 more gains of $5.00.",
        "Batch would cost as much as real time at 45,027,692 cases in each run.",
    ),
    "sample-size": (
        "To tell 29.2% from 35% takes 1,016 cases in each group, 2,032 in all (two-sided test at 5%, power 80%).",
        "With 200 cases a month in both groups together, that lasts 10.2 months.",
        "Half of that effect, −2.9 points, takes 4,161 in each group: 4.1 times as many.",
    ),
    "sample-size-means": (
        "To see a difference of 5 where the standard deviation is 65 takes 2,653 cases in each group, 5,306 in all "
        "(two-sided test at 5%, power 80%).",
        "With 200 cases a month in both groups together, that lasts 26.5 months.",
        "Half of that effect, 2.5, takes 10,612 in each group: 4 times as many.",
    ),
    "drift-alarms": (
        "At 200,000 live rows against 500,000 of reference, a Kolmogorov–Smirnov test at 5% calls a shift of 0.36 percentage points "
        "significant.",
        "On 100 features without any drift it raises 5 false alarms in a run on average, 1,825 in 365 runs a year. "
        "If features are independent, the chance of at least one in a run is 99.4%.",
        "Tested at 0.050% each (Bonferroni), the chance of any false alarm in a run is at most 5%. "
        "The test then still fires at 0.54 percentage points, so alert on the size of a shift.",
        "PSI over 10 bins is 0.000063 on average without drift, and below 0.00012 in 95% of comparisons; "
        "the chance that it passes 0.1 is under 0.0001%.",
        "A limit of 0.1 is quiet from 170 live rows on; with fewer, chance passes it in more than 5% of comparisons.",
    ),
    "error-budget": (
        "99.9% over 30 days leaves 43.2 minutes in which requests may fail.",
        "Over 365 days it leaves 525.6.",
        "An incident of 20 minutes in which 100% of requests fail spends 46.3% of the budget of 30 days; 2 of them fit.",
        "While it lasts, it spends 1,000 times as fast as the target allows, and nothing is left after 43.2 minutes of it.",
    ),
}


def test_every_calculator_has_its_worked_example() -> None:
    assert {id: done(id).sentences for id in CALCULATORS} == EXAMPLES


def test_a_chapter_says_the_sentences_and_then_the_numbers_with_their_bars() -> None:
    chapter = done("sample-size").chapter

    assert (chapter.name, chapter.title) == ("sample-size", "Sample size for two shares")
    assert [block.text for block in chapter.blocks if isinstance(block, Paragraph)] == [(one,) for one in EXAMPLES["sample-size"]]
    [table] = [block for block in chapter.blocks if isinstance(block, Table)]
    assert table.head == ("Effect in points", "Share then", "Cases in each group", "Months")
    assert [tuple(part for cell in row for part in cell if isinstance(part, str)) for row in table.rows] == [
        ("−2.9", "32.1%", "4,161", "41.6"),
        ("−5.8", "29.2%", "1,016", "10.2"),
        ("−8.7", "26.3%", "440", "4.4"),
        ("−11.6", "23.4%", "240", "2.4"),
    ]
    bars = [part for row in table.rows for cell in row for part in cell if isinstance(part, Bar)]
    assert [(bar.dimension, bar.score.proven, bar.floor) for bar in bars] == [
        ("sample-size-0", 1, None),
        ("sample-size-1", Fraction(1016, 4161), None),
        ("sample-size-2", Fraction(440, 4161), None),
        ("sample-size-3", Fraction(240, 4161), None),
    ]


# ── what else there is to say ──


@pytest.mark.parametrize(
    ("id", "given", "sentence"),
    [
        (
            "no-model",
            {"base_rate": "70", "accuracy": "70"},
            "Always saying “yes” is right in 70% of cases, because 70% are positive. A model with 70% accuracy does no better than that.",
        ),
        (
            "no-model",
            {"accuracy": "90"},
            "A model with 90% accuracy lies 2 points above that: 200 fewer wrong answers in 10,000 cases.",
        ),
        ("smallest-gain", {"value": "100"}, "Only 1,200 cases a year turn out badly today, so it cannot pay with these numbers."),
        ("smallest-gain", {"years": "1"}, "The build counts with $126,000 a year, since it is spread over 1 year."),
        ("cost-per-prediction", {"volume": "100000"}, "It is worth $0.540, so each one loses $0.662, or $66,200 a year."),
        ("cost-per-prediction", {"value": "0.352"}, "It is worth $0.352, which leaves nothing."),
        (
            "cost-per-prediction",
            {"value": "0.182"},
            "No volume breaks even: one prediction costs more than it brings before any fixed cost is counted.",
        ),
        (
            "batch-or-real-time",
            {"cases": "2000000000"},
            "Real time costs $39,024 a year, batch $1,733,333, 44.4 times as much.",
        ),
        (
            "batch-or-real-time",
            {"cases": "2000000000"},
            "Real time is the cheaper of the two here, so fresher answers cost nothing.",
        ),
        ("batch-or-real-time", {"price": "0"}, "Batch costs $0.00 a year, real time $18,000."),
        (
            "sample-size",
            {"baseline": "12", "effect": "1"},
            "To tell 13% from 12% takes 17,169 cases in each group, 34,338 in all (two-sided test at 5%, power 80%).",
        ),
        (
            "drift-alarms",
            {"rows": "2,000,000", "reference": "2,000,000"},
            "At 2,000,000 live rows against 2,000,000 of reference, a Kolmogorov–Smirnov test at 5% calls a shift of "
            "0.14 percentage points significant.",
        ),
        (
            "drift-alarms",
            {"reference": "100"},
            "The reference is so small that PSI passes the limit by chance however many live rows there are.",
        ),
        (
            "drift-alarms",
            {"features": "1", "runs": "12"},
            "On 1 feature without any drift it raises 0.050 false alarms in a run on average, 0.60 in 12 runs a year. "
            "If features are independent, the chance of at least one in a run is 5%. PSI over 10 bins",
        ),
        (
            "error-budget",
            {"target": "99.95"},
            "An incident of 20 minutes in which 100% of requests fail spends 92.6% of the budget of 30 days; 1 of them fits.",
        ),
        ("error-budget", {"days": "366"}, "99.9% over 366 days leaves 527.0 minutes in which requests may fail. An incident"),
    ],
)
def test_a_sentence_fits_its_numbers(id: str, given: dict[str, str], sentence: str) -> None:
    assert sentence in " ".join(done(id, **given).sentences)


# ── fields ──


@pytest.mark.parametrize(("calculator", "field"), FIELDS)
def test_a_worked_example_lies_within_the_limits_of_its_fields_and_can_be_written_as_it_is_shown(
    calculator: Calculator, field: Field
) -> None:
    values, problems = read(calculator, {field.id: field.shown(field.default)})

    assert problems == ()
    assert values[field.id] == field.default * field.unit.worth
    assert field.least <= field.default <= field.most
    assert field.label
    assert not field.whole or field.default.denominator == 1


@pytest.mark.parametrize(("calculator", "field"), FIELDS)
def test_a_calculator_holds_at_the_limits_of_every_field(calculator: Calculator, field: Field) -> None:
    for limit in (field.least, field.most):
        found = calculate(calculator, {field.id: field.shown(limit)})

        assert isinstance(found, Calculation) or [problem.where for problem in found] == ["effect"]


@pytest.mark.parametrize("end", ["least", "most"])
@pytest.mark.parametrize("id", [id for id in CALCULATORS if id != "sample-size"])
def test_a_calculator_holds_with_every_field_at_its_limit(id: str, end: str) -> None:
    limits = {field.id: field.shown(getattr(field, end)) for field in CALCULATORS[id].fields}

    assert isinstance(calculate(CALCULATORS[id], limits), Calculation)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "needs a number such as 200,000 rows"),
        ("many", "needs a number such as 200,000 rows"),
        ("1e6", "needs a number such as 200,000 rows"),
        ("1/2", "needs a number such as 200,000 rows"),
        ("nan", "needs a number such as 200,000 rows"),
        ("9" * 16, "needs a number such as 200,000 rows"),
        ("1000.5", "needs a whole number"),
        ("49", "must lie between 50 and 1,000,000,000,000"),
        ("-1000", "must lie between 50 and 1,000,000,000,000"),
        ("1000000000001", "must lie between 50 and 1,000,000,000,000"),
    ],
)
def test_a_field_says_what_would_be_right(text: str, message: str) -> None:
    assert wrong("drift-alarms", rows=text) == [("rows", message)]


def test_everything_wrong_is_said_at_once() -> None:
    assert wrong("sample-size", effect="-40", power="", level="50", basis="1") == [
        ("basis", "is no field; the fields are: baseline, effect, level, power, monthly"),
        ("level", "must lie between 0.001% and 20%"),
        ("power", "needs a number such as 80%"),
        ("effect", "leads to −5%; a share must stay above 0% and below 100%"),
    ]


def test_an_effect_is_not_judged_by_a_share_that_is_wrong() -> None:
    assert wrong("sample-size", baseline="x", effect="90") == [("baseline", "needs a number such as 35%")]


def test_no_effect_is_a_problem() -> None:
    assert wrong("sample-size", effect="0") == [("effect", "must not be 0: without an effect there is nothing to see")]


@pytest.mark.parametrize("text", ["1500", "1,500", "$1,500", " $1500 ", "+1500.00"])
def test_money_may_be_written_in_every_usual_way(text: str) -> None:
    assert done("smallest-gain", value=text).values["value"] == 1500


@given(st.dictionaries(st.text(max_size=8) | st.sampled_from(["baseline", "effect", "level", "power"]), st.text(max_size=12)))
def test_any_texts_give_a_result_or_problems_and_nothing_else(given_texts: dict[str, str]) -> None:
    found = calculate(CALCULATORS["sample-size"], given_texts)

    assert isinstance(found, Calculation) or all(isinstance(one, Problem) and one.message for one in found)
