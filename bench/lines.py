"""Scores many lines in a process of its own, whose memory is that of scoring alone; JSON comes in, and JSON says how it went."""

from __future__ import annotations

import json
import resource
import sys
import time
from itertools import cycle, islice

from assessment.authoring import batch
from assessment.authoring.scored import Asked


def main() -> None:
    """Score as many lines as are asked for, the same few again and again, and print seconds and bytes."""
    told = json.load(sys.stdin)
    rules = batch.Rules(questionnaires={told["id"]: told["questionnaire"]}, chosen=told["id"], asked=Asked())
    numbered = enumerate(islice(cycle([text.encode() for text in told["texts"]]), told["projects"]), 1)
    began = time.perf_counter()
    scored = sum(bool(line.text) for line in batch.score(numbered, rules, told["jobs"]))
    taken = time.perf_counter() - began
    assert scored == told["projects"]
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(json.dumps({"seconds": taken, "memory": most * 1024}))


if __name__ == "__main__":
    main()
