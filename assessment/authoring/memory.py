"""What tells whether something must be made anew: the very value that it was made of, and the files that it was read from."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Generic, TypeVar

T = TypeVar("T")

State = tuple[tuple[str, int], ...]

ENDINGS = (".yml", ".md", ".json", ".txt")
MADE = {"assets", "data"}  # folders of a guide in which nobody writes what it is made of


class Same(Generic[T]):
    """A value that is equal to none but itself, and so can be the key of what was made of it."""

    def __init__(self, value: T) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.value is self.value

    def __hash__(self) -> int:
        return id(self.value)


class Steady(Generic[T]):
    """Hands out its last value again for one that reads the same, order and all, so that what was made of it can be kept.

    A value must say in its `repr` all that it is.
    """

    def __init__(self) -> None:
        self._last: T | None = None

    def __call__(self, new: T) -> T:
        """The last value where it reads as the new one does, otherwise the new one."""
        if self._last is None or repr(self._last) != repr(new):
            self._last = new
        return self._last


def state(docs: Path) -> State:
    """The files that a guide is made of, in order, with the time of their last change; many times quicker than pathlib."""
    return tuple(sorted(_below(str(docs))))


def _below(folder: str) -> Iterator[tuple[str, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _below(entry.path) if entry.name not in MADE else ()
            elif entry.name.endswith(ENDINGS):
                yield entry.path, entry.stat().st_mtime_ns
