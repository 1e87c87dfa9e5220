"""The rules that apply follow from the facts, with their dates in order, and say how old they are."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from assessment import law_html
from assessment.authoring import bank
from assessment.browser import LawDoor, open_door
from assessment.codec import read_law, write_law
from assessment.law import Found, LawBook, LawDate, LawRow, RowState, which
from assessment.model import Condition
from tests.support import DOCS, fact

EU = fact("users-in-eu", "low")
CHAT = fact("chat", "low")


def row(
    id: str, *clauses: dict[str, str], state: RowState = "in-force", dates: tuple[LawDate, ...] = (), review_by: str = "2027-02-20"
) -> LawRow:
    return LawRow(
        id=id,
        jurisdiction="Somewhere",
        title=f"Title of {id}",
        asks="Do something.",
        who="deployer",
        state=state,
        source="A source",
        url="https://example.org/law",
        read="secondary",
        as_of="2026-11-20",
        review_by=review_by,
        applies_when=Condition(clauses=tuple(MappingProxyType({key: (value,) for key, value in clause.items()}) for clause in clauses)),
        dates=dates,
    )


def book(*rows: LawRow) -> LawBook:
    return LawBook(id="which-rules", edition="2026.1", title="Which rules apply", facts=(EU, CHAT), rows=rows)


def test_a_rule_applies_when_one_of_its_clauses_holds_by_what_is_known() -> None:
    found = which(book(row("a", {"users-in-eu": "yes", "chat": "yes"}, {"users-in-eu": "yes"})), {"users-in-eu": "yes"}, "2026-11-20")

    assert [one.row for one in found.applies] == ["a"]
    assert found.unknown_facts == ("chat",)


def test_a_fact_that_is_not_known_rules_nothing_out_and_is_named() -> None:
    found = which(book(row("a", {"users-in-eu": "yes", "chat": "yes"})), {"users-in-eu": "yes"}, "2026-11-20")

    assert found.applies == ()
    assert found.may_apply == (Found(row="a", state="in-force", waits_for=("chat",), next=None, stale=False),)


def test_a_fact_that_contradicts_every_clause_rules_a_rule_out() -> None:
    found = which(book(row("a", {"users-in-eu": "yes"})), {"users-in-eu": "no"}, "2026-11-20")

    assert (found.applies, found.may_apply, found.ended) == ((), (), ())


def test_the_next_date_comes_first_and_a_date_gone_by_is_not_next() -> None:
    late = LawDate(date="2027-12-02", what="duties apply", state="coming")
    soon = LawDate(date="2026-12-02", what="bans apply", state="coming")
    gone = LawDate(date="2025-02-02", what="applies", state="in-force")

    found = which(book(row("none", {}), row("late", {}, dates=(late, gone)), row("soon", {}, dates=(soon,))), {}, "2026-11-20")

    assert [(one.row, one.next) for one in found.applies] == [("soon", soon), ("late", late), ("none", None)]


def test_a_coming_rule_is_in_force_from_its_first_date_on() -> None:
    coming = row("a", {}, state="coming", dates=(LawDate(date="2026-12-02", what="applies", state="coming"),))

    assert [which(book(coming), {}, today).applies[0].state for today in ("2026-12-01", "2026-12-02")] == ["coming", "in-force"]


def test_what_was_repealed_stands_apart() -> None:
    found = which(book(row("a", {}, state="repealed"), row("b", {})), {}, "2026-11-20")

    assert ([one.row for one in found.applies], [one.row for one in found.ended]) == (["b"], ["a"])


def test_a_row_past_its_review_date_warns_by_itself() -> None:
    old = book(row("a", {}, review_by="2026-12-31"))

    fresh, stale = (law_html.result(old, which(old, {}, today), "/") for today in ("2026-12-31", "2027-01-01"))

    warning = "This row was due for review by December 31, 2026. Check the source before you rely on it."
    assert warning not in fresh
    assert warning in stale


def test_every_view_says_that_it_is_no_legal_advice() -> None:
    empty = book()

    assert "This is not legal advice." in law_html.result(empty, which(empty, {}, "2026-11-20"), "/")


def test_the_books_round_trip_is_the_identity() -> None:
    made = bank.load(DOCS).law

    assert read_law(write_law(made)) == made


def test_three_projects_meet_different_rules() -> None:
    made = bank.load(DOCS).law
    chat = {"users-in-eu": "yes", "users-in-us": "no", "talks-to-people": "yes"}
    hiring = {"users-in-us": "yes", "us-state": "new-york-city", "area-of-use": "work", "decides-about-people": "yes", "users-in-eu": "no"}
    nowhere = {fact.id: "no" for fact in made.facts if fact.id.startswith("users-in")}

    def applying(facts: dict[str, str]) -> set[str]:
        return {one.row for one in which(made, facts, "2026-11-20").applies}

    assert "eu-ai-act-article-50" in applying(chat)
    assert not any(id.startswith("eu-") for id in applying(hiring))
    assert any("144" in id for id in applying(hiring))
    assert not any(id.startswith(("eu-", "us-", "uk-")) for id in applying(nowhere))


def test_the_door_to_the_law_takes_facts_and_ignores_what_it_does_not_ask() -> None:
    door = open_door(write_law(book(row("a", {"users-in-eu": "yes"}))))

    assert isinstance(door, LawDoor)
    assert "Title of a" in door.assess('{"facts":{"users-in-eu":"yes","other":"x"},"answers":{}}', "/", "2026-11-20")
    assert "Title of a" not in door.assess('{"facts":{"users-in-eu":"no"}}', "/", "2026-11-20")


def test_a_row_says_what_waits_what_is_unsure_and_what_prepares_it() -> None:
    told = replace(
        row("a", {"users-in-eu": "yes"}, dates=(LawDate(date="2026-12-02", what="applies", state="coming"),)),
        unconfirmed="The wording was not read.",
        url="",
        items=MappingProxyType({"REG-01": "lessons/law/#reg-01"}),
    )
    made = book(told)

    html = law_html.result(made, which(made, {}, "2026-11-20"), "/base/")

    assert "Depends on: Is it users-in-eu?" in html
    assert "Not confirmed: The wording was not read." in html
    assert '<time datetime="2026-12-02">December 2, 2026</time> applies' in html
    assert 'Prepared by <a href="/base/lessons/law/#reg-01" class="fw-id">REG-01</a>' in html
    assert "Source: A source. As of November 20, 2026" in html


def test_answers_that_cannot_be_read_are_a_problem_and_no_crash() -> None:
    reply = LawDoor(write_law(book(row("a")))).assess("[", "/", "2026-11-20")

    assert '"problems":[{"message":"not JSON: ' in reply
