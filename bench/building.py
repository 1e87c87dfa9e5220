"""What building the site costs, as processor time, against stock Material for MkDocs, ten times as large, and while it is being written."""

from __future__ import annotations

import os
import resource
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path

import brotli

from assessment.authoring.copies import COPY
from bench import tenfold
from bench.table import Row, Target, middle

BUILDS = 3
MOST = 1.3  # times stock
LARGER = 11  # times this site, for ten times the items
HEAVIER = 1.05  # times the same page of this site
SHOWN = 3  # seconds until a change is seen
PATIENCE = 120
LESSON = "lessons/problem-framing"
QUIET = {"NO_MKDOCS_2_WARNING": "1"}
STOCK = """
site_name: Stock
site_url: http://127.0.0.1:8000/
theme: { name: material, font: false }
markdown_extensions: [abbr, admonition, attr_list, def_list, footnotes, md_in_html, tables, pymdownx.details, pymdownx.superfences]
"""


def measured(root: Path, runs: int) -> Iterator[Row]:
    """Rows for the builds, in turns so many times, then for the guide ten times as large, and for a change while the site is served."""
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        ours = [_build(root, place / "ours")]
        stock = {
            "the Markdown as it is written": _stock(place / "written", _written(root / "docs")),
            "the text of every page": _stock(place / "pages", _copies(place / "ours")),
        }
        times: dict[str, list[float]] = {name: [] for name in stock}
        for run in range(runs):
            ours += [_build(root, place / f"ours-{run}")] if run else []
            for name, project in stock.items():
                times[name].append(_build(project, project / f"site-{run}"))
        yield from _against_stock(ours, times)
        yield from _ten_times(root, place, middle(ours)[0])
        yield _while_written(root, place / "serve")


def stock_of(site: Path, place: Path) -> Path:
    """A site by stock Material with the text of every page of a site."""
    project = _stock(place, _copies(site))
    _build(project, place / "site")
    return place / "site"


def _against_stock(ours: list[float], stock: Mapping[str, list[float]]) -> Iterator[Row]:
    """The target is held against the Markdown as it is written: that is what both builders are given."""
    for name, found in stock.items():
        yield Row.of(f"building, stock Material over {name}", found, "s")
    written, pages = (middle(ours)[0] / middle(found)[0] for found in stock.values())
    target = Target(says=f"at most {MOST} × stock over the same Markdown", found=written, limit=MOST)
    yield Row.of("building, this site", ours, "s", ratio=f"{written:.2f} × written, {pages:.2f} × every page", target=target)


def _ten_times(root: Path, place: Path, once: float) -> Iterator[Row]:
    guide = tenfold.write(root, place / "ten")
    taken = _build(guide, place / "ten-site", root) / once
    says = f"close to {tenfold.TIMES} × this site: at most {LARGER}"
    target = Target(says=says, found=taken, limit=LARGER)
    yield Row.of("building, ten times as large", [taken * once], "s", ratio=f"{taken:.1f} × this site", target=target)
    for page in (f"{LESSON}/index.html", "index.html"):
        small, large = (len(brotli.compress((site / page).read_bytes())) / 1000 for site in (place / "ours", place / "ten-site"))
        target = Target(says=f"at most {HEAVIER} × this site", found=large / small, limit=HEAVIER)
        yield Row.of(f"{page}, ten times as large", [large], "kB", ratio=f"{large / small:.2f} × this site", target=target)


def _while_written(root: Path, place: Path) -> Row:
    """From the change of a lesson's file until `mkdocs serve` answers with the changed page."""
    guide = tenfold.write(root, place, times=1)
    lesson = guide / f"docs/{LESSON}.md"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", address]
    server = subprocess.Popen(command, cwd=guide, env=_environment(root), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        url = f"http://{address}/{LESSON}/"
        _await(url, "Problem framing")
        taken = [_seen(url, lesson, f"Changed {n} times.") for n in range(3)]
    finally:
        server.terminate()
        server.wait(timeout=30)
    target = Target(says=f"under {SHOWN} s", found=middle(taken)[0], limit=SHOWN)
    return Row.of("`mkdocs serve`, from a changed lesson to the changed page", taken, "s", target=target)


def _seen(url: str, lesson: Path, words: str) -> float:
    time.sleep(1)  # the server looks for changes twice a second, and must have looked since the last one
    began = time.monotonic()
    lesson.write_text(lesson.read_text(encoding="utf-8") + f"\n{words}\n", encoding="utf-8")
    _await(url, words)
    return time.monotonic() - began


def _await(url: str, words: str) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
                if words in answer.read().decode():
                    return
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.05)
    raise TimeoutError(f"{url} does not show: {words}")


def _written(docs: Path) -> dict[str, str]:
    return {file.relative_to(docs).as_posix(): file.read_text(encoding="utf-8") for file in docs.rglob("*.md")}


def _copies(site: Path) -> dict[str, str]:
    """The text of every page that the site has, from the copies beside them."""
    return {f"{file.parent.relative_to(site).as_posix()}/index.md": file.read_text(encoding="utf-8") for file in site.rglob(COPY)}


def _stock(place: Path, pages: Mapping[str, str]) -> Path:
    for name, text in pages.items():
        (place / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (place / "docs" / name).write_text(text, encoding="utf-8")
    (place / "mkdocs.yml").write_text(STOCK)
    return place


def _build(project: Path, site: Path, root: Path | None = None) -> float:
    """Processor seconds of building a project into a folder that never was there; `root` is where the engine lies, if elsewhere.

    Where a site was just removed, some file systems take many times as long to make as many folders again.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
    subprocess.run(
        command, cwd=project, env=_environment(root or project), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _environment(root: Path) -> Mapping[str, str]:
    return {**os.environ, **QUIET, "PYTHONPATH": str(root)}
