"""A report as a fragment of HTML: what is said, in which order, and that no text can become markup."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given

from assessment import html, words
from assessment.model import Answer, Answers, Band, Condition, Problem, Questionnaire
from assessment.report import assess
from tests.places import Twice, mapped, read, twice
from tests.strategies import assessed
from tests.support import answers, fact, item, questionnaire, stage

ROOT = "/some/base/"
TWO = questionnaire(
    item("FRM-01", 3, gates={"start": "repeatable"}),
    item("FRM-02", 1, may_not_apply=True),
    item("DAT-01", 2, gates={"build": "repeatable"}),
    stages=(stage("start", "FRM", floor="1/10"), stage("build", "DAT", floor="1/4")),
)


def shown(questionnaire: Questionnaire, answers: Answers, *aside: Problem, date: str = "") -> Element:
    fragment = html.result(questionnaire, assess(questionnaire, answers, today=date or None), aside, ROOT, date=date)
    return fromstring(f"<main>{fragment.replace('<wbr>', '<wbr/>')}</main>")


def text(element: Element | None) -> str:
    assert element is not None
    return " ".join("".join(element.itertext()).split())


def chapter(root: Element, name: str) -> list[str]:
    """The texts of a chapter's parts, or nothing when it is not there to be read."""
    found = root.find(f"./*[@class='fw-{name}']")
    found = root.find(f"./details[@class='fw-folded fw-{name}']") if found is None else found
    return (
        []
        if found is None or "hidden" in found.attrib
        else [text(row) for part in found for row in (part if part.tag in {"ul", "ol"} else [part])]
    )


def table(root: Element, caption: str) -> list[list[str]]:
    (found,) = [one for one in root.iter("table") if text(one.find("caption")) == caption]
    return [[text(cell) for cell in row] for row in found.iter("tr")]


# ── what is said ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_verdicts_come_first_each_with_its_reason() -> None:
    made = shown(TWO, answers(FRM_01="no"))

    assert [one.get("class") for one in made][:3] == ["fw-brief", "fw-verdicts fw-says", "fw-progress"]
    assert text(made[0]) == "Ready to start? No. Ready to build? No."
    assert [(row.get("data-verdict"), text(row)) for row in made[1]] == [
        ("no", "Ready to start? No. 1 gate fails. No open answer can change that."),
        ("no", "Ready to build? No. 1 gate fails. No open answer can change that."),
    ]
    assert text(made[2]) == "1 of 3 answered."


def test_what_fails_says_what_was_said_and_what_is_needed() -> None:
    made = shown(TWO, answers(FRM_01="ad-hoc"))

    assert chapter(made, "fails") == ["What fails", "FRM-01 Title of FRM-01You said ad hoc; ready to start needs repeatable."]


def test_the_cheapest_way_names_each_raise_its_effort_and_the_sum() -> None:
    made = shown(TWO, answers(FRM_01="ad-hoc", target="build"))

    assert chapter(made, "plan") == [
        "Cheapest way to “ready to build”: 2 raises, 7 person-days",
        "No other set of raises needs less effort. An item without a level counts as being at the lowest.",
        "StepProven index after"
        "FRM-01 Title of FRM-01 From ad hoc to repeatable: 3 person-days.9 %"
        "DAT-01 Title of DAT-01 To repeatable: 4 person-days.41 %",
    ]


def test_a_way_without_guesses_says_nothing_of_them() -> None:
    made = shown(TWO, answers(FRM_01="ad-hoc"))

    assert chapter(made, "plan")[:2] == [
        "Cheapest way to “ready to start”: 1 raise, 3 person-days",
        "No other set of raises needs less effort.",
    ]


def test_the_next_question_leads_to_its_section_and_to_itself() -> None:
    made = shown(TWO, answers(FRM_01="repeatable"))

    assert chapter(made, "next") == [
        "Answer next",
        "DAT-01 Title of DAT-01One answer here can settle a stage. Any answer narrows the index by 44 % to 56 %.Go to the question",
    ]
    assert [link.get("href") for link in made.findall("./section[@class='fw-next']//a")] == [f"{ROOT}lessons/dat/#dat-01", "#q-dat-01"]


def test_a_question_that_settles_nothing_says_so() -> None:
    made = shown(TWO, answers(FRM_01="no", DAT_01="no"))

    assert chapter(made, "next")[1] == (
        "FRM-02 Title of FRM-02No single answer can settle a stage now. Any answer narrows the index by 6 %.Go to the question"
    )


def test_open_gates_come_first_and_what_nobody_knows_stands_apart() -> None:
    made = shown(TWO, answers(FRM_01="?"))

    assert chapter(made, "open") == [
        "What is open",
        "DAT-01 Title of DAT-01",
        "FRM-02 Title of FRM-02",
        "Answered with don’t know",
        "FRM-01 Title of FRM-01",
    ]


def test_of_many_open_items_the_first_ten_are_in_view_and_the_others_folded() -> None:
    many = questionnaire(*(item(f"FRM-{n:02}") for n in range(13)), stages=(stage("start", "FRM"),))

    made = shown(many, answers(FRM_00="no"))

    assert chapter(made, "open")[1:] == [f"FRM-{n:02} Title of FRM-{n:02}" for n in range(1, 11)]
    assert chapter(made, "more-open") == ["2 more that are open", "FRM-11 Title of FRM-11", "FRM-12 Title of FRM-12"]


def test_of_many_failed_gates_the_first_ten_are_in_view_and_the_others_folded() -> None:
    many = questionnaire(*(item(f"FRM-{n:02}", gates={"start": "enforced"}) for n in range(11)), stages=(stage("start", "FRM"),))

    made = shown(many, Answers(answers={one.id: Answer(level="no") for one in many.items}))

    assert len(chapter(made, "fails")) == 1 + 10
    assert chapter(made, "more-fails") == ["1 more that fails", "FRM-10 Title of FRM-10You said no; ready to start needs enforced."]


def test_what_could_be_better_says_what_it_gains() -> None:
    made = shown(TWO, answers(FRM_01="repeatable", FRM_02="enforced", DAT_01="enforced"))

    assert chapter(made, "better") == ["What could be better", "FRM-01 Title of FRM-01At the top level the index gains 28 %."]


def test_what_would_hold_is_said_in_sentences() -> None:
    made = shown(TWO, answers(FRM_01="repeatable", FRM_02="enforced", DAT_01="repeatable"))

    assert chapter(made, "robustness") == [
        "Would it hold?",
        "Other weights. With every weight anywhere from half to double of ours, “Ready to build? Yes.” holds in every combination; "
        "the index is 51 % to 57 %.",
        "Other worths of the levels. At 0, 1/3, 2/3 and 1: “Ready to build? Yes.”, index 69 %. "
        "At 0, 1/2, 1/2 and 1: “Ready to build? Yes.”, index 53 %.",
        "Another share of the weakest dimension. With λ = 0 (the plain mean) the index is 56 %. "
        "With λ = 1 (the weakest alone) the index is 50 %.",
    ]


def test_a_verdict_that_hangs_on_our_weights_says_so() -> None:
    tight = questionnaire(item("FRM-01"), item("FRM-02"), stages=(stage("start", "FRM", floor="1/2"),))

    made = shown(tight, answers(FRM_01="enforced", FRM_02="no"))

    assert chapter(made, "robustness")[1] == (
        "Other weights. With every weight anywhere from half to double of ours, “Ready to start? Yes.” does not hold in every combination; "
        "the index is 20 % to 80 %."
    )


def test_what_does_not_apply_is_listed_with_its_reason_and_what_it_would_change() -> None:
    made = shown(TWO, answers(FRM_01="enforced", DAT_01="enforced", FRM_02="n/a We buy it."))

    assert chapter(made, "not-applicable") == [
        "Not applicable",
        "FRM-02 Title of FRM-02weight 1; reason given: “We buy it.”",
        "If these counted at the lowest level: confirmed ready to build, possible ready to build.",
    ]


def test_without_stages_what_does_not_apply_says_what_the_index_would_be() -> None:
    made = shown(
        replace(TWO, stages=(), items=tuple(replace(one, gates=()) for one in TWO.items)), answers(FRM_01="enforced", FRM_02="n/a So.")
    )

    assert chapter(made, "not-applicable")[-1] == "If these counted at the lowest level: index 19 % to 81 %."


def test_evidence_is_spoken_of_once_there_is_some() -> None:
    levels = {"FRM-01": Answer(level="enforced"), "DAT-01": Answer(level="no", note="Asked.", review_by="2026-01-31")}
    some = Answers(answers=MappingProxyType(levels))
    none = Answers(answers=MappingProxyType({"FRM-01": Answer(level="enforced")}))

    assert chapter(shown(TWO, none, date="2026-02-01"), "evidence-kept") == []
    assert chapter(shown(TWO, some, date="2026-02-01"), "evidence-kept") == [
        "Evidence kept",
        "A note or a link stands behind 40 % of the answers, by weight.",
        "At the top level without a note or a link",
        "FRM-01 Title of FRM-01",
        "Past the date for review",
        "DAT-01 Title of DAT-01",
    ]


def test_a_strict_reading_is_said() -> None:
    report = assess(TWO, answers(FRM_01="enforced"), strict=True)

    assert f'<p class="fw-progress">{words.STRICT}</p>' in html.result(TWO, report, (), ROOT)


def test_what_was_kept_and_not_counted_is_listed() -> None:
    asked = questionnaire(
        item("FRM-01"),
        item("FRM-02", applies_when=Condition(clauses=(MappingProxyType({"x": ("yes",)}),))),
        stages=(stage("start", "FRM"),),
        facts=(fact("x"),),
    )
    given = answers({"x": "no"}, FRM_01="no", FRM_02="no")

    made = shown(asked, given, Problem(where="answers.OLD-01", message="is not asked"))

    assert chapter(made, "aside") == [
        "Kept, and not counted",
        f"FRM-02 Title of FRM-02{words.STOPPED_APPLYING}",
        "OLD-01 is not asked",
    ]


def test_a_fragment_ends_with_edition_and_caveat_and_the_day_where_it_is_known() -> None:
    assert text(shown(TWO, answers(FRM_01="no"))[-1]) == f"Test, Fieldworthy 2026.1. {words.CAVEAT}"
    assert text(shown(TWO, answers(FRM_01="no"), date="2026-11-20")[-1]) == f"Test, Fieldworthy 2026.1, 2026-11-20. {words.CAVEAT}"


def test_answers_that_cannot_be_read_are_all_that_is_said() -> None:
    made = html.problems([Problem(where="file", message="is <not> JSON")])

    assert made == (
        '<section class="fw-aside"><h3>Kept, and not counted</h3><ul class="fw-list">'
        '<li><span class="fw-id">file</span> is &lt;not&gt; JSON</li></ul></section>'
    )


def test_bands_take_the_place_of_verdicts() -> None:
    bands = (Band(id="low", name="Low", least=Fraction(0)), Band(id="high", name="High", least=Fraction(1, 2)))
    banded = questionnaire(item("FRM-01"), item("FRM-02"), bands=bands)

    made = shown(banded, answers(FRM_01="repeatable"))

    assert (text(made[0]), text(made[1])) == ("Low, up to: High", "Low, up to: High Index: 25 % to 75 %.")


def test_with_many_stages_the_brief_speaks_of_where_the_project_stands() -> None:
    stages = tuple(stage(id, "FRM", floor=floor) for id, floor in (("start", 0), ("build", "1/4"), ("pilot", "1/2"), ("launch", 1)))
    asked = questionnaire(item("FRM-01"), stages=stages)

    brief = {level: text(shown(asked, answers(FRM_01=level))[0]) for level in ("no", "ad-hoc", "repeatable", "enforced")}

    assert brief == {
        "no": "Ready to start? Yes. Ready to build? No.",
        "ad-hoc": "Ready to build? Yes. Ready to pilot? No.",
        "repeatable": "Ready to pilot? Yes. Ready to launch? No.",
        "enforced": "Ready to pilot? Yes. Ready to launch? Yes.",
    }
    assert text(shown(asked, answers(FRM_01="no", target="launch"))[0]) == "Ready to launch? No."


# ── numbers ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_tables_of_the_worked_example_add_up_on_paper() -> None:
    asked = questionnaire(
        item("FRM-01", 3),
        item("FRM-02", 3),
        item("FRM-03", 2),
        item("ALN-01", 3),
        item("ALN-02", 1),
        stages=(stage("start", "FRM", "ALN"),),
    )

    made = shown(asked, answers(FRM_01="repeatable", FRM_02="?", FRM_03="enforced", ALN_01="ad-hoc", ALN_02="no"))

    assert table(made, "Dimension FRM: 44 % to 81 %") == [
        ["Item and answer", "Weight", "Proven", "Possible"],
        ["FRM-01 Repeatable, 1/2", "3", "3/16", "3/16"],
        ["FRM-02 Don’t know", "3", "0", "3/8"],
        ["FRM-03 Enforced, 1", "2", "1/4", "1/4"],
        ["Sum", "8", "7/16", "13/16"],
    ]
    assert table(made, "Index, proven: 25 %") == [
        ["Dimension", "Share", "Score", "Adds"],
        ["Dimension FRM", "1/4", "7/16", "7/64"],
        ["Dimension ALN", "3/4", "3/16", "9/64"],
        ["Sum", "", "", "1/4"],
    ]
    assert table(made, "Index, possible: 34 %")[-1] == ["Sum", "", "", "11/32"]
    assert table(made, "Floors of “ready to start”")[1:] == [
        ["Dimension FRM", "44 %", "81 %", "0 %"],
        ["Dimension ALN", "19 %", "19 %", "0 %"],
    ]


@given(assessed())
def test_every_table_adds_up_to_its_sum(case: tuple[Questionnaire, Answers]) -> None:
    made = shown(*case)

    for one in made.iter("table"):
        if (total := one.find("tfoot/tr")) is None:
            continue
        rows = [[text(cell) for cell in row] for row in one.iterfind("tbody/tr")]
        for place, last in enumerate(map(text, total)):
            if place and last:
                assert sum(Fraction(row[place]) for row in rows) == Fraction(last)
        if text(one.find("thead")).endswith(words.ADDS):
            assert all(Fraction(share) * Fraction(score) == Fraction(adds) for _, share, score, adds in rows)


def test_before_the_first_level_no_number_is_shown() -> None:
    made = shown(TWO, answers(FRM_01="?"))

    assert (chapter(made, "numbers"), chapter(made, "robustness"), chapter(made, "better")) == ([], [], [])


def test_a_dimension_beyond_the_target_is_not_in_the_index() -> None:
    made = shown(TWO, answers(FRM_01="enforced", target="start"))

    assert table(made, "Floors of “ready to start”")[1:] == [
        ["Dimension FRM", "75 %", "100 %", "10 %"],
        ["Dimension DAT (not in the index)", "0 %", "100 %", "–"],
    ]


# ── places ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@given(assessed())
def test_what_folds_has_the_same_places_in_every_fragment(case: tuple[Questionnaire, Answers]) -> None:
    """The page keeps what is open by its place in the order."""
    folded = [(one.get("class"), len(one) > 0) for one in shown(*case).iter("details")]

    assert [name for name, _ in folded] == [
        f"fw-folded fw-{name}" for name in ("more-fails", "plan", "more-open", "better", "numbers", "robustness")
    ]
    assert all((one.get("hidden") is None) == (len(one) > 0) for one in shown(*case).iter("details"))


@given(assessed())
def test_no_chapter_is_empty(case: tuple[Questionnaire, Answers]) -> None:
    for one in shown(*case):
        if one.tag == "section":
            assert len(one) > 1
            assert one[0].tag == "h3"


@given(assessed())
def test_no_id_stands_twice(case: tuple[Questionnaire, Answers]) -> None:
    ids = [one.get("id") for one in shown(*case).iter() if "id" in one.attrib]

    assert len(ids) == len(set(ids))


@given(twice())
def test_any_text_comes_back_as_text(case: Twice) -> None:
    marked, filled = (
        read(html.result(one.questionnaire, one.report, one.aside, ROOT, date=one.date)) for one in (case.marked, case.filled)
    )

    assert filled == mapped(marked, case.put)


@pytest.mark.parametrize(
    ("address", "place"), [("lessons/frm/#frm-01", f"{ROOT}lessons/frm/#frm-01"), ("https://elsewhere.example/a#b",) * 2]
)
def test_a_section_of_another_site_keeps_its_address(address: str, place: str) -> None:
    asked = questionnaire(replace(item("FRM-01"), address=address), stages=(stage("start", "FRM"),))

    assert next(shown(asked, answers(FRM_01="?")).iter("a")).get("href") == place
