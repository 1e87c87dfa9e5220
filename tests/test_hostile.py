"""Files that are broken or meant to break something: thousands of them, read without an exception other than Unreadable.

Every problem has a place and printable words, what is read after all can be scored, and nothing that is read is changed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from assessment.answers import accept
from assessment.authoring import source
from assessment.authoring.command import main
from assessment.browser import Door, LawDoor, open_door
from assessment.codec import Unreadable, canonical, read_answers, read_questionnaire, write_law, write_questionnaire
from assessment.law import LawDate
from assessment.migration import migrate
from assessment.model import Answers, Problem, Questionnaire
from assessment.raters import merge
from assessment.report import assess
from assessment.results import verify, write_result
from tests.stories import Story, stories
from tests.support import ROOT, answers, fact, item, questionnaire, stage
from tests.test_law import book, row

GOLDEN = ROOT / "tests" / "golden"
ASKED = questionnaire(
    item("A-01", 3, gates={"go": "repeatable"}),
    item("A-02", may_not_apply=True, since="2026.1"),
    stages=(stage("go", "A", floor="1/4"),),
    facts=(fact("safety"),),
)
DOOR = Door(write_questionnaire(ASKED))

GIVEN = (ROOT / "tests" / "fixtures" / "editions" / "2026.1.json").read_text(encoding="utf-8")
SAID = answers({"safety": "no"}, "go", A_01="repeatable", A_02="n/a we buy the model")
RESULT = write_result(ASKED, SAID, assess(ASKED, SAID))
COMPILED = write_questionnaire(ASKED)
LAW = write_law(book(row("R-1", {"chat": "yes"}, dates=(LawDate(date="2027-01-01", what="It begins.", state="coming"),)), row("R-2")))
LAW_DOOR = LawDoor(LAW)
WRITTEN = (GOLDEN / "questionnaires" / "worked-case.yml").read_text(encoding="utf-8")


# ── readers ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def fine(problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        assert problem.where
        assert problem.message
        assert str(problem).isprintable()


def read_a_sheet(text: str) -> None:
    """Read answers, set aside what does not fit, score, migrate and merge the rest."""
    given_answers, unread = read_answers(text)
    accepted = accept(ASKED, given_answers)
    fine(unread + accepted.aside)
    report = assess(ASKED, accepted.answers, strict=True, today="2026-11-20")
    brought = migrate(ASKED, given_answers, "2025.1")
    merge(ASKED, [accepted.answers, accept(ASKED, brought.answers).answers])
    assert verify(ASKED, write_result(ASKED, accepted.answers, assess(ASKED, accepted.answers))) == ()
    assert report.asked <= 2


def show_what_is_compiled(text: str) -> None:
    """Open a compiled text as the page does."""
    open_door(text)


def show_a_sheet(text: str) -> None:
    """Score answers and look up the law as the page does, which never raises."""
    for shown in (json.loads(DOOR.assess(text, "/")), json.loads(LAW_DOOR.assess(text, "/", "2026-11-20"))):
        assert shown.keys() >= {"report", "html", "problems"}
        fine(tuple(Problem(**problem) for problem in shown["problems"]))


def read_a_result(text: str) -> None:
    for difference in verify(ASKED, text):
        assert difference.path
        assert difference.recorded != difference.recomputed


def read_compiled(text: str) -> None:
    scorable(read_questionnaire(text))


def read_written(text: str) -> None:
    scorable(read_questionnaire(canonical(source.read(text, "own.yml").data)))


def scorable(asked: Questionnaire) -> None:
    """What passes as a questionnaire scores a blank form and a full one."""
    full = answers(None, None, **{one.id: asked.scale[-1].id for one in asked.items})
    assert assess(asked, Answers()).answered == 0
    assert assess(asked, full).outcome.confirmed == len(asked.stages)


def survives(read: Callable[[str], object], text: str) -> bool:
    """Whether a text could be read; when not, that it was refused in words. Any other exception ends the test."""
    refused: tuple[Problem, ...] | None = None
    try:
        read(text)
    except Unreadable as refusal:
        refused = refusal.problems
    assert refused != ()
    fine(refused or ())
    return refused is None


# ── ways to break a file ─────────────────────────────────────────────────────────────────────────────────────────────


def cut(text: str, every: int) -> Iterator[str]:
    """The file up to each of its bytes; a character cut in half stays as its bytes, as a careless reader would keep it."""
    whole = text.encode()
    yield from (whole[:end].decode("utf-8", "surrogateescape") for end in range(0, len(whole), every))


def flipped(text: str, every: int, masks: tuple[int, ...]) -> Iterator[str]:
    """The file with bits of one byte turned over."""
    whole = text.encode()
    for place in range(0, len(whole), every):
        for mask in masks:
            yield (whole[:place] + bytes([whole[place] ^ mask]) + whole[place + 1 :]).decode("utf-8", "surrogateescape")


OTHERS: tuple[object, ...] = (
    None,
    True,
    0,
    -1,
    2**53,
    1.5,
    1e308,
    "",
    "no",
    "<img src=x onerror=alert(1)>",
    "\ud800\u202e\0\x1b[2J",
    "x" * 30_000,
    "9" * 5_000,
    [],
    [[]],
    [None] * 30,
    {},
    {"": {"": []}},
    {"\ud800\n": 1, "__class__": 2},
)


def swapped(value: Any) -> Iterator[Any]:
    """The value with each of its parts, in turn, something of another kind, or left out."""
    yield from OTHERS
    if isinstance(value, dict):
        for key in value:
            yield {name: part for name, part in value.items() if name != key}
            yield {f"{name}\u202e" if name == key else name: part for name, part in value.items()}
            yield from ({**value, key: part} for part in swapped(value[key]))
    elif isinstance(value, list):
        for n in range(len(value)):
            yield value[:n] + value[n + 1 :]
            yield value[: n + 1] + value[n:]
            yield from ([*value[:n], part, *value[n + 1 :]] for part in swapped(value[n]))


def swaps(text: str) -> list[str]:
    return [json.dumps(value) for value in swapped(json.loads(text))]


SLIM = canonical({key: value for key, value in json.loads(RESULT).items() if key != "report"})
SWAPPED_SHEETS = swaps(canonical({**json.loads(GIVEN), "answers": dict(list(json.loads(GIVEN)["answers"].items())[:3])}))
SWAPPED_RESULTS = swaps(SLIM)
SWAPPED_LAWS = swaps(LAW)
SWAPPED_QUESTIONNAIRES = swaps(COMPILED)

BROKEN = [
    pytest.param(read_a_sheet, partial(cut, GIVEN, 1), id="answers cut at every byte"),
    pytest.param(read_a_result, partial(cut, RESULT, 1), id="a result cut at every byte"),
    pytest.param(read_compiled, partial(cut, COMPILED, 1), id="a compiled questionnaire cut at every byte"),
    pytest.param(read_written, partial(cut, WRITTEN, 1), id="a written questionnaire cut at every byte"),
    pytest.param(read_a_sheet, partial(flipped, GIVEN, 2, (0x01, 0x80)), id="answers with a byte flipped"),
    pytest.param(show_a_sheet, partial(flipped, GIVEN, 5, (0x02, 0x20, 0xFF)), id="answers shown with a byte flipped"),
    pytest.param(read_a_result, partial(flipped, RESULT, 4, (0x01, 0x80)), id="a result with a byte flipped"),
    pytest.param(read_compiled, partial(flipped, COMPILED, 1, (0x01, 0x80)), id="a compiled questionnaire with a byte flipped"),
    pytest.param(read_written, partial(flipped, WRITTEN, 2, (0x01, 0x80)), id="a written questionnaire with a byte flipped"),
    pytest.param(show_what_is_compiled, partial(flipped, LAW, 2, (0x01, 0x80)), id="a book of law with a byte flipped"),
    pytest.param(show_what_is_compiled, lambda: iter(SWAPPED_LAWS), id="a book of law with a part swapped"),
    pytest.param(read_a_sheet, lambda: iter(SWAPPED_SHEETS), id="answers with a part swapped"),
    pytest.param(show_a_sheet, lambda: iter(SWAPPED_SHEETS[::3]), id="answers shown with a part swapped"),
    pytest.param(read_a_result, lambda: iter(SWAPPED_RESULTS), id="a result with a part swapped"),
    pytest.param(read_compiled, lambda: iter(SWAPPED_QUESTIONNAIRES), id="a compiled questionnaire with a part swapped"),
    pytest.param(read_written, lambda: iter(SWAPPED_QUESTIONNAIRES[::4]), id="a written questionnaire with a part swapped"),
]


@pytest.mark.parametrize(("read", "files"), BROKEN)
def test_a_broken_file_is_read_or_refused_in_words(read: Callable[[str], object], files: Callable[[], Iterator[str]]) -> None:
    read_after_all = [survives(read, text) for text in files()]

    assert read_after_all.count(False) > 0 or read is show_a_sheet


def test_more_than_ten_thousand_broken_files_were_read() -> None:
    files: list[Callable[[], Iterator[str]]] = [case.values[1] for case in BROKEN]  # type: ignore[misc]

    assert sum(len(set(make())) for make in files) > 10_000


# ── files made to break something ────────────────────────────────────────────────────────────────────────────────────

MEGABYTES = 20 * 2**20
BOMB = "a: &a [x, x]\n" + "".join(f"{name}: &{name} [*{before}, *{before}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("[" * MEGABYTES, "file: longer than 2,000,000 bytes", id="20 MB of brackets"),
        pytest.param("{" + " " * MEGABYTES + "}", "file: longer than 2,000,000 bytes", id="20 MB of nothing"),
        pytest.param("[" * 10**6, "file: nested deeper than 12 levels", id="a million levels"),
        pytest.param('{"a":' * 300_000, "file: nested deeper than 12 levels", id="a deep object"),
        pytest.param(
            "{" + ",".join(f'"{n}":0' for n in range(150_000)) + ',"149999":0}',
            "file: the key '149999' stands twice in one object",
            id="many keys and the last one twice",
        ),
        pytest.param(
            f'{{"a":{"9" * 10**6}}}', "file: a whole number of 1000000 digits is larger than any that is used here", id="a million digits"
        ),
        pytest.param(
            f'{{"a":{"9" * 10**6}.5}}', f"file: the number '{'9' * 56}… is larger than any that is used here", id="and a fraction"
        ),
        pytest.param(f'"{"x" * 1_999_998}"', f"file: is the text '{'x' * 56}…; an object is needed", id="one long text"),
        pytest.param("[" + "0," * 900_000 + "0]", "file: is a list; an object is needed", id="one long list"),
    ],
)
def test_json_made_to_break_a_reader_is_refused(text: str, message: str) -> None:
    for read in (read_answers, read_questionnaire):
        with pytest.raises(Unreadable) as refusal:
            read(text)
        assert [str(problem) for problem in refusal.value.problems] == [message]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("[" * MEGABYTES, "own.yml: longer than 2,000,000 characters", id="20 MB of brackets"),
        pytest.param("[" * 10**6, "own.yml:1: nested deeper than 12 levels", id="a million levels"),
        pytest.param("- " * 10**6, "own.yml:1: nested deeper than 12 levels", id="a million dashes"),
        pytest.param("? " * 10**6, "own.yml:1: nested deeper than 12 levels", id="a million keys of keys"),
        pytest.param(BOMB, "own.yml:2: alias *a is not allowed; write the value out", id="an alias bomb"),
        pytest.param("a: &a {b: 1}\nc: {<<: *a}\n", "own.yml:2: alias *a is not allowed; write the value out", id="a merge key"),
        pytest.param("&a [*a]", "own.yml:1: alias *a is not allowed; write the value out", id="a list that holds itself"),
        pytest.param("a: 1\na: 2\n", "own.yml:2: the key 'a' stands twice", id="a key twice"),
        pytest.param('"a\\u202e": 1\n"a\\u202e": 2\n', "own.yml:2: the key 'a\\u202e' stands twice", id="a turned key twice"),
        pytest.param("? [a]\n: 1\n", "own.yml:1: a key must be a plain word", id="a list as key"),
        pytest.param("a: \ud800\n", "own.yml: not YAML: holds half of a character, which no file can hold", id="half of a character"),
    ],
)
def test_yaml_made_to_break_a_reader_is_refused(text: str, message: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        source.read(text, "own.yml")

    assert str(refusal.value.problems[0]) == message


@pytest.mark.parametrize(
    "text",
    [
        "a: \0\n",
        "%YAML 9.9\n---\n",
        "a: !!python/object/apply:os.system [id]\n",
        "a\n---\nb\n",
        "\ta: 1\n",
        "a: 'b",
        "'",
        "*",
        "&",
        "!",
        "%",
        "@",
        "`",
        "|",
        ">-",
        "{",
        "}",
        "]",
        "? ",
        ": ",
        "- - :",
        "\ufeff",
    ],
)
def test_yaml_that_is_none_is_read_or_refused_in_words(text: str) -> None:
    survives(read_written, text)


MANY = 50_000


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(canonical({"answers": {"A-01": {f"k{n}": n for n in range(MANY)}}}), id="many unknown fields"),
        pytest.param(canonical({"answers": {f"k{n}": {} for n in range(MANY)}}), id="many empty answers"),
        pytest.param(canonical({"answers": {f"X-{n}": {"level": "no"} for n in range(MANY)}}), id="many answers that nobody asked for"),
        pytest.param(canonical({f"k{n}": n for n in range(MANY)}), id="many unknown keys"),
    ],
)
def test_a_sheet_of_many_mistakes_names_them_all(text: str) -> None:
    given_answers, unread = read_answers(text)

    aside = unread + accept(ASKED, given_answers).aside

    assert len(aside) >= MANY
    fine(aside[::1000])


EVIL = "<img src=x onerror=alert(1)>"


def infected(value: Any) -> Any:
    """A JSON value in which every text that is no id, address or number looks like markup."""
    if isinstance(value, dict):
        words = {"title", "question", "name", "means", "help", "label", "weight_reason", "who_knows", "note", "not_applicable"}
        return {key: EVIL if key in words and isinstance(part, str) else infected(part) for key, part in value.items()}
    return [infected(part) for part in value] if isinstance(value, list) else value


@pytest.mark.parametrize("story", stories(), ids=lambda story: story.name)
def test_words_that_look_like_markup_stay_words(story: Story) -> None:
    door = Door(canonical(infected(json.loads(write_questionnaire(story.questionnaire)))))
    said = infected(story.answers)

    shown = json.loads(door.assess(canonical(said | {"answers": {EVIL: {"level": EVIL}, **said.get("answers", {})}}), "/"))["html"]

    assert "<img" not in shown
    assert "&lt;img src=x onerror=alert(1)&gt;" in shown


@pytest.mark.parametrize("id", ["<b>", 'a"b', "a b", "a/b", "../x", "é", "a\n", "", "-a", "x" * 65])
def test_an_id_of_a_questionnaire_is_never_markup(id: str) -> None:
    raw = json.loads(COMPILED)
    raw["items"][1]["id"] = id

    with pytest.raises(Unreadable) as refusal:
        read_questionnaire(canonical(raw))

    assert [str(problem) for problem in refusal.value.problems] == [
        "items[1].id: an id is made of letters, digits, dots, hyphens and underscores, 64 at most"
    ]


values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.floats() | st.text(max_size=9) | st.sampled_from(["A-01", "no", "go"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["answers", "facts", "A-01", "level", "items", "scale", "id", "", "\u202e"]), inner, max_size=4)
    ),
    max_leaves=25,
)


@given(values)
def test_any_json_is_read_or_refused_in_words(value: object) -> None:
    text = json.dumps(value)

    for read in (read_a_sheet, show_a_sheet, read_a_result, read_compiled, read_written, show_what_is_compiled):
        survives(read, text)


@given(
    st.text()
    | st.text(st.sampled_from('{}[]":,-&*!|>?%@#\\ \n\t0e1ax\ud800\0'))
    | st.binary().map(lambda b: b.decode("utf-8", "surrogateescape"))
)
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    for read in (read_a_sheet, show_a_sheet, read_a_result, read_compiled, read_written, show_what_is_compiled):
        survives(read, text)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"\xff\xfe{\0}\0", id="UTF-16"),
        pytest.param(b'{"answers": {', id="cut"),
        pytest.param(b"[" * 3_000_000, id="3 MB of brackets"),
        pytest.param(b"", id="empty"),
        pytest.param(b'{"answers": {"\\ud800": {}}}', id="half of a character"),
    ],
)
def test_a_command_reads_a_broken_file_and_writes_over_nothing(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "answers.json"
    file.write_bytes(content)

    done = CliRunner().invoke(main, ["score", "--guide", str(ROOT / "docs"), str(file)])

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"answers.json": content}
    assert isinstance(done.exception, SystemExit | None)
    assert "Traceback" not in done.output
