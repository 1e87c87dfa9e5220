"""Runs every measurement and prints one table: case, median, spread, ratio to a baseline of the same run, target, met or not."""

from __future__ import annotations

import argparse
import io
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from assessment.authoring import bank, batch, runtime
from assessment.authoring.scored import Asked
from assessment.browser import Door
from assessment.codec import write_answers, write_questionnaire
from assessment.model import Questionnaire
from assessment.plan import cheapest
from assessment.report import assess
from assessment.standing import stand
from bench import browser, building, made, plain

RUNS = 9
BUILDS = 3
BUILD_TARGET = 1.3
ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "bench" / "results"
SIZES = (10, 30, 100, 300, 1000)
PROJECTS = 4000


@dataclass(frozen=True)
class Measured:
    """Milliseconds of one call: the median of the runs, and the middle half of them."""

    median: float
    low: float
    high: float

    def row(self, name: str, ratio: str) -> str:
        """A line of the table."""
        return f"| {name} | {self.median:,.3f} ms | {self.low:,.3f}–{self.high:,.3f} | {ratio} | | |"


def measure(call: Callable[[], object], runs: int = RUNS) -> Measured:
    """Time a call; one that is quicker than a millisecond is repeated within a run until a run takes about ten."""
    began = time.perf_counter()
    call()
    repeat = max(1, int(0.01 / max(time.perf_counter() - began, 1e-7)))
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        for _ in range(repeat):
            call()
        times.append((time.perf_counter() - began) / repeat * 1000)
    quarters = statistics.quantiles(times, n=4)
    return Measured(statistics.median(times), quarters[0], quarters[2])


def readiness(full: Questionnaire) -> Iterable[str]:
    """One report, one answer in and the changed HTML out, and the cheapest way, each over the full readiness questionnaire."""
    answers = made.answers(full)
    reference = measure(_plain(full))
    door, text, standing = Door(write_questionnaire(full)), write_answers(full, answers), stand(full, answers)
    yield reference.row(f"plain loop, {len(full.items)} items", "1")
    for name, call in (
        ("scores, gates and stages", lambda: stand(full, answers)),
        ("cheapest way", lambda: cheapest(standing)),
        ("one report", lambda: assess(full, answers)),
        ("one re-score: JSON in, JSON and HTML out", lambda: door.assess(text, "/")),
    ):
        found = measure(call)
        yield found.row(name, f"{found.median / reference.median:,.0f} × plain loop")


def growth(full: Questionnaire) -> Iterable[str]:
    """How time grows with the number of items, as a multiple of what the smallest size takes."""
    first: dict[str, float] = {}
    for size in SIZES:
        questionnaire = made.questionnaire(full, size)
        answers = made.answers(questionnaire)
        standing = stand(questionnaire, answers)
        cases: dict[str, Callable[[], object]] = {
            "plain loop": _plain(questionnaire),
            "report": partial(assess, questionnaire, answers),
            "re-score": partial(Door(write_questionnaire(questionnaire)).assess, write_answers(questionnaire, answers), "/"),
            "cheapest way": partial(cheapest, standing),
        }
        for name, call in cases.items():
            found = measure(call, runs=5)
            first.setdefault(name, found.median)
            yield found.row(f"{name}, {size} items", f"{found.median / first[name]:,.1f} × 10 items")


def lines(gate_check: Questionnaire) -> Iterable[str]:
    """Projects a second through NDJSON, on one core and on two."""
    texts = [write_answers(gate_check, made.answers(gate_check, seed)).encode() for seed in range(50)]
    data = b"".join(texts[n % 50] for n in range(PROJECTS))
    rules = batch.Rules(questionnaires={gate_check.id: write_questionnaire(gate_check)}, chosen=gate_check.id, asked=Asked())
    speed: dict[int, float] = {}
    reference = measure(_plain(gate_check)).median
    for jobs in (1, 2):
        began = time.perf_counter()
        done = sum(1 for _ in batch.score(batch.lines(io.BytesIO(data)), rules, jobs))
        speed[jobs] = done / (time.perf_counter() - began)
        each = 1000 / speed[jobs]
        ratio = f"{speed[jobs] / speed[1]:.2f} × one core" if jobs > 1 else f"{each / reference:,.0f} × plain loop"
        case = f"NDJSON, {PROJECTS:,} projects, {jobs} core{'s' * (jobs > 1)}"
        yield f"| {case} | {each:,.3f} ms | {speed[jobs]:,.0f} a second | {ratio} | | |"


def _plain(questionnaire: Questionnaire) -> Callable[[], object]:
    items, scope, floors, link = plain.rows(questionnaire, made.answers(questionnaire))
    return lambda: plain.score(items, scope, floors, link, len(questionnaire.dimensions))


def starts(site: Path, runs: int, only: str, found: list[browser.Row]) -> Iterable[str]:
    """How long Python takes to start in a browser; every row is also added to `found`."""
    for row in browser.measured(site, runtime.default_cache(), runs, only):
        found.append(row)
        target, met = (
            ("", "") if row["target"] is None else (f"at most {row['target']:.2f}", "yes" if row["ratio"] <= row["target"] else "**no**")
        )
        size = f", {row['bytes'] / 1e6:.2f} MB" if row["bytes"] else ""
        spread = f"{row['low']:,.0f}–{row['high']:,.0f}"
        yield f"| {row['case']}{size} | {row['median']:,.0f} ms | {spread} | {row['ratio']:.2f} × plain way | {target} | {met} |"


def build() -> Iterable[str]:
    """Processor time of building the site, as a multiple of stock Material's over the same Markdown."""
    ours, stock = (statistics.median(taken) for taken in building.seconds(ROOT, BUILDS))
    yield f"| building, stock Material | {stock:,.1f} s | | 1 | | |"
    met = "yes" if ours / stock <= BUILD_TARGET else "**no**"
    yield f"| building, this site | {ours:,.1f} s | | {ours / stock:.2f} × stock | at most {BUILD_TARGET} | {met} |"


def main() -> None:
    """Print the table, and write what the browser part found into bench/results."""
    asked = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    asked.add_argument(
        "site", type=Path, nargs="?", help="a built site, for the part that needs a browser; without it that part is left out"
    )
    asked.add_argument("--runs", type=int, default=RUNS, help="how often each start is measured")
    asked.add_argument("--setting", default="", help="measure only the starts in settings with this in their name")
    asked.add_argument("--only-browser", action="store_true", help="leave out the engine's part")
    chosen = asked.parse_args()
    guide = bank.load(ROOT / "docs")
    full, gate_check = guide.questionnaires["readiness"], guide.questionnaires["gate-check"]
    found: list[browser.Row] = []
    parts = [] if chosen.only_browser else [readiness(full), growth(full), lines(gate_check), build()]
    parts += [starts(chosen.site, chosen.runs, chosen.setting, found)] if chosen.site else []
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} processors, load {load} at the start; medians with the middle half\n")
    print("| case | median | middle half | ratio | target | met |\n| --- | --- | --- | --- | --- | --- |")
    for part in parts:
        for row in part:
            print(row, flush=True)
    if found:
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / f"{date.today().isoformat()}.json").write_text(json.dumps({"load": load, "rows": found}, indent=2))


if __name__ == "__main__":
    main()
