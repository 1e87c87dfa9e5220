"""Answers from one edition to the next: what goes on, what is asked anew, what left; and nothing is dropped."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.answers import accept
from assessment.authoring import bank
from assessment.codec import read_answers
from assessment.migration import Migration, Replaced, later, migrate
from assessment.model import Answer, Answers, Questionnaire, Retired
from tests.strategies import assessed
from tests.support import DOCS, answers, item, questionnaire

EDITIONS = sorted((Path(__file__).parent / "fixtures" / "editions").glob("*.json"))


@pytest.mark.parametrize(
    ("edition", "than", "expected"),
    [
        ("2026.2", "2026.1", True),
        ("2026.1", "2026.1", False),
        ("2026.1", "2026.2", False),
        ("2026.10", "2026.9", True),
        ("2027.1", "2026.12", True),
        ("2026.1.1", "2026.1", True),
        ("2026.1", "", True),
        ("", "2026.1", False),
        ("", "", False),
        ("2026.01", "2026.1", False),
        ("2026.1", "²", True),
        ("2026.1", "9" * 5000, True),
        ("2026.1", "last spring", True),
    ],
)
def test_editions_come_one_after_the_other_as_numbers(edition: str, than: str, expected: bool) -> None:
    assert later(edition, than) is expected


NEWER = replace(
    questionnaire(
        item("A-01", since="2025.1"),
        item("A-02", since="2025.1", meaning_changed="2026.1"),
        item("A-03", since="2026.1"),
        item("A-04", since="2026.1"),
        elsewhere=("B-01",),
        retired=(Retired(id="A-09", retired="2026.1", replaced_by=("A-03", "A-04")), Retired(id="A-10", retired="2026.1")),
    ),
    edition="2026.2",
)


def test_every_change_between_editions_is_listed() -> None:
    given_answers = replace(answers(A_01="no", A_02="enforced", A_03="?", A_09="repeatable", B_01="ad-hoc", X_01="no"), target="build")

    assert migrate(NEWER, given_answers, "2025.3") == Migration(
        edition="2026.2",
        answers=Answers(
            answers=MappingProxyType(
                {
                    "A-01": Answer(level="no", edition="2026.2"),
                    "A-03": Answer(dont_know=True, edition="2026.2"),
                    "B-01": Answer(level="ad-hoc", edition="2025.3"),
                }
            ),
            target="build",
        ),
        new=("A-04",),
        changed=("A-02",),
        retired=(Replaced(item="A-09", replaced_by=("A-03", "A-04")),),
        aside=MappingProxyType({"A-02": Answer(level="enforced"), "A-09": Answer(level="repeatable"), "X-01": Answer(level="no")}),
    )


def test_from_the_same_edition_nothing_changes_its_meaning_and_nothing_is_new() -> None:
    found = migrate(NEWER, answers(A_02="enforced"), "2026.2")

    assert (found.changed, found.new, found.aside) == ((), (), {})
    assert found.answers.answers == {"A-02": Answer(level="enforced", edition="2026.2")}


@pytest.mark.parametrize(("own", "changed"), [("2026.1", ()), ("2026.2", ()), ("2025.9", ("A-02",)), ("", ("A-02",))])
def test_an_answer_goes_by_its_own_edition(own: str, changed: tuple[str, ...]) -> None:
    given_answers = Answers(answers=MappingProxyType({"A-02": Answer(level="enforced", edition=own)}))

    assert migrate(NEWER, given_answers, "2025.1").changed == changed


def test_an_answer_to_an_item_of_another_questionnaire_keeps_the_edition_it_was_given_under() -> None:
    given_answers = Answers(answers=MappingProxyType({"B-01": Answer(level="no", edition="2024.1")}))

    assert migrate(NEWER, given_answers, "2025.1").answers == given_answers


def test_evidence_goes_on_with_its_answer() -> None:
    backed = Answer(level="no", note="Asked Ann.", link="https://example.org", owner="Ann", date="2025-05-01", review_by="2026-05-01")

    found = migrate(NEWER, Answers(answers=MappingProxyType({"A-01": backed})), "2025.1")

    assert found.answers.answers == {"A-01": replace(backed, edition="2026.2")}


editions = st.sampled_from(["", "2024.1", "2025.2", "2025.10", "2026.1"])


@given(assessed(), st.data())
def test_migration_drops_nothing(case: tuple[Questionnaire, Answers], data: st.DataObject) -> None:
    asked, answered = case
    items = tuple(replace(one, since=data.draw(editions), meaning_changed=data.draw(editions)) for one in asked.items)
    strangers = {"E-01": Answer(level="x"), "R-01": Answer(dont_know=True), "X-01": Answer(not_applicable="because")}
    newer = replace(asked, items=items, elsewhere=("E-01",), retired=(Retired(id="R-01", retired="2025.1"),))
    own = {id: replace(answer, edition=data.draw(editions)) for id, answer in (strangers | dict(answered.answers)).items()}
    given_answers = replace(answered, answers=MappingProxyType(own))

    found = migrate(newer, given_answers, data.draw(editions.filter(bool)))

    assert found.answers.answers.keys() | found.aside.keys() == own.keys()
    assert found.answers.answers.keys() & found.aside.keys() == set()
    assert all(replace(answer, edition="") == replace(own[id], edition="") for id, answer in found.answers.answers.items())
    assert all(answer == own[id] for id, answer in found.aside.items())
    assert found.aside.keys() == {*found.changed, "R-01", "X-01"}
    assert (found.answers.facts, found.answers.target) == (answered.facts, answered.target)
    again = migrate(newer, found.answers, found.edition)
    assert (again.answers, again.changed, again.aside) == (found.answers, (), {})


@pytest.mark.parametrize("file", EDITIONS, ids=lambda path: path.stem)
def test_answers_of_every_published_edition_can_be_brought_forward(file: Path) -> None:
    given_answers, unread = read_answers(file.read_text(encoding="utf-8"))

    for asked in bank.load(DOCS).questionnaires.values():
        found = migrate(asked, given_answers, file.stem)
        accepted = accept(asked, found.answers)
        kept = {id for id in found.answers.answers if id not in asked.elsewhere}
        assert found.answers.answers.keys() | found.aside.keys() == given_answers.answers.keys()
        assert accepted.answers.answers.keys() == kept
        assert (unread, accepted.aside) == ((), ())


def test_there_is_a_fixture_for_the_edition_of_the_guide() -> None:
    assert bank.load(DOCS).edition in [file.stem for file in EDITIONS]
