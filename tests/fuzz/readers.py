"""Searches for texts that break a reader, guided by the lines that they reach; what it finds belongs into `corpus/`.

It needs atheris, which is no part of the tests (`pip install atheris` on Linux with Python 3.11 to 3.13), and runs until it is stopped:

    python tests/fuzz/readers.py tests/fuzz/corpus -max_total_time=3600 -max_len=4096

A new text that reaches something new is written into the folder; keep the few that are of a new kind, under a name that says so.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.test_hostile_cases import open_answers, open_link, open_written

READERS = (open_answers, open_link, open_written, lambda text: open_written(text, "own.json"))


def once(data: bytes) -> None:
    """Give a text to the reader that its first byte chooses; any exception is a find."""
    if data:
        READERS[data[0] % len(READERS)](data[1:].decode("utf-8", "surrogateescape"))


def main() -> None:
    """Search until stopped."""
    import atheris

    atheris.instrument_all()
    atheris.Setup(sys.argv, once)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
