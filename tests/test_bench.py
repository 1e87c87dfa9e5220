"""The benchmark's table says what was found and whether it was enough, and its made-up guide is sound."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assessment.authoring import bank
from bench import crowd, tenfold
from bench.table import Row, Target, middle, percentile
from tests.support import ROOT


@pytest.mark.parametrize(("found", "at_least", "met"), [(16.0, False, True), (16.1, False, False), (16.0, True, True), (15.9, True, False)])
def test_a_target_met_exactly_is_met(found: float, at_least: bool, met: bool) -> None:
    target = Target(says="16", found=found, limit=16, at_least=at_least)

    assert target.met is met


def test_a_row_shows_median_spread_ratio_and_whether_the_target_is_met() -> None:
    target = Target(says="95th percentile at most 16 ms", found=17.25, limit=16)

    row = Row.of("one answer", [9.0, 10.0, 11.0, 12.0, 1234.5], ratio="2 × plain", target=target)

    assert row.line() == "| one answer | 11.0 ms | 9.50–623 | 2 × plain | 95th percentile at most 16 ms | **no**, 17.2 |"


def test_a_row_of_one_run_shows_no_spread_and_one_without_target_no_verdict() -> None:
    assert Row.of("building", [7.7], "s").line() == "| building | 7.70 s |  |  |  |  |"


def test_a_row_is_written_as_data_with_its_verdict() -> None:
    row = Row.of("failed", [0.0], "", target=Target(says="none", found=0, limit=0))

    assert json.loads(json.dumps(row.json())) == {
        "case": "failed",
        "median": 0.0,
        "low": 0.0,
        "high": 0.0,
        "unit": "",
        "ratio": "",
        "target": {"says": "none", "found": 0, "limit": 0, "at_least": False},
        "met": True,
    }


@pytest.mark.parametrize(("percent", "found"), [(50, 10), (95, 19), (96, 20), (100, 20)])
def test_a_percentile_is_the_least_that_so_many_do_not_exceed(percent: int, found: int) -> None:
    assert percentile(range(20, 0, -1), percent) == found


def test_the_middle_half_of_one_run_is_that_run() -> None:
    assert middle([3.0]) == (3.0, 3.0, 3.0)


def test_the_made_up_guide_is_sound_and_has_ten_times_the_items(tmp_path: Path) -> None:
    once = bank.load(ROOT / "docs")

    made = bank.load(tenfold.write(ROOT, tmp_path) / "docs")

    assert len(made.items) == 10 * len(once.items) == 840
    assert len(made.dimensions) == 90
    assert [*made.items][:84] == [*once.items]


def test_the_crowd_asks_for_each_page_more_often_than_for_a_file_that_is_kept(tmp_path: Path) -> None:
    for name in ("index.html", "lessons/one/index.html", "assets/javascripts/a.js", "assets/javascripts/a.js.br"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")

    assert crowd.paths(tmp_path) == ["/", "/lessons/one/"] * 5 + ["/assets/javascripts/a.js"]
