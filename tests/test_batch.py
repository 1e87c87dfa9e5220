"""Many projects, one a line, are scored as each would be alone, in order, in memory that does not grow with their number."""

from __future__ import annotations

import io
import json
import tracemalloc
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from assessment.authoring import batch, scored
from assessment.authoring.batch import Line, Numbered, Rules
from assessment.authoring.command import main
from assessment.authoring.scored import Asked
from assessment.codec import MOST_BYTES, canonical, plain, write_answers, write_questionnaire
from assessment.model import Answers, Problem, Questionnaire
from tests.strategies import filled, questionnaires
from tests.support import item, questionnaire, stage

ONE = questionnaire(item("FRM-01", gates={"go": "repeatable"}), stages=(stage("go", "FRM"),))
GOOD = b'{"id": "a", "answers": {"FRM-01": {"level": "enforced"}}}'
POOR = b'{"id": "b", "answers": {"FRM-01": {"level": "no"}}}'


def rules(questionnaire: Questionnaire = ONE, **more: object) -> Rules:
    given: dict[str, object] = {"chosen": questionnaire.id, "asked": Asked(), **more}
    return Rules(questionnaires={questionnaire.id: write_questionnaire(questionnaire)}, **given)  # type: ignore[arg-type]


def scores(text: bytes, by: Rules, jobs: int = 1) -> list[Line]:
    return list(batch.score(batch.lines(io.BytesIO(text)), by, jobs))


def single(questionnaire: Questionnaire, answers: str, asked: Asked) -> dict[str, object]:
    return scored.score(questionnaire, answers, asked).json()


@st.composite
def many(draw: st.DrawFn) -> tuple[Questionnaire, list[Answers]]:
    """A questionnaire and any number of sets of answers to it."""
    questionnaire = draw(questionnaires(most_items=4))
    return questionnaire, draw(st.lists(filled(questionnaire), max_size=4))


@given(many(), st.booleans())
def test_each_line_is_scored_as_it_would_be_alone(case: tuple[Questionnaire, list[Answers]], strict: bool) -> None:
    questionnaire, sheets = case
    written = [write_answers(questionnaire, answers) for answers in sheets]
    asked = Asked(strict=strict, today="2026-11-20")

    found = scores("".join(written).encode(), rules(questionnaire, asked=asked))

    alone = [canonical({"line": n, **single(questionnaire, text, asked)}) for n, text in enumerate(written, start=1)]
    assert [line.text for line in found] == alone


def test_more_processes_change_nothing() -> None:
    text = b"\n".join([GOOD, b"no", POOR] * 30)

    assert scores(text, rules(least="go"), jobs=2) == scores(text, rules(least="go"))


def test_a_line_keeps_its_number_and_its_id() -> None:
    found = scores(b'{"id": 7}\n\n  \r\n{"id": "\xc3\xa9"}\n{}', rules())

    assert [json.loads(line.text).get("id") if line.text else None for line in found] == [7, None, None, "é", None]
    assert [json.loads(line.text)["line"] for line in found if line.text] == [1, 4, 5]
    assert [line.size for line in found] == [10, 1, 4, 13, 2]


@pytest.mark.parametrize(
    ("line", "where", "message"),
    [
        pytest.param(b'{"a": }', "column 7", "not JSON: Expecting value", id="no JSON"),
        pytest.param(b"[]", "file", "is a list; an object is needed", id="no object"),
        pytest.param(b"\xff{}", "file", "cannot be read: not UTF-8, invalid start byte at byte 0", id="no UTF-8"),
        pytest.param(b'{"id": 1.5}', "id", "is neither a text nor a whole number", id="an id that is a fraction"),
        pytest.param(b'{"id": true}', "id", "is neither a text nor a whole number", id="an id that is a yes"),
        pytest.param(b"[" * 100, "file", "nested deeper than 12 levels", id="too deep"),
        pytest.param(b" " * MOST_BYTES + b"{}", "file", f"longer than {MOST_BYTES:,} bytes", id="too long"),
    ],
)
def test_a_line_that_cannot_be_read_says_why_and_the_next_is_scored(line: bytes, where: str, message: str) -> None:
    bad, good = scores(line + b"\n" + GOOD, rules())

    assert (bad.number, bad.text, bad.problems) == (1, "", (Problem(where=where, message=message),))
    assert (good.number, json.loads(good.text)["id"]) == (2, "a")


def test_of_a_line_without_end_only_the_beginning_is_read() -> None:
    first, second = batch.lines(io.BytesIO(b"x" * (5 * MOST_BYTES) + b"\nend"))

    assert (first[0], len(first[1])) == (1, MOST_BYTES + 2)
    assert second == (2, b"end")


def test_a_line_of_just_the_longest_length_is_read_whole() -> None:
    longest = b"{}" + b" " * (MOST_BYTES - 2)

    for end in (b"", b"\n", b"\r\n"):
        (line,) = scores(longest + end, rules())

        assert (line.problems, json.loads(line.text)["line"]) == ((), 1)


def test_without_a_chosen_questionnaire_each_line_names_its_own() -> None:
    texts = {"gate-check": write_questionnaire(ONE), "other": write_questionnaire(questionnaire(item("DAT-01")))}
    by = Rules(questionnaires=texts, chosen=None, asked=Asked())

    usual, named, wrong = scores(b'{}\n{"questionnaire": "other"}\n{"questionnaire": "third"}', by)

    assert [json.loads(line.text)["report"]["open"] for line in (usual, named)] == [["FRM-01"], ["DAT-01"]]
    assert wrong.problems == (Problem(where="questionnaire", message="'third' is not one of: gate-check, other"),)


def test_a_chosen_questionnaire_is_that_of_every_line() -> None:
    (line,) = scores(b'{"questionnaire": "third"}', rules())

    assert json.loads(line.text)["report"]["questionnaire"] == "test"


def test_a_result_that_falls_short_is_marked() -> None:
    found = scores(b"\n".join([GOOD, POOR]), rules(least="go"))

    assert [line.short for line in found] == [False, True]


@pytest.mark.parametrize(
    ("by", "where"), [(rules(least="moon"), "--fail-under"), (rules(asked=Asked(target="moon")), "--target")], ids=["least", "target"]
)
def test_a_stage_that_the_lines_questionnaire_does_not_have_is_a_problem_of_the_line(by: Rules, where: str) -> None:
    (line,) = scores(GOOD, by)

    assert [problem.where for problem in line.problems] == [where]


def test_answers_that_do_not_fit_are_problems_of_the_result_and_not_of_the_line() -> None:
    (line,) = scores(b'{"answers": {"FRM-01": {"level": "often"}}}', rules())

    aside = Problem(where="answers.FRM-01", message="level 'often' is not one of: no, ad-hoc, repeatable, enforced")
    assert (line.problems, json.loads(line.text)["problems"]) == ((), plain((aside,)))


@pytest.mark.parametrize(("jobs", "most"), [(1, 1), (2, (batch.AHEAD * 2 + 2) * batch.TOGETHER)])
def test_only_so_many_lines_are_read_ahead(jobs: int, most: int) -> None:
    """A long stream gives its first result after a bounded number of lines."""
    read = 0

    def long() -> Iterator[Numbered]:
        nonlocal read
        for number in range(1, 1_000):
            read = number
            yield number, GOOD

    running = batch.score(long(), rules(), jobs)
    first = list(islice(running, 1))
    running.close()

    assert [line.number for line in first] == [1]
    assert read <= most


class Lines(io.RawIOBase):
    """A stream of lines that are made as they are read."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        self._lines = lines
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, into: memoryview) -> int:  # type: ignore[override]
        self._rest = self._rest or next(self._lines, b"")
        part, self._rest = self._rest[: len(into)], self._rest[len(into) :]
        into[: len(part)] = part
        return len(part)


def test_twenty_thousand_lines_need_no_more_memory_than_a_few(tmp_path: Path) -> None:
    """Most lines are blank, so that the test is quick; they are 20 MB together, what comes out is 8 MB, and 2 MB is the longest file."""
    own, out = tmp_path / "own.json", tmp_path / "out.ndjson"
    own.write_text(write_questionnaire(ONE))
    good = json.dumps({"id": "x" * 20_000, "answers": {"FRM-01": {"level": "enforced"}}}).encode()
    stream = io.BufferedReader(Lines((good if n % 50 == 0 else b" " * 1_000) + b"\n" for n in range(20_000)))

    tracemalloc.start()
    done = CliRunner().invoke(main, ["score", "--ndjson", "-", "--questionnaire", str(own), "--output", str(out)], input=stream)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert (done.exit_code, done.output) == (0, "")
    assert len(out.read_text().splitlines()) == 400
    assert out.stat().st_size > 8_000_000
    assert peak < 4_000_000
