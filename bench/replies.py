"""How long one answer takes in a browser: to the worker and back, and from the click to the changed result on the screen."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from playwright.sync_api import Browser, Page

from assessment.authoring import runtime
from assessment.model import Questionnaire
from bench import chromium, starts
from bench.serving import Host, Store, serving
from bench.table import Row, Target, percentile

CLICKS = 200
PAUSE = 500  # milliseconds between two clicks, in which what is folded follows
STORED = "fieldworthy/project/1"
WORKER, PIXELS = 16, 50  # milliseconds that the 95th percentile may take

ASK = """
([worker, request, texts]) => new Promise((done, failed) => {
  const started = new Worker(worker, { type: "module" });
  const taken = [];
  let began = 0;
  const ask = () => {
    const answers = texts[taken.length % texts.length];
    began = performance.now();
    started.postMessage({ id: 1, ...request, args: [answers, ...request.args] });
  };
  started.onmessage = ({ data }) => {
    taken.push([performance.now() - began, data.reply?.length ?? 0]);
    if (data.failure) failed(new Error(data.failure));
    else if (taken.length <= texts.length) setTimeout(ask, 20);
    else started.terminate(), done(taken.slice(1)); // the first one started Python
  };
  started.onerror = (event) => failed(new Error(event.message));
  ask();
})
"""

CLICK = """
async ([clicks, pause]) => {
  const output = document.querySelector("fieldworthy-form .fw-output");
  const groups = [...document.querySelectorAll("fieldworthy-form fieldset[data-item]")];
  const changed = () => new Promise((done) => {
    const observer = new MutationObserver(() => {
      observer.disconnect();
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel(); // its message comes after the frame that this callback belongs to
        port1.onmessage = () => done(performance.now());
        port2.postMessage(null);
      });
    });
    observer.observe(output, { childList: true, subtree: true });
    setTimeout(() => { observer.disconnect(); done(null); }, 2000); // an answer that changes nothing that is shown
  });
  const taken = [];
  for (let n = 0; n < clicks; n += 1) {
    const radios = [...groups[(n * 7) % groups.length].querySelectorAll("input[type=radio]")].slice(0, 4);
    const radio = radios[(radios.findIndex((one) => one.checked) + 1 + (n % 3)) % radios.length];
    const shown = changed();
    const began = performance.now();
    radio.click();
    const ended = await shown;
    if (ended) taken.push(ended - began);
    await new Promise((done) => setTimeout(done, pause));
  }
  return taken;
}
"""


def measured(site: Path, full: Questionnaire, clicks: int = CLICKS) -> Iterator[Row]:
    """Rows for the full readiness questionnaire with every item answered, of so many answers each."""
    cache = runtime.default_cache()
    with serving(Store({"/": site}, {"/bench.html": starts.PAGE})) as host, chromium.found(cache) as (playwright, launch):
        browser = playwright.chromium.launch(**launch)  # type: ignore[arg-type]
        yield from _in_the_worker(browser, host, site, full, clicks)
        yield _to_the_screen(browser, host, full, clicks)
        browser.close()


def _in_the_worker(browser: Browser, host: Host, site: Path, full: Questionnaire, clicks: int) -> Iterator[Row]:
    page = browser.new_page()
    page.goto(f"{host.url}bench.html")
    texts = [json.dumps(one) for one in _projects(full, clicks)]
    for verb, case in (("glance", "what is read first"), ("assess", "all of the result, folded parts too")):
        request = {"bundle": starts.bundle(host, site), "questionnaire": full.id, "verb": verb, "args": ["/", "2026-01-01"]}
        found = page.evaluate(ASK, [f"{host.url}assets/javascripts/worker.js", request, texts])
        times, sizes = [one for one, _ in found], [size for _, size in found]
        target = Target(says=f"95th percentile at most {WORKER} ms", found=percentile(times, 95), limit=WORKER)
        bytes_ = f"{sorted(sizes)[len(sizes) // 2] / 1000:.1f} kB back, {len(texts[0]) / 1000:.1f} kB in"
        yield Row.of(f"one answer in the worker, {case}", times, ratio=bytes_, target=target if verb == "glance" else None)
    page.close()


def _to_the_screen(browser: Browser, host: Host, full: Questionnaire, clicks: int) -> Row:
    times: Sequence[float] = _opened(browser, host, full).evaluate(CLICK, [clicks, PAUSE])
    target = Target(says=f"95th percentile at most {PIXELS} ms", found=percentile(times, 95), limit=PIXELS)
    return Row.of("from a click to the changed result on the screen", times, target=target)


def _opened(browser: Browser, host: Host, full: Questionnaire) -> Page:
    """The readiness page with all of its result, as a reader finds it who has answered everything."""
    [project] = _projects(full, 1)
    page = browser.new_page()
    page.goto(f"{host.url}bench.html")
    page.evaluate("([key, value]) => localStorage.setItem(key, value)", [STORED, json.dumps(project)])
    page.goto(f"{host.url}assessments/{full.id}/")
    page.wait_for_selector(".fw-output details:not([hidden])", state="attached", timeout=60_000)
    return page


def _projects(full: Questionnaire, changes: int) -> Iterator[dict[str, object]]:
    """A project with every item answered, then the same with one answer changed after the other."""
    chance = random.Random(84)
    levels = [level.id for level in full.scale]
    answers = {item.id: {"level": chance.choice(levels), "edition": full.edition} for item in full.items}
    for _ in range(changes):
        yield {"name": "", "facts": {}, "answers": dict(answers), "target": full.stages[-1].id, "unsaved": 0}
        answers[chance.choice(full.items).id] = {"level": chance.choice(levels), "edition": full.edition}
