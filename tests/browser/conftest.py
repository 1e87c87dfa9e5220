"""Gives every browser test a Chromium that starts here, and says once, in a sentence, if there is none."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

import pytest
from playwright.sync_api import Error, Playwright

from assessment.authoring import runtime
from tests.browser import finding
from tests.conftest import alone

LaunchArgs = dict[str, Any]


@pytest.fixture(scope="session", autouse=True)
def playwright_starts(request: pytest.FixtureRequest) -> None:
    """Comes before pytest-playwright's own fixtures, which fail without a word that helps if Playwright does not start."""
    try:
        with alone():
            finding.ready_driver(run=_aloud(request.config))
    except finding.NoBrowser as nothing:
        _fail_once(request.session, nothing)


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: LaunchArgs, browser_name: str, playwright: Playwright, request: pytest.FixtureRequest
) -> LaunchArgs:
    """pytest-playwright's launch arguments, with the browser that was found; one asked for by name is left alone."""
    if browser_name != "chromium" or "channel" in browser_type_launch_args:
        return browser_type_launch_args
    launch_args = {**browser_type_launch_args, "args": [*finding.FLAGS]}

    def starts(place: Path | None) -> bool:
        try:
            playwright.chromium.launch(**launch_args, executable_path=place, timeout=30_000).close()
        except Error:
            return False
        return True

    try:
        with alone():
            return {**launch_args, "executable_path": finding.find(starts, runtime.default_cache(), run=_aloud(request.config))}
    except finding.NoBrowser as nothing:
        _fail_once(request.session, nothing)


def _aloud(config: pytest.Config) -> finding.Run:
    """Says which command runs when it takes longer than a moment: a download may take minutes."""
    capture = config.pluginmanager.getplugin("capturemanager")

    def run(command: Sequence[str]) -> bool:
        if "install" in command:
            with capture.global_and_fixture_disabled():
                print(f"\nNo browser yet, trying: {' '.join(command)}", flush=True)
        return finding.run(command)

    return run


def _fail_once(session: pytest.Session, nothing: finding.NoBrowser) -> NoReturn:
    """The test that asked first fails with the sentence; the others need not repeat it."""
    for item in session.items:
        if "playwright_starts" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.skip(reason="there is no browser: see the first browser test"))
    raise pytest.fail.Exception(str(nothing), pytrace=False) from None
