"""What the engine takes outside of a browser: one report, how time grows with the number of items, and many projects at once."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from functools import partial

from assessment.browser import Door
from assessment.codec import write_answers, write_questionnaire
from assessment.model import Questionnaire
from assessment.plan import cheapest
from assessment.report import assess
from assessment.standing import stand
from bench import made, plain
from bench.table import Row

SIZES = (10, 30, 100, 300, 1000)


def measure(call: Callable[[], object], runs: int) -> list[float]:
    """Milliseconds of a call in each run; one that is quicker than a millisecond is repeated until a run takes about ten."""
    began = time.perf_counter()
    call()
    repeat = max(1, int(0.01 / max(time.perf_counter() - began, 1e-7)))
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        for _ in range(repeat):
            call()
        times.append((time.perf_counter() - began) / repeat * 1000)
    return times


def readiness(full: Questionnaire, runs: int) -> Iterator[Row]:
    """One report, one answer in and the changed HTML out, and the cheapest way, each over the full readiness questionnaire."""
    answers = made.answers(full)
    reference = measure(plain_loop(full), runs)
    door, text, standing = Door(write_questionnaire(full)), write_answers(full, answers), stand(full, answers)
    yield Row.of(f"plain loop, {len(full.items)} items", reference, ratio="1")
    for name, call in (
        ("scores, gates and stages", lambda: stand(full, answers)),
        ("cheapest way", lambda: cheapest(standing)),
        ("one report", lambda: assess(full, answers)),
        ("one answer: JSON in, JSON and HTML of what is read first out", lambda: door.glance(text, "/")),
        ("one answer: JSON in, JSON and HTML of everything out", lambda: door.assess(text, "/")),
    ):
        found = measure(call, runs)
        yield Row.of(name, found, ratio=f"{statistics.median(found) / statistics.median(reference):,.0f} × plain loop")


def growth(full: Questionnaire, runs: int) -> Iterator[Row]:
    """How time grows with the number of items, as a multiple of what the smallest size takes."""
    first: dict[str, float] = {}
    for size in SIZES:
        questionnaire = made.questionnaire(full, size)
        answers = made.answers(questionnaire)
        standing = stand(questionnaire, answers)
        cases: dict[str, Callable[[], object]] = {
            "plain loop": plain_loop(questionnaire),
            "report": partial(assess, questionnaire, answers),
            "everything": partial(Door(write_questionnaire(questionnaire)).assess, write_answers(questionnaire, answers), "/"),
            "cheapest way": partial(cheapest, standing),
        }
        for name, call in cases.items():
            found = measure(call, runs)
            median = statistics.median(found)
            yield Row.of(f"{name}, {size} items", found, ratio=f"{median / first.setdefault(name, median):,.1f} × 10 items")


def plain_loop(questionnaire: Questionnaire) -> Callable[[], object]:
    """The yardstick on answers of its own."""
    items, scope, floors, link = plain.rows(questionnaire, made.answers(questionnaire))
    return lambda: plain.score(items, scope, floors, link, len(questionnaire.dimensions))
