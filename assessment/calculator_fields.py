"""What each calculator asks: one declaration for its form, for what may be written there, and for the options of the command.

The default of every field is that of the worked example.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from assessment import calculator_words as words
from assessment import calculators, numerals
from assessment.calculators import Result
from assessment.catalogue import say
from assessment.model import Problem

NUMBER = re.compile(r"[-+−]?[0-9]{1,15}(?:\.[0-9]{1,9})?")

Values = Mapping[str, Fraction]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What stands before and after a number of a field, and what one of it is worth to the engine."""

    before: str = ""
    after: str = ""
    worth: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One number that a person gives; `least`, `most` and `default` are in its unit."""

    id: str
    label: str
    help: str
    unit: Unit
    least: Fraction
    most: Fraction
    default: Fraction
    whole: bool

    @property
    def name(self) -> str:
        """What the engine's functions call it."""
        return self.id.replace("-", "_")

    def shown(self, number: Fraction) -> str:
        """A number of it with its unit in words: $1,500 a year, 200 cases."""
        words = self.unit.after.removeprefix("%")
        return f"{self.signed(number)} {words}".rstrip()

    def signed(self, number: Fraction) -> str:
        """A number of it with the sign of its unit, and without its words: $1,500, 12%."""
        minus, size = "−" if number < 0 else "", numerals.exactly(abs(number))
        return f"{minus}{self.unit.before}{size}{'%' if self.unit.after == '%' else ''}"


def _nothing(values: Values) -> Iterator[Problem]:
    return iter(())


@dataclass(frozen=True, slots=True, kw_only=True)
class Calculator:
    """A sum with its name, the question that it answers, and its fields.

    `wrong` finds what the fields in `together` contradict in each other.
    """

    id: str
    title: str
    question: str
    fields: tuple[Field, ...]
    calculate: Callable[..., Result]
    together: tuple[str, ...] = ()
    wrong: Callable[[Values], Iterator[Problem]] = _nothing

    def result(self, values: Values) -> Result:
        """What it gives for values as `read` returns them."""
        return self.calculate(**{field.name: values[field.id] for field in self.fields})


def read(calculator: Calculator, given: Mapping[str, str]) -> tuple[Values, tuple[Problem, ...]]:
    """The values of all fields for the engine, from texts in the units of the fields, and every problem by the field's id.

    A field that is not given has its default. Values are of use only without problems.
    """
    problems = [
        Problem(where=id, message=words.no_field([field.id for field in calculator.fields]))
        for id in given
        if id not in {field.id for field in calculator.fields}
    ]
    values: dict[str, Fraction] = {}
    for field in calculator.fields:
        number, message = _number(field, given[field.id]) if field.id in given else (field.default, "")
        values[field.id] = number * field.unit.worth
        problems += [Problem(where=field.id, message=message)] if message else []
    if not {problem.where for problem in problems} & {*calculator.together}:
        problems += calculator.wrong(values)
    return values, tuple(problems)


def _number(field: Field, text: str) -> tuple[Fraction, str]:
    """A number in the unit of a field, and what is wrong with it."""
    plain = text.strip().replace(",", "").removeprefix(field.unit.before).removesuffix(field.unit.after).strip()
    if not NUMBER.fullmatch(plain):
        return field.default, words.not_a_number(field.shown(field.default))
    number = Fraction(plain.replace("−", "-"))
    if field.whole and number.denominator > 1:
        return field.default, words.NOT_WHOLE
    if not field.least <= number <= field.most:
        return field.default, words.out_of_range(field.signed(field.least), field.signed(field.most))
    return number, ""


# ── the declarations ─────────────────────────────────────────────────────────────────────────────────────────────────


def _field(
    id: str, label: str, unit: Unit, default: str, range: tuple[str, str] = ("0", "1000000000000"), *, help: str = "", whole: bool = False
) -> Field:
    least, most = map(Fraction, range)
    return Field(id=id, label=label, help=help, unit=unit, least=least, most=most, default=Fraction(default), whole=whole)


def _no_share(values: Values) -> Iterator[Problem]:
    reached = values["baseline"] + values["effect"]
    if not values["effect"]:
        yield Problem(where="effect", message=words.NO_EFFECT)
    elif not 0 < reached < 1:
        yield Problem(where="effect", message=words.leaves_shares(f"{numerals.exactly(reached * 100)}%"))


PERCENT = Unit(after="%", worth=Fraction(1, 100))
POINTS = Unit(after=say("points"), worth=Fraction(1, 100))
MONEY = Unit(before="$")
MONEY_A_YEAR = Unit(before="$", after=say("a year"))
YEARS, DAYS, MINUTES, SECONDS = Unit(after=say("years")), Unit(after=say("days")), Unit(after=say("minutes")), Unit(after=say("seconds"))
CASES, CASES_A_YEAR, CASES_A_MONTH = Unit(after=say("cases")), Unit(after=say("cases a year")), Unit(after=say("cases a month"))
PLAIN, ROWS, A_YEAR = Unit(), Unit(after=say("rows")), Unit(after=say("a year"))

SOME = ("1", "1000000000000")
ABOVE_NOTHING = ("0.000001", "1000000000000")
PRICES = ("0.000001", "1000000000")
LIFE = ("0.25", "30")
PROPER = ("0.01", "99.99")

LEVEL = _field(
    "level",
    say("Significance level"),
    PERCENT,
    "5",
    ("0.001", "20"),
    help=say("How often the test may see an effect where there is none."),
)
POWER = _field("power", say("Power"), PERCENT, "80", ("50", "99.9"), help=say("How often the test must see the effect if it is there."))
MONTHLY = _field("monthly", say("Cases a month, both groups together"), CASES_A_MONTH, "200", SOME)
BUILD = _field("build", say("Cost to build"), MONEY, "126000", help=say("Once, with the cost of retiring it at the end."))
SPREAD = _field("years", say("Spread over"), YEARS, "3", LIFE, help=say("How long it will be used before it is replaced."))

CALCULATORS: Mapping[str, Calculator] = {
    one.id: one
    for one in (
        Calculator(
            id="no-model",
            title=say("What no model already scores"),
            question=say("Which accuracy does a rule without any model have, and does yours beat it?"),
            calculate=calculators.no_model,
            fields=(
                _field(
                    "base-rate",
                    say("Share of positive cases"),
                    PERCENT,
                    "12",
                    ("0.0001", "99.9999"),
                    help=say("For example the share of customers who leave, over the period that the model predicts."),
                ),
                _field("accuracy", say("Accuracy of your model"), PERCENT, "80.8", ("0", "100"), help=say("On the same cases.")),
                _field("cases", say("Cases"), CASES, "10000", SOME, whole=True),
            ),
        ),
        Calculator(
            id="smallest-gain",
            title=say("The smallest gain that pays"),
            question=say("How many outcomes must change before a project has paid for itself?"),
            calculate=calculators.smallest_gain,
            fields=(
                _field(
                    "value",
                    say("Value of one changed outcome"),
                    MONEY,
                    "1500",
                    PRICES,
                    help=say("What it brings in, not what it sells for."),
                ),
                _field("cases", say("Cases"), CASES_A_YEAR, "10000", SOME),
                _field("baseline", say("Share that turns out badly today"), PERCENT, "12", ("0.0001", "100")),
                _field(
                    "acting",
                    say("Cost of acting"),
                    MONEY_A_YEAR,
                    "144000",
                    help=say("Calls, discounts, reviews: what people do with the output."),
                ),
                _field("running", say("Cost of running"), MONEY_A_YEAR, "24000", help=say("Machines, monitoring, upkeep, retraining.")),
                BUILD,
                SPREAD,
            ),
        ),
        Calculator(
            id="cost-per-prediction",
            title=say("What one prediction costs and leaves"),
            question=say("What does one prediction cost in full, and from which volume on does it pay?"),
            calculate=calculators.cost_per_prediction,
            fields=(
                _field("volume", say("Predictions used"), A_YEAR, "600000", SOME),
                _field("value", say("Value of one"), MONEY, "0.54", ("0", "1000000000")),
                _field(
                    "variable",
                    say("Cost of one"),
                    MONEY,
                    "0.182",
                    ("0", "1000000000"),
                    help=say("Model calls, people who check, and what its errors cost."),
                ),
                _field(
                    "running",
                    say("Fixed cost of running"),
                    MONEY_A_YEAR,
                    "60000",
                    help=say("Whatever the volume: upkeep, tools, sample labels."),
                ),
                BUILD,
                SPREAD,
            ),
        ),
        Calculator(
            id="batch-or-real-time",
            title=say("Batch or real time"),
            question=say("What does serving on request cost over a scheduled batch, and what must it bring in?"),
            calculate=calculators.batch_or_real_time,
            fields=(
                _field("cases", say("Cases in a batch run"), CASES, "2000000", SOME),
                _field("runs", say("Batch runs"), A_YEAR, "52", ("1", "1000000"), help=say("From how old an answer may be: weekly is 52.")),
                _field("seconds", say("Time for one case"), SECONDS, "0.05", ("0.000001", "100000"), help=say("On one machine.")),
                _field("price", say("Price of a machine and hour"), MONEY, "1.20", ("0", "1000000")),
                _field(
                    "machines",
                    say("Machines that wait for requests"),
                    PLAIN,
                    "2",
                    ("1", "1000000"),
                    help=say("Enough for the busiest minute, and a spare."),
                ),
                _field("cover", say("Cover outside office hours"), MONEY_A_YEAR, "18000", help=say("For people on call.")),
                _field("read", say("Answers that somebody reads"), A_YEAR, "20000000", SOME),
                _field("gain", say("Worth of one answer that is better for being fresh"), MONEY, "5", PRICES),
            ),
        ),
        Calculator(
            id="sample-size",
            title=say("Sample size for two shares"),
            question=say("How many cases does it take to see that a share has changed?"),
            calculate=calculators.sample_size,
            together=("baseline", "effect"),
            wrong=_no_share,
            fields=(
                _field("baseline", say("Share without the change"), PERCENT, "35", PROPER),
                _field(
                    "effect", say("Smallest effect worth seeing"), POINTS, "-5.8", ("-99.98", "99.98"), help=say("Negative for a fall.")
                ),
                LEVEL,
                POWER,
                MONTHLY,
            ),
        ),
        Calculator(
            id="sample-size-means",
            title=say("Sample size for two means"),
            question=say("How many cases does it take to see that an average has changed?"),
            calculate=calculators.sample_size_means,
            fields=(
                _field(
                    "difference",
                    say("Smallest difference worth seeing"),
                    PLAIN,
                    "5",
                    ABOVE_NOTHING,
                    help=say("In the unit of what you measure, for example seconds or dollars."),
                ),
                _field(
                    "deviation",
                    say("Standard deviation"),
                    PLAIN,
                    "65",
                    ABOVE_NOTHING,
                    help=say("Of single cases within a group, in that unit."),
                ),
                LEVEL,
                POWER,
                MONTHLY,
            ),
        ),
        Calculator(
            id="drift-alarms",
            title=say("False alarms of drift tests"),
            question=say("How many alarms does a drift test raise where nothing has drifted, and which limit is quiet?"),
            calculate=calculators.drift_alarms,
            fields=(
                _field("features", say("Features tested"), PLAIN, "100", ("1", "100000"), whole=True),
                _field("rows", say("Live rows in a comparison"), ROWS, "200000", ("50", "1000000000000"), whole=True),
                _field("reference", say("Rows of reference"), ROWS, "500000", ("50", "1000000000000"), whole=True),
                _field("level", say("Significance level"), PERCENT, "5", ("0.001", "20"), help=say("Of the test of one feature.")),
                _field("runs", say("Comparisons"), A_YEAR, "365", ("1", "1000000"), help=say("Daily is 365.")),
                _field("bins", say("Bins of PSI"), PLAIN, "10", ("2", "100"), whole=True),
                _field("limit", say("Limit on PSI"), PLAIN, "0.1", ("0.0001", "10"), help=say("0.1 and 0.25 are conventions.")),
            ),
        ),
        Calculator(
            id="error-budget",
            title=say("Error budget"),
            question=say("How many minutes of failure does an availability target leave, and what does one incident spend?"),
            calculate=calculators.error_budget,
            fields=(
                _field(
                    "target",
                    say("Availability target"),
                    PERCENT,
                    "99.9",
                    ("50", "99.9999"),
                    help=say("Of the answers that should have come."),
                ),
                _field("days", say("Window"), DAYS, "30", ("1", "366")),
                _field("incident", say("Length of an incident"), MINUTES, "20", ("0.01", "527040")),
                _field("failing", say("Requests that fail while it lasts"), PERCENT, "100", ("0.001", "100")),
            ),
        ),
    )
}
