"""A questionnaire of one's own is read from YAML or JSON, and everything wrong with it is named with its line, all at once."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.authoring import bank, own
from assessment.codec import Unreadable, write_questionnaire
from assessment.model import Questionnaire
from assessment.soundness import problems
from tests.strategies import questionnaires
from tests.support import DOCS

EXAMPLE = DOCS / "assessments" / "examples" / "own-questionnaire.yml"
WRITTEN = """\
id: small
edition: "1"
title: Small
weakest_link: 0
scale:
  - { id: no, name: "No", value: 0, means: Nobody. }
  - { id: yes, name: "Yes", value: 1, means: All. }
dimensions:
  - { id: A, title: All of it }
stages:
  - { id: go, name: ready to go, question: Ready to go?, dimensions: [A], floors: { low: 1/3 } }
items:
  - id: A-1
    dimension: A
    title: One
    question: One?
    levels: { no: n, yes: y }
    weight: 2
    weight_reason: Judged.
    address: https://example.org/one
    gates:
      - { stage: go, least: yes }
"""


def changed(old: str, new: str) -> str:
    assert WRITTEN.count(old) == 1, f"{old!r} stands {WRITTEN.count(old)} times"
    return WRITTEN.replace(old, new)


def said(text: str, name: str = "small.yml") -> list[str]:
    """All that is said about a questionnaire that cannot be used."""
    with pytest.raises(Unreadable) as refusal:
        own.read(text, name)
    return [str(problem) for problem in refusal.value.problems]


def places(text: str) -> list[str]:
    """Where all that is wrong with a questionnaire stands; nothing for one that can be used."""
    try:
        own.read(text, "small.yml")
    except Unreadable as refusal:
        return [problem.where for problem in refusal.problems]
    return []


def test_what_is_left_out_has_its_default() -> None:
    read = own.read(WRITTEN, "small.yml")

    assert (read.id, read.edition, read.weakest_link, read.facts, read.bands) == ("small", "1", Fraction(0), (), ())
    assert [(level.id, level.value, level.effort) for level in read.scale] == [("no", Fraction(0), 0), ("yes", Fraction(1), 0)]
    assert [dict(stage.floors) for stage in read.stages] == [{"low": Fraction(1, 3)}]
    assert [(item.id, dict(item.effort), item.may_not_apply, item.since) for item in read.items] == [("A-1", {}, False, "")]


def test_the_example_of_the_guide_is_sound_and_uses_every_field_that_matters() -> None:
    read = own.read(EXAMPLE.read_text(encoding="utf-8"), EXAMPLE.name)

    assert problems(read) == ()
    assert read.facts
    assert read.weakest_link != Questionnaire.__dataclass_fields__["weakest_link"].default
    assert any(item.effort for item in read.items)
    assert any(item.applies_when.clauses for item in read.items)
    assert any(item.may_not_apply for item in read.items)
    assert any(gate.when.clauses for item in read.items for gate in item.gates)


def test_the_example_is_none_of_the_guides_own() -> None:
    assert EXAMPLE.stem not in bank.load(DOCS).questionnaires


def test_the_bands_of_the_example_take_the_place_of_its_stages() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    without_stages = text[: text.index("stages:\n")] + text[text.index("items:\n") :]
    bands = "\n".join(line.removeprefix("# ") for line in text.splitlines() if line.startswith(("# bands:", "#   - { id:")))
    without_gates = "\n".join(line for line in without_stages.splitlines() if "gates:" not in line and "{ stage:" not in line)

    read = own.read(f"{without_gates}\n{bands}\n", EXAMPLE.name)

    assert [(band.id, band.least) for band in read.bands] == [("early", 0), ("usable", Fraction(2, 5)), ("mature", Fraction(3, 4))]


@given(questionnaires())
def test_a_compiled_questionnaire_is_one_of_ones_own(questionnaire: Questionnaire) -> None:
    assert own.read(write_questionnaire(questionnaire), "any.json") == questionnaire


def test_json_and_yaml_say_the_same() -> None:
    read = own.read(WRITTEN, "small.yml")

    assert own.read(write_questionnaire(read), "small.json") == read
    assert own.read(write_questionnaire(read), "small.YML") == read


@pytest.mark.parametrize(
    ("old", "new", "problems"),
    [
        pytest.param("title: Small\n", "", ["small.yml:1: title: is missing"], id="what is missing has the line of what lacks it"),
        pytest.param(
            "title: Small",
            "tittle: Small",
            [
                "small.yml:1: title: is missing",
                "small.yml:3: tittle: unknown key; allowed are: bands, dimensions, edition, elsewhere, facts, id, items, points, retired, "
                "scale, stages, title, weakest_link",
            ],
            id="an unknown key",
        ),
        pytest.param('edition: "1"', "edition: 1", ["small.yml:2: edition: is the number 1; a text is needed"], id="a number for a text"),
        pytest.param(
            "weakest_link: 0",
            "weakest_link: 0.5",
            ["small.yml:4: weakest_link: is the text '0.5'; an exact number such as \"1/4\" is needed"],
            id="a number that is not exact",
        ),
        pytest.param(
            'value: 0, means: Nobody. }\n  - { id: yes, name: "Yes", value: 1',
            'value: 1, means: Nobody. }\n  - { id: yes, name: "Yes", value: 0',
            ["small.yml:5: scale: values must rise from 0 at the first level to 1 at the last"],
            id="a scale that falls",
        ),
        pytest.param(
            "stage: go, least: yes",
            "stage: stop, least: yes",
            ["small.yml:22: items[0].gates[0]: stage 'stop' is not one of: go"],
            id="a stage",
        ),
        pytest.param(
            "least: yes }",
            "least: perhaps, when: [{ moon: [full] }] }",
            [
                "small.yml:22: items[0].gates[0].when: fact 'moon' is not one of: ",
                "small.yml:22: items[0].gates[0]: least 'perhaps' is not one of: yes",
            ],
            id="all that is wrong with one line",
        ),
        pytest.param(
            "address: https://example.org/one",
            "address: javascript:alert(1)",
            ["small.yml:20: items[0].address: needs the address of a section that says what to do about this item"],
            id="an address that is none",
        ),
        pytest.param(
            "floors: { low: 1/3 }",
            "floors: { low: 4/3 }",
            ["small.yml:11: stages[0].floors: the floor at low stakes is not between 0 and 1"],
            id="a floor",
        ),
        pytest.param(
            "stages:\n",
            "bands: [{ id: low, name: Low, least: 1/2 }]\nstages:\n",
            [
                "small.yml:10: bands: bands must begin at 0 and rise, none above 1, so that every index falls in exactly one",
                "small.yml:10: bands: bands take the place of stages; a questionnaire has one or the other",
            ],
            id="bands beside stages",
        ),
        pytest.param("edition:", "id: again\nedition:", ["small.yml:2: the key 'id' stands twice"], id="a key twice"),
        pytest.param("  - id: A-1", "  id: A-1\n  - x", ["small.yml:14: not YAML: did not find expected key"], id="no YAML"),
    ],
)
def test_everything_wrong_is_named_with_its_line(old: str, new: str, problems: list[str]) -> None:
    assert said(changed(old, new)) == problems


def test_problems_stand_in_the_order_of_the_lines() -> None:
    text = changed('edition: "1"', "edition: 1").replace("weight: 2", "weight: heavy").replace("title: Small\n", "")

    assert said(text) == [
        "small.yml:1: title: is missing",
        "small.yml:2: edition: is the number 1; a text is needed",
        "small.yml:17: items[0].weight: is the text 'heavy'; a whole number is needed",
    ]


@given(
    st.integers(0, len(WRITTEN)),
    st.integers(0, 6),
    st.sampled_from(["", "\n", "- ", "{", "]", ":", "1/0", "!x ", "&a *a", "\x00", "9" * 20]),
)
def test_whatever_is_typed_over_the_file_is_read_or_named_in_it(place: int, gone: int, typed: str) -> None:
    assert {where.partition(":")[0] for where in places(WRITTEN[:place] + typed + WRITTEN[place + gone :])} <= {"small.yml"}


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        pytest.param("", ["small.json:1: column 1: not JSON: Expecting value"], id="nothing"),
        pytest.param('{\n "id": }', ["small.json:2: column 8: not JSON: Expecting value"], id="no JSON"),
        pytest.param("[]", ["small.json:1: is a list; an object is needed"], id="a list"),
        pytest.param('{"id": 1,\n "id": 2}', ["small.json: the key 'id' stands twice in one object"], id="a key twice"),
        pytest.param(
            '{"id": "a", "title": "A", "dimensions": [], "items": [],\n "edition": 1, "scale": []}',
            ["small.json:2: edition: is the number 1; a text is needed"],
            id="the line of what is wrong",
        ),
        pytest.param(
            '{"id": "a", "title": "\\ud83d\\ude80", "dimensions": [], "items": [],\n "edition": 1, "scale": []}',
            ["small.json: edition: is the number 1; a text is needed"],
            id="no line where an escape is none of YAML's",
        ),
    ],
)
def test_json_is_read_as_json(text: str, problems: list[str]) -> None:
    assert said(text, "small.json") == problems
