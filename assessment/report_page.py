"""A report as one HTML file that needs nothing else: no script, no request, the look inside; light, dark and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from assessment.catalogue import direction, language
from assessment.chapters import Document
from assessment.explanation import document
from assessment.html import Page, chapters, verdicts
from assessment.markup import el, write
from assessment.model import Answers, Problem, Questionnaire, Report
from assessment.picture import figure

# Whatever a browser may think of, this file loads nothing and runs nothing.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

STYLE = """
:root {
  color-scheme: light dark;
  --paper: #fcfbf8; --ink: #1d2526; --soft: #566062; --line: #d9d6cd;
  --heat-1: #e2ebe7; --heat-2: #cddfda; --heat-3: #b4d0c9; --heat-4: #9bc1b9;
  --accent: #0b5d54; --pass: #1c6b3c; --fail: #a8261c; --open: #805300;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14191a; --ink: #e4e6e2; --soft: #a5aeae; --line: #353f40;
    --heat-1: #1b2a2a; --heat-2: #213b39; --heat-3: #274c48; --heat-4: #2d5d57;
    --accent: #6fd0c0; --pass: #7bd09a; --fail: #ff9e92; --open: #f0bd63;
  }
}
body {
  max-width: 44rem; margin: 0 auto; padding: 2rem 1rem 3rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", "Helvetica Neue", "Noto Sans", sans-serif; overflow-wrap: break-word;
}
h1 { margin: 0; font-size: 1.9rem; line-height: 1.2 }
h2 { margin: 2.2rem 0 .5rem; padding-top: .9rem; border-top: 1px solid var(--line); font-size: 1.2rem; line-height: 1.3 }
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: .18em }
ol, ul { margin: 0; padding: 0; list-style: none }
small, .fw-progress, .fw-small, .fw-caption, .fw-edition { color: var(--soft) }
small { display: block; font-size: .9rem; white-space: pre-line }
small strong { color: var(--ink) }
.fw-id { font: 500 .85em ui-monospace, "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; white-space: nowrap }
.fw-verdicts { margin: 1.5rem 0 1rem }
.fw-verdicts > li { margin: 0 0 .7rem; padding-inline-start: .8rem; border-inline-start: 4px solid var(--open) }
.fw-verdicts > [data-verdict=yes] { border-color: var(--pass) }
.fw-verdicts > [data-verdict=no] { border-color: var(--fail) }
.fw-verdicts strong { color: var(--open) }
.fw-verdicts > [data-verdict=yes] strong { color: var(--pass) }
.fw-verdicts > [data-verdict=no] strong { color: var(--fail) }
.fw-asked { display: block; font-size: 1.1rem; font-weight: 600 }
.fw-list > li { padding: .45rem 0; border-bottom: 1px solid var(--line) }
.fw-list > li:last-child { border-bottom: 0 }
.fw-caption { margin: 1rem 0 0; font-weight: 600 }
.fw-picture { display: block; direction: ltr; max-width: 100%; height: auto; margin: 1.5rem 0 }
.fw-table { width: 100%; margin: 0 0 1.5rem; border-collapse: collapse; font-size: .92rem; font-variant-numeric: tabular-nums }
.fw-table caption { padding: .4rem 0; font-weight: 600; text-align: start }
.fw-table th, .fw-table td { padding-block: .35rem; padding-inline: 0 .6rem; border-bottom: 1px solid var(--line) }
.fw-table th, .fw-table td { text-align: start; vertical-align: top }
.fw-table tbody th { font-weight: 400 }
.fw-table thead th { border-bottom: 1.5px solid var(--ink); color: var(--soft) }
.fw-table tfoot > tr > * { border: 0; font-weight: 600 }
.fw-table .fw-bar { display: block; width: 100%; max-width: 16rem; height: .75rem; margin: .2rem 0 }
.fw-table .fw-bar-edge { stroke: var(--paper) }
.fw-heat [data-heat="1"] { background: var(--heat-1) }
.fw-heat [data-heat="2"] { background: var(--heat-2) }
.fw-heat [data-heat="3"] { background: var(--heat-3) }
.fw-heat [data-heat="4"] { background: var(--heat-4) }
.fw-heat td, .fw-heat th { padding-inline-start: .5rem }
.fw-wide { overflow-x: auto }
li:target { outline: 2px solid var(--accent); outline-offset: 4px }
@media print {
  body { max-width: none; padding: 0; font-size: 10pt }
  h2, caption { break-after: avoid }
  li, tr, svg { break-inside: avoid }
}
"""


def page(questionnaire: Questionnaire, report: Report, answers: Answers | None, aside: Sequence[Problem], *, date: str, guide: str) -> str:
    """A whole HTML document: all that the report says and, where there are `answers`, every answer with what is kept beside it.

    `date` is the day of the report; `guide` the absolute address of the guide's start, which ends with a slash.
    """
    told = document(questionnaire, report, answers, aside, date=date)
    picture = figure(questionnaire, report, date=date) if report.dimensions else None
    return whole(told, guide, picture, questions=answers is not None)


def around(guide: str, *, questions: bool = False) -> Page:
    """What is around the parts of a document; `questions` says that the answers stand in it."""
    return Page(root=guide, heading="h2", folds=False, questions=questions)


def whole(told: Document, guide: str, *parts: Element | None, questions: bool = False) -> str:
    """A whole HTML document; `parts` stand before the chapters, and `questions` says that the answers stand in it."""
    body = el(
        "main",
        None,
        el("h1", None, told.title),
        el("p", {"class": "fw-edition"}, told.about),
        *verdicts(told),
        *parts,
        *chapters(told.chapters, around(guide, questions=questions)),
        el("p", {"class": "fw-small"}, told.colophon),
    )
    head = _head(f"{told.title}: {told.brief}")
    spoken = {"lang": language(), "dir": "rtl" if direction() == "rtl" else None}
    return "<!doctype html>\n" + write(el("html", spoken, head, el("body", None, body))) + "\n"


def _head(title: str) -> Element:
    return el(
        "head",
        None,
        el("meta", {"charset": "utf-8"}),
        el("meta", {"http-equiv": "Content-Security-Policy", "content": POLICY}),
        el("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        el("meta", {"name": "referrer", "content": "no-referrer"}),
        el("meta", {"name": "robots", "content": "noindex"}),
        el("title", None, title),
        el("style", None, STYLE),
    )
