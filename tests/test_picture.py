"""Scores as SVG: files that stand alone, show what the report says, and hold every text as text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given

from assessment import picture, words
from assessment.model import Answers, Band, Questionnaire, Range
from assessment.report import assess
from tests.places import Case, Twice, twice
from tests.strategies import assessed
from tests.support import answers, item, questionnaire, stage

SVG = "{http://www.w3.org/2000/svg}"
DAY = "2026-11-20"
TWO = questionnaire(
    item("FRM-01", 3), item("FRM-02"), item("DAT-01"), stages=(stage("start", "FRM", floor="1/10"), stage("build", "DAT", floor="1/4"))
)

Draw = Callable[..., str]


def drawn(draw: Draw, questionnaire: Questionnaire, answers: Answers) -> Element:
    return fromstring(draw(questionnaire, assess(questionnaire, answers), date=DAY))


def texts(root: Element, *tags: str) -> list[str]:
    return ["".join(one.itertext()) for one in root.iter() if one.tag in {SVG + tag for tag in tags or ("text",)}]


def test_the_picture_says_in_words_what_the_bars_show() -> None:
    made = drawn(picture.bars, TWO, answers(FRM_01="repeatable"))

    assert texts(made, "title", "desc", "text") == [
        "Test. Fieldworthy 2026.1, 2026-11-20. Self-reported.",
        f"Dimension FRM: 38 % to 63 %, floor 25 %. Dimension DAT: 0 % to 100 %, floor 25 %. {words.CAVEAT}",
        "Test",
        "Fieldworthy 2026.1, 2026-11-20. Self-reported.",
        "Dimension FRM",
        "38 % to 63 %",
        "Dimension DAT",
        "0 % to 100 %",
        "Proven",
        "Possible",
        "Floor of “ready to build”",
    ]


def test_a_bar_is_solid_up_to_what_is_proven_and_hatched_up_to_what_is_possible_with_a_line_at_the_floor() -> None:
    made = picture.bar(Range(proven=Fraction(3, 8), possible=Fraction(5, 8)), Fraction(1, 4), pattern="p")

    assert [(one.tag, {key: one.get(key) for key in ("class", "fill", "x", "width", "x1") if one.get(key)}) for one in made[1:]] == [
        ("rect", {"class": "fw-bar-all", "width": "100%"}),
        ("rect", {"fill": "url(#p)", "x": "38%", "width": "25%"}),
        ("rect", {"class": "fw-bar-proven", "width": "38%"}),
        ("line", {"class": "fw-bar-edge", "x1": "25%"}),
        ("line", {"class": "fw-bar-floor", "x1": "25%"}),
    ]
    assert made[0][0].get("id") == "p"


def test_a_bar_without_a_floor_has_no_line() -> None:
    made = picture.bar(Range(proven=Fraction(0), possible=Fraction(1)), None, pattern="p")

    assert [one.tag for one in made] == ["defs", "rect", "rect", "rect"]


@pytest.mark.parametrize(
    ("level", "value"),
    [
        ("", "not framed, up to: ready to build"),
        ("no", "not framed"),
        ("repeatable", "ready to start"),
        ("enforced", "ready to build"),
    ],
)
def test_a_badge_says_how_far_the_project_is_confirmed_and_how_far_it_may_be(level: str, value: str) -> None:
    gated = questionnaire(
        item("FRM-01", gates={"start": "repeatable", "build": "enforced"}), stages=(stage("start", "FRM"), stage("build"))
    )

    made = drawn(picture.badge, gated, answers(FRM_01=level or "?"))

    assert texts(made, "title", "text") == [f"Fieldworthy 2026.1: {value}, {DAY}", "Fieldworthy 2026.1", value, DAY]
    assert texts(made, "desc") == [f"Test. {words.CAVEAT}"]


def test_a_badge_of_a_questionnaire_without_stages_names_its_band_or_the_index() -> None:
    bands = (Band(id="low", name="Low", least=Fraction(0)), Band(id="high", name="High", least=Fraction(1, 2)))
    plain, banded = questionnaire(item("FRM-01")), questionnaire(item("FRM-01"), bands=bands)

    assert texts(drawn(picture.badge, banded, answers()))[1] == "Low, up to: High"
    assert texts(drawn(picture.badge, banded, answers(FRM_01="repeatable")))[1] == "High"
    assert texts(drawn(picture.badge, plain, answers()))[1] == "0 % to 100 %"


def test_a_text_that_would_not_fit_is_drawn_narrower_and_whole() -> None:
    long = replace(TWO, title="W" * 200, dimensions=tuple(replace(one, title="W" * 100) for one in TWO.dimensions))

    made = drawn(picture.bars, long, answers(FRM_01="no"))

    narrowed = [one for one in made if one.get("textLength")]
    assert [len(one.text or "") for one in narrowed] == [200, 100, 100]
    assert all(int(one.get("x") or "") + int(one.get("textLength") or "") <= picture.WIDE - picture.EDGE for one in narrowed)


@pytest.mark.parametrize("draw", [picture.bars, picture.badge])
@given(case=assessed())
def test_a_picture_stands_alone(draw: Draw, case: tuple[Questionnaire, Answers]) -> None:
    """Nothing in it runs and nothing is fetched; what it refers to, it holds, once."""
    made = drawn(draw, *case)

    ids = [one.get("id") for one in made.iter() if one.get("id")]
    own = {f"url(#{id})" for id in ids}
    assert len(ids) == len(set(ids))
    assert {one.tag.removeprefix(SVG) for one in made.iter()} <= {
        "svg",
        "title",
        "desc",
        "style",
        "rect",
        "text",
        "defs",
        "pattern",
        "line",
    }
    assert {one.get("fill") for one in made.iter()} <= {None, *own}
    assert all(not name.startswith("on") and "href" not in name for one in made.iter() for name in one.attrib)
    assert "url(" not in picture.STYLE
    assert "@import" not in picture.STYLE
    assert (made.get("aria-labelledby") or "").split() == [one.get("id") for one in made[:2]]


@given(assessed())
def test_whatever_is_drawn_lies_on_the_paper(case: tuple[Questionnaire, Answers]) -> None:
    for draw in (picture.bars, picture.badge):
        made = drawn(draw, *case)
        wide, high = (int(made.get(side) or "") for side in ("width", "height"))

        for one in made:
            if one.tag in {SVG + "text", SVG + "rect", SVG + "svg"}:
                left, length = float(one.get("x") or "0"), float(one.get("width") or one.get("textLength") or "0")
                assert 0 <= left <= left + length <= wide
                assert 0 <= float(one.get("y") or "0") + (float(one.get("height") or "0")) <= high


@pytest.mark.parametrize("draw", [picture.bars, picture.badge])
@given(case=twice())
def test_any_text_comes_back_as_text(draw: Draw, case: Twice) -> None:
    marked, filled = _texts(draw, case.marked), _texts(draw, case.filled)

    assert filled == [(tag, case.put(text)) for tag, text in marked]


def _texts(draw: Draw, case: Case) -> list[tuple[str, str]]:
    return [(one.tag, one.text or "") for one in fromstring(draw(case.questionnaire, case.report, date=case.date)).iter()]
