"""Sentences with names and numbers in them: one and many, known and not, short and long."""

from __future__ import annotations

import pytest

from assessment import words
from assessment.model import StageResult, Verdict

NAMES = {"A": "Ayes", "B": "Bees", "C": "Seas"}


def said(verdict: Verdict, passed: int = 0, failed: str = "", open: str = "", short: str = "", undecided: str = "") -> str:
    """The verdict on a stage as one text; items and dimensions are one letter each."""
    result = StageResult(
        stage="s", verdict=verdict, passed=passed, failed=(*failed,), open=(*open,), short=(*short,), undecided=(*undecided,)
    )
    return " ".join(words.verdict("Ready?", result, NAMES))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (said("yes"), "Ready? Yes. No gate stands in the way and every dimension meets its floor."),
        (said("yes", passed=1), "Ready? Yes. The one gate passes and every dimension meets its floor."),
        (said("yes", passed=2), "Ready? Yes. All 2 gates pass and every dimension meets its floor."),
        (said("no", failed="x"), "Ready? No. 1 gate fails."),
        (said("no", failed="xy", open="z"), "Ready? No. 2 gates fail. No open answer can change that."),
        (said("no", short="A", undecided="B"), "Ready? No. Ayes cannot reach the floor. No open answer can change that."),
        (said("no", failed="x", short="AB"), "Ready? No. 1 gate fails and Ayes and Bees cannot reach the floor."),
        (said("no", short="ABC"), "Ready? No. 3 dimensions cannot reach the floor."),
        (said("not-known", open="x"), "Ready? Not known yet. No gate fails; 1 gate is open."),
        (
            said("not-known", passed=1, open="xy", undecided="A"),
            "Ready? Not known yet. 1 gate passes, none fails; 2 gates are open and Ayes may or may not meet the floor.",
        ),
        (
            said("not-known", passed=2, undecided="ABC"),
            "Ready? Not known yet. 2 gates pass, none fails; 3 dimensions may or may not meet the floor.",
        ),
    ],
)
def test_a_verdict_gives_its_reason(sentence: str, expected: str) -> None:
    assert sentence == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (words.cheapest_way("ready", 1, 1), "Cheapest way to “ready”: 1 raise, 1 person-day"),
        (words.cheapest_way("ready", 2, 0), "Cheapest way to “ready”: 2 raises, 0 person-days"),
        (words.step("Ad hoc", "Enforced", 1), "From ad hoc to enforced: 1 person-day."),
        (words.step(None, "Enforced", 3), "To enforced: 3 person-days."),
        (words.plan(guessed=False), "No other set of raises needs less effort."),
        (words.plan(guessed=True), "No other set of raises needs less effort. An item without a level counts as being at the lowest."),
        (
            words.next_question(decides=True, least="1 %", most="2 %"),
            "One answer here can settle a stage. Any answer narrows the index by 1 % to 2 %.",
        ),
        (
            words.next_question(decides=True, least="1 %", most="1 %"),
            "One answer here can settle a stage. Any answer narrows the index by 1 %.",
        ),
        (words.next_question(decides=False, least="0 %", most=None), "No single answer can settle a stage now."),
        (words.next_question(decides=None, least="0 %", most="2 %"), "Any answer narrows the index by 0 % to 2 %."),
        (words.next_question(decides=None, least="0 %", most=None), ""),
        (words.index_between("1 %", "2 %"), "Index: 1 % to 2 %."),
        (words.index_between("0.5", "7", points=7), "Score: 0.5 to 7 of 7 points."),
        (words.decimal(0), "0"),
        (words.decimal(5), "0.05"),
        (words.decimal(250), "2.5"),
        (words.decimal(1000), "10"),
        (words.more_open(1), "1 more that is open"),
        (words.more_open(2), "2 more that are open"),
        (words.more_fail(1), "1 more that fails"),
        (words.more_fail(2), "2 more that fail"),
        (words.between("1 %", "1 %"), "1 %"),
        (words.between("1 %", "2 %"), "1 % to 2 %"),
        (
            words.other_weights(None, "1 %", "2 %", holds=True),
            "With every weight anywhere from half to double of ours, the index is 1 % to 2 %.",
        ),
        (words.other_worths(["0", "1/2", "1"], None, "1 %", "1 %"), "At 0, 1/2 and 1: index 1 %."),
        (words.other_share("1/3", "1 %", "2 %"), "With λ = 1/3 the index is 1 % to 2 %."),
        (words.scored("Ayes", "1 %", "2 %", "3 %"), "Ayes: 1 % to 2 %, floor 3 %."),
        (words.scored("Ayes", "1 %", "1 %", None), "Ayes: 1 %."),
        (words.kept_beside("Ann", "", ""), "Owner Ann"),
        (words.kept_beside("", "2026-05-01", ""), "Date 2026-05-01"),
        (words.kept_beside("", "", "2026-06-01"), "Review by 2026-06-01"),
        (words.kept_beside("", "", "", "Grace"), "Settled by Grace"),
        (words.kept_beside("", "", ""), ""),
        (words.stakes("high", 0), "Stakes: high."),
        (words.stakes("high", 1), "Stakes: high. 1 fact is not known and counted as the worse case."),
        (words.up_to("not framed", "ready"), "not framed, up to: ready"),
        (words.edition("Test", "2026.1"), "Test, Fieldworthy 2026.1."),
        (words.edition("Test", "2026.1", "2026-11-20"), "Test, Fieldworthy 2026.1, 2026-11-20."),
        (words.who_knows("The sponsor."), "Who usually knows: the sponsor."),
        (words.who_knows("IT operations."), "Who usually knows: IT operations."),
    ],
)
def test_a_sentence_fits_its_numbers(sentence: str, expected: str) -> None:
    assert sentence == expected


def test_no_constant_sentence_has_a_straight_quote_or_a_double_space() -> None:
    texts = [value for name, value in vars(words).items() if name.isupper() and isinstance(value, str)]

    assert [text for text in texts if "'" in text or '"' in text or "  " in text] == []
    assert len(texts) > 40
