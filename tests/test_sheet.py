"""A file of answers and a result file read alike, with what each says about itself."""

from __future__ import annotations

from types import MappingProxyType

import pytest
from hypothesis import given

from assessment.codec import Unreadable, canonical, write_answers
from assessment.model import Answer, Answers, Problem, Questionnaire
from assessment.report import assess
from assessment.results import write_result
from assessment.sheet import Sheet, bring, read
from tests.strategies import assessed
from tests.support import item, questionnaire

ASKED = questionnaire(item("A-01"), item("A-02"))


def test_a_file_of_answers_says_which_questionnaire_and_edition_it_answers() -> None:
    text = (
        '{"questionnaire": "test", "edition": "2025.2", "name": "Churn", "answers": {"A-01": {"level": "no", "date": "2026-02-01"}, '
        '"A-02": {"level": "no", "date": "2026-03-01"}, "A-03": {}}}'
    )

    assert read(text) == Sheet(
        answers=Answers(
            name="Churn",
            answers=MappingProxyType({"A-01": Answer(level="no", date="2026-02-01"), "A-02": Answer(level="no", date="2026-03-01")}),
        ),
        questionnaire="test",
        edition="2025.2",
        date="2026-03-01",
        problems=(
            Problem(where="answers.A-03", message="needs one of: level, dont_know, not_applicable; an open item, something kept for it"),
        ),
    )


def test_a_result_file_says_its_day_too() -> None:
    given_answers = Answers(name="Churn", answers=MappingProxyType({"A-01": Answer(level="no")}), target=None)

    made = read(write_result(ASKED, given_answers, assess(ASKED, given_answers), today="2026-11-20"))

    assert made == Sheet(answers=given_answers, questionnaire="test", edition="2026.1", date="2026-11-20", problems=())


def test_a_file_that_says_nothing_of_itself_is_read_all_the_same() -> None:
    assert read("{}") == Sheet(answers=Answers(), questionnaire="", edition="", date="", problems=())


@given(assessed())
def test_answers_come_back_from_both_kinds_of_file(case: tuple[Questionnaire, Answers]) -> None:
    asked, given_answers = case

    for text in (write_answers(asked, given_answers), write_result(asked, given_answers, assess(asked, given_answers), today="2026-11-20")):
        made = read(text)
        assert (made.answers, made.questionnaire, made.edition, made.problems) == (given_answers, "any", "2026.1", ())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("nothing", "line 1, column 1: not JSON: Expecting value"),
        ("[]", "file: is a list; an object is needed"),
        ('{"format": "other/1"}', "format: 'other/1' cannot be read here; 'fieldworthy-answers/1' can"),
        ('{"edition": 2026.1}', "edition: is no text; one is needed"),
        ('{"format": "fieldworthy-result/1", "questionnaire": {"id": ["x"]}}', "id: is no text; one is needed"),
        ('{"format": "fieldworthy-result/1", "today": 5}', "today: is no text; one is needed"),
    ],
)
def test_what_is_no_sheet_is_refused_with_a_sentence(text: str, said: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(text)

    assert str(refused.value) == said


def test_a_sheet_counts_in_the_edition_of_the_questionnaire() -> None:
    text = canonical({"edition": "2025.1", "answers": {"A-01": {"level": "no"}, "A-02": {"level": "odd"}, "B-01": {"level": "no"}}})

    made = bring(questionnaire(item("A-01", meaning_changed="2026.1"), item("A-02")), read(text))

    assert (made.edition, made.migration.changed, set(made.migration.aside)) == ("2025.1", ("A-01",), {"A-01", "B-01"})
    assert [str(problem) for problem in made.aside] == [
        "answers.A-02: level 'odd' is not one of: no, ad-hoc, repeatable, enforced",
        "answers.B-01: no questionnaire of this edition asks this item; the answer is kept and not counted",
    ]
    assert made.answers.answers == {}


def test_a_sheet_of_no_named_edition_is_taken_to_be_of_this_one() -> None:
    made = bring(questionnaire(item("A-01", since="2026.1", meaning_changed="2026.1")), read('{"answers": {"A-01": {"level": "no"}}}'))

    assert (made.migration.changed, made.migration.new, made.answers.answers["A-01"].level) == ((), (), "no")
