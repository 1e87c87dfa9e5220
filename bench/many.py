"""Many projects, one a line: how many are scored a second, and how much memory that takes at most."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assessment.codec import write_answers, write_questionnaire
from assessment.model import Questionnaire
from bench import engine, made
from bench.table import Row, Target, middle

ROOT = Path(__file__).parents[1]
PROJECTS = 100_000
DIFFERENT = 200
CONSTANT = 1.05  # the most that all the lines may need of the memory that a tenth of them needs


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Lines a second, and bytes of memory of the process that needed most."""

    speed: float
    memory: float


def measured(gate_check: Questionnaire, projects: int) -> Iterator[Row]:
    """Rows for so many projects on one core and on two, and for the memory beside that of a tenth of them."""
    [plain, *_] = middle(engine.measure(engine.plain_loop(gate_check), 9))
    few, one, two = (_score(gate_check, *how) for how in ((projects // 10, 1), (projects, 1), (projects, 2)))
    name = f"{projects:,} projects, one a line"
    yield Row.of(f"{name}, one core", [one.speed], "lines/s", ratio=f"{1000 / one.speed / plain:,.0f} × plain loop")
    yield Row.of(f"{name}, two cores", [two.speed], "lines/s", ratio=f"{two.speed / one.speed:.2f} × one core")
    for run, cores in ((one, "one core"), (two, "two cores, each")):
        ratio = run.memory / few.memory
        target = Target(says=f"at most {CONSTANT} × a tenth of the lines", found=ratio, limit=CONSTANT)
        yield Row.of(f"{name}, most memory, {cores}", [run.memory / 1e6], "MB", ratio=f"{ratio:.2f} × a tenth of the lines", target=target)


def _score(gate_check: Questionnaire, projects: int, jobs: int) -> Run:
    texts = [write_answers(gate_check, made.answers(gate_check, seed)) for seed in range(DIFFERENT)]
    told = {"id": gate_check.id, "questionnaire": write_questionnaire(gate_check), "texts": texts, "projects": projects, "jobs": jobs}
    done = subprocess.run(
        [sys.executable, "-m", "bench.lines"], cwd=ROOT, input=json.dumps(told), capture_output=True, text=True, check=True
    )
    said = json.loads(done.stdout)
    return Run(speed=projects / said["seconds"], memory=said["memory"])
