"""Whether an item says in words of its own what the scale and other items say already."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from assessment.model import Item, Level

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")

Part = tuple[str, ...]


def problems(item: Item, scale: Sequence[Level], others: Iterable[Item]) -> Iterator[tuple[Part, str]]:
    """What is wrong with the words of an item, each with the part of it that they stand in; `others` are the items before it."""
    common = {word for level in scale for word in _words(f"{level.name} {level.means}")}
    for level, text in item.levels.items():
        if set(_words(text)) <= common:
            yield ("levels", level), f"says of '{level}' only what the scale says of it; say what it looks like here"
    if not _words(item.weight_reason):
        yield ("weight_reason",), f"no reason is given for weight {item.weight}; say what the item decides that others do not"
    for other in (one for one in others if one.id != item.id):
        if item.weight_reason.casefold() == other.weight_reason.casefold():
            yield ("weight_reason",), f"gives the reason of '{other.id}' word for word; say what makes this one weigh {item.weight}"
        if item.question.casefold() == other.question.casefold():
            yield ("question",), f"asks what '{other.id}' asks, word for word"


def _words(text: str) -> list[str]:
    return [word.casefold() for word in WORD.findall(text)]
