"""Asks the engine that starts from the quick archive all that a page may ask: asked.json in /work goes in, said.json comes out.

Fails if a module is asked for that was trimmed away, even where whoever asks could do without it. Run in Pyodide.
"""

import importlib
import json
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType

FULL = "/work/full.json"  # the names of all modules that whole Python has
missed: list[str] = []


class Watch:
    """Comes last among those who find modules: what reaches it is not in the archive."""

    def __init__(self, full: set[str]) -> None:
        self._full = full

    def find_spec(self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> ModuleSpec | None:
        """Note the name and find nothing."""
        if name in self._full:
            missed.append(name)
        return None


def said(asked: list[tuple[str, str, list[str]]]) -> list[str]:
    """What each door says, in order."""
    from assessment.browser import open_calculators, open_door

    doors = {text: open_calculators() if text == "calculators" else open_door(text) for text, _, _ in asked}
    return [getattr(doors[text], verb)(*args) for text, verb, args in asked]


with open(FULL) as file:  # noqa: PTH123 — the engine needs no pathlib
    sys.meta_path.append(Watch(set(json.load(file))))
with open("/work/messages.mo", "rb") as compiled:  # noqa: PTH123
    if messages := compiled.read():  # the language that is spoken, if it is not English
        importlib.import_module("assessment.catalogue").use(messages)
with open("/work/asked.json", encoding="utf-8") as file:  # noqa: PTH123
    replies = said(json.load(file))
with open("/work/said.json", "w", encoding="utf-8") as file:  # noqa: PTH123
    json.dump({"replies": replies, "missed": sorted({*missed})}, file)
