"""A report as a file of its own: whole, without scripts, asking nothing of any server, and with every text as text."""

from __future__ import annotations

import re
from types import MappingProxyType

import pytest
from hypothesis import given

from assessment import html, report_page, words
from assessment.explanation import explain
from assessment.model import Answer, Answers, Questionnaire
from assessment.report import assess
from tests.places import Case, Event, Twice, mapped, read, twice
from tests.strategies import assessed
from tests.support import answers, fact, item, questionnaire, stage

GUIDE = "https://guide.example/v/2026.1/"
DAY = "2026-11-20"
TWO = questionnaire(item("FRM-01", 3, gates={"start": "repeatable"}), item("FRM-02"), stages=(stage("start", "FRM"),), facts=(fact("x"),))


def page(questionnaire: Questionnaire, answers: Answers, *, with_answers: bool = True) -> list[Event]:
    report = assess(questionnaire, answers)
    return read(report_page.page(questionnaire, report, answers if with_answers else None, [], date=DAY, guide=GUIDE))


def texts_in(events: list[Event], tag: str) -> list[str]:
    """The texts of the elements of a tag, each as one line."""
    found: list[list[str]] = []
    inside = 0
    for one in events:
        if one[:2] == ("start", tag):
            inside += 1
            found.append([])
        elif one == ("end", tag):
            inside -= 1
        elif inside and one[0] == "text":
            found[-1].append(one[1])
    return [" ".join("".join(parts).split()) for parts in found]


def attributes(events: list[Event], tag: str, name: str) -> list[str]:
    return [dict(one[2]).get(name) or "" for one in events if len(one) == 3 and one[1] == tag and name in dict(one[2])]


def test_the_page_says_what_it_is_from_which_edition_and_when() -> None:
    made = page(TWO, answers(FRM_01="no"))

    assert texts_in(made, "title")[0] == "Test: Ready to start? No."
    assert texts_in(made, "h1") == ["Test"]
    assert texts_in(made, "p")[0] == "Fieldworthy 2026.1, 2026-11-20"
    assert texts_in(made, "p")[-1] == f"Test, Fieldworthy 2026.1, 2026-11-20. {words.CAVEAT}"


def test_the_page_has_every_chapter_open_and_the_answers_last() -> None:
    made = page(TWO, answers({"x": "yes"}, FRM_01="no"))

    assert texts_in(made, "h2") == [
        words.FAILS,
        "Cheapest way to “ready to start”: 1 raise, 4 person-days",
        words.NEXT,
        words.OPEN,
        words.NUMBERS,
        words.WOULD_HOLD,
        words.ABOUT_PROJECT,
        words.ANSWERS,
    ]
    assert "details" not in {one[1] for one in made}


def test_every_answer_stands_with_all_that_is_kept_beside_it() -> None:
    kept = Answer(level="no", note="Asked\ntwice", link="https://a.example/?a=1&b", owner="Ann", date="2026-05-01", review_by="2027-05-01")
    given = Answers(facts=MappingProxyType({"x": "yes"}), answers=MappingProxyType({"FRM-01": kept, "FRM-02": Answer(dont_know=True)}))

    made = page(TWO, given)

    assert texts_in(made, "li")[-3:] == [
        "Is it x?Yes",
        "FRM-01 Title of FRM-01Question of FRM-01?No FRM-01 at noAsked twicehttps://a.example/?a=1&b"
        "Owner Ann, date 2026-05-01, review by 2027-05-01",
        "FRM-02 Title of FRM-02Question of FRM-02?Don’t know",
    ]
    assert ("start", "a", (("href", kept.link), ("rel", "nofollow noreferrer"))) in made


def test_facts_and_answers_that_are_missing_are_said_to_be() -> None:
    made = page(TWO, answers(FRM_01="no"))

    assert [texts_in(made, "li")[-3], texts_in(made, "li")[-1]] == ["Is it x?Not known.", "FRM-02 Title of FRM-02Question of FRM-02?Open"]


@pytest.mark.parametrize("link", ["javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,x", "//a.example", " https://a.example b"])
def test_a_link_that_leads_not_to_the_web_stays_text(link: str) -> None:
    made = page(TWO, Answers(answers=MappingProxyType({"FRM-01": Answer(level="no", link=link)})))

    assert link.strip() in texts_in(made, "small")
    assert all(place.startswith((GUIDE, "#q-")) for place in attributes(made, "a", "href"))


def test_the_next_question_leads_to_its_answer_on_the_page() -> None:
    made, bare = page(TWO, answers(FRM_01="no")), page(TWO, answers(FRM_01="no"), with_answers=False)

    assert [place for place in attributes(made, "a", "href") if place.startswith("#")] == ["#q-frm-02"]
    assert attributes(made, "li", "id") == ["q-frm-01", "q-frm-02"]
    assert [place for place in attributes(bare, "a", "href") if place.startswith("#")] == []


@given(assessed())
def test_the_page_says_all_that_the_fragment_says(case: tuple[Questionnaire, Answers]) -> None:
    questionnaire, answers = case
    report = assess(questionnaire, answers)
    titles = [chapter.title for chapter in explain(questionnaire, report).chapters if chapter.blocks]

    fragment = read(html.result(questionnaire, report, (), GUIDE))
    made = page(questionnaire, answers, with_answers=False)

    assert texts_in(made, "h2") == titles
    assert [text for tag in ("summary", "h3") for text in texts_in(fragment, tag) if text not in titles] == []
    assert texts_in(made, "td") == texts_in(fragment, "td")
    assert texts_in(made, "li") == [text.removesuffix(words.TO_QUESTION) for text in texts_in(fragment, "li")]


@given(assessed())
def test_the_page_runs_nothing_and_asks_nothing_of_any_server(case: tuple[Questionnaire, Answers]) -> None:
    made = page(*case)

    assert {one[1] for one in made if one[0] == "start"} <= {
        *(
            "html",
            "head",
            "meta",
            "title",
            "style",
            "body",
            "main",
            "h1",
            "h2",
            "p",
            "ol",
            "ul",
            "li",
            "small",
            "span",
            "strong",
            "a",
            "wbr",
        ),
        *("section", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"),
        *("svg", "desc", "rect", "text", "defs", "pattern", "line"),
    }
    for one in made:
        for name, value in one[2] if len(one) == 3 else ():
            assert not name.startswith("on")
            assert name not in {"src", "srcset", "style", "data", "action", "poster", "background", "ping"}
            assert name != "href" or one[1] == "a"
            assert "url(" not in (value or "") or re.fullmatch(r"url\(#[\w.-]+\)", value or "")
    assert all(rule not in report_page.STYLE for rule in ("url(", "@import", "@font-face", "</"))


def test_the_page_forbids_itself_to_load_or_run_anything() -> None:
    made = page(TWO, answers(FRM_01="no"))

    (policy,) = [dict(one[2])["content"] for one in made if len(one) == 3 and dict(one[2]).get("http-equiv") == "Content-Security-Policy"]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


@given(assessed())
def test_no_id_stands_twice(case: tuple[Questionnaire, Answers]) -> None:
    ids = [dict(one[2])["id"] for one in page(*case) if len(one) == 3 and "id" in dict(one[2])]

    assert len(ids) == len(set(ids))


@given(twice())
def test_any_text_comes_back_as_text(case: Twice) -> None:
    marked, filled = _shape(case.marked), _shape(case.filled)

    assert filled == mapped(marked, case.put)


def _shape(case: Case) -> list[Event]:
    """All but the measures of the picture, which go by the length of its texts."""
    made = read(report_page.page(case.questionnaire, case.report, case.answers, case.aside, date=case.date, guide=GUIDE))
    return [one if len(one) == 2 or one[1] != "text" else (one[0], one[1], ()) for one in made]
