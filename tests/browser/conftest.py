"""Gives every browser test a browser that starts here, and says once, in a sentence, if there is none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn

import pytest
from playwright.sync_api import BrowserType, Error, Playwright

from assessment.authoring import runtime
from tests.browser import finding
from tests.conftest import alone

LaunchArgs = dict[str, Any]

KINDS = {kind.id: kind for kind in (finding.CHROMIUM, finding.FIREFOX, finding.WEBKIT)}


TOLERANT = Path(__file__).with_name("tolerant.cjs")


@pytest.fixture(scope="session", autouse=True)
def playwright_starts(request: pytest.FixtureRequest) -> Iterator[None]:
    """Comes before pytest-playwright's own fixtures, which fail without a word that helps if Playwright does not start."""
    with pytest.MonkeyPatch.context() as environment:
        if "firefox" in request.config.getoption("--browser"):
            environment.setenv("NODE_OPTIONS", f'--require "{TOLERANT}"')
        try:
            with alone():
                finding.ready_driver(run=_aloud(request.config))
        except finding.NoBrowser as nothing:
            _fail_once(request.session, nothing)
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: LaunchArgs, browser_name: str, playwright: Playwright, request: pytest.FixtureRequest
) -> LaunchArgs:
    """pytest-playwright's launch arguments, with the browser that was found; one asked for by name is left alone."""
    if "channel" in browser_type_launch_args:
        return browser_type_launch_args
    kind = KINDS[browser_name]
    launch_args = {**browser_type_launch_args, "args": [*finding.FLAGS]} if kind is finding.CHROMIUM else browser_type_launch_args
    browser_type: BrowserType = getattr(playwright, browser_name)

    def starts(place: Path | None) -> bool:
        try:
            browser_type.launch(**launch_args, **_at(kind, place), timeout=30_000).close()
        except Error:
            return False
        return True

    try:
        with alone():
            return {**launch_args, **_at(kind, finding.find(kind, starts, runtime.default_cache(), run=_aloud(request.config)))}
    except finding.NoBrowser as nothing:
        _fail_once(request.session, nothing)


def _at(kind: finding.Kind, place: Path | None) -> LaunchArgs:
    """How Playwright is told to launch a browser that is not its own."""
    if place is None:
        return {}
    return {"executable_path": place, **({"channel": "moz-firefox"} if kind is finding.FIREFOX else {})}


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
