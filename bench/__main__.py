"""Runs every measurement and prints one table: case, median, spread, ratio to a baseline of the same run, target, met or not."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assessment.authoring import bank, runtime
from assessment.authoring.bank import Bank
from bench import browser, building, crowd, engine, lighthouse, many, replies
from bench.table import HEAD, Row

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "bench" / "results"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked for on the command line."""

    site: Path
    runs: int
    quick: bool
    setting: str
    guide: Bank

    def some(self, usual: int) -> int:
        """So many of something, or a tenth of it where it must be quick."""
        return max(1, usual // 10) if self.quick else usual


PARTS: dict[str, Callable[[Asked], Iterator[Row]]] = {
    "engine": lambda asked: engine.readiness(asked.guide.questionnaires["readiness"], asked.runs),
    "growth": lambda asked: engine.growth(asked.guide.questionnaires["readiness"], asked.runs),
    "many": lambda asked: many.measured(asked.guide.questionnaires["gate-check"], asked.some(many.PROJECTS)),
    "build": lambda asked: building.measured(ROOT, 1 if asked.quick else building.BUILDS),
    "starts": lambda asked: browser.measured(asked.site, runtime.default_cache(), asked.runs, asked.setting),
    "replies": lambda asked: replies.measured(asked.site, asked.guide.questionnaires["readiness"], asked.some(replies.CLICKS)),
    "lighthouse": lambda asked: lighthouse.measured(asked.site, 1 if asked.quick else lighthouse.RUNS),
    "crowd": lambda asked: crowd.measured(asked.site, asked.some(crowd.SECONDS)),
}


def main() -> None:
    """Print the table, and write it into bench/results as data too."""
    asked, parts = _asked()
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} processors, load {load} at the start\n\n{HEAD}")
    rows: list[dict[str, object]] = []
    for part in parts:
        for row in PARTS[part](asked):
            print(row.line(), flush=True)
            rows.append({"part": part, **row.json()})
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{date.today().isoformat()}.json").write_text(json.dumps({"load": load, "rows": rows}, indent=2))


def _asked() -> tuple[Asked, list[str]]:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("site", type=Path, nargs="?", default=ROOT / "site", help="the built site; site/ unless another is named")
    parser.add_argument("--only", nargs="+", choices=list(PARTS), default=list(PARTS), metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--runs", type=int, help="how often each case is measured; 9, or 2 when quick")
    parser.add_argument("--quick", action="store_true", help="a tenth of the work, to see that everything runs")
    parser.add_argument("--setting", default="", help="measure only the starts in settings with this in their name")
    chosen = parser.parse_args()
    runs = chosen.runs or (2 if chosen.quick else 9)
    guide = bank.load(ROOT / "docs")
    return Asked(site=chosen.site, runs=runs, quick=chosen.quick, setting=chosen.setting, guide=guide), chosen.only


if __name__ == "__main__":
    main()
