"""Whether the verdict survives other weights, other worths of the levels, and another share of the weakest dimension."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction as F
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.model import Answers, Level, OtherIndex, OtherScale, Questionnaire, Range, Robustness, Verdict
from assessment.robustness import other_scales, robustness, weighted_extremes
from assessment.standing import Standing, stand
from tests.strategies import assessed, scales, shares
from tests.support import SCALE, answers, item, questionnaire, stage


def between(proven: str | int, possible: str | int) -> Range:
    return Range(proven=F(proven), possible=F(possible))


def robust(asked: Questionnaire, given: Answers) -> Robustness:
    found = robustness(stand(asked, given))
    assert found is not None
    return found


def test_two_other_scales_are_tried() -> None:
    assert other_scales(SCALE) == ((F(0), F(1, 3), F(2, 3), F(1)), (F(0), F(1, 2), F(1, 2), F(1)))
    assert other_scales(SCALE[:2]) == ((F(0), F(1)), (F(0), F(1)))


def test_weights_from_half_to_double_pull_a_mean_to_its_extremes() -> None:
    assert weighted_extremes([(1, F(0)), (1, F(1))]) == between("1/5", "4/5")
    assert weighted_extremes([(3, F(1, 2)), (1, F(1, 2))]) == between("1/2", "1/2")
    assert weighted_extremes([(2, F(1, 3))]) == between("1/3", "1/3")
    assert weighted_extremes([(1, F(1)), (2, F(0)), (1, F(1, 2))]) == between("3/20", "9/14")


def test_everything_is_said_of_a_case_that_can_be_redone_on_paper() -> None:
    asked = questionnaire(item("A-01"), item("A-02"), item("B-01"), stages=(stage("go", "A", "B", floor="1/4"),))

    assert robust(asked, answers(A_01="ad-hoc", A_02="enforced", B_01="repeatable")) == Robustness(
        target="go",
        verdict="yes",
        weights_hold=True,
        weights_index=between("17/40", "47/80"),
        scales=(
            OtherScale(values=(F(0), F(1, 3), F(2, 3), F(1)), verdict="yes", index=between("2/3", "2/3")),
            OtherScale(values=(F(0), F(1, 2), F(1, 2), F(1)), verdict="yes", index=between("9/16", "9/16")),
        ),
        indexes=(
            OtherIndex(weakest_link=F(0), index=between("9/16", "9/16")),
            OtherIndex(weakest_link=F(1), index=between("1/2", "1/2")),
        ),
    )


def test_another_scale_can_turn_the_verdict() -> None:
    asked = questionnaire(item("A-01"), stages=(stage("go", "A", floor="1/3"),))

    assert [(scale.verdict, scale.index) for scale in robust(asked, answers(A_01="ad-hoc")).scales] == [
        ("yes", between("1/3", "1/3")),
        ("yes", between("1/2", "1/2")),
    ]


HALF_AND_HALF = {"A_01": "no", "A_02": "enforced"}  # proven and possible 1/2; from 1/5 to 4/5 under other weights


@pytest.mark.parametrize(
    ("floor", "levels", "verdict", "holds"),
    [
        pytest.param("1/5", HALF_AND_HALF, "yes", True, id="yes at every weight, exactly"),
        pytest.param("21/100", HALF_AND_HALF, "yes", False, id="yes, but not at every weight"),
        pytest.param("1/2", {"A_01": "?", "A_02": "enforced"}, "yes", False, id="yes while something is open, but not at every weight"),
        pytest.param("1/5", {"A_01": "?", "A_02": "enforced"}, "yes", True, id="yes at every weight while something is open"),
        pytest.param("4/5", HALF_AND_HALF, "no", False, id="no, but met exactly at some weights"),
        pytest.param("81/100", HALF_AND_HALF, "no", True, id="no at every weight"),
        pytest.param("9/10", {"A_01": "?", "A_02": "enforced"}, "not-known", True, id="not known at every weight"),
        pytest.param("4/5", {"A_01": "?", "A_02": "enforced"}, "not-known", False, id="not known, but met at some weights"),
        pytest.param("1/5", {"A_01": "?", "A_02": "no"}, "not-known", True, id="not known, and reachable at every weight"),
        pytest.param("21/100", {"A_01": "?", "A_02": "no"}, "not-known", False, id="not known, but out of reach at some weights"),
    ],
)
def test_a_verdict_holds_when_no_weights_turn_it(floor: str, levels: dict[str, str], verdict: Verdict, holds: bool) -> None:
    asked = questionnaire(item("A-01"), item("A-02"), stages=(stage("go", "A", floor=floor),))

    found = robust(asked, answers(None, None, **levels))

    assert (found.verdict, found.weights_hold) == (verdict, holds)


def test_no_weight_turns_a_failed_gate() -> None:
    asked = questionnaire(item("A-01", gates={"go": "ad-hoc"}), item("A-02"), stages=(stage("go", "A", floor="1/2"),))

    assert robust(asked, answers(None, None, **HALF_AND_HALF)).weights_hold


def test_no_weight_closes_an_open_gate() -> None:
    asked = questionnaire(item("A-01", gates={"go": "ad-hoc"}), item("A-02"), stages=(stage("go", "A", floor="1/2"),))

    assert robust(asked, answers(A_02="enforced")).weights_hold


def test_the_target_is_the_named_stage_or_the_next_or_the_last() -> None:
    asked = questionnaire(item("A-01", gates={"build": "enforced"}), stages=(stage("start", "A"), stage("build")))

    assert robust(asked, answers(target="start", A_01="no")).target == "start"
    assert robust(asked, answers(A_01="no")).target == "build"
    assert robust(asked, answers(A_01="enforced")).target == "build"


def test_without_stages_there_is_no_verdict_to_turn() -> None:
    found = robust(questionnaire(item("A-01")), answers(A_01="ad-hoc"))

    assert (found.target, found.verdict, found.weights_hold) == (None, None, True)
    assert [scale.verdict for scale in found.scales] == ["not-known", "not-known"]


def test_with_nothing_in_scope_there_is_nothing_to_say() -> None:
    asked = questionnaire(item("A-01", may_not_apply=True))

    assert robustness(stand(asked, answers(A_01="n/a bought"))) is None


# ── laws ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@given(st.lists(st.tuples(st.integers(1, 3), shares), min_size=1, max_size=7))
def test_no_choice_of_half_and_double_weights_goes_beyond_the_extremes(pairs: list[tuple[int, F]]) -> None:
    means = [
        sum((weight * factor * value for (weight, value), factor in zip(pairs, factors, strict=True)), F(0))
        / sum(weight * factor for (weight, _), factor in zip(pairs, factors, strict=True))
        for factors in product((1, 4), repeat=len(pairs))
    ]

    assert weighted_extremes(pairs) == Range(proven=min(means), possible=max(means))


@given(st.lists(st.tuples(st.integers(1, 3), shares, st.fractions(F(1, 2), 2, max_denominator=6)), min_size=1, max_size=6))
def test_no_weights_between_half_and_double_go_beyond_the_extremes(drawn: list[tuple[int, F, F]]) -> None:
    found = weighted_extremes([(weight, value) for weight, value, _ in drawn])

    mean = sum((weight * factor * value for weight, value, factor in drawn), F(0)) / sum(weight * factor for weight, _, factor in drawn)

    assert found.proven <= mean <= found.possible


def at_every_weight(asked: Questionnaire, given: Answers) -> Iterator[Standing]:
    """Where the project stands at each choice of half and double weights for the items, the weights counted in halves."""
    for factors in product((1, 4), repeat=len(asked.items)):
        items = tuple(replace(one, weight=one.weight * factor) for one, factor in zip(asked.items, factors, strict=True))
        yield stand(replace(asked, items=items), given)


@given(assessed(most_items=4))
def test_the_index_and_the_verdict_are_those_of_every_choice_of_weights(case: tuple[Questionnaire, Answers]) -> None:
    standing = stand(*case)
    found = robustness(standing)
    if found is None:
        assert standing.index is None
        return

    tried = list(at_every_weight(*case))

    indexes = [one.index.score for one in tried if one.index]
    assert found.weights_index == Range(proven=min(one.proven for one in indexes), possible=max(one.possible for one in indexes))
    verdicts = {stage.verdict for one in tried for stage in one.stages if stage.stage == found.target}
    assert found.weights_hold == (verdicts <= {found.verdict})


@given(assessed())
def test_other_scales_and_other_shares_are_the_same_questionnaire_with_other_numbers(case: tuple[Questionnaire, Answers]) -> None:
    asked, said = case
    found = robustness(stand(asked, said))
    if found is None:
        return

    for link in found.indexes:
        other = stand(replace(asked, weakest_link=link.weakest_link), said)
        assert other.index is not None
        assert link.index == other.index.score
    for scale in found.scales:
        levels = tuple(replace(level, value=value) for level, value in zip(asked.scale, scale.values, strict=True))
        other = stand(replace(asked, scale=levels), said)
        assert other.index is not None
        assert scale.index == other.index.score
        assert [stage.verdict for stage in other.stages if stage.stage == found.target] == ([scale.verdict] if asked.stages else [])


@given(scales())
def test_every_other_scale_goes_from_nothing_to_all_and_never_sinks(scale: tuple[Level, ...]) -> None:
    for values in other_scales(scale):
        assert (len(values), values[0], values[-1]) == (len(scale), F(0), F(1))
        assert list(values) == sorted(values)
