"""Gives every browser test a browser that starts here, and says once, in a sentence, if there is none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn

import pytest
from playwright.sync_api import Browser, BrowserType, Error, Page, Playwright

from assessment.authoring import runtime
from tests.browser import finding, pages, webdriver
from tests.conftest import Site, alone

LaunchArgs = dict[str, Any]
ONCE = "--js-flags=--liftoff-only"  # Python is compiled once and not better a second time: most pages live too shortly for that

KINDS = {kind.id: kind for kind in (finding.CHROMIUM, finding.FIREFOX, finding.WEBKIT)}
TOLERANT = Path(__file__).with_name("tolerant.cjs")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leaves out what runs in this machine's WebKit unless WebKit is asked for."""
    return True if collection_path.name == "test_webkit.py" and "webkit" not in config.getoption("--browser") else None


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


@pytest.fixture(scope="module")
def booted(browser: Browser, site: Site) -> Iterator[Page]:
    """A gate check in which Python runs already, for all tests of a module; what one leaves there the next has to clear."""
    with pages.scoring(browser, site.url) as page:
        yield page


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: LaunchArgs, browser_name: str, playwright: Playwright, request: pytest.FixtureRequest
) -> LaunchArgs:
    """pytest-playwright's launch arguments, with the browser that was found; one asked for by name is left alone."""
    if "channel" in browser_type_launch_args:
        return browser_type_launch_args
    kind = KINDS[browser_name]
    launch_args = {**browser_type_launch_args, "args": [*finding.FLAGS, ONCE]} if kind is finding.CHROMIUM else browser_type_launch_args
    if kind is finding.WEBKIT and request.getfixturevalue("webkit_program"):
        pytest.skip("Playwright has no WebKit here: test_webkit.py runs in the one of this machine")
    return {**launch_args, **_at(kind, _found(kind, getattr(playwright, browser_name), launch_args, request))}


@pytest.fixture(scope="session")
def webkit_program(playwright: Playwright, request: pytest.FixtureRequest) -> Path | None:
    """The program that drives the WebKit of this machine, None where Playwright has one."""
    return _found(finding.WEBKIT, playwright.webkit, {}, request)


def _found(kind: finding.Kind, browser_type: BrowserType, launch_args: LaunchArgs, request: pytest.FixtureRequest) -> Path | None:
    def starts(place: Path | None) -> bool:
        if kind is finding.WEBKIT and place is not None:
            return webdriver.starts(place)
        try:
            browser_type.launch(**launch_args, **_at(kind, place), timeout=30_000).close()
        except Error:
            return False
        return True

    try:
        with alone():
            return finding.find(kind, starts, runtime.default_cache(), run=_aloud(request.config))
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
