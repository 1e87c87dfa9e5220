"""Gives every browser test a Chromium that starts here, and says once, in a sentence, if there is none."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Error, Playwright

from assessment.authoring import runtime
from tests.browser import finding

LaunchArgs = dict[str, Any]


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

    def run(command: Sequence[str]) -> bool:
        with request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
            print(f"\nNo browser yet, trying: {' '.join(command)}", flush=True)  # a download may take minutes
        return finding.run(command)

    try:
        return {**launch_args, "executable_path": finding.find(starts, runtime.default_cache(), run=run)}
    except finding.NoBrowser as nothing:
        _skip_the_rest(request.session)
        pytest.fail(str(nothing), pytrace=False)


def _skip_the_rest(session: pytest.Session) -> None:
    """One message is enough: the test that asked first fails with it, the others need not repeat it."""
    for item in session.items:
        if "browser_type_launch_args" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.skip(reason="there is no browser: see the first browser test"))
