"""Scores as SVG: the bar of one dimension, a picture of all of them, and a badge; each picture stands alone and holds its own look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from xml.etree.ElementTree import Element

from assessment import exchange_words, words
from assessment.comparison import Comparison
from assessment.explanation import amount, floor_stage, standing
from assessment.markup import Attributes, el, write_xml
from assessment.model import Questionnaire, Range, Report
from assessment.scoring import ONE, ZERO, percent

NAMESPACE = "http://www.w3.org/2000/svg"

# Measures in pixels. The width of a text is guessed from its length, and a text that would not fit is drawn narrower.
WIDE, EDGE, HEAD, ROW, FOOT, BAR = 480, 20, 64, 42, 34, 12
TALL, PAD, FACE = 28, 10, 13

STYLE = """
text { font-family: system-ui, "Segoe UI", "Helvetica Neue", "Noto Sans", sans-serif; font-size: 13px; fill: #1d2526 }
.fw-paper { fill: #fcfbf8; stroke: #d9d6cd }
.fw-head { font-size: 16px; font-weight: 600 }
.fw-soft { font-size: 11.5px; fill: #566062 }
.fw-bar-all { fill: #e4e1d8 }
.fw-bar-proven, .fw-value { fill: #0b5d54 }
.fw-bar-hatch { stroke: #0b5d54; stroke-width: 3 }
.fw-bar-edge { stroke: #fcfbf8; stroke-width: 5 }
.fw-bar-floor { stroke: #1d2526; stroke-width: 2 }
.fw-on-value { fill: #ffffff; font-weight: 600 }
@media (prefers-color-scheme: dark) {
  text { fill: #e4e6e2 }
  .fw-paper { fill: #14191a; stroke: #4a5556 }
  .fw-soft { fill: #a5aeae }
  .fw-bar-all { fill: #2b3435 }
  .fw-bar-proven, .fw-value { fill: #6fd0c0 }
  .fw-bar-hatch { stroke: #6fd0c0 }
  .fw-bar-edge { stroke: #14191a }
  .fw-bar-floor { stroke: #e4e6e2 }
  .fw-on-value { fill: #14191a }
}
"""


@dataclass(frozen=True, slots=True)
class _Row:
    """A bar with its name; `id` tells it from the others of a picture."""

    id: str
    name: str
    score: Range
    floor: Fraction | None


def bar(score: Range, floor: Fraction | None, *, pattern: str, place: Attributes | None = None) -> Element:
    """A bar as wide as its place: solid up to what is proven, hatched up to what is possible, a line at the floor.

    `pattern` is the id of the hatching, which no other bar on the page may have.
    """
    proven, possible = percent(score.proven), percent(score.possible)
    at = f"{percent(floor)}%" if floor is not None else None
    return el(
        "svg",
        {"class": "fw-bar", "aria-hidden": "true", **(place or {})},
        el("defs", None, _hatch(pattern)),
        el("rect", {"class": "fw-bar-all", "width": "100%", "height": "100%"}),
        el("rect", {"fill": f"url(#{pattern})", "x": f"{proven}%", "width": f"{possible - proven}%", "height": "100%"}),
        el("rect", {"class": "fw-bar-proven", "width": f"{proven}%", "height": "100%"}),
        *(el("line", {"class": name, "x1": at, "x2": at, "y2": "100%"}) for name in ("fw-bar-edge", "fw-bar-floor") if at),
    )


def bars(questionnaire: Questionnaire, report: Report, *, date: str) -> str:
    """An SVG file with a bar for every dimension; `date` is the day of the report."""
    return write_xml(figure(questionnaire, report, date=date))


def figure(questionnaire: Questionnaire, report: Report, *, date: str) -> Element:
    """The picture of all dimensions as an element, for a page that holds it."""
    names = {dimension.id: dimension.title for dimension in questionnaire.dimensions}
    rows = [_Row(one.dimension, names[one.dimension], one.score, one.floor) for one in report.dimensions]
    about = f"{words.dated(report.edition, date)}. {words.SELF_REPORTED}"
    return _chart("bars", questionnaire, about, rows, floor_stage(questionnaire, report.target))


def then_and_now(questionnaire: Questionnaire, comparison: Comparison) -> Element:
    """The picture of all dimensions with two bars each, as they were and as they are."""
    names = {dimension.id: dimension.title for dimension in questionnaire.dimensions}
    rows = [
        _Row(f"{side}-{one.dimension}", exchange_words.bar_then(names[one.dimension], side), score, one.floor)
        for one in comparison.dimensions
        for side, score in ((exchange_words.THEN, one.before), (exchange_words.NOW, one.after))
        if score
    ]
    about = exchange_words.sides(*zip(comparison.editions, comparison.dates, strict=True))
    return _chart("then", questionnaire, about, rows, floor_stage(questionnaire, comparison.target))


def badge(questionnaire: Questionnaire, report: Report, *, date: str) -> str:
    """An SVG file that says in a line which edition found the project how far, and when."""
    label, value = words.named_edition(report.edition), standing(questionnaire, report)
    first, second, third = (_width(text) + 2 * PAD for text in (label, value, date))
    return write_xml(
        _picture(
            (first + second + third, TALL),
            words.badge_says(report.edition, value, date),
            f"{questionnaire.title}. {words.CAVEAT}",
            "badge",
            el("rect", {"class": "fw-value", "x": first, "y": 1, "width": second, "height": TALL - 2}),
            _text(label, PAD, 18, first - 2 * PAD, exact=True),
            _text(value, first + PAD, 18, second - 2 * PAD, "fw-on-value", exact=True),
            _text(date, first + second + PAD, 18, third - 2 * PAD, exact=True),
        )
    )


def _picture(size: tuple[int, int], title: str, description: str, id: str, *parts: Element) -> Element:
    """An SVG image with a name and a description for those who do not see it, on paper of its own."""
    wide, high = size
    return el(
        "svg",
        {
            "xmlns": NAMESPACE,
            "class": "fw-picture",
            "width": wide,
            "height": high,
            "viewBox": f"0 0 {wide} {high}",
            "role": "img",
            "aria-labelledby": f"fw-{id}-title fw-{id}-desc",
        },
        el("title", {"id": f"fw-{id}-title"}, title),
        el("desc", {"id": f"fw-{id}-desc"}, description),
        el("style", None, STYLE),
        el("rect", {"class": "fw-paper", "x": "0.5", "y": "0.5", "width": wide - 1, "height": high - 1, "rx": 4}),
        *parts,
    )


def _chart(id: str, questionnaire: Questionnaire, about: str, rows: Sequence[_Row], stage: str | None) -> Element:
    """A bar for every row under a title; `stage` is the name of the one whose floors are drawn."""
    high = HEAD + ROW * len(rows) + FOOT
    return _picture(
        (WIDE, high),
        f"{questionnaire.title}. {about}",
        f"{' '.join(_scored(questionnaire, row) for row in rows)} {words.CAVEAT}",
        id,
        _text(questionnaire.title, EDGE, 30, WIDE - 2 * EDGE, "fw-head"),
        _text(about, EDGE, 48, WIDE - 2 * EDGE, "fw-soft"),
        *(part for n, row in enumerate(rows) for part in _row(id, questionnaire, row, HEAD + ROW * n)),
        *_legend(id, stage, high - FOOT),
    )


def _row(picture: str, questionnaire: Questionnaire, row: _Row, top: int) -> list[Element]:
    score = words.between(amount(questionnaire, row.score.proven), amount(questionnaire, row.score.possible))
    numbers = el("text", {"x": WIDE - EDGE, "y": top + 14, "text-anchor": "end"}, score)
    place = {"x": EDGE, "y": top + 21, "width": WIDE - 2 * EDGE, "height": BAR}
    drawn = bar(row.score, row.floor, pattern=f"fw-{picture}-hatch-{row.id}", place=place)
    return [_text(row.name, EDGE, top + 14, WIDE - 3 * EDGE - _width(score)), numbers, drawn]


def _legend(picture: str, stage: str | None, top: int) -> list[Element]:
    """What solid, hatched and the line stand for, side by side."""
    swatches: list[tuple[str, Range, Fraction | None]] = [
        (words.PROVEN, Range(proven=ONE, possible=ONE), None),
        (words.POSSIBLE, Range(proven=ZERO, possible=ONE), None),
    ]
    if stage is not None:
        swatches.append((words.floor_line(stage), Range(proven=ZERO, possible=ZERO), Fraction(1, 2)))
    parts: list[Element] = []
    left = EDGE
    for n, (text, score, floor) in enumerate(swatches):
        parts.append(bar(score, floor, pattern=f"fw-{picture}-legend-{n}", place={"x": left, "y": top + 6, "width": 18, "height": BAR}))
        parts.append(_text(text, left + 24, top + 16, WIDE - EDGE - left - 24, "fw-soft"))
        left += 24 + _width(text) + EDGE
    return parts


def _hatch(id: str) -> Element:
    line = el("line", {"class": "fw-bar-hatch", "y2": 6})
    return el("pattern", {"id": id, "width": 6, "height": 6, "patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)"}, line)


def _text(text: str, x: int, y: int, room: int, look: str | None = None, *, exact: bool = False) -> Element:
    """A text from x on, drawn narrower where it would not fit its room, or as wide as that exactly."""
    length = room if text and (exact or _width(text) > room) else None
    return el("text", {"class": look, "x": x, "y": y, "textLength": length, "lengthAdjust": "spacingAndGlyphs" if length else None}, text)


def _width(text: str) -> int:
    """About how wide a text is: CJK and beyond fill their square, others take half of it."""
    return sum(FACE if ord(character) > 0x1100 else FACE // 2 + 1 for character in text)


def _scored(questionnaire: Questionnaire, row: _Row) -> str:
    floor = amount(questionnaire, row.floor) if row.floor is not None else None
    return words.scored(row.name, amount(questionnaire, row.score.proven), amount(questionnaire, row.score.possible), floor)
