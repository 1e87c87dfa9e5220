"""`fieldworthy calculate` does the sums of the pages, with the same words, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from assessment.authoring.command import main
from assessment.calculation import Calculation, calculate
from assessment.calculator_fields import CALCULATORS


def said(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["calculate", *words])
    return result.exit_code, result.stdout, result.stderr


def test_without_a_name_every_calculator_is_listed() -> None:
    code, out, _ = said()

    assert code == 0
    assert [line.split("  ")[0] for line in out.splitlines()] == ["Calculator", *CALCULATORS]
    assert all(one.question in out for one in CALCULATORS.values())


def test_the_sentences_come_first_and_then_the_table_with_its_bars() -> None:
    assert said("sample-size", "--baseline", "0.12", "--effect", "-0.01") == (
        0,
        "To tell 11% from 12% takes 15,976 cases in each group, 31,952 in all (two-sided test at 5%, power 80%).\n"
        "With 200 cases a month in both groups together, that lasts 159.8 months.\n"
        "Half of that effect, −0.5 points, takes 65,110 in each group: 4.1 times as many.\n"
        "\n"
        "Effect in points  Share then  Cases in each group  Months\n"
        "−0.5              11.5%       65,110 ██████████    651.1\n"
        "−1                11%         15,976 ██░░░░░░░░    159.8\n"
        "−1.5              10.5%       6,965 █░░░░░░░░░     69.7\n"
        "−2                10%         3,841 ░░░░░░░░░░     38.4\n",
        "",
    )


def test_a_table_that_adds_up_shows_its_sum_and_a_caption_stands_above() -> None:
    _, sums, _ = said("smallest-gain")
    _, rules, _ = said("no-model")

    assert sums.splitlines()[-1] == "Sum                   $210,000  100%"
    assert "\n\nThe line is at the accuracy that needs no model:\nRule " in rules


@pytest.mark.parametrize("id", CALCULATORS)
def test_left_alone_a_calculator_does_its_worked_example(id: str) -> None:
    example = calculate(CALCULATORS[id], {})

    assert isinstance(example, Calculation)
    assert said(id)[1].startswith("\n".join(example.sentences) + "\n\n")


@pytest.mark.parametrize("share", ["0.125", "12.5%", "+0.125", "0.125000000"])
def test_a_share_is_written_as_a_fraction_of_one_or_in_percent(share: str) -> None:
    assert "because 12.5% are positive." in said("no-model", "--base-rate", share)[1]


def test_a_number_with_an_exponent_is_refused_and_costs_no_time() -> None:
    assert said("no-model", "--base-rate", "1e999999999") == (1, "", "--base-rate: needs a number such as 12%\n")


def test_every_problem_is_said_at_once_with_its_option() -> None:
    assert said("sample-size", "--baseline", "35", "--power", "much", "--monthly", "0") == (
        1,
        "",
        "--baseline: must lie between 0.01% and 99.99%\n"
        "--power: needs a number such as 80%\n"
        "--monthly: must lie between 1 and 1,000,000,000,000\n",
    )


def test_json_holds_what_was_given_and_what_came_of_it_exactly() -> None:
    code, out, _ = said("error-budget", "--target", "99.95%", "--json")

    found = json.loads(out)
    assert code == 0
    assert out == json.dumps(found, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
    assert (found["calculator"], found["given"]) == (
        "error-budget",
        {"target": "1999/2000", "days": "30", "incident": "20", "failing": "1"},
    )
    assert (found["result"]["gone"], found["result"]["here"]) == ("108/5", {"days": "30", "minutes": "108/5", "incidents": 1})
    assert found["sentences"][0] == "99.95% over 30 days leaves 21.6 minutes in which requests may fail."


def test_a_result_can_go_to_a_file(tmp_path: Path) -> None:
    there = tmp_path / "budget.txt"

    assert said("error-budget", "-o", str(there)) == (0, "", "")
    assert there.read_text(encoding="utf-8") == said("error-budget")[1]
    assert said("error-budget", "-o", str(there))[0] == 1


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("luck",), "Error: No such command 'luck'."),
        (("no-model", "--luck", "1"), "Error: No such option '--luck'."),
    ],
)
def test_what_does_not_exist_ends_with_1(words: tuple[str, ...], problem: str) -> None:
    code, _, problems = said(*words)

    assert code == 1
    assert problem in problems


@pytest.mark.parametrize("id", CALCULATORS)
def test_help_names_every_field_with_the_number_of_the_worked_example(id: str) -> None:
    _, out, _ = said(id, "--help")
    plain = " ".join(out.split())

    for field in CALCULATORS[id].fields:
        assert f"--{field.id} " in plain
        assert field.label in plain
    assert plain.count("[default: (") == len(CALCULATORS[id].fields)


def test_the_defaults_that_help_shows_are_those_of_the_worked_example() -> None:
    for id, one in CALCULATORS.items():
        shown = [str(option.show_default) for option in main.commands["calculate"].get_command(None, id).params]  # type: ignore[attr-defined]
        given = [word for field, text in zip(one.fields, shown, strict=False) for word in (f"--{field.id}", text)]

        assert said(id, *given) == said(id)
