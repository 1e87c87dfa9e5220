"""Every sentence and label of the calculators; numbers come in as texts."""

from __future__ import annotations

from collections.abc import Sequence

from assessment.calculators import Cost, Guess, Mode, Part

RESULT = "Result"
CALCULATORS_HEAD = ("Calculator", "What it answers")
BACK = "Back to the worked example"
EXAMPLE = "The numbers that stand here first are the worked example, an illustration."
NO_SCRIPT = "Changing the numbers needs JavaScript; the result is that of the worked example. The same sums run on the command line."
WRONG = "Nothing is calculated until this is right:"
NOT_WHOLE = "needs a whole number"
NO_EFFECT = "must not be 0: without an effect there is nothing to see"

# What the result region says while there is no new result; the page shows the one that fits.
STATES: dict[str, str] = {
    "starting": "Python is starting in this page. The result follows your numbers as soon as it runs.",
    "missing": (
        "The calculator could not be loaded: a file is missing, or something blocks it. The result is not that of your numbers. "
        "Reload the page to try again."
    ),
    "old-browser": (
        "This browser is too old to calculate here: it lacks WebAssembly or module workers. The result is that of the worked example."
    ),
    "crashed": "The calculator stopped unexpectedly. The result is not that of your numbers. The next change starts it again.",
}

NONE = "–"
SUM = "Sum"
GUESSES: dict[Guess, str] = {
    "always-no": "Always say “no”",
    "always-yes": "Always say “yes”",
    "in-proportion": "Guess in proportion",
    "model": "Your model",
}
NO_MODEL_HEAD = ("Rule", "Accuracy", "Precision", "Recall", "F1")
NO_MODEL_CAPTION = "The line is at the accuracy that needs no model"
COSTS: dict[Cost, str] = {"acting": "Acting on the output", "running": "Running the model", "build": "Share of the build"}
GAIN_HEAD = ("Cost", "A year", "Share")
PARTS: dict[Part, str] = {"variable": "Each prediction", "running": "Fixed cost of running", "build": "Share of the build"}
COST_HEAD = ("Part", "Per prediction", "A year")
COST_SUM = "Cost"
WORTH = "Value"
MODES: dict[Mode, str] = {"batch": "Batch", "real-time": "Real time"}
SERVING_HEAD = ("Serving", "A year", "Per 1,000 answers read")
SHARES_HEAD = ("Effect in points", "Share then", "Cases in each group", "Months")
MEANS_HEAD = ("Difference", "Cases in each group", "Months")
DRIFT_HEAD = ("Live rows", "KS fires from", "KS, corrected", "PSI by chance", "Chance that PSI passes")
DRIFT_CAPTION = "What sampling alone does; shifts in percentage points"
WINDOW_HEAD = ("Days", "Minutes that may fail", "Such incidents that fit")
TARGET_HEAD = ("Target", "Minutes that may fail", "Spent by one incident")
FREE = "Real time is the cheaper of the two here, so fresher answers cost nothing."
NEVER_EVEN = "No volume breaks even: one prediction costs more than it brings before any fixed cost is counted."
NO_REFERENCE = "The reference is so small that PSI passes the limit by chance however many live rows there are."


# ── what is wrong with a field ───────────────────────────────────────────────────────────────────────────────────────


def not_a_number(example: str) -> str:
    """A field that holds no number, and what it may hold."""
    return f"needs a number such as {example}"


def out_of_range(least: str, most: str) -> str:
    """A field whose number lies outside of its limits."""
    return f"must lie between {least} and {most}"


def no_field(fields: Sequence[str]) -> str:
    """A name that no field has."""
    return f"is no field; the fields are: {', '.join(fields)}"


def leaves_shares(share: str) -> str:
    """An effect that would lead outside of the shares that there are."""
    return f"leads to {share}; a share must stay above 0% and below 100%"


# ── sentences ────────────────────────────────────────────────────────────────────────────────────────────────────────


def majority(says: str, accuracy: str, base_rate: str) -> str:
    """What the commonest answer scores."""
    return f"Always saying “{says}” is right in {accuracy} of cases, because {base_rate} are positive."


def against_majority(accuracy: str, points: str, answers: str, cases: str, gain: int) -> str:
    """How a model's accuracy compares with that; `gain` is above, below or 0."""
    if not gain:
        return f"A model with {accuracy} accuracy does no better than that."
    side, than = ("above", "fewer") if gain > 0 else ("below", "more")
    return f"A model with {accuracy} accuracy lies {points} points {side} that: {answers} {than} wrong answers in {cases} cases."


def always_yes(precision: str, f1: str) -> str:
    """What saying yes to everybody scores."""
    return f"Always saying “yes” finds every positive case with a precision of {precision}, which makes an F1 of {f1}."


def outcomes(value: str, a_year: str, needed: str) -> str:
    """How many outcomes pay a yearly cost."""
    return f"At {value} for one changed outcome, a cost of {a_year} a year takes {needed} changed outcomes a year."


def gain_needed(points: str, cases: str, baseline: str, reached: str, fewer: str) -> str:
    """The same as a share of all cases."""
    return (
        f"That is {points} percentage points of {cases} cases a year: from the {baseline} that turn out badly today to {reached}, "
        f"or {fewer} fewer."
    )


def too_few(bad: str) -> str:
    """A gain that cannot be had."""
    return f"Only {bad} cases a year turn out badly today, so it cannot pay with these numbers."


def spread(build: str, years: str) -> str:
    """What a build costs a year."""
    return f"The build counts with {build} a year, since it is spread over {years} {_years(years)}."


def one_prediction(each: str, variable: str, fixed: str, volume: str) -> str:
    """What one prediction costs, and of what."""
    return f"One prediction costs {each}: {variable} each time, and {fixed} of fixed cost at {volume} a year."


def leaves(value: str, margin: str, a_year: str, gain: int) -> str:
    """What one prediction leaves; `gain` is above, below or 0."""
    if not gain:
        return f"It is worth {value}, which leaves nothing."
    return f"It is worth {value}, so each one {'leaves' if gain > 0 else 'loses'} {margin}, or {a_year} a year."


def break_even(volume: str) -> str:
    """From which volume on a prediction pays."""
    return f"It breaks even at {volume} predictions a year."


def cheaper(cheaper: str, cost: str, dearer: str, more: str, times: str | None) -> str:
    """What the two ways of serving cost."""
    factor = f", {times} times as much" if times else ""
    return f"{cheaper} costs {cost} a year, {_small(dearer)} {more}{factor}."


def per_thousand(first: str, one: str, second: str, other: str) -> str:
    """The same for each 1,000 answers that somebody reads."""
    return f"For each 1,000 answers that somebody reads, that is {one} in {_small(first)} and {other} in {_small(second)}."


def must_bring(extra: str, gains: str, gain: str) -> str:
    """What fresher answers must bring in."""
    return f"Fresher answers must bring in {extra} a year: {gains} more gains of {gain}."


def even_at(cases: str) -> str:
    """From which size of a run on batch costs more."""
    return f"Batch would cost as much as real time at {cases} cases in each run."


def shares_take(baseline: str, reached: str, each: str, total: str, level: str, power: str) -> str:
    """The cases that tell two shares apart."""
    return f"To tell {reached} from {baseline} takes {each} cases in each group, {total} in all ({_test(level, power)})."


def means_take(difference: str, deviation: str, each: str, total: str, level: str, power: str) -> str:
    """The cases that show a difference of means."""
    return (
        f"To see a difference of {difference} where the standard deviation is {deviation} takes {each} cases in each group, "
        f"{total} in all ({_test(level, power)})."
    )


def lasts(monthly: str, months: str) -> str:
    """How long a test takes."""
    return f"With {monthly} cases a month in both groups together, that lasts {months} months."


def half_takes(effect: str, each: str, times: str) -> str:
    """What half of the effect takes."""
    return f"Half of that effect, {effect}, takes {each} in each group: {times} times as many."


def smallest_shift(rows: str, points: str, level: str, reference: str) -> str:
    """What a test calls significant."""
    return (
        f"At {rows} live rows against {reference} of reference, a Kolmogorov–Smirnov test at {level} calls a shift of "
        f"{points} percentage points significant."
    )


def false_alarms(features: int, each_run: str, runs: str, a_year: str, any: str) -> str:
    """How often it does without drift."""
    return (
        f"On {_features(features)} without any drift it raises {each_run} false alarms in a run on average, {a_year} in {runs} runs a "
        f"year. If features are independent, the chance of at least one in a run is {any}."
    )


def corrected(level: str, most: str, points: str) -> str:
    """What correcting for the number of features does."""
    return (
        f"Tested at {level} each (Bonferroni), the chance of any false alarm in a run is at most {most}. "
        f"The test then still fires at {points} percentage points, so alert on the size of a shift."
    )


def psi_by_chance(bins: str, average: str, high: str, often: str, limit: str, passes: str) -> str:
    """Where PSI lies without drift."""
    return (
        f"PSI over {bins} bins is {average} on average without drift, and below {high} in {often} of comparisons; "
        f"the chance that it passes {limit} is {passes}."
    )


def enough(rows: str, limit: str, level: str) -> str:
    """From which number of rows on a limit on PSI is quiet."""
    return f"A limit of {limit} is quiet from {rows} live rows on; with fewer, chance passes it in more than {level} of comparisons."


def budget(target: str, days: str, minutes: str) -> str:
    """What a target leaves."""
    return f"{target} over {days} days leaves {minutes} minutes in which requests may fail."


def budget_longer(minutes: str, days: str) -> str:
    """The same over longer."""
    return f"Over {days} days it leaves {minutes}."


def incident_spends(incident: str, failing: str, spent: str, fit: str, days: str) -> str:
    """What an incident spends."""
    return (
        f"An incident of {incident} minutes in which {failing} of requests fail spends {spent} of the budget of {days} days; "
        f"{fit} of them {'fits' if fit == '1' else 'fit'}."
    )


def burns(times: str, gone: str) -> str:
    """How fast an incident spends."""
    return f"While it lasts, it spends {times} times as fast as the target allows, and nothing is left after {gone} minutes of it."


def _features(number: int) -> str:
    return f"{number:,} {'feature' if number == 1 else 'features'}"


def _test(level: str, power: str) -> str:
    return f"two-sided test at {level}, power {power}"


def _years(number: str) -> str:
    return "year" if number == "1" else "years"


def _small(name: str) -> str:
    return f"{name[:1].lower()}{name[1:]}"
