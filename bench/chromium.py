"""The browser that the tests use, for the parts of the benchmark that need one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Error, Playwright, sync_playwright

from tests.browser import finding


@contextmanager
def found(cache: Path) -> Iterator[tuple[Playwright, Mapping[str, object]]]:
    """Playwright, and what launches the browser with it."""
    finding.ready_driver(run=finding.run)
    with sync_playwright() as playwright:

        def begins(place: Path | None) -> bool:
            try:
                playwright.chromium.launch(executable_path=place, args=[*finding.FLAGS], timeout=30_000).close()
            except Error:
                return False
            return True

        yield playwright, {"executable_path": finding.find(finding.CHROMIUM, begins, cache, run=finding.run), "args": [*finding.FLAGS]}
