"""A page in the WebKit of this machine, which Playwright cannot drive: as much of the WebDriver protocol as the tests use."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

PATIENCE = 60.0  # seconds; a busy machine may take that long to start Python in a page
PAUSE = 0.05
DESK = {"width": 1280, "height": 900}
INTO_VIEW = """selector => {
  const found = [...document.querySelectorAll(selector)].find((one) => one.checkVisibility());
  found?.scrollIntoView({ block: "center", behavior: "instant" });
  return found ?? null;
}"""
NO_WEBASSEMBLY = {"JSC_useWasm": "0"}  # how WebKit is told to be an old browser


class Refused(Exception):
    """The browser's driver did not do what it was told; says why in its own words."""


class Moved(Refused):
    """An element that was to be clicked is behind another, or another was put in its place."""


MOVED = ("element click intercepted", "stale element reference")


@dataclass(frozen=True, kw_only=True)
class Driver:
    """A running WebKitWebDriver, and the folder into which its browsers save what a reader takes away."""

    address: str
    taken: Path


@dataclass(frozen=True)
class Page:
    """A page in a browser that keeps nothing of earlier ones."""

    session: str
    taken: Path

    def goto(self, url: str) -> None:
        """Load an address."""
        _call("POST", f"{self.session}/url", {"url": url})

    def run(self, function: str, *arguments: object) -> Any:
        """What a function, written in JavaScript, returns in the page; a promise is waited for."""
        return _call("POST", f"{self.session}/execute/sync", {"script": f"return ({function})(...arguments)", "args": [*arguments]})

    def click(self, selector: str) -> None:
        """Click the first visible element that a CSS selector finds, in the middle of the window, once it is there and uncovered."""
        eventually(lambda: self._is_clicked(selector), True)

    def write(self, selector: str, text: str) -> None:
        """Type a text into a field; the path of a file chooses that file."""
        field = _call("POST", f"{self.session}/element", {"using": "css selector", "value": selector})
        _call("POST", f"{self.session}/element/{_id(field)}/value", {"text": text})

    def expect(self, function: str, wanted: object) -> None:
        """Wait until a function returns what is wanted in the page."""
        eventually(lambda: self.run(function), wanted)

    def _is_clicked(self, selector: str) -> bool:
        found = self.run(INTO_VIEW, selector)
        if found is None:
            return False
        try:
            _call("POST", f"{self.session}/element/{_id(found)}/click", {})
        except Moved:
            return False
        return True


def eventually(ask: Callable[[], object], wanted: object) -> None:
    """Ask until the answer is what is wanted, or fail with the last answer."""
    end = time.monotonic() + PATIENCE
    while (found := ask()) != wanted:
        assert time.monotonic() < end, f"{found!r} is not yet {wanted!r}"
        time.sleep(PAUSE)


@contextmanager
def driving(program: Path, home: Path, environment: Mapping[str, str] | None = None) -> Iterator[Driver]:
    """A driver for as long as the block runs, with a folder of its own for a home and a screen that nobody sees."""
    taken = home / "taken"
    (home / ".config").mkdir(parents=True, exist_ok=True)
    (home / ".config" / "user-dirs.dirs").write_text(f'XDG_DOWNLOAD_DIR="{taken}"\n')
    taken.mkdir(exist_ok=True)
    with ExitStack() as stack:
        screen = {"DISPLAY": stack.enter_context(_screen())}
        port = _free_port()
        surroundings = {**os.environ, "HOME": str(home), "XDG_CONFIG_HOME": str(home / ".config"), **screen, **(environment or {})}
        stack.enter_context(_running([str(program), f"--port={port}"], env=surroundings))
        driver = Driver(address=f"http://127.0.0.1:{port}", taken=taken)
        eventually(lambda: _is_ready(driver), True)
        yield driver


@contextmanager
def browsing(driver: Driver, proxy: str | None = None) -> Iterator[Page]:
    """A page in a new browser, all of whose requests go to a proxy, given as host and port."""
    wishes = {"proxy": {"proxyType": "manual", "httpProxy": proxy, "sslProxy": proxy}} if proxy else {}
    begun = _call("POST", f"{driver.address}/session", {"capabilities": {"alwaysMatch": wishes}})
    page = Page(f"{driver.address}/session/{begun['sessionId']}", driver.taken)
    try:
        _call("POST", f"{page.session}/window/rect", {"x": 0, "y": 0, **DESK})
        yield page
    finally:
        _call("DELETE", page.session)


def starts(program: Path) -> bool:
    """Whether a driver gives a browser."""
    try:
        with TemporaryDirectory() as home, driving(program, Path(home)) as driver, browsing(driver):
            return True
    except (AssertionError, OSError, Refused):
        return False


def _id(element: Mapping[str, str]) -> str:
    (id,) = element.values()
    return id


def _call(method: str, address: str, content: Mapping[str, object] | None = None) -> Any:
    body = None if content is None else json.dumps(content).encode()
    try:
        with urlopen(Request(address, method=method, data=body), timeout=2 * PATIENCE) as reply:
            return json.load(reply)["value"]
    except HTTPError as refusal:
        with refusal:
            said = json.load(refusal)["value"]
            kind = Moved if said["error"] in MOVED else Refused
            raise kind(f"{said['error']}: {said['message']}") from None


def _is_ready(driver: Driver) -> bool:
    try:
        return bool(_call("GET", f"{driver.address}/status")["ready"])
    except OSError:
        return False


@contextmanager
def _screen() -> Iterator[str]:
    reads, writes = os.pipe()
    size = f"{DESK['width']}x{DESK['height']}x24"
    command = ["Xvfb", "-displayfd", str(writes), "-screen", "0", size, "-nolisten", "tcp"]
    with os.fdopen(reads) as number, _running(command, pass_fds=[writes]):
        os.close(writes)
        yield f":{number.readline().strip()}"


@contextmanager
def _running(command: list[str], **settings: Any) -> Iterator[None]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **settings)
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port
