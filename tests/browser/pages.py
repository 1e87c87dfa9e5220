"""What a reader does on the pages and sees there, for the browser tests; and a server that can be told to fail."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request, expect

from assessment import words
from assessment.authoring.bank import Bank
from assessment.authoring.content import current
from assessment.report import assess
from tests import support
from tests.conftest import Asked, Files, Site

LESSON = "lessons/problem-framing/"
GATE_CHECK = "assessments/gate-check/"
STORED = "fieldworthy/project/1"
DONT_KNOW = "?"

NOT_READ_AHEAD = "(default-src)"  # Firefox would like to load the next page unasked, and complains that the policy forbids it

NewContext = Callable[..., BrowserContext]

expect.set_options(timeout=30_000)  # a busy machine may take that long to start Python in a page


# ── what a reader does ───────────────────────────────────────────────────────────────────────────────────────────────


def choice(page: Page, item: str, level: str) -> Locator:
    """The button of a level, or of `DONT_KNOW`, in an item's question."""
    means = words.DONT_KNOW_MEANS if level == DONT_KNOW else _bank().items[item].levels[level]
    names = {**{one.id: one.name for one in _bank().scale}, DONT_KNOW: words.DONT_KNOW}
    return question(page, item).get_by_role("radio", name=f"{names[level]} {means}", exact=True)


def answer(page: Page, **levels: str) -> None:
    """Answer items, named with an underscore such as FRM_01="no", one after the other."""
    for id, level in levels.items():
        choice(page, id.replace("_", "-"), level).check()


def press(page: Page, name: str) -> None:
    """Press the button of this name that can be seen."""
    page.get_by_role("button", name=name, exact=True).click()


def to_gate_check(page: Page) -> None:
    """Go there as a reader does, without loading anything anew."""
    page.get_by_role("navigation", name="Tabs").get_by_role("link", name="Assess").click()
    page.get_by_role("main").get_by_role("link", name="Ten-minute gate check").first.click()


def containing(text: str) -> re.Pattern[str]:
    """Any text in which this one stands."""
    return re.compile(re.escape(text))


@contextmanager
def scoring(browser: Browser, url: str) -> Iterator[Page]:
    """A gate check in which Python runs already, for tests that need no page of their own."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(url + GATE_CHECK)
        answer(page, FRM_01="no")
        expect(verdicts(page)).to_have_count(2)
        yield page


def forget_all(page: Page) -> None:
    """Empty the storage the way that another tab would, which the page hears of."""
    page.evaluate("() => { localStorage.clear(); dispatchEvent(new StorageEvent('storage')) }")


# ── what a reader sees ───────────────────────────────────────────────────────────────────────────────────────────────


def question(page: Page, item: str) -> Locator:
    """An item's question with its choices, in a form or in a lesson."""
    return page.get_by_role("group", name=_bank().items[item].question)


def result(page: Page) -> Locator:
    """The region that holds the result."""
    return page.get_by_role("region", name=words.RESULT)


def verdicts(page: Page) -> Locator:
    """One element for each stage: its question, the verdict, the reason."""
    return result(page).locator(".fw-says > li")


def listed(page: Page, title: str) -> Locator:
    """The rows of a part of the result."""
    part = result(page).locator("section").filter(has=page.get_by_role("heading", name=title, exact=True))
    return part.get_by_role("listitem")


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    wider: int = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wider


UNTIL = """async (wanted) => {
  let found;
  for (let n = 0; n < 600; n += 1) {
    found = JSON.stringify(await (FUNCTION)());
    if (found === wanted) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`it stays ${found}`);
}"""


def until(page: Page, function: str, wanted: object) -> None:
    """Wait until a function returns what is wanted in the page; Playwright's own waiting takes a promise for a yes."""
    page.evaluate(UNTIL.replace("FUNCTION", function), json.dumps(wanted, separators=(",", ":")))


def expect_state(page: Page, state: str) -> None:
    """The sentence of a state is the only one of its kind that can be read."""
    expect(page.locator("[data-when]:visible")).to_have_text([words.STATES[state]])


def expect_alive(page: Page) -> None:
    """Every element of ours that stands in the page has got its script, but for the one that waits for an answer."""
    expect(page.locator("body :not(:defined, fieldworthy-gaps)")).to_have_count(0)


# ── what it should be ────────────────────────────────────────────────────────────────────────────────────────────────


def expected(**levels: str) -> list[str]:
    """What the same engine says outside of a browser, stage by stage, on the gate check."""
    questionnaire = _bank().questionnaires["gate-check"]
    names = {dimension.id: dimension.title for dimension in questionnaire.dimensions}
    report = assess(questionnaire, support.answers(None, None, **levels))
    return [" ".join(words.verdict(stage.question, said, names)) for stage, said in zip(questionnaire.stages, report.stages, strict=True)]


def items() -> list[str]:
    """Ids of all that the gate check asks, in its order."""
    return [item.id for item in _bank().questionnaires["gate-check"].items]


def levels() -> list[str]:
    """What every question offers, in its order."""
    return [*(level.id for level in _bank().scale), DONT_KNOW]


def title(item: str) -> str:
    """How the result calls an item: its id and its section's heading."""
    return f"{item} {_bank().items[item].title}"


def _bank() -> Bank:
    return current(support.DOCS).bank


# ── what is kept, sent and said ──────────────────────────────────────────────────────────────────────────────────────


def project(answers: Mapping[str, object]) -> dict[str, Any]:
    """What the storage holds for these answers."""
    return {"name": "", "facts": {}, "answers": dict(answers)}


def given(**levels: str) -> dict[str, Any]:
    """What the storage holds for these levels, named as for `answer`."""
    return project({id.replace("_", "-"): {**_said(level), "edition": _bank().edition} for id, level in levels.items()})


def _said(level: str) -> dict[str, object]:
    return {"dont_know": True} if level == DONT_KNOW else {"level": level}


def kept(page: Page) -> Any:
    """What the storage holds, but for how many changes no file holds yet."""
    stored = json.loads(page.evaluate("key => localStorage.getItem(key)", STORED))
    assert isinstance(stored.pop("unsaved"), int)
    return stored


def returning(new_context: NewContext, url: str, text: str, **settings: Any) -> Page:
    """A page of a reader whose storage for a site holds this text."""
    origin = "/".join(url.split("/")[:3])
    state = {"cookies": [], "origins": [{"origin": origin, "localStorage": [{"name": STORED, "value": text}]}]}
    return new_context(storage_state=state, **settings).new_page()


@dataclass(frozen=True)
class Traffic:
    """All that pages of a context asked for, workers included, and all that they complained of."""

    requests: list[Request] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, context: BrowserContext) -> Traffic:
        traffic = cls()
        context.on("request", lambda request: traffic.requests.append(request))
        context.on("console", lambda said: traffic._complain(said.text) if said.type in {"error", "warning"} else None)
        context.on("weberror", lambda found: traffic._complain(str(found.error)))
        return traffic

    def _complain(self, text: str) -> None:
        if NOT_READ_AHEAD not in text:
            self.complaints.append(text)

    def asked(self, part: str) -> list[str]:
        """The addresses asked for that contain a text."""
        return [request.url for request in self.requests if part in request.url]

    def sent(self) -> list[str]:
        """The addresses that somebody was asked for; what a page holds itself is nobody's business."""
        return [request.url for request in self.requests if not request.url.startswith(("blob:", "data:"))]


def is_file(site: Site, url: str) -> bool:
    """Whether an address is the plain name of a page or file of the site."""
    path = url.removeprefix(site.url)
    place = site.folder / path / "index.html" if path.endswith("/") or not path else site.folder / path
    return url.startswith(site.url) and place.is_file()


# ── a server that can be told to fail ────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Fault:
    """What a server sends in place of a file; `cut` ends the connection after half of it, `held` keeps it waiting until it is set."""

    status: int = 200
    kind: str = "application/octet-stream"
    body: bytes = b""
    cut: bool = False
    held: threading.Event | None = None


@dataclass(frozen=True)
class Server:
    """A folder behind its own address at `/`, with faults by the end of a path, which may change at any time, and all that it was asked.

    `cut` ends its service.
    """

    url: str
    faults: dict[str, Fault]
    asked: list[Asked]
    cut: Callable[[], None]


@contextmanager
def serving(folder: Path, in_place_of: str = "") -> Iterator[Server]:
    """A server for as long as the block runs; or a proxy that answers in place of the host of an address, and for nobody else."""
    origin = "/".join(in_place_of.split("/")[:3])
    faults: dict[str, Fault] = {}
    asked: list[Asked] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Faulty, origin, faults, asked, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()

    def cut() -> None:
        server.shutdown()
        server.server_close()
        thread.join()

    try:
        yield Server(f"http://127.0.0.1:{server.server_port}/", faults, asked, cut)
    finally:
        cut()


class _Faulty(Files):
    def __init__(self, origin: str, faults: Mapping[str, Fault], *args: Any, **settings: Any) -> None:
        self._origin = origin
        self._faults = faults
        super().__init__(*args, **settings)

    def do_GET(self) -> None:
        self.path = self.path.removeprefix(self._origin)
        if not self.path.startswith("/"):
            return self.send_error(502)
        fault = next((fault for end, fault in self._faults.items() if self.path.endswith(end)), None)
        if fault is None:
            return super().do_GET()
        if fault.held:
            fault.held.wait(timeout=60)
        self.send_response(fault.status)
        self.send_header("Content-Type", fault.kind)
        self.send_header("Content-Length", str(len(fault.body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(fault.body[: len(fault.body) // 2] if fault.cut else fault.body)
        return None
