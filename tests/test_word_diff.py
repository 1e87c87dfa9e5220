"""The change between two texts, word by word: both can be read off it, and what stayed is not said twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assessment.authoring.word_diff import Run, diff

TEXTS = st.lists(st.sampled_from(["goal", "number", "the", " ", "\n", "\n\n", ".", "A", "a", "é"]), max_size=30).map("".join)


def text(runs: tuple[Run, ...], without: str) -> str:
    return "".join(run.text for run in runs if run.change != without)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_off_their_difference(before: str, after: str) -> None:
    runs = diff(before, after)

    assert (text(runs, without="in"), text(runs, without="out")) == (before, after)
    assert all(run.text for run in runs)


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(same: str) -> None:
    assert diff(same, same) == ((Run("same", same),) if same else ())


def test_only_the_words_that_changed_are_marked() -> None:
    before = "Is the goal written down?\nAsk the sponsor.\n"
    after = "Is the goal a number?\nAsk the sponsor.\n"

    assert diff(before, after) == (
        Run("same", "Is the goal "),
        Run("out", "written"),
        Run("in", "a"),
        Run("same", " "),
        Run("out", "down"),
        Run("in", "number"),
        Run("same", "?\nAsk the sponsor.\n"),
    )
