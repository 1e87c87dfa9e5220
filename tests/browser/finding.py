"""Finds the browser that the browser tests are to drive, and brings one where there is none.

In this order, each step only if nothing before it gave a browser that really starts:

1. Playwright's own build, the one its authors test with;
2. the same after `playwright install`;
3. such a browser of this machine;
4. Debian's package, through apt-get, as root or with a sudo that asks no password.

Once 3 or 4 had to do, a file in the cache remembers it, so that the next run does not try 2 again.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

FLAGS = (  # what a browser likes to do beside its work: none of it belongs into a test
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)
PLAYWRIGHT = (sys.executable, "-m", "playwright")
APT_UPDATE = ("apt-get", "update")
APT_INSTALL = ("apt-get", "-o", "DPkg::Lock::Timeout=120", "install", "--yes", "--no-install-recommends")
PATIENCE = 600  # seconds for one step: a few hundred MB over a slow line
QUIET = {"DEBIAN_FRONTEND": "noninteractive", "PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "10000"}

Starts = Callable[[Path | None], bool]
Run = Callable[[Sequence[str]], bool]
Which = Callable[[str], str | None]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A browser as Playwright calls it, what its programs are called here, and the sets of Debian's packages that bring one, best first."""

    id: str
    title: str
    programs: tuple[str, ...]
    packages: tuple[tuple[str, ...], ...]


CHROMIUM = Kind(
    id="chromium",
    title="Chromium",
    programs=("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    packages=(("chromium-headless-shell",), ("chromium",)),  # without windows, as Playwright's own, it is a quarter quicker
)
FIREFOX = Kind(id="firefox", title="Firefox", programs=("firefox-esr", "firefox"), packages=(("firefox-esr",),))
WEBKIT = Kind(id="webkit", title="WebKit", programs=("WebKitWebDriver",), packages=(("webkit2gtk-driver", "xvfb"),))


class NoBrowser(Exception):
    """No such browser starts on this machine and none could be brought; says what to do, in a sentence."""


def run(command: Sequence[str]) -> bool:
    """Whether the command did its work in time; when it did not, nothing that it started is left behind."""
    try:
        process = subprocess.Popen(
            command,
            env={**QUIET, **os.environ},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    try:
        return process.wait(PATIENCE) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)  # Playwright downloads in a grandchild
            process.wait()


def ready_driver(*, run: Run = run, which: Which = shutil.which) -> None:
    """Makes sure that Playwright itself runs: its Node.js needs a library that a small Debian does without."""
    version = (*PLAYWRIGHT, "--version")
    if run(version) or (_from_debian(("libatomic1",), run, which) and run(version)):
        return
    raise NoBrowser(
        f"The browser tests need Playwright, and it does not start: run '{' '.join(version)}' to see why. "
        "On a small Debian it lacks a library (apt-get install libatomic1)."
    )


def find(kind: Kind, starts: Starts, cache: Path, *, run: Run = run, which: Which = shutil.which) -> Path | None:
    """The browser to launch, None for Playwright's own. `starts` tells whether one does, by launching it."""
    settled = cache / f"no-{kind.id}-from-playwright-{version('playwright')}"
    install = (*PLAYWRIGHT, "install", kind.id)
    if starts(None) or (not settled.exists() and run(install) and starts(None)):
        return None
    found = _on_this_machine(kind, starts, which)
    if found is None and any(_from_debian(packages, run, which) for packages in kind.packages):
        found = _on_this_machine(kind, starts, which)
    if found is None:
        raise NoBrowser(
            f"The browser tests need {kind.title}, none was found here and none could be installed: run "
            f"'{' '.join(install)}' with network access, or install it (on Debian: apt-get install {' '.join(kind.packages[0])})."
        )
    _remember(kind, settled)
    return found


def _on_this_machine(kind: Kind, starts: Starts, which: Which) -> Path | None:
    places = (Path(place) for name in kind.programs if (place := which(name)))
    return next((place for place in places if starts(place)), None)


def _from_debian(packages: Sequence[str], run: Run, which: Which) -> bool:
    if which("apt-get") is None:
        return False
    sudo = () if os.geteuid() == 0 else ("sudo", "--non-interactive")
    run([*sudo, *APT_UPDATE])  # it may fail for a source that has nothing to do with us, so the installation alone decides
    return run([*sudo, *APT_INSTALL, *packages])


def _remember(kind: Kind, settled: Path) -> None:
    try:
        settled.parent.mkdir(parents=True, exist_ok=True)
        settled.write_text(f"Playwright could not install its own {kind.title} here. Remove this file to let it try again.\n")
    except OSError:
        pass  # nothing is lost but the time of another try
