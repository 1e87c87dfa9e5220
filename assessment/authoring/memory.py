"""What tells whether something must be made anew: the very value that it was made of, and the files that it was read from."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Generic, TypeVar

T = TypeVar("T")

State = tuple[tuple[str, int], ...]


class Same(Generic[T]):
    """A value that is equal to none but itself, and so can be the key of what was made of it."""

    def __init__(self, value: T) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.value is self.value

    def __hash__(self) -> int:
        return id(self.value)


def state(folder: Path, endings: tuple[str, ...], but: Collection[str] = ()) -> State:
    """The files below a folder whose names end so, in order, with the time of their last change; many times quicker than pathlib.

    Folders named in `but` are left out.
    """
    return tuple(sorted(_below(str(folder), endings, but)))


def _below(folder: str, endings: tuple[str, ...], but: Collection[str]) -> Iterator[tuple[str, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _below(entry.path, endings, but) if entry.name not in but else ()
            elif entry.name.endswith(endings):
                yield entry.path, entry.stat().st_mtime_ns
