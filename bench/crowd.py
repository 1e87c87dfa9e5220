"""Two hundred clients at once on the nginx recipe: requests a second, how long each waits, and how many fail."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assessment.authoring import compressed, runtime
from bench.table import Row, Target
from tests.servers import BROTLI, nginx, running

CLIENTS = 200
SECONDS = 60
PAGES = ("lessons/*/", "assessments/readiness/", "cases/f-01/", "evidence/")
ALONG = ("assets/javascripts/*.js", "assets/stylesheets/*.css", "search/search_index.json", "assets/bundle/*/*")

# Every client asks for the next file of the list; what comes back with any other state than 200 is an error.
SCRIPT = """
local paths = {%s}
local host = "guide.example.org"
local n = 0
function request()
  n = n %% #paths + 1
  return wrk.format("GET", paths[n], { Host = host, ["Accept-Encoding"] = "br" })
end
function done(summary, latency)
  local e = summary.errors
  io.write(string.format(
    '{"requests": %%d, "bytes": %%d, "seconds": %%f, "errors": %%d, "half": %%f, "low": %%f, "high": %%f, "most": %%f}\\n',
    summary.requests, summary.bytes, summary.duration / 1e6, e.connect + e.read + e.write + e.status + e.timeout,
    latency:percentile(50) / 1000, latency:percentile(25) / 1000, latency:percentile(75) / 1000, latency:percentile(99) / 1000))
end
"""


def measured(site: Path, seconds: int = SECONDS) -> Iterator[Row]:
    """Rows for so many seconds of load; none, and a sentence, where nginx or wrk is not installed."""
    if not (shutil.which("nginx") and BROTLI.exists() and shutil.which("wrk")):
        print("Left out: nginx under load, which needs Debian's nginx-light, libnginx-mod-http-brotli-static and wrk.", file=sys.stderr)
        return
    said = load(site, seconds)
    name = f"nginx, {CLIENTS} clients at once for {seconds} s"
    speed = said["requests"] / said["seconds"]
    sent = f"{said['bytes'] / said['seconds'] / 1e6:,.0f} MB/s"
    target = Target(says="no request fails", found=said["errors"], limit=0)
    yield Row.of(f"{name}, requests", [speed], "a second", ratio=sent, target=target)
    yield Row(
        case=f"{name}, wait", median=said["half"], low=said["low"], high=said["high"], ratio=f"99 of 100 under {said['most']:,.0f} ms"
    )


def load(site: Path, seconds: int) -> Any:
    """What wrk counted: requests, bytes, seconds, errors, and quantiles of the wait in milliseconds. It asks this machine alone."""
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        served = place / "site"
        asked = paths(site)
        for path in dict.fromkeys(asked):
            _copy(site, served, path)
        compressed.write(served, runtime.default_cache())
        script = place / "ask.lua"
        script.write_text(SCRIPT % ", ".join(map(json.dumps, asked)))
        with running(nginx, place, served) as port:
            command = ["wrk", "-t2", f"-c{CLIENTS}", f"-d{seconds}s", "-s", str(script), f"http://127.0.0.1:{port}/"]
            done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=seconds + 60)
    return json.loads(done.stdout.splitlines()[-1])


def paths(site: Path) -> list[str]:
    """What readers ask for: pages, and once in a while what comes along with the first of them, Python too."""
    places = [place for one in PAGES for place in sorted(site.glob(one))]
    pages = ["/", *(f"/{place.relative_to(site).as_posix()}/" for place in places)]
    along = [
        f"/{place.relative_to(site).as_posix()}" for one in ALONG for place in sorted(site.glob(one)) if place.suffix not in {".br", ".gz"}
    ]
    return pages * 5 + along


def _copy(site: Path, served: Path, path: str) -> None:
    file = path.lstrip("/") + "index.html" * path.endswith("/")
    (served / file).parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(site / file, served / file)
