"""Results that anyone can redo: the same answers give the same report, and every difference is named by its path."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment import __version__
from assessment.answers import accept
from assessment.codec import Unreadable, canonical, write_questionnaire
from assessment.model import Answers, Questionnaire
from assessment.report import assess
from assessment.results import Difference, content_hash, verify, write_result
from tests.strategies import assessed
from tests.support import answers, fact, item, questionnaire, stage

ASKED = questionnaire(
    item("A-01", 3, gates={"go": "repeatable"}),
    item("A-02", may_not_apply=True),
    item("B-01", 2),
    stages=(stage("go", "A", "B", floor="1/4"),),
    facts=(fact("safety"),),
)
GIVEN = answers({"safety": "no"}, "go", A_01="repeatable", A_02="n/a we buy the model", B_01="?")


def result(asked: Questionnaire = ASKED, given_answers: Answers = GIVEN, *, strict: bool = False, today: str | None = None) -> str:
    return write_result(asked, given_answers, assess(asked, given_answers, strict=strict, today=today), today=today)


def changed(**parts: object) -> str:
    return canonical({**json.loads(result()), **parts})


def test_a_result_says_what_was_asked_answered_and_found() -> None:
    read = json.loads(result(today="2026-11-20", strict=True))

    report = read.pop("report")
    digest = read.pop("digest")
    assert read == {
        "format": "fieldworthy-result/1",
        "questionnaire": {"id": "test", "edition": "2026.1", "hash": content_hash(ASKED)},
        "engine": __version__,
        "strict": True,
        "today": "2026-11-20",
        "facts": {"safety": "no"},
        "answers": {"A-01": {"level": "repeatable"}, "A-02": {"not_applicable": "we buy the model"}, "B-01": {"dont_know": True}},
        "target": "go",
    }
    assert (report["target"], report["strict"], report["answered"], report["asked"]) == ("go", True, 1, 2)
    assert len(digest) == len("sha256:") + 64


def test_a_hash_is_that_of_the_canonical_text_and_changes_with_any_word() -> None:
    assert content_hash(ASKED) == "sha256:" + hashlib.sha256(write_questionnaire(ASKED).encode("utf-8")).hexdigest()
    assert content_hash(ASKED) == content_hash(replace(ASKED))
    assert content_hash(ASKED) != content_hash(replace(ASKED, title="Other"))


def test_a_result_as_it_was_written_is_identical_when_redone() -> None:
    assert verify(ASKED, result()) == ()
    assert verify(ASKED, result(strict=True, today="2026-11-20")) == ()


def test_another_version_of_the_engine_is_no_difference() -> None:
    assert verify(ASKED, changed(engine="1999.1.0")) == ()


def test_a_changed_answer_shows_in_everything_that_follows_from_it() -> None:
    raw = json.loads(result())
    raw["answers"]["A-01"]["level"] = "enforced"

    found = {one.path: (one.recorded, one.recomputed) for one in verify(ASKED, canonical(raw))}

    assert found["report.index.score.proven"] == ('"1/8"', '"1/4"')
    assert found["report.dimensions[0].terms[0].level"] == ('"repeatable"', '"enforced"')
    assert "digest" in found
    assert not any(path.startswith(("answers", "facts", "questionnaire")) for path in found)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"digest": "sha256:00"}, [Difference("digest", '"sha256:00"', None)]),
        ({"extra": 1}, [Difference("extra", "1", None)]),
        ({"today": "2026-11-20"}, []),
        ({"today": 20261120}, [Difference("today", "20261120", "null")]),
        (
            {"questionnaire": {"id": "test", "edition": "2025.1", "hash": "x"}},
            [Difference("questionnaire.edition", '"2025.1"', '"2026.1"'), Difference("questionnaire.hash", '"x"', None)],
        ),
        (
            {"questionnaire": {"id": "test", "edition": "2026.1", "hash": content_hash(ASKED), "engine": "1999.1.0"}},
            [Difference("questionnaire.engine", '"1999.1.0"', None)],
        ),
        ({"questionnaire": "test"}, [Difference("questionnaire", '"test"', None)]),
        ({"strict": 0}, [Difference("strict", "0", "false")]),
    ],
)
def test_what_was_changed_is_named_with_both_values(parts: dict[str, object], expected: list[Difference]) -> None:
    found = verify(ASKED, changed(**parts))

    assert [one.path for one in found] == [one.path for one in expected]
    for one, wanted in zip(found, expected, strict=True):
        assert one.recorded == wanted.recorded
        assert wanted.recomputed in (None, one.recomputed)


def test_what_was_left_out_or_added_is_a_difference_too() -> None:
    raw = json.loads(result())
    del raw["digest"]
    raw["report"]["findings"].append("more")
    raw["report"]["dimensions"].pop()

    found = verify(ASKED, canonical(raw))

    assert [(one.path, one.recorded, one.recomputed is None) for one in found] == [
        ("digest", None, False),
        ("report.dimensions[1]", None, False),
        ("report.findings[1]", '"more"', True),
    ]


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("", ["line 1, column 1: not JSON: Expecting value"]),
        ("[]", ["format: is not 'fieldworthy-result/1'"]),
        ("{}", ["format: is not 'fieldworthy-result/1'"]),
        (changed(format="fieldworthy-result/2"), ["format: is not 'fieldworthy-result/1'"]),
        (changed(answers=[]), ["answers: is a list; an object is needed"]),
        (changed(facts={"safety": "maybe"}), ["facts.safety: 'maybe' is not one of: no, yes"]),
        (
            changed(answers={"A-01": {"level": "best"}, "A-02": {}}),
            [
                "answers.A-02: needs one of: level, dont_know, not_applicable; an open item, something kept for it",
                "answers.A-01: level 'best' is not one of: no, ad-hoc, repeatable, enforced",
            ],
        ),
        (changed(strict=float("1e300")).replace("1e+300", "1e999"), ["file: the number '1e999' is larger than any that is used here"]),
        (changed(facts={"\ud800": "no"}), ["facts.'\\ud800': holds half of a character, which cannot be written to a file"]),
    ],
)
def test_what_is_no_result_is_refused_with_every_reason(text: str, messages: list[str]) -> None:
    with pytest.raises(Unreadable) as refusal:
        verify(ASKED, text)

    assert [str(problem) for problem in refusal.value.problems] == messages


# ── laws ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

Path = tuple[str | int, ...]


def leaves(value: object, path: Path = ()) -> Iterator[Path]:
    """The path of every part of a JSON value that holds no other part."""
    parts: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        parts = list(value.items())
    elif isinstance(value, list):
        parts = list(enumerate(value))
    if not parts:
        yield path
    for key, part in parts:
        yield from leaves(part, (*path, key))


def written(path: Path) -> str:
    text = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path)
    return text.removeprefix(".")


def with_other(value: Any, path: Path) -> Any:
    """A copy of a JSON value in which one leaf is something else."""
    if not path:
        return "something else" if value != "something else" else None
    copy = value.copy()
    copy[path[0]] = with_other(copy[path[0]], path[1:])
    return copy


@given(assessed(), st.booleans(), st.sampled_from([None, "2026-11-20"]))
def test_every_result_is_identical_when_redone(case: tuple[Questionnaire, Answers], strict: bool, today: str | None) -> None:
    asked, said = case

    assert verify(asked, result(asked, accept(asked, said).answers, strict=strict, today=today)) == ()


@given(assessed(), st.data())
def test_any_changed_leaf_of_a_report_is_named_by_its_path(case: tuple[Questionnaire, Answers], data: st.DataObject) -> None:
    asked, said = case
    raw = json.loads(result(asked, said))
    leaf = data.draw(st.sampled_from(list(leaves(raw["report"]))))
    raw["report"] = with_other(raw["report"], leaf)

    found = verify(asked, canonical(raw))

    assert [one.path for one in found] == [f"report.{written(leaf)}"]


def test_every_leaf_of_one_report_is_watched() -> None:
    raw = json.loads(result())

    for leaf in leaves(raw["report"]):
        forged = {**raw, "report": with_other(raw["report"], leaf)}
        assert [one.path for one in verify(ASKED, canonical(forged))] == [f"report.{written(leaf)}"]
