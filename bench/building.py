"""What building the site costs, as processor time, against stock Material for MkDocs over the same Markdown."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.table import Row, Target, middle

BUILDS = 3
MOST = 1.3
STOCK = """
site_name: Stock
site_url: http://127.0.0.1:8000/
theme: { name: material, font: false }
markdown_extensions: [abbr, admonition, attr_list, def_list, footnotes, md_in_html, tables, pymdownx.details, pymdownx.superfences]
"""


def measured(root: Path, runs: int) -> Iterator[Row]:
    """Processor time of building the site, as a multiple of stock Material's over the same Markdown."""
    ours, stock = seconds(root, runs)
    ratio = middle(ours)[0] / middle(stock)[0]
    yield Row.of("building, stock Material", stock, "s", ratio="1")
    target = Target(says=f"at most {MOST} × stock", found=ratio, limit=MOST)
    yield Row.of("building, this site", ours, "s", ratio=f"{ratio:.2f} × stock", target=target)


def seconds(root: Path, runs: int) -> tuple[list[float], list[float]]:
    """Processor seconds of building the site in `root`, and of stock Material over its Markdown, in turns."""
    ours, stock = [], []
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        shutil.copytree(
            root / "docs", place / "docs", ignore=lambda _, names: [name for name in names if Path(name).suffix not in {"", ".md"}]
        )
        (place / "mkdocs.yml").write_text(STOCK)
        for run in range(runs):
            ours.append(_build(root, place / f"ours-{run}"))
            stock.append(_build(place, place / f"stock-{run}"))
    return ours, stock


def _build(root: Path, site: Path) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=root, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
