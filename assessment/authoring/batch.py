"""Many projects, one JSON object a line: scored one after the other, in order, in memory that does not grow with their number."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

from assessment.authoring import scored, words
from assessment.authoring.scored import Asked
from assessment.codec import MOST_BYTES, Unreadable, canonical, load_json, read_questionnaire
from assessment.model import Problem, Questionnaire

if TYPE_CHECKING:
    from concurrent.futures import Future

TOGETHER = 16  # lines that travel to another process at once
AHEAD = 2  # such packets that wait for each process

Numbered = tuple[int, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What the lines are scored by, in a form that travels to other processes.

    `questionnaires` are compiled texts by id. With a `chosen` one every line is scored by that; otherwise by the one that it names,
    or else the usual one. `least` is what a result must reach, as a person writes it.
    """

    questionnaires: dict[str, str]
    chosen: str | None
    asked: Asked
    least: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What became of one line of `size` bytes: its result as one line of JSON, or its problems; neither for an empty line."""

    number: int
    size: int
    text: str = ""
    problems: tuple[Problem, ...] = ()
    short: bool = False


def lines(stream: BinaryIO) -> Iterator[Numbered]:
    """The lines of a stream with their numbers from 1; of one that is longer than anything that is read, only the beginning."""
    number = 0
    while line := stream.readline(MOST_BYTES + 2):
        number += 1
        yield number, line
        while len(line) == MOST_BYTES + 2 and not line.endswith(b"\n"):
            line = stream.readline(MOST_BYTES + 2)


def score(numbered: Iterable[Numbered], rules: Rules, jobs: int = 1) -> Generator[Line, None, None]:
    """What becomes of each line, in order. `jobs` is the number of processes that score, 0 for one a core; 1 is this one.

    Reads ahead by a bounded number of lines, so that any number of them needs the same memory.
    """
    jobs = jobs or os.cpu_count() or 1
    if jobs == 1:
        scorer = _Scorer(rules)
        yield from (scorer.line(*one) for one in numbered)
    else:
        yield from _score_with(jobs, numbered, rules)


def _score_with(jobs: int, numbered: Iterable[Numbered], rules: Rules) -> Iterator[Line]:
    from concurrent.futures import ProcessPoolExecutor  # which one process alone does not need to load
    from multiprocessing import get_context

    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_begin, initargs=(rules,))
    waiting: deque[Future[list[Line]]] = deque()
    try:
        for packet in _packets(iter(numbered)):
            waiting.append(pool.submit(_score_packet, packet))
            if len(waiting) > AHEAD * jobs:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def _packets(numbered: Iterator[Numbered]) -> Iterator[list[Numbered]]:
    while packet := list(islice(numbered, TOGETHER)):
        yield packet


class _Scorer:
    """Scores one line after the other and reads each questionnaire once."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._read: dict[str, Questionnaire] = {}

    def line(self, number: int, line: bytes) -> Line:
        if not line.strip():
            return Line(number=number, size=len(line))
        try:
            text, short = self._result(number, _text(line))
        except Unreadable as error:
            return Line(number=number, size=len(line), problems=tuple(_on_its_line(problem) for problem in error.problems))
        return Line(number=number, size=len(line), text=text, short=short)

    def _result(self, number: int, line: str) -> tuple[str, bool]:
        answers, named = _without_id(line)
        questionnaire = self._questionnaire(self._rules.chosen or scored.said(answers, "questionnaire") or scored.DEFAULT)
        least = scored.least(questionnaire, self._rules.least) if self._rules.least else None
        result = scored.score(questionnaire, answers, self._rules.asked)
        short = least is not None and not scored.reaches(result.report, least)
        return canonical({"line": number, **named, **result.json()}), short

    def _questionnaire(self, id: str) -> Questionnaire:
        if id not in self._rules.questionnaires:
            message = f"'{id}' is not one of: {', '.join(self._rules.questionnaires)}"
            raise Unreadable((Problem(where="questionnaire", message=message),))
        if id not in self._read:
            self._read[id] = read_questionnaire(self._rules.questionnaires[id])
        return self._read[id]


def _text(line: bytes) -> str:
    text = line.rstrip(b"\r\n")
    if len(text) > MOST_BYTES:
        raise Unreadable((Problem(where="file", message=words.too_long(MOST_BYTES)),))
    try:
        return text.decode()
    except UnicodeDecodeError as error:
        raise Unreadable((Problem(where="file", message=words.not_utf8(error.reason, error.start)),)) from None


def _without_id(line: str) -> tuple[str, dict[str, str | int]]:
    """The answers alone, and the project's `id` where the line gives one."""
    raw = load_json(line)
    if not isinstance(raw, dict) or "id" not in raw:
        return line, {}
    id = raw.pop("id")
    if isinstance(id, bool) or not isinstance(id, str | int):
        raise Unreadable((Problem(where="id", message="is neither a text nor a whole number"),))
    return canonical(raw), {"id": id}


def _on_its_line(problem: Problem) -> Problem:
    """A problem without the number of the line, which is 1 in every line's own text."""
    return Problem(where=problem.where.removeprefix("line 1, "), message=problem.message)


# ── in another process ───────────────────────────────────────────────────────────────────────────────────────────────

_scorers: list[_Scorer] = []  # the one of this process, which has nowhere else to be between two packets


def _begin(rules: Rules) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process hears it and ends the others
    _scorers[:] = [_Scorer(rules)]


def _score_packet(packet: list[Numbered]) -> list[Line]:
    return [_scorers[0].line(*one) for one in packet]
