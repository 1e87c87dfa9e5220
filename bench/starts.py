"""How long Python takes to start in a browser, from the making of the worker to the first score, against the plain way in the same run."""

from __future__ import annotations

import os
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext, Playwright

from bench.serving import Host, Line

MBIT = 1_000_000 / 8
PAGE = b"<!doctype html><title>Bench</title><link rel=icon href=data:,>"
SLOWED = 4
TURN = 0.04  # seconds of one turn of running and standing still

START = """
([worker, request, keep]) => new Promise((done, failed) => {
  const began = performance.now();
  const started = new Worker(worker, { type: "module" });
  let taken;
  started.onmessage = ({ data }) => {
    taken ??= performance.now() - began;
    if (data.failure || !data.reply) return failed(new Error(JSON.stringify(data)));
    if (keep && data.id === 1) return started.postMessage({ id: 2, ...request, ...keep });
    started.terminate();
    done(taken);
  };
  started.onerror = (event) => failed(new Error(event.message));
  started.postMessage({ id: 1, ...request });
})
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A worker, what it is sent, and what it is sent when it has replied, so that it keeps what it can for the next start."""

    name: str
    worker: str
    request: Mapping[str, object]
    keep: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A line and a processor, and what the starts may take that follow each other with one profile, in order of `KINDS`."""

    name: str
    line: Callable[[], Line]
    targets: tuple[float, ...]
    slowed: bool = False


KINDS = ("cold", "warm", "warm with what the page kept")
SETTINGS = (
    Setting(name="starting at full speed", line=Line, targets=(0.35, 0.35, 0.25)),
    Setting(name="starting over a fast mobile line", line=lambda: Line(rate=9 * MBIT, delay=0.165), targets=(0.50,)),
    Setting(name="starting over a slow mobile line", line=lambda: Line(rate=1.6 * MBIT, delay=0.560), targets=(0.60,)),
    Setting(name="starting with a processor slowed four times", line=Line, slowed=True, targets=(0.45,)),
)


def bundle(host: Host, site: Path) -> str:
    """The address of a site's bundle on a host that serves it."""
    [folder] = [path for path in (site / "assets/bundle").iterdir() if path.is_dir()]
    return f"{host.url}assets/bundle/{folder.name}/"


def run(playwright: Playwright, launch: Mapping[str, object], host: Host, way: Way, setting: Setting) -> tuple[Sequence[float], int]:
    """Milliseconds of each start that the setting asks for, the first with an empty profile, and bytes of the first.

    Before the third, the way keeps what it can.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        context = playwright.chromium.launch_persistent_context(profile, **launch)  # type: ignore[arg-type]
        host.line = setting.line()
        before = host.sent
        taken = [_start(context, host, way, slowed=setting.slowed)]
        sent = host.sent - before
        for n in range(1, len(setting.targets)):
            taken.append(_start(context, host, way, slowed=setting.slowed, keeps=n == 1))
        context.close()
    return taken, sent


def _start(context: BrowserContext, host: Host, way: Way, *, slowed: bool, keeps: bool = False) -> float:
    page = context.new_page()
    page.goto(f"{host.url}bench.html")
    with _slowed(SLOWED if slowed else 1):
        taken = page.evaluate(START, [host.url + way.worker, dict(way.request), way.keep if keeps else None])
    page.close()
    assert isinstance(taken, float | int)
    return float(taken)


@contextmanager
def _slowed(times: int) -> Iterator[None]:
    """Chromium's processes stand still for all but one part in `times` of every turn: throttling in the browser spares workers."""
    if times == 1:
        yield
        return
    processes = [one for one in _below(os.getpid()) if _is_renderer(one)]
    over = threading.Event()

    def turn() -> None:
        while not over.is_set():
            _tell(processes, signal.SIGSTOP)
            time.sleep(TURN * (times - 1) / times)
            _tell(processes, signal.SIGCONT)
            time.sleep(TURN / times)

    thread = threading.Thread(target=turn)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _tell(processes: Sequence[int], what: signal.Signals) -> None:
    for one in processes:
        try:
            os.kill(one, what)
        except ProcessLookupError:
            continue


def _below(process: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            found += [child, *_below(child)]
    return found


def _is_renderer(process: int) -> bool:
    try:
        return b"--type=renderer" in Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return False
