"""What Lighthouse says of four pages as a phone would load them, beside pages of stock Material with the same text."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from playwright._impl._driver import compute_driver_executable

from assessment.authoring import runtime
from bench import building, chromium
from bench.serving import Store, serving
from bench.table import Row, Target, middle

VERSION = "12.8.2"
RUNS = 5
PAGES = {
    "home": "",
    "a lesson": "lessons/problem-framing/",
    "an assessment before intent": "assessments/readiness/",
    "a case": "cases/f-01/",
}
PAINT = "largest-contentful-paint"
FAST = 99
OTHERS = ("accessibility", "best-practices", "seo")

Report = Mapping[str, Any]


def measured(site: Path, runs: int = RUNS) -> Iterator[Row]:
    """Rows for each page, of so many runs in turns with the stock page; none, and a sentence, where npm is not installed."""
    cache = runtime.default_cache().resolve()
    program = _program(cache)
    if program is None:
        print("Left out: Lighthouse, which needs npm.", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory() as scratch, chromium.found(cache) as (playwright, launch):
        browser = launch["executable_path"] or playwright.chromium.executable_path
        stock = building.stock_of(site, Path(scratch))
        with serving(_ready(site)) as ours, serving(_ready(stock)) as theirs:
            for name, page in PAGES.items():
                pairs = [[_run(program, f"{host.url}{page}", str(browser)) for host in (ours, theirs)] for _ in range(runs)]
                yield from _rows(name, [mine for mine, _ in pairs], [stock for _, stock in pairs])


def _ready(site: Path) -> Store:
    """A site with the files of all four pages compressed already, as a host has them."""
    store = Store({"/": site}, {})
    for file in [*PAGES.values(), *(one.relative_to(site).as_posix() for one in (site / "assets").glob("[!b]*/**/*") if one.is_file())]:
        store.find(f"/{file}")
    return store


def _rows(name: str, ours: Sequence[Report], stock: Sequence[Report]) -> Iterator[Row]:
    speed, paint = ([_score(one, "performance") for one in ours], [one["audits"][PAINT]["numericValue"] for one in ours])
    target = Target(says=f"at least {FAST}", found=middle(speed)[0], limit=FAST, at_least=True)
    theirs = [_score(one, "performance") for one in stock]
    yield Row.of(f"Lighthouse, {name}: performance", speed, "of 100", ratio=f"stock {middle(theirs)[0]:.0f}", target=target)
    others = {kind: middle([_score(one, kind) for one in ours])[0] for kind in OTHERS}
    target = Target(says="100 each", found=min(others.values()), limit=100, at_least=True)
    case = f"Lighthouse, {name}: accessibility, best practices and search engines, the least"
    missed = "; ".join(sorted({audit for one in ours for audit in _missed(one)}))
    yield Row.of(case, [min(others.values())], "of 100", ratio=missed, target=target)
    ratio = middle(paint)[0] / middle([one["audits"][PAINT]["numericValue"] for one in stock])[0]
    target = Target(says="no later than stock", found=ratio, limit=1)
    yield Row.of(f"Lighthouse, {name}: largest contentful paint", paint, ratio=f"{ratio:.2f} × stock", target=target)


def _score(report: Report, kind: str) -> float:
    return float(report["categories"][kind]["score"] * 100)


def _missed(report: Report) -> Iterator[str]:
    """The audits that cost points where 100 is wanted."""
    for kind in OTHERS:
        for one in report["categories"][kind]["auditRefs"]:
            score = report["audits"][one["id"]]["score"]
            if one["weight"] and score is not None and score < 1:
                yield one["id"]


def _run(program: Path, url: str, browser: str) -> Report:
    node, _ = compute_driver_executable()
    flags = "--headless=new --no-sandbox --disable-gpu --no-first-run"
    command = [node, str(program), url, "--output=json", "--quiet", f"--chrome-flags={flags}"]
    environment = {**os.environ, "CHROME_PATH": browser}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=300)
    report: Report = json.loads(done.stdout)
    assert "runtimeError" not in report, report["runtimeError"]
    return report


def _program(cache: Path) -> Path | None:
    """Lighthouse's program, brought with npm if it is not there."""
    place = cache / f"lighthouse-{VERSION}"
    program = place / "node_modules/lighthouse/cli/index.js"
    if not program.exists():
        if shutil.which("npm") is None:
            return None
        place.mkdir(parents=True, exist_ok=True)
        wanted = ["--prefix", str(place), "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", f"lighthouse@{VERSION}"]
        subprocess.run(["npm", "install", *wanted], cwd=place, check=True, stdout=subprocess.DEVNULL)
    return program
