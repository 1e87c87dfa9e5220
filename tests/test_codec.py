"""Between JSON and the model: what is read, what is refused and in which words, and the one way in which everything is written."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction as F
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.codec import (
    DEEPEST,
    LARGEST_WHOLE,
    MOST_BYTES,
    MOST_CLAUSES,
    MOST_ENTRIES,
    Unreadable,
    canonical,
    load_json,
    plain,
    read_answers,
    read_questionnaire,
    write_answers,
    write_questionnaire,
    write_report,
)
from assessment.model import LONGEST_TEXT, Answer, Answers, Condition, Problem, Questionnaire, Range
from assessment.report import assess
from tests.strategies import assessed
from tests.support import answers, item, questionnaire, stage


def refused(read: Callable[[str], object], text: str) -> list[str]:
    with pytest.raises(Unreadable) as refusal:
        read(text)
    assert str(refusal.value) == "\n".join(map(str, refusal.value.problems))
    return [str(problem) for problem in refusal.value.problems]


# ── a problem ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain, with ½ and 見出し", "plain, with ½ and 見出し"),
        ("bell\a, line\n, null\0", "bell\\x07, line\\n, null\\x00"),
        ("turned \u202e around", "turned \\u202e around"),
        ("half \ud83d", "half \\ud83d"),
    ],
)
def test_a_problem_writes_out_what_no_screen_should_get(text: str, shown: str) -> None:
    assert str(Problem(where=text, message=text)) == f"{shown}: {shown}"


def test_a_problem_is_cut_to_a_readable_length() -> None:
    whole = Problem(where="w" * 500, message="m" * 2000)
    cut = Problem(where="w" * 501, message="m" * 2001)

    assert (whole.where, whole.message) == ("w" * 500, "m" * 2000)
    assert (cut.where, cut.message) == ("w" * 499 + "…", "m" * 1999 + "…")


# ── JSON ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_json_is_read_as_it_stands() -> None:
    assert load_json('{"a": [1, -2, 0.5, "x", null, true], "b": {}}') == {"a": [1, -2, 0.5, "x", None, True], "b": {}}


def test_a_text_may_be_as_long_as_the_limit_in_bytes() -> None:
    longest = '"' + "é" * (MOST_BYTES // 2 - 1) + '"'

    assert load_json(longest) == longest.strip('"')
    assert refused(load_json, longest + " ") == ["file: longer than 2,000,000 bytes"]


def test_a_text_may_be_as_deep_as_the_limit() -> None:
    deepest = "[{" + '"a":{' * (DEEPEST - 2)

    assert load_json("[" * DEEPEST + "]" * DEEPEST)
    assert refused(load_json, "[" * (DEEPEST + 1) + "]" * (DEEPEST + 1)) == ["file: nested deeper than 12 levels"]
    assert refused(load_json, "[" + "[" * DEEPEST + "]" * DEEPEST + ", []]") == ["file: nested deeper than 12 levels"]
    assert "nested" not in refused(load_json, deepest)[0]
    assert refused(load_json, deepest + "[")[0] == "file: nested deeper than 12 levels"


def test_brackets_side_by_side_or_in_texts_are_not_deep() -> None:
    many: list[object] = [[], {}] * 20

    assert load_json(canonical(many)) == many
    assert load_json('["[[[[[[[[[[[[[[", "\\"[[[[[[[[[[[[[[", "\\\\", {"{{{{{{{{{{{{{{": 1}]')


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "line 1, column 1: not JSON: Expecting value"),
        ('{"a":\n 1,}', "line 2, column 4: not JSON: Expecting property name enclosed in double quotes"),
        ('{"a": 1', "line 1, column 8: not JSON: Expecting ',' delimiter"),
        ("[1] 2", "line 1, column 5: not JSON: Extra data"),
        ("\ufeff{}", "line 1, column 1: not JSON: Unexpected UTF-8 BOM (decode using utf-8-sig)"),
        ('{"a": 1, "b": {"c": 1, "d": 2, "c": 3}}', "file: the key 'c' stands twice in one object"),
        ('{"\\n": 1, "\\n": 1}', "file: the key '\\n' stands twice in one object"),
        ("[NaN]", "file: NaN is not a number that JSON knows"),
        ("[-Infinity]", "file: -Infinity is not a number that JSON knows"),
        ("[1e999]", "file: the number '1e999' is larger than any that is used here"),
        ("[-1e999]", "file: the number '-1e999' is larger than any that is used here"),
        (f"[{LARGEST_WHOLE + 1}]", "file: a whole number of 16 digits is larger than any that is used here"),
        (f"[-{LARGEST_WHOLE + 1}]", "file: a whole number of 17 digits is larger than any that is used here"),
        (f"[{'9' * 5000}]", "file: a whole number of 5000 digits is larger than any that is used here"),
    ],
)
def test_json_that_two_readers_could_take_differently_is_refused(text: str, message: str) -> None:
    assert refused(load_json, text) == [message]


def test_whole_numbers_up_to_the_largest_are_read() -> None:
    assert load_json(f"[{LARGEST_WHOLE}, -{LARGEST_WHOLE}, 1e308]") == [LARGEST_WHOLE, -LARGEST_WHOLE, 1e308]


def test_canonical_json_is_sorted_tight_readable_and_ends_with_a_newline() -> None:
    assert canonical({"b": [1, None, True], "a": {"d": "é\n", "c": "1/2"}}) == '{"a":{"c":"1/2","d":"é\\n"},"b":[1,null,true]}\n'


def test_a_number_that_is_none_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="JSON"):
        canonical(float("nan"))


def test_the_model_becomes_what_json_can_hold() -> None:
    condition = Condition(clauses=(MappingProxyType({"a": ("yes", "some")}), MappingProxyType({"b": ("no",)})))

    assert plain(Range(proven=F(13, 24), possible=F(1))) == {"proven": "13/24", "possible": "1"}
    assert plain({"when": condition, "all": (condition.clauses, 1)}) == {
        "when": [{"a": ["yes", "some"]}, {"b": ["no"]}],
        "all": [[{"a": ["yes", "some"]}, {"b": ["no"]}], 1],
    }


# ── answers ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_answers_are_read_with_all_that_is_beside_them() -> None:
    text = """{
      "format": "fieldworthy-answers/1", "questionnaire": "any", "edition": "2026.1", "facts": {"safety": "no"}, "target": "go",
      "answers": {
        "A-01": {"level": "no", "edition": "2026.1", "note": "n", "link": "l", "owner": "o", "date": "d", "review_by": "r",
            "settled_by": "s"},
        "A-02": {"dont_know": true}, "A-03": {"not_applicable": "bought", "level": null}
      }
    }"""

    assert read_answers(text) == (
        Answers(
            facts=MappingProxyType({"safety": "no"}),
            answers=MappingProxyType(
                {
                    "A-01": Answer(level="no", edition="2026.1", note="n", link="l", owner="o", date="d", review_by="r", settled_by="s"),
                    "A-02": Answer(dont_know=True),
                    "A-03": Answer(not_applicable="bought"),
                }
            ),
            target="go",
        ),
        (),
    )


@pytest.mark.parametrize("text", ["{}", '{"answers": {}, "facts": {}, "target": null}', '{"format": "fieldworthy-answers/1"}'])
def test_nothing_said_is_a_set_of_answers(text: str) -> None:
    assert read_answers(text) == (Answers(), ())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[]", "file: is a list; an object is needed"),
        ("null", "file: is empty; an object is needed"),
        ("1", "file: is the number 1; an object is needed"),
        ("true", "file: is true; an object is needed"),
        ('"x\\u0007"', "file: is the text 'x\\x07'; an object is needed"),
        ('{"format": "fieldworthy-answers/2"}', "format: 'fieldworthy-answers/2' cannot be read here; 'fieldworthy-answers/1' can"),
        ('{"format": null}', "format: null cannot be read here; 'fieldworthy-answers/1' can"),
        (f'{{"format": "{"x" * 99}"}}', f"format: '{'x' * 56}… cannot be read here; 'fieldworthy-answers/1' can"),
        (f'{{"format": "{"x" * 58}"}}', f"format: '{'x' * 58}' cannot be read here; 'fieldworthy-answers/1' can"),
    ],
)
def test_what_is_no_set_of_answers_is_refused(text: str, message: str) -> None:
    assert refused(read_answers, text) == [message]


MORE_THAN_ONE = "needs one of: level, dont_know, not_applicable; more than one is given"
NOTHING = "needs one of: level, dont_know, not_applicable; an open item, something kept for it"
FIELDS = "unknown key; allowed are: date, dont_know, edition, level, link, not_applicable, note, owner, review_by, settled_by"


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({}, f"answers.A-01: {NOTHING}"),
        ({"edition": "2026.1"}, f"answers.A-01: {NOTHING}"),
        ({"dont_know": False}, f"answers.A-01: {NOTHING}"),
        ({"level": "no", "dont_know": True}, f"answers.A-01: {MORE_THAN_ONE}"),
        ({"level": "no", "not_applicable": ""}, f"answers.A-01: {MORE_THAN_ONE}"),
        ({"not_applicable": " \t"}, "answers.A-01: not_applicable needs a reason"),
        ("no", "answers.A-01: is the text 'no'; an object is needed"),
        (None, "answers.A-01: is empty; an object is needed"),
        ({"level": 1}, "answers.A-01.level: is the number 1; a text is needed"),
        ({"level": ["no"]}, "answers.A-01.level: is a list; a text is needed"),
        ({"level": True}, "answers.A-01.level: is true; a text is needed"),
        ({"dont_know": 1}, "answers.A-01.dont_know: is the number 1; true or false is needed"),
        ({"dont_know": "true"}, "answers.A-01.dont_know: is the text 'true'; true or false is needed"),
        ({"level": "no", "note": None}, "answers.A-01.note: is empty; a text is needed"),
        ({"level": "no", "note": {}}, "answers.A-01.note: is an object; a text is needed"),
        ({"level": "no", "note": "x" * (LONGEST_TEXT + 1)}, "answers.A-01.note: is longer than 20,000 characters"),
        ({"level": "no", "note": "\ud83d"}, "answers.A-01.note: holds half of a character, which cannot be written to a file"),
        (
            {"level": "no", "points": 3},
            f"answers.A-01.points: {FIELDS}",
        ),
        (
            {"level": "no", "my key": 3},
            f"answers.A-01.'my key': {FIELDS}",
        ),
    ],
)
def test_an_answer_that_makes_no_sense_is_left_out_and_named_and_the_rest_holds(wrong: object, message: str) -> None:
    found, problems = read_answers(json.dumps({"answers": {"A-01": wrong, "A-02": {"level": "no"}}}))

    assert found == answers(A_02="no")
    assert [str(problem) for problem in problems] == [message]


@pytest.mark.parametrize("kept", ["note", "link", "owner", "date", "review_by"])
def test_an_open_item_may_keep_something_beside_it(kept: str) -> None:
    found, problems = read_answers(json.dumps({"answers": {"A-01": {kept: "2026-11-20"}}}))

    assert (found.answers["A-01"].is_open, problems) == (True, ())


def test_the_longest_text_is_read() -> None:
    note = "x" * LONGEST_TEXT

    assert read_answers(canonical({"answers": {"A-01": {"level": "no", "note": note}}}))[0].answers["A-01"].note == note


@pytest.mark.parametrize(
    ("raw", "messages"),
    [
        ({"answers": []}, ["answers: is a list; an object is needed"]),
        ({"facts": None}, ["facts: is empty; an object is needed"]),
        ({"facts": {"safety": True}}, ["facts.safety: is true; a text is needed"]),
        ({"target": 3}, ["target: is the number 3; a text is needed"]),
        ({"answers": {"": {"level": 1}}}, ["answers.''.level: is the number 1; a text is needed"]),
        ({"answers": {"<b>\a": {}}}, [f"answers.'<b>\\x07': {NOTHING}"]),
        ({"answers": {"\udc00": {"level": "no"}}}, ["answers.'\\udc00': holds half of a character, which cannot be written to a file"]),
        ({"facts": {"\udc00": "no"}}, ["facts.'\\udc00': holds half of a character, which cannot be written to a file"]),
        (
            {"b": 1, "": 2},
            [
                "b: unknown key; allowed are: answers, edition, facts, format, name, questionnaire, target",
                "'': unknown key; allowed are: answers, edition, facts, format, name, questionnaire, target",
            ],
        ),
        (
            {"facts": {"safety": 1}, "answers": {"A-01": {"level": 1, "note": 2}}, "target": []},
            [
                "answers.A-01.level: is the number 1; a text is needed",
                "answers.A-01.note: is the number 2; a text is needed",
                "facts.safety: is the number 1; a text is needed",
                "target: is a list; a text is needed",
            ],
        ),
    ],
)
def test_everything_wrong_is_said_at_once_with_its_path(raw: dict[str, object], messages: list[str]) -> None:
    found, problems = read_answers(json.dumps(raw))

    assert found == Answers()
    assert [str(problem) for problem in problems] == messages


def test_answers_are_written_without_what_says_nothing() -> None:
    given_answers = replace(answers({"safety": "no"}, A_01="no", A_02="?", A_03="n/a bought"), target="go")

    assert write_answers(questionnaire(item("A-01")), given_answers) == (
        '{"answers":{"A-01":{"level":"no"},"A-02":{"dont_know":true},"A-03":{"not_applicable":"bought"}},"edition":"2026.1",'
        '"facts":{"safety":"no"},"format":"fieldworthy-answers/1","questionnaire":"test","target":"go"}\n'
    )
    assert '"target"' not in write_answers(questionnaire(item("A-01")), answers())


# ── questionnaires ───────────────────────────────────────────────────────────────────────────────────────────────────

KEYS = (
    "unknown key; allowed are: bands, dimensions, edition, elsewhere, facts, id, items, points, retired, scale, stages, title, weakest_link"
)
ASKED = questionnaire(item("A-01", gates={"go": "repeatable"}), item("A-02", effort={"ad-hoc": 2}), stages=(stage("go", "A"),))


def raw(**changes: object) -> dict[str, Any]:
    return {**json.loads(write_questionnaire(ASKED)), **changes}


def with_item(**changes: object) -> dict[str, Any]:
    one = raw()
    one["items"][1] |= changes
    return one


def test_a_questionnaire_is_read_as_it_was_written() -> None:
    assert read_questionnaire(write_questionnaire(ASKED)) == ASKED


def test_what_a_questionnaire_leaves_out_has_its_default() -> None:
    short = {key: value for key, value in raw().items() if key not in {"bands", "facts", "weakest_link", "elsewhere", "retired"}}

    assert read_questionnaire(canonical(short)) == ASKED


def without(key: str) -> dict[str, Any]:
    return {name: value for name, value in raw().items() if name != key}


@pytest.mark.parametrize(
    ("wrong", "messages"),
    [
        (without("items"), ["items: is missing"]),
        (raw(items={}), ["items: is an object; a list is needed"]),
        (raw(items=[1]), ["items[0]: is the number 1; an object is needed"]),
        (raw(title=None), ["title: is empty; a text is needed"]),
        (raw(weakest_link=0.5), ['weakest_link: is the number 0.5; an exact number such as "1/4" is needed']),
        (raw(weakest_link=True), ['weakest_link: is true; an exact number such as "1/4" is needed']),
        (raw(weakest_link=-1), ['weakest_link: is the number -1; an exact number such as "1/4" is needed']),
        (raw(weakest_link="1/0"), ["weakest_link: is the text '1/0'; an exact number such as \"1/4\" is needed"]),
        (raw(weakest_link="1/"), ["weakest_link: is the text '1/'; an exact number such as \"1/4\" is needed"]),
        (raw(weakest_link="1/2/3"), ["weakest_link: is the text '1/2/3'; an exact number such as \"1/4\" is needed"]),
        (raw(weakest_link="½"), ["weakest_link: is the text '\\xbd'; an exact number such as \"1/4\" is needed"]),
        (raw(weakest_link="٣"), ["weakest_link: is the text '\\u0663'; an exact number such as \"1/4\" is needed"]),
        (raw(weakest_link="1" * 10), ["weakest_link: is the text '1111111111'; an exact number such as \"1/4\" is needed"]),
        (
            raw(colour="red", Zeal=1),
            [
                f"Zeal: {KEYS}",
                f"colour: {KEYS}",
            ],
        ),
        (with_item(weight="3"), ["items[1].weight: is the text '3'; a whole number is needed"]),
        (with_item(weight=1.5), ["items[1].weight: is the number 1.5; a whole number is needed"]),
        (with_item(weight=True), ["items[1].weight: is true; a whole number is needed"]),
        (with_item(may_not_apply=1), ["items[1].may_not_apply: is the number 1; true or false is needed"]),
        (with_item(levels=["no"]), ["items[1].levels: is a list; an object is needed"]),
        (with_item(levels={"no": 1}), ["items[1].levels.no: is the number 1; a text is needed"]),
        (with_item(levels={"\ud800": ""}), ["items[1].levels: holds half of a character, which cannot be written to a file"]),
        (with_item(gates=[{"stage": "go"}]), ["items[1].gates[0].least: is missing"]),
        (with_item(applies_when={}), ["items[1].applies_when: is an object; a list is needed"]),
        (with_item(applies_when=[{"a": "yes"}]), ["items[1].applies_when[0].a: is the text 'yes'; a list is needed"]),
        (
            with_item(applies_when=[{}] * (MOST_CLAUSES + 1)),
            ["items[1].applies_when: has 21 clauses; at most 20 are read"],
        ),
        (
            with_item(effort=dict.fromkeys(map(str, range(MOST_ENTRIES + 1)), 1)),
            ["items[1].effort: has 1,001 entries; at most 1,000 are read"],
        ),
        (raw(elsewhere=["x"] * (MOST_ENTRIES + 1)), ["elsewhere: has 1,001 entries; at most 1,000 are read"]),
        (
            raw(stages=[{"id": "go", "name": "", "question": "", "floors": {"extreme": "1/2", "low": "high"}}]),
            [
                "stages[0].floors: 'extreme' is not one of: low, medium, high",
                "stages[0].floors.low: is the text 'high'; an exact number such as \"1/4\" is needed",
            ],
        ),
        (
            raw(facts=[{"id": "a", "question": "", "choices": [{"id": "no", "label": "", "stakes": 3}]}]),
            ["facts[0].choices[0].stakes: 3 is not one of: low, medium, high"],
        ),
        (
            raw(dimensions=[]),
            [
                "stages[0].dimensions: dimension 'A' is not one of: ",
                "items[0].dimension: dimension 'A' is not one of: ",
                "items[1].dimension: dimension 'A' is not one of: ",
            ],
        ),
    ],
)
def test_a_questionnaire_that_is_wrong_is_refused_with_every_path(wrong: Mapping[str, object], messages: list[str]) -> None:
    assert refused(read_questionnaire, json.dumps(wrong)) == messages


def test_as_many_clauses_and_entries_as_the_limits_are_read() -> None:
    wide = with_item(applies_when=[{}] * MOST_CLAUSES) | {"elsewhere": ["x"] * MOST_ENTRIES}

    assert len(read_questionnaire(canonical(wide)).elsewhere) == MOST_ENTRIES


@pytest.mark.parametrize(("written", "expected"), [("1/4", F(1, 4)), ("25/100", F(1, 4)), (0, F(0)), ("1", F(1)), (1, F(1))])
def test_an_exact_number_is_a_whole_or_a_fraction(written: object, expected: F) -> None:
    assert read_questionnaire(canonical(raw(weakest_link=written))).weakest_link == expected


@given(assessed())
def test_a_report_is_json_that_reads_back_as_it_was_written(case: tuple[Questionnaire, Answers]) -> None:
    text = write_report(assess(*case))

    assert canonical(load_json(text)) == text


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-LARGEST_WHOLE, LARGEST_WHOLE) | st.text(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
        max_leaves=8,
    )
)
def test_canonical_json_reads_back_as_what_was_written(value: object) -> None:
    assert load_json(canonical(value)) == value
