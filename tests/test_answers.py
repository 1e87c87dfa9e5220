"""What answers mean: which conditions hold, how high the stakes are, which items count, and what is kept aside with its reason."""

from __future__ import annotations

from types import MappingProxyType

import pytest

from assessment.answers import accept, applies, holds, level_of, marked_not_applicable, stakes, unknown_facts
from assessment.model import Answer, Answers, Choice, Condition, Fact, Stakes
from tests.support import answers, fact, item, questionnaire, stage


def when(*clauses: dict[str, str]) -> Condition:
    """Any of the clauses; a clause's choices are separated by spaces."""
    return Condition(clauses=tuple(MappingProxyType({fact: tuple(choices.split()) for fact, choices in one.items()}) for one in clauses))


@pytest.mark.parametrize(
    ("condition", "facts", "expected"),
    [
        pytest.param(when(), {}, True, id="no clause always holds"),
        pytest.param(when({"a": "yes"}), {"a": "yes"}, True, id="the named choice"),
        pytest.param(when({"a": "yes"}), {"a": "no"}, False, id="another choice"),
        pytest.param(when({"a": "yes"}), {}, True, id="an unknown fact counts as the worse case"),
        pytest.param(when({"a": "yes"}), {"b": "no"}, True, id="another fact says nothing"),
        pytest.param(when({"a": "some all"}), {"a": "all"}, True, id="any of the choices"),
        pytest.param(when({"a": "yes", "b": "yes"}), {"a": "yes", "b": "yes"}, True, id="all facts of a clause"),
        pytest.param(when({"a": "yes", "b": "yes"}), {"a": "yes", "b": "no"}, False, id="one fact of a clause is missing"),
        pytest.param(when({"a": "yes", "b": "yes"}), {"b": "no"}, False, id="a known mismatch beats an unknown"),
        pytest.param(when({"a": "yes"}, {"b": "yes"}), {"a": "no", "b": "yes"}, True, id="any of the clauses"),
        pytest.param(when({"a": "yes"}, {"b": "yes"}), {"a": "no", "b": "no"}, False, id="none of the clauses"),
    ],
)
def test_a_condition_holds_when_any_of_its_clauses_does(condition: Condition, facts: dict[str, str], expected: bool) -> None:
    assert holds(condition, facts) is expected


GRADED = Fact(
    id="reach",
    question="?",
    choices=(Choice(id="all", label="", stakes="high"), Choice(id="some", label="", stakes="medium"), Choice(id="none", label="")),
)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param({"m1": "no", "m2": "no", "h": "no", "reach": "none"}, "low", id="nothing brings any"),
        pytest.param({"m1": "yes", "m2": "no", "h": "no", "reach": "none"}, "medium", id="one medium fact"),
        pytest.param({"m1": "yes", "m2": "yes", "h": "no", "reach": "some"}, "medium", id="three medium facts are no high one"),
        pytest.param({"m1": "no", "m2": "no", "h": "yes", "reach": "none"}, "high", id="one high fact is enough"),
        pytest.param({"m1": "no", "m2": "no", "h": "no", "reach": "all"}, "high", id="the choice decides, not its place"),
        pytest.param({"m1": "no", "h": "no", "reach": "none"}, "medium", id="an unknown fact counts as its worst choice"),
        pytest.param({"m1": "no", "m2": "no", "h": "no"}, "high", id="and the worst choice may stand first"),
        pytest.param({}, "high", id="nothing known"),
    ],
)
def test_the_worst_fact_decides_the_stakes(facts: dict[str, str], expected: Stakes) -> None:
    asked = questionnaire(item("A-01"), facts=(fact("m1", "medium"), fact("m2", "medium"), fact("h"), GRADED))

    assert stakes(asked, facts) == expected


def test_without_facts_the_stakes_are_low() -> None:
    assert stakes(questionnaire(item("A-01")), {}) == "low"


def test_a_fact_that_brings_nothing_is_low_even_unknown() -> None:
    assert stakes(questionnaire(item("A-01"), facts=(fact("x", "low"),)), {}) == "low"


def test_a_fact_that_nobody_can_choose_brings_nothing() -> None:
    asked = questionnaire(item("A-01"), facts=(Fact(id="empty", question="?", choices=()),))

    assert stakes(asked, {}) == "low"


def test_unknown_facts_stand_in_the_order_they_are_asked() -> None:
    asked = questionnaire(item("A-01"), facts=(fact("z"), fact("m"), fact("a")))

    assert unknown_facts(asked, {"m": "no"}) == ("z", "a")


@pytest.mark.parametrize(("facts", "expected"), [({"a": "yes"}, True), ({"a": "no"}, False), ({}, True)])
def test_facts_decide_whether_an_item_applies(facts: dict[str, str], expected: bool) -> None:
    assert applies(item("A-01", applies_when=when({"a": "yes"})), answers(facts)) is expected


def test_a_person_may_rule_an_item_out_only_where_that_is_allowed() -> None:
    said = answers(A_01="n/a we buy the model")

    assert not applies(item("A-01", may_not_apply=True), said)
    assert applies(item("A-01"), said)
    assert applies(item("A-02", may_not_apply=True), said)


def test_a_gate_can_never_be_ruled_out_by_hand() -> None:
    gated = item("A-01", gates={"start": "repeatable"}, may_not_apply=True)

    assert applies(gated, answers(A_01="n/a we buy the model"))
    assert not marked_not_applicable(gated, answers(A_01="n/a we buy the model"))


def test_facts_rule_out_a_gated_item() -> None:
    gated = item("A-01", gates={"start": "repeatable"}, applies_when=when({"a": "yes"}))

    assert not applies(gated, answers({"a": "no"}))


@pytest.mark.parametrize(("said", "expected"), [("ad-hoc", "ad-hoc"), ("?", None), ("n/a bought", None)])
def test_only_a_level_is_a_level(said: str, expected: str | None) -> None:
    assert level_of(item("A-01"), answers(A_01=said)) == expected


def test_an_item_nobody_answered_has_no_level() -> None:
    assert level_of(item("A-01"), answers()) is None


ASKED = questionnaire(
    item("A-01", gates={"start": "repeatable"}),
    item("A-02", may_not_apply=True),
    item("A-03"),
    stages=(stage("start", "A"), stage("build")),
    facts=(fact("safety"),),
    elsewhere=("B-01",),
)


def test_what_fits_is_accepted_as_it_was_said() -> None:
    said = Answers(
        facts=MappingProxyType({"safety": "no"}),
        answers=MappingProxyType({"A-01": Answer(level="no", note="Asked.", owner="Ann"), "A-02": Answer(not_applicable="bought")}),
        target="build",
    )

    accepted = accept(ASKED, said)

    assert (accepted.answers, accepted.aside) == (said, ())


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (answers(X_01="no"), "answers.X-01: no questionnaire of this edition asks this item; the answer is kept and not counted"),
        (answers(A_03="mostly"), "answers.A-03: level 'mostly' is not one of: no, ad-hoc, repeatable, enforced"),
        (answers(A_01="n/a bought"), "answers.A-01: a gate cannot be marked as not applicable; choose a level or don't know"),
        (answers(A_03="n/a bought"), "answers.A-03: this item cannot be marked as not applicable; choose a level or don't know"),
        (answers({"safety": "maybe"}), "facts.safety: 'maybe' is not one of: no, yes"),
        (answers(target="moon"), "target: 'moon' is not one of: start, build"),
    ],
)
def test_what_does_not_fit_is_kept_aside_with_the_reason(given: Answers, message: str) -> None:
    accepted = accept(ASKED, given)

    assert [str(problem) for problem in accepted.aside] == [message]
    assert accepted.answers == Answers()


def test_everything_that_does_not_fit_is_said_at_once_and_the_rest_counts() -> None:
    accepted = accept(ASKED, answers({"safety": "?"}, "moon", X_01="no", A_02="no", A_03="worst"))

    assert accepted.answers == answers(A_02="no")
    assert [problem.where for problem in accepted.aside] == ["answers.X-01", "answers.A-03", "facts.safety", "target"]


def test_answers_to_items_of_other_questionnaires_pass_without_a_word() -> None:
    accepted = accept(ASKED, answers(B_01="enforced", A_03="no"))

    assert (accepted.answers, accepted.aside) == (answers(A_03="no"), ())


def test_facts_that_only_other_questionnaires_ask_pass_without_a_word() -> None:
    accepted = accept(ASKED, answers({"personal-data": "yes", "safety": "no"}))

    assert (accepted.answers, accepted.aside) == (answers({"safety": "no"}), ())


def test_a_target_means_nothing_where_there_are_no_stages() -> None:
    accepted = accept(questionnaire(item("A-01")), answers(target="build"))

    assert (accepted.answers, accepted.aside) == (answers(), ())
