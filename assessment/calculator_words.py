"""Every sentence and label of the calculators; numbers come in as texts."""

from __future__ import annotations

from collections.abc import Sequence

from assessment.calculators import Cost, Guess, Mode, Part
from assessment.catalogue import plural, say

RESULT = say("Result")
CALCULATORS_HEAD = (say("Calculator"), say("What it answers"))
BACK = say("Back to the worked example")
EXAMPLE = say("The numbers that stand here first are the worked example, an illustration.")
NO_SCRIPT = say("Changing the numbers needs JavaScript; the result is that of the worked example. The same sums run on the command line.")
WRONG = say("Nothing is calculated until this is right:")
NOT_WHOLE = say("needs a whole number")
NO_EFFECT = say("must not be 0: without an effect there is nothing to see")

# What the result region says while there is no new result; the page shows the one that fits.
STATES: dict[str, str] = {
    "starting": say("Python is starting in this page. The result follows your numbers as soon as it runs."),
    "missing": (
        say(
            "The calculator could not be loaded: a file is missing, or something blocks it. The result is not that of your "
            "numbers. Reload the page to try again."
        )
    ),
    "old-browser": (
        say("This browser is too old to calculate here: it lacks WebAssembly or module workers. The result is that of the worked example.")
    ),
    "crashed": say("The calculator stopped unexpectedly. The result is not that of your numbers. The next change starts it again."),
}

NONE = "–"
SUM = say("Sum")
GUESSES: dict[Guess, str] = {
    "always-no": say("Always say “no”"),
    "always-yes": say("Always say “yes”"),
    "in-proportion": say("Guess in proportion"),
    "model": say("Your model"),
}
ANSWERS: dict[Guess, str] = {"always-no": say("no"), "always-yes": say("yes")}
NO_MODEL_HEAD = (say("Rule"), say("Accuracy"), say("Precision"), say("Recall"), "F1")
NO_MODEL_CAPTION = say("The line is at the accuracy that needs no model")
COSTS: dict[Cost, str] = {"acting": say("Acting on the output"), "running": say("Running the model"), "build": say("Share of the build")}
GAIN_HEAD = (say("Cost"), say("A year"), say("Share"))
PARTS: dict[Part, str] = {"variable": say("Each prediction"), "running": say("Fixed cost of running"), "build": say("Share of the build")}
COST_HEAD = (say("Part"), say("Per prediction"), say("A year"))
COST_SUM = say("Cost")
WORTH = say("Value")
MODES: dict[Mode, str] = {"batch": say("Batch"), "real-time": say("Real time")}
SERVING_HEAD = (say("Serving"), say("A year"), say("Per 1,000 answers read"))
SHARES_HEAD = (say("Effect in points"), say("Share then"), say("Cases in each group"), say("Months"))
MEANS_HEAD = (say("Difference"), say("Cases in each group"), say("Months"))
DRIFT_HEAD = (say("Live rows"), say("KS fires from"), say("KS, corrected"), say("PSI by chance"), say("Chance that PSI passes"))
DRIFT_CAPTION = say("What sampling alone does; shifts in percentage points")
WINDOW_HEAD = (say("Days"), say("Minutes that may fail"), say("Such incidents that fit"))
TARGET_HEAD = (say("Target"), say("Minutes that may fail"), say("Spent by one incident"))
FREE = say("Real time is the cheaper of the two here, so fresher answers cost nothing.")
NEVER_EVEN = say("No volume breaks even: one prediction costs more than it brings before any fixed cost is counted.")
NO_REFERENCE = say("The reference is so small that PSI passes the limit by chance however many live rows there are.")


# ── what is wrong with a field ───────────────────────────────────────────────────────────────────────────────────────


def not_a_number(example: str) -> str:
    """A field that holds no number, and what it may hold."""
    return say("needs a number such as {example}", example=example)


def out_of_range(least: str, most: str) -> str:
    """A field whose number lies outside of its limits."""
    return say("must lie between {least} and {most}", least=least, most=most)


def no_field(fields: Sequence[str]) -> str:
    """A name that no field has."""
    return say("is no field; the fields are: {fields}", fields=", ".join(fields))


def leaves_shares(share: str) -> str:
    """An effect that would lead outside of the shares that there are."""
    return say("leads to {share}; a share must stay above 0% and below 100%", share=share)


# ── sentences ────────────────────────────────────────────────────────────────────────────────────────────────────────


def majority(says: str, accuracy: str, base_rate: str) -> str:
    """What the commonest answer scores."""
    return say(
        "Always saying “{says}” is right in {accuracy} of cases, because {base_rate} are positive.",
        says=says,
        accuracy=accuracy,
        base_rate=base_rate,
    )


def against_majority(accuracy: str, points: str, answers: str, cases: str, gain: int) -> str:
    """How a model's accuracy compares with that; `gain` is above, below or 0."""
    if not gain:
        return say("A model with {accuracy} accuracy does no better than that.", accuracy=accuracy)
    lies = (
        say("A model with {accuracy} accuracy lies {points} points above that", accuracy=accuracy, points=points)
        if gain > 0
        else say("A model with {accuracy} accuracy lies {points} points below that", accuracy=accuracy, points=points)
    )
    wrong = (
        say("{answers} fewer wrong answers in {cases} cases", answers=answers, cases=cases)
        if gain > 0
        else say("{answers} more wrong answers in {cases} cases", answers=answers, cases=cases)
    )
    return f"{lies}: {wrong}."


def always_yes(precision: str, f1: str) -> str:
    """What saying yes to everybody scores."""
    return say(
        "Always saying “yes” finds every positive case with a precision of {precision}, which makes an F1 of {f1}.",
        precision=precision,
        f1=f1,
    )


def outcomes(value: str, a_year: str, needed: str) -> str:
    """How many outcomes pay a yearly cost."""
    return say(
        "At {value} for one changed outcome, a cost of {a_year} a year takes {needed} changed outcomes a year.",
        value=value,
        a_year=a_year,
        needed=needed,
    )


def gain_needed(points: str, cases: str, baseline: str, reached: str, fewer: str) -> str:
    """The same as a share of all cases."""
    return say(
        "That is {points} percentage points of {cases} cases a year: from the {baseline} that turn out badly today to "
        "{reached}, or {fewer} fewer.",
        points=points,
        cases=cases,
        baseline=baseline,
        reached=reached,
        fewer=fewer,
    )


def too_few(bad: str) -> str:
    """A gain that cannot be had."""
    return say("Only {bad} cases a year turn out badly today, so it cannot pay with these numbers.", bad=bad)


def spread(build: str, years: str) -> str:
    """What a build costs a year."""
    return plural(
        "The build counts with {build} a year, since it is spread over {years} year.",
        "The build counts with {build} a year, since it is spread over {years} years.",
        _form(years),
        build=build,
        years=years,
    )


def one_prediction(each: str, variable: str, fixed: str, volume: str) -> str:
    """What one prediction costs, and of what."""
    return say(
        "One prediction costs {each}: {variable} each time, and {fixed} of fixed cost at {volume} a year.",
        each=each,
        variable=variable,
        fixed=fixed,
        volume=volume,
    )


def leaves(value: str, margin: str, a_year: str, gain: int) -> str:
    """What one prediction leaves; `gain` is above, below or 0."""
    if not gain:
        return say("It is worth {value}, which leaves nothing.", value=value)
    if gain > 0:
        return say("It is worth {value}, so each one leaves {margin}, or {a_year} a year.", value=value, margin=margin, a_year=a_year)
    return say("It is worth {value}, so each one loses {margin}, or {a_year} a year.", value=value, margin=margin, a_year=a_year)


def break_even(volume: str) -> str:
    """From which volume on a prediction pays."""
    return say("It breaks even at {volume} predictions a year.", volume=volume)


def cheaper(cheaper: str, cost: str, dearer: str, more: str, times: str | None) -> str:
    """What the two ways of serving cost."""
    modes = {"cheaper": cheaper, "cost": cost, "dearer": _small(dearer), "more": more}
    if times is None:
        return say("{cheaper} costs {cost} a year, {dearer} {more}.", **modes)
    return say("{cheaper} costs {cost} a year, {dearer} {more}, {times} times as much.", times=times, **modes)


def per_thousand(first: str, one: str, second: str, other: str) -> str:
    """The same for each 1,000 answers that somebody reads."""
    return say(
        "For each 1,000 answers that somebody reads, that is {one} in {first} and {other} in {second}.",
        one=one,
        first=_small(first),
        other=other,
        second=_small(second),
    )


def must_bring(extra: str, gains: str, gain: str) -> str:
    """What fresher answers must bring in."""
    return say("Fresher answers must bring in {extra} a year: {gains} more gains of {gain}.", extra=extra, gains=gains, gain=gain)


def even_at(cases: str) -> str:
    """From which size of a run on batch costs more."""
    return say("Batch would cost as much as real time at {cases} cases in each run.", cases=cases)


def shares_take(baseline: str, reached: str, each: str, total: str, level: str, power: str) -> str:
    """The cases that tell two shares apart."""
    return say(
        "To tell {reached} from {baseline} takes {each} cases in each group, {total} in all ({test}).",
        reached=reached,
        baseline=baseline,
        each=each,
        total=total,
        test=_test(level, power),
    )


def means_take(difference: str, deviation: str, each: str, total: str, level: str, power: str) -> str:
    """The cases that show a difference of means."""
    return say(
        "To see a difference of {difference} where the standard deviation is {deviation} takes {each} cases in each group, "
        "{total} in all ({test}).",
        difference=difference,
        deviation=deviation,
        each=each,
        total=total,
        test=_test(level, power),
    )


def lasts(monthly: str, months: str) -> str:
    """How long a test takes."""
    return say("With {monthly} cases a month in both groups together, that lasts {months} months.", monthly=monthly, months=months)


def half_takes(effect: str, each: str, times: str) -> str:
    """What half of the effect takes."""
    return say("Half of that effect, {effect}, takes {each} in each group: {times} times as many.", effect=effect, each=each, times=times)


def smallest_shift(rows: str, points: str, level: str, reference: str) -> str:
    """What a test calls significant."""
    return say(
        "At {rows} live rows against {reference} of reference, a Kolmogorov–Smirnov test at {level} calls a shift of {points} "
        "percentage points significant.",
        rows=rows,
        reference=reference,
        level=level,
        points=points,
    )


def false_alarms(features: int, each_run: str, runs: str, a_year: str, any: str) -> str:
    """How often it does without drift."""
    return say(
        "On {features} without any drift it raises {each_run} false alarms in a run on average, {a_year} in {runs} runs a "
        "year. If features are independent, the chance of at least one in a run is {any}.",
        features=_features(features),
        each_run=each_run,
        a_year=a_year,
        runs=runs,
        any=any,
    )


def corrected(level: str, most: str, points: str) -> str:
    """What correcting for the number of features does."""
    return say(
        "Tested at {level} each (Bonferroni), the chance of any false alarm in a run is at most {most}. The test then still "
        "fires at {points} percentage points, so alert on the size of a shift.",
        level=level,
        most=most,
        points=points,
    )


def psi_by_chance(bins: str, average: str, high: str, often: str, limit: str, passes: str) -> str:
    """Where PSI lies without drift."""
    return say(
        "PSI over {bins} bins is {average} on average without drift, and below {high} in {often} of comparisons; the chance "
        "that it passes {limit} is {passes}.",
        bins=bins,
        average=average,
        high=high,
        often=often,
        limit=limit,
        passes=passes,
    )


def enough(rows: str, limit: str, level: str) -> str:
    """From which number of rows on a limit on PSI is quiet."""
    return say(
        "A limit of {limit} is quiet from {rows} live rows on; with fewer, chance passes it in more than {level} of comparisons.",
        limit=limit,
        rows=rows,
        level=level,
    )


def budget(target: str, days: str, minutes: str) -> str:
    """What a target leaves."""
    return say("{target} over {days} days leaves {minutes} minutes in which requests may fail.", target=target, days=days, minutes=minutes)


def budget_longer(minutes: str, days: str) -> str:
    """The same over longer."""
    return say("Over {days} days it leaves {minutes}.", days=days, minutes=minutes)


def incident_spends(incident: str, failing: str, spent: str, fit: str, days: str) -> str:
    """What an incident spends."""
    return plural(
        "An incident of {incident} minutes in which {failing} of requests fail spends {spent} of the budget of {days} days; "
        "{fit} of them fits.",
        "An incident of {incident} minutes in which {failing} of requests fail spends {spent} of the budget of {days} days; "
        "{fit} of them fit.",
        _form(fit),
        incident=incident,
        failing=failing,
        spent=spent,
        days=days,
        fit=fit,
    )


def burns(times: str, gone: str) -> str:
    """How fast an incident spends."""
    return say(
        "While it lasts, it spends {times} times as fast as the target allows, and nothing is left after {gone} minutes of it.",
        times=times,
        gone=gone,
    )


def points(number: str) -> str:
    """An effect on a share."""
    return say("{number} points", number=number)


def _features(number: int) -> str:
    return plural("{number:,} feature", "{number:,} features", number)


def _test(level: str, power: str) -> str:
    return say("two-sided test at {level}, power {power}", level=level, power=power)


def _form(number: str) -> int:
    """A number that a text depends on, from a text that may hold a fraction, which takes the form of many."""
    return 1 if number == "1" else 2


def _small(name: str) -> str:
    return f"{name[:1].lower()}{name[1:]}"
