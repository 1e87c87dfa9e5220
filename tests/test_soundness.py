"""What makes a questionnaire sound: one sound questionnaire, one change per way to be wrong, the whole message expected."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction as F
from types import MappingProxyType

import pytest
from hypothesis import given

from assessment.model import ALWAYS, Band, Choice, Condition, Dimension, Fact, Gate, Level, Questionnaire, Stage
from assessment.soundness import problems, together
from tests.strategies import questionnaires
from tests.support import SCALE, YES_NO, fact, item, questionnaire, stage


def when(*clauses: dict[str, tuple[str, ...]]) -> Condition:
    return Condition(clauses=tuple(MappingProxyType(one) for one in clauses))


GATED = replace(item("A-01", 3), gates=(Gate(stage="go", least="repeatable", when=when({"safety": ("yes",)})),))
SOUND = questionnaire(
    GATED,
    item("A-02", 1, may_not_apply=True, effort={"enforced": 0}, applies_when=when({"reach": ("some", "all")})),
    item("B-01", 2),
    stages=(stage("go", "A", floor="1/4"), stage("on", "B", floor="1/4")),
    facts=(
        fact("safety"),
        Fact(id="reach", question="?", choices=(Choice(id="none", label=""), Choice(id="some", label=""), Choice(id="all", label=""))),
    ),
)


NAMED = "id: an id is made of letters, digits, dots, hyphens and underscores, 64 at most"
NO_STAGE = "items[0].gates[0]: stage 'moon' is not one of: go, on"
TWO_STAGES = (SOUND.stages[0], replace(SOUND.stages[1], id="go"))


def first(**changes: object) -> Questionnaire:
    """The sound questionnaire with its first item changed."""
    return replace(SOUND, items=(replace(GATED, **changes), *SOUND.items[1:]))  # type: ignore[arg-type]


def scale(*worth: str, effort: int = 0) -> tuple[Level, ...]:
    return tuple(Level(id=level.id, name="", value=F(value), means="", effort=effort) for level, value in zip(SCALE, worth, strict=False))


def stages(*floors: str) -> tuple[Stage, ...]:
    ids = ("go", "on")
    return tuple(stage(id, name, floor=floor) for id, name, floor in zip(ids, ("A", "B"), floors, strict=True))


def test_a_sound_questionnaire_has_no_problem() -> None:
    assert problems(SOUND) == ()


@given(questionnaires())
def test_every_generated_questionnaire_is_sound(any_questionnaire: Questionnaire) -> None:
    assert problems(any_questionnaire) == ()


@pytest.mark.parametrize(
    ("wrong", "messages"),
    [
        pytest.param(
            replace(SOUND, id="a b"),
            [NAMED],
            id="an id with a space",
        ),
        pytest.param(replace(SOUND, id=""), [NAMED], id="an empty id"),
        pytest.param(replace(SOUND, id="x" * 65), [NAMED], id="a long id"),
        pytest.param(
            replace(SOUND, scale=scale("0", "1/2", "1/2", "1")),
            ["scale: values must rise from 0 at the first level to 1 at the last"],
            id="levels of equal worth",
        ),
        pytest.param(
            replace(SOUND, scale=scale("0", "3/4", "1/2", "1")),
            ["scale: values must rise from 0 at the first level to 1 at the last"],
            id="levels that sink",
        ),
        pytest.param(
            replace(SOUND, scale=scale("1/8", "1/4", "1/2", "1")),
            ["scale: values must rise from 0 at the first level to 1 at the last"],
            id="a lowest level worth something",
        ),
        pytest.param(
            replace(SOUND, scale=scale("0", "1/4", "1/2", "3/4")),
            ["scale: values must rise from 0 at the first level to 1 at the last"],
            id="a top level not worth all",
        ),
        pytest.param(
            replace(SOUND, scale=(*SCALE[:2], replace(SCALE[2], effort=-1), SCALE[3])),
            ["scale[2].effort: effort is below 0"],
            id="a level reached for less than nothing",
        ),
        pytest.param(
            replace(SOUND, scale=(*SCALE[:3], replace(SCALE[3], id="no"))),
            [
                "scale[3].id: 'no' stands twice",
                "items[0].levels: levels are no, ad-hoc, repeatable, enforced; the scale has: no, ad-hoc, repeatable, no",
                "items[1].levels: levels are no, ad-hoc, repeatable, enforced; the scale has: no, ad-hoc, repeatable, no",
                "items[1].effort: effort for 'enforced' is not one of: ad-hoc, repeatable, no",
                "items[2].levels: levels are no, ad-hoc, repeatable, enforced; the scale has: no, ad-hoc, repeatable, no",
            ],
            id="two levels of one name",
        ),
        pytest.param(
            replace(SOUND, stages=(stage("go", "A", "C", floor="1/4"), SOUND.stages[1])),
            ["stages[0].dimensions: dimension 'C' is not one of: A, B"],
            id="a stage of a dimension that does not exist",
        ),
        pytest.param(
            replace(SOUND, stages=stages("1/4", "5/4")),
            [f"stages[1].floors: the floor at {stakes} stakes is not between 0 and 1" for stakes in ("low", "medium", "high")],
            id="a floor above 1",
        ),
        pytest.param(
            replace(SOUND, stages=stages("-1/4", "0")),
            [f"stages[0].floors: the floor at {stakes} stakes is not between 0 and 1" for stakes in ("low", "medium", "high")],
            id="a floor below 0",
        ),
        pytest.param(
            replace(SOUND, stages=(SOUND.stages[0], stage("on", "B", floor={"low": "1/4", "medium": "24/100", "high": "1/4"}))),
            ["stages[1].floors: the floor at medium stakes is below that of the stage before"],
            id="a floor that sinks",
        ),
        pytest.param(
            replace(SOUND, stages=(SOUND.stages[0], stage("on", "B", floor={"medium": "1/4", "high": "1/4"}))),
            ["stages[1].floors: the floor at low stakes is below that of the stage before"],
            id="a floor left out counts as 0",
        ),
        pytest.param(
            replace(SOUND, stages=TWO_STAGES),
            ["stages[1].id: 'go' stands twice"],
            id="a stage twice",
        ),
        pytest.param(replace(SOUND, weakest_link=F(-1, 100)), ["weakest_link: is not between 0 and 1"], id="a weakest link below 0"),
        pytest.param(replace(SOUND, weakest_link=F(101, 100)), ["weakest_link: is not between 0 and 1"], id="a weakest link above 1"),
        pytest.param(
            replace(SOUND, bands=(Band(id="all", name="", least=F(0)),)),
            ["bands: bands take the place of stages; a questionnaire has one or the other"],
            id="bands and stages",
        ),
        pytest.param(
            replace(SOUND, items=(), dimensions=()),
            [
                "stages[0].dimensions: dimension 'A' is not one of: ",
                "stages[1].dimensions: dimension 'B' is not one of: ",
                "items: there is none; a questionnaire needs at least one",
            ],
            id="no item",
        ),
        pytest.param(
            replace(SOUND, dimensions=(*SOUND.dimensions, Dimension(id="C", title=""))),
            ["dimensions[2]: dimension 'C' has no item"],
            id="a dimension without an item",
        ),
        pytest.param(replace(SOUND, items=(*SOUND.items, SOUND.items[2])), ["items[3].id: 'B-01' stands twice"], id="an item twice"),
        pytest.param(
            replace(SOUND, facts=(*SOUND.facts, Fact(id="lone", question="?", choices=YES_NO[:1]))),
            ["facts[2].choices: a fact needs two choices or more"],
            id="a fact of one choice",
        ),
        pytest.param(
            replace(SOUND, facts=(*SOUND.facts, Fact(id="same", question="?", choices=(*YES_NO, YES_NO[0])))),
            ["facts[2].choices[2].id: 'no' stands twice"],
            id="a choice twice",
        ),
        pytest.param(first(dimension="C"), ["items[0].dimension: dimension 'C' is not one of: A, B"], id="an item of no dimension"),
        pytest.param(
            first(address="javascript:alert(1)"),
            ["items[0].address: needs the address of a section that says what to do about this item"],
            id="an address that is none",
        ),
        pytest.param(
            first(address=""), ["items[0].address: needs the address of a section that says what to do about this item"], id="no address"
        ),
        pytest.param(
            first(levels=MappingProxyType({"no": "", "ad-hoc": "", "repeatable": ""})),
            ["items[0].levels: levels are no, ad-hoc, repeatable; the scale has: no, ad-hoc, repeatable, enforced"],
            id="a level without words",
        ),
        pytest.param(first(weight=0), ["items[0].weight: weight 0 is not between 1 and 100"], id="a weight of nothing"),
        pytest.param(first(weight=101), ["items[0].weight: weight 101 is not between 1 and 100"], id="a weight beyond all others"),
        pytest.param(
            first(may_not_apply=True),
            ["items[0].may_not_apply: a gate can never be marked as not applicable by hand"],
            id="a gate that may be ruled out",
        ),
        pytest.param(
            first(effort=MappingProxyType({"no": 1})),
            ["items[0].effort: effort for 'no' is not one of: ad-hoc, repeatable, enforced"],
            id="an effort to reach the lowest level",
        ),
        pytest.param(
            first(effort=MappingProxyType({"ad-hoc": -1})), ["items[0].effort: effort for 'ad-hoc' is below 0"], id="an effort below 0"
        ),
        pytest.param(
            first(gates=(Gate(stage="moon", least="repeatable"),)),
            [NO_STAGE],
            id="a gate of no stage",
        ),
        pytest.param(
            first(gates=(Gate(stage="go", least="no"),)),
            ["items[0].gates[0]: least 'no' is not one of: ad-hoc, repeatable, enforced"],
            id="a gate that always passes",
        ),
        pytest.param(
            first(gates=(*GATED.gates, Gate(stage="on", least="best", when=when({"other": ("yes",)})))),
            [
                "items[0].gates[1]: least 'best' is not one of: ad-hoc, repeatable, enforced",
                "items[0].gates[1].when: fact 'other' is not one of: safety, reach",
            ],
            id="a second gate wrong in two ways",
        ),
        pytest.param(
            first(applies_when=when({"safety": ("no",)})),
            ["items[0].gates[0].when: never holds while the item applies; the gate could neither pass nor fail"],
            id="a gate that never holds",
        ),
        pytest.param(
            first(applies_when=when({"safety": ("yes", "maybe")})),
            ["items[0].applies_when: choice 'maybe' of fact 'safety' is not one of: no, yes"],
            id="a choice that does not exist",
        ),
        pytest.param(
            replace(SOUND, items=(*SOUND.items[:2], replace(SOUND.items[2], applies_when=when({"reach": ()})))),
            ["items[2].applies_when: fact 'reach' names no choice; the condition could never hold"],
            id="a condition without a choice",
        ),
    ],
)
def test_what_is_wrong_is_named_with_its_path(wrong: Questionnaire, messages: list[str]) -> None:
    assert [str(problem) for problem in problems(wrong)] == messages


def finely(items: int, weight: int, values: int, levels: int) -> Questionnaire:
    """A questionnaire of one dimension whose scale has a number of levels at worths over a number of values."""
    worth = [*(F(n, values) for n in range(levels - 1)), F(1)]
    steps = tuple(Level(id=f"l{n}", name="", value=value, means="") for n, value in enumerate(worth))
    words = MappingProxyType({level.id: "" for level in steps})
    return replace(questionnaire(*(replace(item(f"A-{n}", weight), levels=words) for n in range(items))), scale=steps)


@pytest.mark.parametrize(
    ("size", "messages"),
    [
        pytest.param((4, 25, 100, 12), [], id="as many levels and units as can be"),
        pytest.param((1, 1, 20, 13), ["scale: has 13 levels; at most 12 can be told apart"], id="a level too many"),
        pytest.param(
            (4, 100, 26, 3),
            ["dimensions[0]: all weights times the common denominator of the level values are 10,400; at most 10,000 can be planned with"],
            id="units too many",
        ),
    ],
)
def test_a_questionnaire_is_small_enough_to_plan_with(size: tuple[int, int, int, int], messages: list[str]) -> None:
    assert [str(problem) for problem in problems(finely(*size))] == messages


@pytest.mark.parametrize(
    ("right", "why"),
    [
        (first(weight=1), "the lightest weight"),
        (first(weight=100), "the heaviest weight"),
        (first(effort=MappingProxyType({"ad-hoc": 0})), "an effort of nothing"),
        (replace(SOUND, weakest_link=F(0)), "the plain mean"),
        (replace(SOUND, weakest_link=F(1)), "the weakest alone"),
        (replace(SOUND, stages=stages("0", "0")), "no floor"),
        (replace(SOUND, stages=stages("1", "1")), "the highest floor"),
        (replace(SOUND, id="x" * 64), "the longest id"),
        (first(address="https://example.org/a?b=c#d"), "an address elsewhere"),
    ],
)
def test_what_just_fits_is_sound(right: Questionnaire, why: str) -> None:
    assert problems(right) == (), why


def banded(*least: str) -> Questionnaire:
    return questionnaire(item("A-01"), bands=tuple(Band(id=f"b{n}", name="", least=F(one)) for n, one in enumerate(least)))


RISE = "bands: bands must begin at 0 and rise, none above 1, so that every index falls in exactly one"


@pytest.mark.parametrize(
    ("least", "messages"),
    [
        (("0",), []),
        (("0", "1/2", "1"), []),
        (("1/10", "1/2"), [RISE]),
        (("0", "1/2", "1/2"), [RISE]),
        (("0", "1/2", "1/4"), [RISE]),
        (("0", "1/2", "11/10"), [RISE]),
    ],
)
def test_bands_begin_at_nothing_and_rise(least: tuple[str, ...], messages: list[str]) -> None:
    assert [str(problem) for problem in problems(banded(*least))] == messages


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (ALWAYS, ALWAYS, True),
        (ALWAYS, when({"a": ("yes",)}), True),
        (when({"a": ("yes",)}), when({"b": ("no",)}), True),
        (when({"a": ("yes",)}), when({"a": ("no",)}), False),
        (when({"a": ("yes", "some")}), when({"a": ("some", "no")}), True),
        (when({"a": ("yes",)}, {"a": ("no",)}), when({"a": ("no",)}), True),
        (when({"a": ("yes",), "b": ("yes",)}), when({"a": ("yes",), "b": ("no",)}), False),
    ],
)
def test_two_conditions_hold_together_when_some_facts_meet_both(one: Condition, other: Condition, expected: bool) -> None:
    assert together(one, other) is expected
    assert together(other, one) is expected
