"""Published scores as outside oracles: the engine, given another instrument's questionnaire, must say what that instrument's rule says."""

from __future__ import annotations

import random
from collections.abc import Mapping
from fractions import Fraction as F
from itertools import product
from types import MappingProxyType

import pytest

from assessment.model import Answer, Answers, Questionnaire
from assessment.report import assess
from assessment.scoring import index, score, terms
from assessment.stages import band_of, bands_between
from assessment.standing import stand
from tests.support import SCALE, guide, item, questionnaire

SHEETS = 10_000

# ── the ML Test Score of 2017 ────────────────────────────────────────────────────────────────────────────────────────

DEPTH: Questionnaire = guide().questionnaires["engineering-depth"]
POINTS = {"none": F(0), "by-hand": F(1, 2), "automated": F(1)}
SECTIONS = {
    section: tuple(item.id for item in DEPTH.items if item.dimension == section) for section in ("MTS-D", "MTS-M", "MTS-I", "MTS-Mo")
}


def ml_test_score(points: Mapping[str, F]) -> F:
    """The smallest of the four section sums, from 0 to 7."""
    return min(sum((points[test] for test in tests), F(0)) for tests in SECTIONS.values())


def published_band(points: F) -> str:
    """The bands as published: 0, (0,1], (1,2], (2,3], (3,5], above 5."""
    limits = {"research": 0, "holes": 1, "first-pass": 2, "reasonable": 3, "strong": 5, "exceptional": 7}
    return next(band for band, most in limits.items() if points <= most)


def sheet(levels: Mapping[str, str | None]) -> Answers:
    return Answers(answers=MappingProxyType({id: Answer(level=level) for id, level in levels.items() if level is not None}))


def agrees(levels: Mapping[str, str | None]) -> bool:
    """Whether proven and possible are the published score with every open test counted as missing and as automated."""
    found = stand(DEPTH, sheet(levels)).index
    assert found is not None
    least = ml_test_score({id: POINTS[level or "none"] for id, level in levels.items()})
    most = ml_test_score({id: POINTS[level or "automated"] for id, level in levels.items()})
    bands = bands_between(DEPTH, found.score)
    return (found.score.proven * 7, found.score.possible * 7, bands[0], bands[-1]) == (
        least,
        most,
        published_band(least),
        published_band(most),
    )


def test_the_questionnaire_has_the_form_of_the_paper() -> None:
    assert {section: len(tests) for section, tests in SECTIONS.items()} == {"MTS-D": 7, "MTS-M": 7, "MTS-I": 7, "MTS-Mo": 7}
    assert {level.id: level.value for level in DEPTH.scale} == POINTS
    assert {item.weight for item in DEPTH.items} == {1}
    assert not any(item.may_not_apply or item.gates for item in DEPTH.items)
    assert DEPTH.weakest_link == 1
    assert not DEPTH.stages


@pytest.mark.parametrize("halves", range(15))
def test_half_open_bands_are_the_published_ones_at_every_sum_there_can_be(halves: int) -> None:
    """A section sum is a whole number of half points; a band that includes its limit ends where the next half point begins one."""
    assert band_of(DEPTH, F(halves, 14)) == published_band(F(halves, 2))


def test_sections_all_missing_all_by_hand_or_all_automated_score_as_published() -> None:
    for corner in product(("none", "by-hand", "automated", None), repeat=4):
        levels = {test: level for tests, level in zip(SECTIONS.values(), corner, strict=True) for test in tests}

        assert agrees(levels)


@pytest.mark.parametrize("section", SECTIONS)
def test_one_weak_section_decides_at_every_half_point(section: str) -> None:
    full: dict[str, str | None] = {item.id: "automated" for item in DEPTH.items}
    for halves in range(15):
        whole, half = divmod(halves, 2)
        ladder = ["automated"] * whole + ["by-hand"] * half + ["none"] * (7 - whole - half)
        levels = full | dict(zip(SECTIONS[section], ladder, strict=True))

        found = assess(DEPTH, sheet(levels))
        assert found.index is not None
        assert found.index.score.proven == F(halves, 14)
        assert found.bands == (published_band(F(halves, 2)),)
        assert found.index.weakest_dimensions == (tuple(SECTIONS) if halves == 14 else (section,))


def test_ten_thousand_sheets_score_as_published() -> None:
    rng = random.Random(2017)
    for _ in range(SHEETS):
        missing, by_hand, automated, unknown = (rng.random() ** 2 for _ in range(4))
        tests = [item.id for item in DEPTH.items]
        levels = dict(
            zip(tests, rng.choices(["none", "by-hand", "automated", None], [missing, by_hand, automated, unknown / 4], k=28), strict=True)
        )

        assert agrees(levels)


# ── OWASP SAMM 2 ─────────────────────────────────────────────────────────────────────────────────────────────────────

FUNCTIONS = {
    "Governance": ("GSM", "GPC", "GEG"),
    "Design": ("DTA", "DSR", "DSA"),
    "Implementation": ("ISB", "ISD", "IDM"),
    "Verification": ("VAA", "VRT", "VST"),
    "Operations": ("OIM", "OEM", "OOM"),
}
PRACTICES = tuple(practice for practices in FUNCTIONS.values() for practice in practices)
SAMM = questionnaire(
    *(item(f"{practice}-{stream}{level}") for practice in PRACTICES for stream in "AB" for level in (1, 2, 3)), weakest_link=F(0)
)
QUARTERS = {"no": 0, "ad-hoc": 1, "repeatable": 2, "enforced": 4}  # SAMM's credit for an answer, in quarters


def samm_practice(credit: Mapping[str, int], practice: str) -> F:
    """The mean of two streams, each the sum of its three answers: 0 to 3."""
    stream_a, stream_b = (F(sum(credit[f"{practice}-{stream}{level}"] for level in (1, 2, 3)), 4) for stream in "AB")
    return (stream_a + stream_b) / 2


def samm_overall(practices: Mapping[str, F]) -> F:
    """The mean of five business functions, each the mean of its three practices: 0 to 3."""
    return sum(((practices[a] + practices[b] + practices[c]) / 3 for a, b, c in FUNCTIONS.values()), F(0)) / 5


def test_the_second_questionnaire_has_the_form_of_samm() -> None:
    assert (len(PRACTICES), len(SAMM.items), [dimension.id for dimension in SAMM.dimensions]) == (15, 90, list(PRACTICES))
    assert {level.id: level.value for level in SCALE} == {id: F(quarters, 4) for id, quarters in QUARTERS.items()}


def test_ten_thousand_sheets_score_as_samm_publishes() -> None:
    rng = random.Random(2)
    ids = [one.id for one in SAMM.items]
    for _ in range(SHEETS):
        weights = [rng.random() ** 2 for _ in range(4)]
        levels = dict(zip(ids, rng.choices(list(QUARTERS), weights, k=90), strict=True))
        credit = {id: QUARTERS[level] for id, level in levels.items()}
        practices = {practice: samm_practice(credit, practice) for practice in PRACTICES}

        given_answers = sheet(levels)
        scores = [(practice, score(terms(SAMM, practice, given_answers))) for practice in PRACTICES]

        assert {practice: one.proven * 3 for practice, one in scores} == practices
        assert index(scores, SAMM.weakest_link).score.proven * 3 == samm_overall(practices)


def test_the_whole_report_says_the_same_as_its_parts() -> None:
    levels = {one.id: list(QUARTERS)[n % 4] for n, one in enumerate(SAMM.items)}

    report = assess(SAMM, sheet(levels))

    credit = {id: QUARTERS[level] for id, level in levels.items()}
    practices = {practice: samm_practice(credit, practice) for practice in PRACTICES}
    assert {dimension.dimension: dimension.score.proven * 3 for dimension in report.dimensions} == practices
    assert report.index is not None
    assert report.index.score.proven * 3 == report.index.score.possible * 3 == samm_overall(practices)
