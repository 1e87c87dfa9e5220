"""What changed between two texts, word by word: the lines that differ are found first, then the words in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

Change = Literal["same", "out", "in"]

WORD = re.compile(r"\s+|[^\s\w]|\w+")


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stayed, went out, or came in."""

    change: Change
    text: str


def diff(before: str, after: str) -> tuple[Run, ...]:
    """The runs of two texts in reading order; those that are not "in" make up `before`, those that are not "out" make up `after`."""
    runs: list[Run] = []
    for change, old, new in _matched(before.splitlines(keepends=True), after.splitlines(keepends=True)):
        runs += [Run("same", old)] if change == "same" else _within(old, new)
    return tuple(
        Run(change, text) for change, group in groupby(runs, key=lambda run: run.change) if (text := "".join(run.text for run in group))
    )


def _within(old: str, new: str) -> Iterator[Run]:
    for change, before, after in _matched(WORD.findall(old), WORD.findall(new)):
        if change == "same":
            yield Run("same", before)
        else:
            yield Run("out", before)
            yield Run("in", after)


def _matched(before: list[str], after: list[str]) -> Iterator[tuple[Literal["same", "other"], str, str]]:
    for name, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        yield ("same" if name == "equal" else "other", "".join(before[i:j]), "".join(after[k:m]))
