"""What the documented cases claim: each is told as a golden story, and a gate that a case names fails in its story."""

from __future__ import annotations

from collections.abc import Iterator

from assessment.authoring.ledger import Failure
from tests.stories import Story, stories
from tests.support import guide

TOLD = [story for story in stories() if story.case]
REPORTS = {story.name: story.report() for story in TOLD}
CASES = {id: row for id, row in guide().evidence.items() if isinstance(row, Failure)}
ITEMS = {item.id: item for item in guide().questionnaires["readiness"].items}


def claimed(case: str) -> set[str]:
    """The items that a case says would have caught it."""
    return {one.item for one in CASES[case].would_have_caught}


def failed(story: Story) -> set[str]:
    """The items whose gates fail in a story."""
    return {gate["item"] for gate in REPORTS[story.name]["gates"] if gate["state"] == "fails"}


def missing(story: Story) -> set[str]:
    """The items that a story answers below the top."""
    return {finding["item"] for finding in REPORTS[story.name]["findings"]}


def named() -> Iterator[str]:
    """Every case that some item is said to have caught, or that an item rests on."""
    yield from (id for id, case in CASES.items() if case.would_have_caught)
    yield from (id for grounds in guide().grounds.values() for id in grounds.evidence if id in CASES)


def test_every_case_that_an_item_claims_has_its_story() -> None:
    assert {story.case for story in TOLD} == set(named())


def test_a_story_of_a_case_says_what_in_the_record_each_answer_comes_from() -> None:
    bare = [(story.name, id) for story in TOLD for id, answer in story.answers["answers"].items() if not answer.get("note")]

    assert bare == []


def test_a_case_that_claims_a_gate_fails_it_in_a_story() -> None:
    gated = {case for case in CASES if any(ITEMS[item].gates for item in claimed(case))}

    unshown = gated - {story.case for story in TOLD if failed(story) & claimed(story.case)}

    assert unshown == set()


def test_a_gate_that_a_story_of_a_case_fails_is_claimed_by_the_case() -> None:
    unclaimed = {story.name: failed(story) - claimed(story.case) for story in TOLD}

    assert {name: items for name, items in unclaimed.items() if items} == {}


def test_what_the_record_shows_missing_is_claimed_by_the_case() -> None:
    beside = [story.name for story in TOLD if missing(story) and not missing(story) & claimed(story.case)]

    assert beside == []
