"""What people agree on is taken over, what they differ on is left to somebody who decides, and nothing that was kept is lost."""

from __future__ import annotations

import json
from dataclasses import replace
from types import MappingProxyType
from xml.etree.ElementTree import Element

from hypothesis import given
from hypothesis import strategies as st

from assessment import html, markdown_report, merge_chapters, settlement_form, words
from assessment.answers import accept
from assessment.codec import canonical, read_answers
from assessment.model import Answer, Answers, Questionnaire
from assessment.raters import merge
from assessment.settlement import FactPoint, Point, Said, Settlement, settle
from tests.places import Twice, mapped, read, twice
from tests.strategies import filled, questionnaires
from tests.support import answers, fact, item, questionnaire, stage

GUIDE = "https://guide.example/"
ASKED = questionnaire(
    item("A-01"),
    item("A-02", may_not_apply=True),
    item("A-03"),
    item("A-04"),
    item("A-05"),
    item("A-06"),
    stages=(stage("go", "A", floor="1/4"),),
    facts=(fact("safety"), fact("law"), fact("people")),
)
ADA = answers({"safety": "no", "law": "no"}, "go", A_01="no", A_02="n/a we buy it", A_03="no", A_04="repeatable", A_05="enforced")
GRACE = answers({"safety": "yes", "law": "no"}, A_01="enforced", A_02="enforced", A_03="?", A_04="repeatable")
BEN = answers({"people": "yes"}, A_01="ad-hoc", A_03="ad-hoc")
NAMES = ("Ada", "Grace")


@st.composite
def people(draw: st.DrawFn) -> tuple[Questionnaire, list[Answers]]:
    """A questionnaire with the answers of two or three people."""
    asked = draw(questionnaires())
    return asked, [draw(filled(asked)) for _ in range(draw(st.integers(2, 3)))]


def test_what_is_agreed_and_what_is_to_be_settled_are_told_apart() -> None:
    assert settle(ASKED, [ADA, GRACE, BEN]) == Settlement(
        agreed=Answers(
            facts=MappingProxyType({"law": "no", "people": "yes"}),
            answers=MappingProxyType({"A-04": Answer(level="repeatable"), "A-05": Answer(level="enforced")}),
            target="go",
        ),
        points=(
            Point(
                item="A-01",
                said=(
                    Said(people=(0,), answer=Answer(level="no")),
                    Said(people=(1,), answer=Answer(level="enforced")),
                    Said(people=(2,), answer=Answer(level="ad-hoc")),
                ),
            ),
            Point(
                item="A-02",
                said=(
                    Said(people=(0,), answer=Answer(not_applicable="we buy it")),
                    Said(people=(1,), answer=Answer(level="enforced")),
                ),
            ),
            Point(
                item="A-03",
                said=(
                    Said(people=(0,), answer=Answer(level="no")),
                    Said(people=(1,), answer=Answer(dont_know=True)),
                    Said(people=(2,), answer=Answer(level="ad-hoc")),
                ),
            ),
        ),
        facts=(FactPoint(fact="safety", said=(("no", (0,)), ("yes", (1,)))),),
    )


def test_what_people_keep_beside_the_same_answer_is_put_together() -> None:
    one = Answer(level="no", note="Seen.", link="https://a.example", owner="Ann", date="2026-01-01", review_by="2027-01-01")
    two = Answer(level="no", note="Signed.", link="https://b.example", owner="Ben", date="2026-02-01", review_by="2026-12-01")
    three = Answer(note="Ask Eve.", owner="Ann")
    asked = questionnaire(item("A-01"))

    found = settle(asked, [Answers(answers=MappingProxyType({"A-01": answer})) for answer in (one, two, three)])

    assert found.agreed.answers == {
        "A-01": Answer(
            level="no",
            note="Seen.\n\nSigned.\n\nAsk Eve.\n\nhttps://b.example",
            link="https://a.example",
            owner="Ann, Ben",
            date="2026-02-01",
            review_by="2026-12-01",
        )
    }


def test_reasons_for_not_applicable_are_one_answer() -> None:
    sheets = [Answers(answers=MappingProxyType({"A-02": Answer(not_applicable=reason)})) for reason in ("we buy it", "out of scope")]

    assert settle(ASKED, sheets).agreed.answers == {"A-02": Answer(not_applicable="we buy it; out of scope")}


def test_what_is_kept_for_an_open_item_stays_with_it() -> None:
    note = Answers(answers=MappingProxyType({"A-01": Answer(note="Ask Ann.")}))

    assert settle(ASKED, [note, Answers()]).agreed.answers == {"A-01": Answer(note="Ask Ann.")}
    both = settle(ASKED, [answers(A_01="no"), answers(A_01="enforced"), note])
    assert [said.answer.note for said in both.points[0].said] == ["Ask Ann.", "Ask Ann."]


def test_notes_put_together_are_no_longer_than_a_file_can_hold() -> None:
    sheets = [Answers(answers=MappingProxyType({"A-01": Answer(level="no", note=letter * 15_000)})) for letter in "ab"]

    agreed = settle(ASKED, sheets).agreed.answers["A-01"]

    assert len(agreed.note) == 20_000


@given(people())
def test_every_choice_of_everybody_is_agreed_or_to_be_settled(case: tuple[Questionnaire, list[Answers]]) -> None:
    asked, sheets = case

    found = settle(asked, sheets)

    for n, sheet in enumerate(sheets):
        for id, answer in sheet.answers.items():
            if answer.is_open:
                continue
            options = [said.answer for point in found.points if point.item == id for said in point.said if n in said.people]
            [taken] = options or [found.agreed.answers[id]]
            assert (taken.level, taken.dont_know, taken.not_applicable is None) == (
                answer.level,
                answer.dont_know,
                answer.not_applicable is None,
            )
    assert {point.item for point in found.points}.isdisjoint(found.agreed.answers)
    assert accept(asked, found.agreed).aside == ()


@given(people())
def test_one_person_agrees_with_themselves(case: tuple[Questionnaire, list[Answers]]) -> None:
    asked, sheets = case

    found = settle(asked, [sheets[0], sheets[0]])

    assert (found.points, found.facts, found.agreed) == ((), (), sheets[0])


def test_the_answers_of_two_people_read_as_markdown() -> None:
    sheets = [ADA, GRACE]

    told = merge_chapters.explain(ASKED, NAMES, sheets, merge(ASKED, sheets), settle(ASKED, sheets))

    def name(number: int) -> str:
        return f"[A-0{number} Title of A-0{number}]({GUIDE}lessons/a/#a-0{number})"

    assert (
        markdown_report.whole(told, GUIDE)
        == f"""\
# Test

Fieldworthy 2026.1. 2 people: Ada and Grace.

- **1 disagreement of two levels or more. 1 item without a level from anybody. \
Answered alike: 1 of 4 items that more than one answered. Agreement: poor (quadratic-weighted kappa -0.29). \
Confirmed by everybody’s lowest answers: ready to go. Possible by the highest: ready to go. Index: 30 % proven, 70 % possible.**

## Two levels apart or more

| Item | Ada | Grace | Gap |
| --- | --- | --- | --- |
| {name(1)} | No | Enforced | 3 |

## Answered differently in another way

| Item | Ada | Grace |
| --- | --- | --- |
| {name(2)} | Not applicable: “we buy it” | Enforced |
| {name(3)} | No | Don’t know |

## Said differently about the project

- Is it safety?<br>No. Chosen by Ada.<br>Yes. Chosen by Grace.

## Answered by some only

| Item | Ada | Grace |
| --- | --- | --- |
| {name(5)} | Enforced | Open |

## Answered alike

- {name(4)}<br>Repeatable

Test, Fieldworthy 2026.1. {words.CAVEAT}
"""
    )


@given(people())
def test_every_item_that_somebody_answered_is_in_one_chapter(case: tuple[Questionnaire, list[Answers]]) -> None:
    asked, sheets = case
    names = [f"P{n}" for n in range(len(sheets))]

    told = merge_chapters.explain(asked, names, sheets, merge(asked, sheets), settle(asked, sheets))

    page = html.fragment(told, "")
    answered = {id for sheet in sheets for id, answer in sheet.answers.items() if not answer.is_open}
    shown = [
        one[1] for before, one in zip(read(page), read(page)[1:], strict=False) if before[:2] == ("start", "span") and one[0] == "text"
    ]
    assert sorted(shown) == sorted(answered)


@given(twice())
def test_any_text_comes_back_as_text(case: Twice) -> None:
    def page(asked: Questionnaire, given_answers: Answers) -> str:
        sheets = [given_answers, replace(given_answers, facts=MappingProxyType({}))]
        return html.fragment(merge_chapters.explain(asked, NAMES, sheets, merge(asked, sheets), settle(asked, sheets)), GUIDE)

    marked = page(case.marked.questionnaire, case.marked.answers)
    filled_in = page(case.filled.questionnaire, case.filled.answers)
    assert read(filled_in) == mapped(read(marked), case.put)


# ── the form ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def form(asked: Questionnaire, sheets: list[Answers]) -> Element:
    made = settlement_form.form(asked, [f"P{n}" for n in range(len(sheets))], settle(asked, sheets))
    assert made is not None
    return made


def labels(made: Element, **attributes: str) -> list[str]:
    [group] = [one for one in made.iter("fieldset") if all(one.get(f"data-{name}") == value for name, value in attributes.items())]
    return ["".join(label.itertext()) for label in group.iter("label")]


def test_each_point_shows_all_levels_and_who_chose_which() -> None:
    made = form(ASKED, [ADA, GRACE])

    assert labels(made, item="A-01") == [
        "No A-01 at no Chosen by P0.",
        "Ad hoc A-01 at ad-hoc",
        "Repeatable A-01 at repeatable",
        "Enforced A-01 at enforced Chosen by P1.",
    ]
    assert labels(made, item="A-02")[-1] == "Not applicable we buy it Chosen by P0."
    assert labels(made, item="A-03")[-1] == "Don’t know Nobody in the room can say. Chosen by P1."
    assert labels(made, fact="safety") == ["No Chosen by P0.", "Yes Chosen by P1."]
    assert [one.get("data-item") or one.get("data-fact") for one in made.iter("fieldset")] == ["safety", "A-01", "A-02", "A-03"]


def test_a_button_carries_the_answer_with_its_evidence() -> None:
    kept = Answer(level="no", note="Seen <b>", owner="Ann")
    made = form(ASKED, [Answers(answers=MappingProxyType({"A-01": kept})), answers(A_01="enforced")])

    carried = [json.loads(one.get("data-answer") or "") for one in made.iter("input") if one.get("data-answer")]

    assert carried == [
        {"level": "no", "note": "Seen <b>", "owner": "Ann"},
        {"level": "ad-hoc"},
        {"level": "repeatable"},
        {"level": "enforced"},
    ]


def test_there_is_one_place_to_say_who_decides() -> None:
    made = form(ASKED, [ADA, GRACE])

    [decider] = [one for one in made.iter("label") if any(child.get("data-settled-by") is not None for child in one.iter("input"))]
    assert "".join(decider.itertext()) == "Who decides"


def test_where_nothing_is_to_be_settled_there_is_no_form() -> None:
    assert settlement_form.form(ASKED, NAMES, settle(ASKED, [ADA, ADA])) is None


@given(people())
def test_whatever_is_chosen_is_an_answer_that_the_questionnaire_takes(case: tuple[Questionnaire, list[Answers]]) -> None:
    asked, sheets = case
    found = settle(asked, sheets)
    if not found.points:
        return

    for group in form(asked, sheets).iter("fieldset"):
        for button in group.iter("input"):
            if carried := button.get("data-answer"):
                settled = {**json.loads(carried), "settled_by": "Eve"}
                given_answers, unread = read_answers(canonical({"answers": {group.get("data-item") or "": settled}}))
                assert (unread, accept(asked, given_answers).aside) == ((), ())
                assert [one.settled_by for one in given_answers.answers.values()] == ["Eve"]
