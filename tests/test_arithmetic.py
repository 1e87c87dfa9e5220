"""A sum is computed exactly from what the ledger says, and one that does not add up is named with its place."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown

from assessment.authoring import bank
from assessment.authoring.arithmetic import Operation, Show, computed, number, shown
from assessment.codec import Unreadable
from tests.fixtures.guide import change, copied
from tests.support import DOCS

FILE = "evidence/arithmetic.yml"

SUM = """sums:
  - id: halves
    title: Is half of it a half?
    about: [E-01]
    inputs:
      - { id: cases, means: Cases, value: "1,000", row: E-01 }
      - { id: price, means: Price of a case, value: "$2.50" }
      - { id: share, means: Share that stops, value: "50%", row: E-01 }
    steps:
      - { id: stopped, means: Cases that stop, multiply: [cases, share], show: whole, gives: "500" }
      - { id: left, means: Cases that go on, subtract: [cases, stopped], show: whole, unit: cases, gives: 500 cases }
      - { id: cost, means: What they cost, multiply: [left, price], show: money, gives: "$1,250" }
      - { id: back, means: And back, divide: [left, cases], show: percent, gives: 50.0% }
    so: It is.
"""


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """The smallest guide with a sum about its one finding."""
    docs = copied(tmp_path)
    change(docs / "evidence/findings.yml", "    publisher: A journal\n", "    figure: 50% of 1,000 cases\n    publisher: A journal\n")
    (docs / FILE).write_text(SUM, encoding="utf-8")
    return docs


def problems(docs: Path) -> list[str]:
    """All that is said about a guide that cannot be loaded."""
    with pytest.raises(Unreadable) as refusal:
        bank.load(docs)
    return [str(problem) for problem in refusal.value.problems]


def test_a_sum_that_adds_up_is_shown_step_by_step(docs: Path) -> None:
    ours = "assessment.authoring.markdown"
    html = markdown("/// arithmetic | halves\n///", extensions=[ours], extension_configs={ours: {"docs": str(docs)}})

    rows = [["".join(cell.itertext()) for cell in row] for row in fromstring(f"<main>{html}</main>").iter("tr")]

    assert rows == [
        ["What", "Sum", "Gives"],
        ["Cases", "given in E-01", "1,000"],
        ["Price of a case", "given", "$2.50"],
        ["Share that stops", "given in E-01", "50%"],
        ["Cases that stop", "1,000 × 50%", "500"],
        ["Cases that go on", "1,000 − 500", "500 cases"],
        ["What they cost", "500 cases × $2.50", "$1,250"],
        ["And back", "500 cases ÷ 1,000", "50.0%"],
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param('gives: "$1,250"', 'gives: "$1,260"', "12: '$1,260' is wrong; the step gives '$1,250'", id="a wrong result"),
        pytest.param("gives: 50.0%", "gives: 50%", "13: '50%' is wrong; the step gives '50.0%'", id="a result shown in another way"),
        pytest.param('value: "50%", row', 'value: "60%", row', "8: '60%' does not stand in E-01", id="an input that its row does not have"),
        pytest.param('value: "1,000"', 'value: "000"', "6: '000' does not stand in E-01", id="an input that is a part of a number"),
        pytest.param("[left, cases]", "[rest, cases]", "13: 'rest' is not one of: cases, price, share, stopped, left, cost", id="a name"),
        pytest.param("id: back", "id: cost", "13: 'cost' stands twice", id="a name twice"),
        pytest.param("about: [E-01]", "about: [E-77]", "4: evidence 'E-77' does not exist", id="about an unknown row"),
        pytest.param(
            'value: "50%", row: E-01',
            'value: "50%", row: E-02',
            "8: evidence 'E-02' is unconfirmed and cannot be stated as a fact",
            id="an unconfirmed source",
        ),
        pytest.param(
            "subtract: [cases, stopped]",
            "power: [cases, share]",
            "11: cannot be computed: a division by 0, or a power that is not a whole number up to 1000",
            id="a root",
        ),
        pytest.param("subtract: [cases, stopped]", "add: [cases]", "11: ['cases'] is too short", id="a sum of one"),
    ],
)
def test_a_broken_sum_is_named_with_its_place(docs: Path, old: str, new: str, said: str) -> None:
    change(docs / FILE, old, new)

    assert f"docs/evidence/arithmetic.yml:{said}" in problems(docs)


def test_what_a_row_says_decides(docs: Path) -> None:
    change(docs / "evidence/findings.yml", "50% of 1,000 cases", "50% of 1,200 cases")

    assert problems(docs) == ["docs/evidence/arithmetic.yml:6: '1,000' does not stand in E-01"]


@pytest.mark.parametrize(
    ("written", "exact"),
    [("$500,000", Fraction(500_000)), ("12%", Fraction(3, 25)), ("0.88", Fraction(22, 25)), ("99.9%", Fraction(999, 1000))],
)
def test_a_number_is_read_exactly(written: str, exact: Fraction) -> None:
    assert number(written) == exact


@pytest.mark.parametrize(
    ("value", "show", "unit", "text"),
    [
        (Fraction(350_000, 3), "money", "", "$116,667"),
        (Fraction(1709, 2552), "percent", "", "67.0%"),
        (Fraction(5, 1000), "percent", "", "0.5%"),
        (Fraction(1, 2000), "percent", "", "0.1%"),
        (Fraction(-1), "percent", "", "−100.0%"),
        (Fraction(-1, 10_000), "percent", "", "0.0%"),
        (Fraction(5, 2), "whole", "", "3"),
        (Fraction(432, 10), "tenths", "minutes", "43.2 minutes"),
        (Fraction(15, 32), "hundredths", "", "0.47"),
    ],
)
def test_a_number_is_rounded_once_and_half_away_from_zero(value: Fraction, show: Show, unit: str, text: str) -> None:
    assert shown(value, show, unit) == text


@pytest.mark.parametrize(
    ("operation", "terms"), [("divide", (1, 0)), ("power", (2, -1)), ("power", (2, 1001)), ("power", (2, Fraction(1, 2)))]
)
def test_what_cannot_be_computed_is_nothing(operation: Operation, terms: tuple[Fraction | int, ...]) -> None:
    assert computed(operation, [Fraction(term) for term in terms]) is None


@given(st.fractions(), st.fractions())
def test_what_is_added_can_be_taken_away(one: Fraction, other: Fraction) -> None:
    both = computed("add", [one, other])

    assert both is not None
    assert computed("subtract", [both, other]) == one


@given(st.decimals(min_value=0, max_value=10**9, places=1))
def test_a_shown_percentage_is_read_back(value: object) -> None:
    exact = Fraction(str(value)) / 100

    assert number(shown(exact, "percent")) == exact


def test_every_claim_that_the_arithmetic_judges_has_its_sum() -> None:
    judged = {id for one in bank.load(DOCS).sums.values() for id in one.about}

    assert judged >= {"S-05", "S-31", "S-32", "S-33", "S-40", "S-43", "S-61", "Z-01", "F-01"}
