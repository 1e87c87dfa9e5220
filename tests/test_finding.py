"""The browser tests take the best browser that starts, try each way to get one once, and say what to do if all fail."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.browser import finding

OWN = None  # Playwright's own build
SYSTEM = Path("/usr/bin/chromium")


class Machine:
    """A machine as the finder sees it: which browsers start, which programs there are, which commands work."""

    def __init__(
        self,
        *browsers: Path | None,
        kind: finding.Kind = finding.CHROMIUM,
        installs: dict[str, Path | None] | None = None,
        programs: tuple[str, ...] = (),
    ) -> None:
        self.kind = kind
        self.browsers = {*browsers}
        self.installs = installs or {}
        self.programs = programs
        self.ran: list[str] = []

    def starts(self, place: Path | None) -> bool:
        return place in self.browsers

    def run(self, command: Sequence[str]) -> bool:
        words = " ".join(command).removeprefix("sudo --non-interactive ").replace(sys.executable, "python")
        self.ran.append(words)
        if words not in self.installs:
            return False
        self.browsers.add(self.installs[words])
        return True

    def which(self, name: str) -> str | None:
        if name in self.programs:
            return f"/usr/bin/{name}"
        return next((str(place) for place in self.browsers if place and place.name == name), None)

    def find(self, cache: Path) -> Path | None:
        return finding.find(self.kind, self.starts, cache, run=self.run, which=self.which)


VERSION = "python -m playwright --version"
PLAYWRIGHT = "python -m playwright install chromium"
UPDATE = "apt-get update"
DEBIAN = "apt-get -o DPkg::Lock::Timeout=120 install --yes --no-install-recommends"
SHELL = f"{DEBIAN} chromium-headless-shell"
INSTALL = f"{DEBIAN} chromium"
LIBRARY = f"{DEBIAN} libatomic1"


def test_playwrights_own_browser_needs_nothing(tmp_path: Path) -> None:
    machine = Machine(OWN, SYSTEM)

    assert (machine.find(tmp_path), machine.ran) == (OWN, [])


def test_playwrights_own_browser_is_installed_before_another_is_taken(tmp_path: Path) -> None:
    machine = Machine(SYSTEM, installs={PLAYWRIGHT: OWN})

    assert (machine.find(tmp_path), machine.ran) == (OWN, [PLAYWRIGHT])


def test_the_machines_browser_will_do_and_is_remembered(tmp_path: Path) -> None:
    machine = Machine(SYSTEM)

    assert [machine.find(tmp_path), machine.find(tmp_path)] == [SYSTEM, SYSTEM]
    assert machine.ran == [PLAYWRIGHT]


def test_an_installed_browser_that_does_not_start_is_passed_over(tmp_path: Path) -> None:
    machine = Machine(SYSTEM, installs={PLAYWRIGHT: Path("/downloaded/but/lacks/libraries")})

    assert machine.find(tmp_path) == SYSTEM


def test_debians_package_comes_last(tmp_path: Path) -> None:
    there = Path("/usr/bin/chromium-headless-shell")
    machine = Machine(installs={SHELL: there}, programs=("apt-get",))

    assert (machine.find(tmp_path), machine.ran) == (there, [PLAYWRIGHT, UPDATE, SHELL])


def test_a_debian_without_the_quicker_package_gives_the_other(tmp_path: Path) -> None:
    machine = Machine(installs={INSTALL: SYSTEM}, programs=("apt-get",))

    assert (machine.find(tmp_path), machine.ran) == (SYSTEM, [PLAYWRIGHT, UPDATE, SHELL, UPDATE, INSTALL])


def test_the_quicker_browser_of_a_machine_is_taken(tmp_path: Path) -> None:
    there = Path("/usr/bin/chromium-headless-shell")

    assert Machine(SYSTEM, there).find(tmp_path) == there


@pytest.mark.parametrize(
    ("kind", "program", "packages"),
    [(finding.FIREFOX, "firefox-esr", "firefox-esr"), (finding.WEBKIT, "WebKitWebDriver", "webkit2gtk-driver xvfb")],
    ids=lambda value: value.id if isinstance(value, finding.Kind) else "",
)
def test_each_other_browser_has_its_own_build_and_packages(tmp_path: Path, kind: finding.Kind, program: str, packages: str) -> None:
    there = Path("/usr/bin", program)
    machine = Machine(kind=kind, installs={f"{DEBIAN} {packages}": there}, programs=("apt-get",))

    assert [machine.find(tmp_path), machine.find(tmp_path)] == [there, there]
    assert machine.ran == [f"python -m playwright install {kind.id}", UPDATE, f"{DEBIAN} {packages}"]


def test_what_to_install_is_said_for_each_browser(tmp_path: Path) -> None:
    with pytest.raises(finding.NoBrowser) as raised:
        Machine(kind=finding.WEBKIT).find(tmp_path)

    assert str(raised.value).replace(sys.executable, "python") == (
        "The browser tests need WebKit, none was found here and none could be installed: run 'python -m playwright install webkit' "
        "with network access, or install it (on Debian: apt-get install webkit2gtk-driver xvfb)."
    )


def test_no_browser_is_a_sentence_and_is_tried_again_next_time(tmp_path: Path) -> None:
    machine = Machine(programs=("apt-get",))

    for _ in range(2):
        with pytest.raises(finding.NoBrowser, match="none was found here and none could be installed: run"):
            machine.find(tmp_path)
    assert machine.ran == [PLAYWRIGHT, UPDATE, SHELL, UPDATE, INSTALL] * 2


def test_playwright_that_does_not_start_is_given_its_library() -> None:
    machine = Machine(programs=("apt-get",))

    with pytest.raises(finding.NoBrowser, match="need Playwright, and it does not start: run"):
        finding.ready_driver(run=machine.run, which=machine.which)
    assert machine.ran == [VERSION, UPDATE, LIBRARY]


def test_a_cache_that_cannot_be_written_does_not_matter(tmp_path: Path) -> None:
    in_the_way = tmp_path / "cache"
    in_the_way.write_text("a file where the folder should be")

    assert Machine(SYSTEM).find(in_the_way) == SYSTEM


def test_a_command_that_hangs_or_does_not_exist_has_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "PATIENCE", 0.1)

    assert [finding.run(["true"]), finding.run(["false"]), finding.run(["sleep", "60"]), finding.run(["no-such-program"])] == [
        True, False, False, False,
    ]  # fmt: skip
