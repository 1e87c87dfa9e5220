"""What axe-core finds fault with on a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import Any, Literal

from playwright.sync_api import Page, ViewportSize, expect

SOURCE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
EVERYTHING = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")  # WCAG 2.2 to level AA, and beyond
COLORS = ("color-contrast", "link-in-text-block")  # the dark scheme and forced colors differ in nothing else
ALIKE = ("tbody > tr:nth-child(n+20)", ".fw-entry:nth-of-type(n+10)", "fieldset[data-item]:nth-of-type(n+6)")
DESK: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 360, "height": 740}
TALL, TALLER = 3_000, 20_000  # pixels, so that no edge of a list, and no bar at the foot, covers a target by half


def violations(page: Page) -> list[str]:
    """Each rule that the page breaks as it stands now, and where first: on a desk in light, dark and forced colors, on a phone in light.

    Every color is looked at in light on a desk; of what is made alike the first few are enough for the rest.
    """
    page.evaluate(f"() => {{ if (!window.axe) {{ {SOURCE} }} }}")
    page.set_viewport_size({**DESK, "height": TALL})
    page.evaluate("() => window.scrollTo({ top: 0, behavior: 'instant' })")
    page.emulate_media(color_scheme="light", forced_colors="none", reduced_motion="reduce")
    found = [*_found(page, "default", EVERYTHING, "on a desk")]
    page.emulate_media(color_scheme="dark")
    found += _found(page, "slate", COLORS, "in dark", but=ALIKE)
    page.emulate_media(color_scheme="light", forced_colors="active")
    found += _found(page, "default", COLORS, "in forced colors", but=ALIKE)
    page.emulate_media(forced_colors="none")
    page.set_viewport_size({**PHONE, "height": TALLER})
    found += _found(page, "default", EVERYTHING, "on a phone", without=COLORS)
    return [*found, *_found(page, "default", COLORS, "on a phone", but=ALIKE)]


def _found(
    page: Page,
    scheme: Literal["default", "slate"],
    rules: Sequence[str],
    where: str,
    *,
    but: Sequence[str] = (),
    without: Sequence[str] = (),
) -> Iterator[str]:
    """What is found on a page by rules, `without` some of them, in everything `but` what these selectors find."""
    if page.locator("body[data-md-color-scheme]").count():  # the small pages follow the system without a script
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
    page.evaluate("() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)))")
    options = {"runOnly": [*rules], "rules": {rule: {"enabled": False} for rule in without}, "resultTypes": ["violations"]}
    found: dict[str, Any] = page.evaluate("([but, options]) => axe.run({ exclude: but }, options)", [[*but], options])
    for rule in found["violations"]:
        first = rule["nodes"][0]
        times = len(rule["nodes"])
        yield f"{where}: {rule['help']} ({rule['id']}, {times} times), first {first['html']}: {first['failureSummary']}"
