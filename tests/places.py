"""Any text in every place that a text can stand, to see that a view shows it as a text.

The same case comes twice: once with marks in all places, once with texts. What a view makes of the texts must be what it makes of
the marks, with each mark replaced by its text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from types import MappingProxyType

from hypothesis import strategies as st

from assessment.model import Answer, Answers, Problem, Questionnaire, Report
from assessment.report import assess
from tests.strategies import assessed

MARK = re.compile(r"zq(\d{3})zq", re.IGNORECASE)
NASTY = (
    "<script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "&lt;b&gt; &amp;",
    "<!-- a --> b -->",
    "]]>",
    "![a](javascript:alert(1))",
    "[a]: http://a.example",
    "](http://a.example)",
    "| a | b |",
    "a\\|b",
    "`a` ``b",
    "**a** _b_ ~~c~~ $d$",
    "# a #",
    "- a",
    "+ a",
    "1. a",
    "12) a",
    "---",
    "===",
    "> a",
    "    a",
    "a\n\nb\n- c",
    "a\\",
    "{{ a }} {% b %} {: .c }",
    "@somebody and #12, www.a.example, http://a.example, a@b.example, :tada:",
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    'a "b", c',
    " a ",
    "\u202eturned",
    "\u2028a",
    "見出し",
)
texts = st.sampled_from(NASTY) | st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn")) | st.sampled_from("\n\t"), min_size=1, max_size=12
).filter(str.strip)


@dataclass(frozen=True)
class Case:
    """A questionnaire, accepted answers, what was kept aside, and the report on them."""

    questionnaire: Questionnaire
    answers: Answers
    aside: tuple[Problem, ...]
    report: Report
    date: str


@dataclass(frozen=True)
class Twice:
    """The same case with marks and with the texts that belong into their places."""

    marked: Case
    filled: Case
    texts: tuple[str, ...]

    def put(self, marked: str) -> str:
        """What a view made of the marks, with the texts in their places; a mark that came out in lower case stands for such a text."""
        return MARK.sub(self._text, marked)

    def _text(self, found: re.Match[str]) -> str:
        text = self.texts[int(found[1])]
        return text.lower() if found[0].islower() else text


@st.composite
def twice(draw: st.DrawFn) -> Twice:
    """Any case, twice."""
    questionnaire, answers = draw(assessed(most_items=4))
    strict = draw(st.booleans())
    marks: list[str] = []

    def mark() -> str:
        marks.append(f"ZQ{len(marks):03}ZQ")
        return marks[-1]

    marked = _placed(questionnaire, answers, mark, strict=strict)
    drawn = [draw(texts) for _ in marks]
    following = iter(drawn)
    filled = _placed(questionnaire, answers, lambda: next(following), strict=strict)
    drawn[marks.index(marked.aside[0].message)] = filled.aside[0].message  # a problem makes its own text readable
    return Twice(marked, filled, tuple(drawn))


def _placed(questionnaire: Questionnaire, answers: Answers, text: Callable[[], str], *, strict: bool) -> Case:
    asked = replace(
        questionnaire,
        title=text(),
        edition=text(),
        scale=tuple(replace(level, name=text()) for level in questionnaire.scale),
        dimensions=tuple(replace(dimension, title=text()) for dimension in questionnaire.dimensions),
        stages=tuple(replace(stage, name=text(), question=text()) for stage in questionnaire.stages),
        bands=tuple(replace(band, name=text()) for band in questionnaire.bands),
        facts=tuple(
            replace(fact, question=text(), help=text(), choices=tuple(replace(choice, label=text()) for choice in fact.choices))
            for fact in questionnaire.facts
        ),
        items=tuple(
            replace(item, title=text(), question=text(), levels=MappingProxyType({id: text() for id in item.levels}))
            for item in questionnaire.items
        ),
    )
    given = replace(answers, answers=MappingProxyType({id: _said(answer, text) for id, answer in answers.answers.items()}))
    aside = (Problem(where="answers.X", message=text()),)
    return Case(asked, given, aside, assess(asked, given, strict=strict), text())


def _said(answer: Answer, text: Callable[[], str]) -> Answer:
    reason = text() if answer.not_applicable is not None else None
    return replace(answer, not_applicable=reason, note=text(), link=text(), owner=text(), date=text(), review_by=text(), settled_by=text())


# ── what a view made of it ───────────────────────────────────────────────────────────────────────────────────────────

Event = tuple[str, str] | tuple[str, str, tuple[tuple[str, str | None], ...]]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.events: list[Event] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.events.append(("start", tag, tuple(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.events.append(("end", tag))

    def handle_data(self, data: str) -> None:
        if self.events and self.events[-1][0] == "text":
            data = f"{self.events.pop()[1]}{data}"
        self.events.append(("text", data))


def read(html: str) -> list[Event]:
    """Tags with their attributes and texts in the order in which they stand, comments left out."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.events


def mapped(events: list[Event], change: Callable[[str], str]) -> list[Event]:
    """The same with every text and every attribute's value changed."""
    return [
        (one[0], change(one[1]))
        if one[0] == "text"
        else one
        if len(one) == 2
        else (one[0], one[1], tuple((n, v and change(v)) for n, v in one[2]))
        for one in events
    ]
