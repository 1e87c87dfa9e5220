"""The cheapest way to a stage: what the gates ask, what the floors ask, and nothing that could be left out."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction as F
from itertools import product
from types import MappingProxyType

import pytest
from hypothesis import given

from assessment.model import Answer, Answers, Item, Plan, Questionnaire, Stakes, Step
from assessment.plan import cheapest, effort
from assessment.report import assess
from assessment.standing import Standing, stand
from tests.strategies import assessed
from tests.support import SCALE, answers, fact, item, questionnaire, stage


def plan(asked: Questionnaire, given: Answers) -> Plan | None:
    return cheapest(stand(asked, given))


def raises(found: Plan | None) -> list[tuple[str, str]]:
    assert found is not None
    return [(step.item, step.after) for step in found.steps]


def test_effort_is_the_sum_of_the_steps_between() -> None:
    own = item("A-01", effort={"repeatable": 5})

    assert effort(own, SCALE, 0, 3) == 1 + 5 + 8
    assert effort(own, SCALE, 1, 2) == 5
    assert effort(own, SCALE, 0, 1) == 1
    assert effort(own, SCALE, 2, 2) == 0


def test_a_gate_is_raised_to_its_level_and_no_further() -> None:
    asked = questionnaire(item("A-01", gates={"go": "repeatable"}), stages=(stage("go", "A"),))

    assert plan(asked, answers(A_01="ad-hoc")) == Plan(
        target="go",
        effort=3,
        steps=(Step(item="A-01", before="ad-hoc", after="repeatable", effort=3, gates=("go",), index=F(1, 2)),),
    )


def test_an_item_without_a_level_counts_from_the_lowest() -> None:
    asked = questionnaire(item("A-01", gates={"go": "enforced"}), stages=(stage("go", "A"),))

    assert plan(asked, answers(A_01="?")) == Plan(
        target="go", effort=12, steps=(Step(item="A-01", before=None, after="enforced", effort=12, gates=("go",), index=F(1)),)
    )


def test_two_gates_on_one_item_ask_for_the_higher() -> None:
    asked = questionnaire(item("A-01", gates={"start": "enforced", "build": "ad-hoc"}), stages=(stage("start", "A"), stage("build")))

    found = plan(asked, answers(target="build", A_01="no"))

    assert found is not None
    assert [(step.after, step.gates) for step in found.steps] == [("enforced", ("start", "build"))]


def test_a_gate_of_a_later_stage_asks_for_nothing_yet() -> None:
    asked = questionnaire(item("A-01", gates={"start": "ad-hoc", "build": "enforced"}), stages=(stage("start", "A"), stage("build")))

    assert plan(asked, answers(target="start", A_01="no")) == Plan(
        target="start", effort=1, steps=(Step(item="A-01", before="no", after="ad-hoc", effort=1, gates=("start",), index=F(1, 4)),)
    )


def test_gates_passed_already_are_not_named() -> None:
    asked = questionnaire(item("A-01", gates={"start": "ad-hoc", "build": "enforced"}), stages=(stage("start", "A"), stage("build")))

    found = plan(asked, answers(target="build", A_01="ad-hoc"))

    assert found is not None
    assert [step.gates for step in found.steps] == [("build",)]


def test_a_floor_is_met_by_the_least_effort_for_the_weight() -> None:
    asked = questionnaire(item("A-01", 1), item("A-02", 3), stages=(stage("go", "A", floor="3/16"),))

    assert raises(plan(asked, answers())) == [("A-02", "ad-hoc")]


def test_a_floor_met_exactly_needs_nothing_more() -> None:
    asked = questionnaire(item("A-01"), item("A-02"), stages=(stage("go", "A", floor="1/4"), stage("on", floor="3/8")))

    assert raises(plan(asked, answers(target="on", A_01="repeatable", A_02="no"))) == [("A-02", "ad-hoc")]
    assert raises(plan(asked, answers(target="go", A_01="repeatable", A_02="no"))) == []


def test_raises_for_gates_count_towards_the_floor() -> None:
    asked = questionnaire(item("A-01", 1, gates={"go": "repeatable"}), item("A-02", 1), stages=(stage("go", "A", floor="1/4"),))

    assert raises(plan(asked, answers(A_01="no", A_02="no"))) == [("A-01", "repeatable")]


def test_of_two_ways_with_the_same_effort_the_one_with_fewer_items_is_taken() -> None:
    asked = questionnaire(
        item("A-01", effort={"ad-hoc": 1}),
        item("A-02", effort={"ad-hoc": 1}),
        item("A-03", effort={"ad-hoc": 1, "repeatable": 1}),
        stages=(stage("go", "A", floor="1/6"),),
    )

    assert raises(plan(asked, answers())) == [("A-03", "repeatable")]


def test_of_two_ways_alike_the_one_with_the_earlier_items_is_taken() -> None:
    asked = questionnaire(item("A-01"), item("A-02"), item("A-03"), stages=(stage("go", "A", floor="1/6"),))

    assert raises(plan(asked, answers())) == [("A-01", "ad-hoc"), ("A-02", "ad-hoc")]


def test_steps_for_gates_come_first_by_stage_and_the_index_grows_with_each() -> None:
    asked = questionnaire(
        item("A-01"),
        item("A-02", gates={"build": "ad-hoc"}),
        item("B-01", gates={"start": "ad-hoc"}),
        stages=(stage("start", "A", "B"), stage("build", floor="3/8")),
    )

    assert plan(asked, answers(target="build", A_01="no", A_02="no", B_01="no")) == Plan(
        target="build",
        effort=9,
        steps=(
            Step(item="B-01", before="no", after="repeatable", effort=4, gates=("start",), index=F(1, 8)),
            Step(item="A-02", before="no", after="repeatable", effort=4, gates=("build",), index=F(5, 16)),
            Step(item="A-01", before="no", after="ad-hoc", effort=1, gates=(), index=F(13, 32)),
        ),
    )


def test_a_dimension_out_of_scope_is_raised_for_its_gates_alone_and_adds_nothing_to_the_index() -> None:
    asked = questionnaire(
        item("A-01"), item("B-01", gates={"start": "enforced"}), item("B-02"), stages=(stage("start", "A"), stage("build", "B", floor=1))
    )

    assert plan(asked, answers(target="start", A_01="ad-hoc")) == Plan(
        target="start", effort=12, steps=(Step(item="B-01", before=None, after="enforced", effort=12, gates=("start",), index=F(1, 4)),)
    )


def test_with_nothing_in_scope_the_index_stays_at_nothing() -> None:
    asked = questionnaire(item("A-01", gates={"start": "ad-hoc"}), stages=(stage("start"),))

    assert plan(asked, answers()) == Plan(
        target="start", effort=1, steps=(Step(item="A-01", before=None, after="ad-hoc", effort=1, gates=("start",), index=F(0)),)
    )


@pytest.mark.parametrize(("safety", "expected"), [("no", [("A-01", "ad-hoc")]), ("yes", [("A-01", "enforced")])])
def test_the_stakes_choose_the_floor_that_is_planned_for(safety: str, expected: list[tuple[str, str]]) -> None:
    floors: dict[Stakes, str] = {"low": "1/4", "medium": "1/2", "high": "3/4"}
    asked = questionnaire(item("A-01"), stages=(stage("go", "A", floor=floors),), facts=(fact("safety"),))

    assert raises(plan(asked, answers({"safety": safety}, A_01="no"))) == expected


def test_without_a_named_target_the_next_stage_is_planned_for() -> None:
    asked = questionnaire(
        item("A-01", gates={"start": "ad-hoc", "build": "repeatable", "launch": "enforced"}),
        stages=(stage("start", "A"), stage("build"), stage("launch")),
    )

    found = plan(asked, answers(A_01="ad-hoc"))

    assert found is not None
    assert found.target == "build"


def test_when_every_stage_is_confirmed_there_is_nothing_to_plan() -> None:
    asked = questionnaire(item("A-01", gates={"go": "ad-hoc"}), stages=(stage("go", "A"),))

    assert plan(asked, answers(A_01="enforced")) is None


def test_a_named_target_that_is_confirmed_already_needs_no_step() -> None:
    asked = questionnaire(item("A-01", gates={"start": "ad-hoc"}), stages=(stage("start", "A"), stage("build")))

    assert plan(asked, answers(target="start", A_01="ad-hoc")) == Plan(target="start", effort=0, steps=())


def test_a_questionnaire_without_stages_has_no_plan() -> None:
    assert plan(questionnaire(item("A-01")), answers()) is None


# ── laws ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

Case = tuple[Questionnaire, Answers]
Raise = tuple[int, int]


def every_way(standing: Standing, target: str) -> tuple[int, int, list[Raise]] | None:
    """The least (effort, number, raises) of all level choices that confirm the target, by trying each one."""
    asked = standing.questionnaire
    upto = [stage.id for stage in asked.stages][: [stage.id for stage in asked.stages].index(target) + 1]
    places = {level.id: n for n, level in enumerate(asked.scale)}
    now = [places[standing.levels[one.id]] if one.id in standing.levels else 0 for one in standing.items]
    wanted = [
        (one.id, places[gate.least]) for one in standing.items for gate in standing.gates if gate.item == one.id and gate.stage in upto
    ]
    floors = standing.floors(target)

    def confirms(levels: tuple[int, ...]) -> bool:
        at = {one.id: place for one, place in zip(standing.items, levels, strict=True)}
        if any(at[id] < least or (id not in standing.levels and at[id] == 0) for id, least in wanted):
            return False
        for dimension, floor in floors.items():
            mine = [one for one in standing.items if one.dimension == dimension]
            if sum(one.weight * asked.scale[at[one.id]].value for one in mine) < floor * sum(one.weight for one in mine):
                return False
        return True

    def days(one: Item, before: int, after: int) -> int:
        return sum(one.effort.get(level.id, level.effort) for n, level in enumerate(asked.scale) if before < n <= after)

    ways = [
        (
            sum(days(one, before, after) for one, before, after in zip(standing.items, now, levels, strict=True)),
            sum(after > before for before, after in zip(now, levels, strict=True)),
            [(n, after) for n, (before, after) in enumerate(zip(now, levels, strict=True)) if after > before],
        )
        for levels in product(*(range(place, len(asked.scale)) for place in now))
        if confirms(levels)
    ]
    return min(ways, default=None)


@given(assessed(most_items=5))
def test_no_way_is_cheaper_smaller_or_earlier_than_the_cheapest(case: Case) -> None:
    standing = stand(*case)
    found = cheapest(standing)
    if found is None:
        assert standing.next_stage is None
        return
    places = [one.id for one in standing.items]
    levels = [level.id for level in standing.questionnaire.scale]

    taken = sorted((places.index(step.item), levels.index(step.after)) for step in found.steps)

    assert (found.effort, len(found.steps), taken) == every_way(standing, found.target)
    assert found.effort == sum(step.effort for step in found.steps)


def applied(given: Answers, plan: Plan, *, but: Step | None = None) -> Answers:
    raised = {step.item: Answer(level=step.after) for step in plan.steps if step is not but}
    return replace(given, answers=MappingProxyType({**given.answers, **raised}))


@given(assessed())
def test_the_plan_reaches_its_target_and_no_step_can_be_left_out(case: Case) -> None:
    asked, said = case
    before = assess(asked, said)
    if before.plan is None:
        return
    order = [stage.id for stage in asked.stages]
    target = order.index(before.plan.target)

    after = assess(asked, applied(said, before.plan))

    assert after.stages[target].verdict == "yes"
    for step in before.plan.steps:
        assert assess(asked, applied(said, before.plan, but=step)).stages[target].verdict != "yes"


@given(assessed())
def test_each_step_starts_where_the_item_is_and_says_what_the_index_becomes(case: Case) -> None:
    asked, said = case
    found = assess(asked, said).plan
    if found is None:
        return
    standing = stand(asked, said)
    order = [stage.id for stage in asked.stages]

    for n, step in enumerate(found.steps, start=1):
        report = assess(asked, applied(said, replace(found, steps=found.steps[:n])))
        assert step.before == standing.levels.get(step.item)
        assert step.index == (report.index.score.proven if report.index else 0)
        unmet = [
            g.stage
            for g in standing.gates
            if g.item == step.item and g.state != "passes" and order.index(g.stage) <= order.index(found.target)
        ]
        assert step.gates == tuple(unmet)
    firsts = [order.index(step.gates[0]) if step.gates else len(order) for step in found.steps]
    assert firsts == sorted(firsts)
