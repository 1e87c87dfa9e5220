"""The part of the benchmark that needs a browser: how long Python takes to start, beside the plain way and a far smaller Python."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from playwright.sync_api import Playwright

from assessment.authoring import distribution, runtime
from bench import chromium, starts
from bench.serving import Host, Store, serving
from bench.table import Row, Target, middle

MICROPYTHON = "@micropython/micropython-webassembly-pyscript@1.27.0"
MICROPIP = "0.11.1"
HASH_OF_MICROPIP = "768de165adb8e66906039d8fec4127a57f522dfdf8e6fbff877a4616941ecfd3"
PLAIN, QUICK, FLOOR = "plain way", "this site", "MicroPython, which cannot run the engine"


def measured(site: Path, cache: Path, runs: int, only: str = "") -> Iterator[Row]:
    """A row for each setting and way: cold and warm starts, bytes, ratio to the plain way, and target.

    `only` is a part of a setting's name; without it all of them are measured.
    """
    npm = runtime.fetch(cache)
    parts = cache / "bench"
    parts.mkdir(parents=True, exist_ok=True)
    store = Store({"/npm/": npm, "/parts/": parts, "/bench/": Path(__file__).parent, "/": site}, {"/bench.html": starts.PAGE})
    wheel = _micropip(parts)
    with serving(store) as host, chromium.found(cache) as (playwright, launch):
        ways = _ways(host, site, wheel, _micropython(parts))
        for setting in (one for one in starts.SETTINGS if only in one.name):
            yield from _compared(playwright, launch, host, ways, setting, runs)


def _compared(
    playwright: Playwright, launch: Mapping[str, object], host: Host, ways: list[starts.Way], setting: starts.Setting, runs: int
) -> Iterator[Row]:
    """Every way once in each round, so that what else the machine does falls on all of them."""
    rounds = [[starts.run(playwright, launch, host, way, setting) for way in ways] for _ in range(runs)]
    for n, target in enumerate(setting.targets):
        times = {way.name: [one[place][0][n] for one in rounds] for place, way in enumerate(ways)}
        for place, way in enumerate(ways):
            size = "" if n else f", {rounds[0][place][1] / 1e6:.2f} MB"
            yield _row(f"{setting.name}, {starts.KINDS[n]}, {way.name}{size}", way.name, times, target)


def _row(case: str, name: str, times: Mapping[str, Sequence[float]], most: float) -> Row:
    """One way beside the plain way, and this site beside the floor too."""
    median = {one: middle(found)[0] for one, found in times.items()}
    ratio = median[name] / median[PLAIN]
    floor = f", {median[QUICK] / median[FLOOR]:.1f} × MicroPython" if name == QUICK and FLOOR in times else ""
    target = Target(says=f"at most {most:.2f} × plain way", found=ratio, limit=most) if name == QUICK else None
    return Row.of(case, times[name], ratio=f"{ratio:.2f} × plain way{floor}", target=target)


def _ways(host: Host, site: Path, micropip: str, floor: bool) -> list[starts.Way]:
    bundle = starts.bundle(host, site)
    asked = {"bundle": bundle, "questionnaire": "readiness", "verb": "assess", "args": ['{"answers":{}}', "/", "2026-01-01"]}
    keep = {"questionnaire": "memory", "verb": "keep", "args": []}
    parts = {"npm": f"{host.url}npm/", "micropip": f"{host.url}parts/{micropip}", "wheel": bundle + distribution.WHEEL}
    ways = [
        starts.Way(name=PLAIN, worker="bench/plain_worker.js", request={**asked, **parts}),
        starts.Way(name=QUICK, worker="assets/javascripts/worker.js", request=asked, keep=keep),
    ]
    return ways + [starts.Way(name=FLOOR, worker="bench/floor_worker.js", request={"parts": f"{host.url}parts/"})] * floor


def _micropip(parts: Path) -> str:
    """The name of micropip's wheel, brought from Python's registry."""
    name = f"micropip-{MICROPIP}-py3-none-any.whl"
    if not (parts / name).exists():
        wanted = ["--no-deps", "--only-binary=:all:", "--python-version=3.14", f"micropip=={MICROPIP}"]
        subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--dest", str(parts), *wanted], check=True)
    assert hashlib.sha256((parts / name).read_bytes()).hexdigest() == HASH_OF_MICROPIP
    return name


def _micropython(parts: Path) -> bool:
    """Whether MicroPython is there; it is brought with npm, and left out of the table where there is none."""
    if not (parts / "micropython.wasm").exists():
        done = subprocess.run(["npm", "pack", MICROPYTHON, "--ignore-scripts", "--loglevel=error"], cwd=parts, check=False)
        if done.returncode:
            return False
        for packed in parts.glob("micropython-*.tgz"):
            with tarfile.open(packed) as archive:
                for name in ("micropython.mjs", "micropython.wasm"):
                    member = archive.extractfile(f"package/{name}")
                    assert member is not None
                    (parts / name).write_bytes(member.read())
    return True
