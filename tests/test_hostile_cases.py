"""Every file and link that was made to break a reader, and thousands that broke by chance, is read or refused in a sentence."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from assessment.authoring import own, own_page
from assessment.browser import Door
from assessment.codec import Unreadable, canonical, read_answers, write_questionnaire
from assessment.exchange_words import LINK_DAMAGED
from assessment.link import read as read_link
from assessment.link import write as write_link
from assessment.model import Answer, Answers
from assessment.results import read_kept
from tests import hostile, test_hostile
from tests.support import ROOT, guide
from tests.test_hostile import ASKED, COMPILED, GIVEN, RESULT, SAID, WRITTEN, cut, fine, flipped
from tests.test_markup_door import Made, allowed

LINK = write_link(ASKED, SAID)
DOOR = Door(write_questionnaire(ASKED))
GATES = Door(write_questionnaire(guide().questionnaires["gate-check"]))
PLACES = set(allowed())
HAND_PICKED = {
    "answers": hostile.sheets(),
    "links": hostile.links(),
    "YAML": hostile.WRITTEN,
    "JSON": dict(hostile.questionnaires(json.loads(COMPILED))),
}


def shown(reply: str) -> dict[str, Any]:
    """A reply of the engine, whose markup holds nothing but what its views make."""
    said: dict[str, Any] = json.loads(reply)
    found = Made()
    found.feed(said["html"])
    assert {*found.elements} <= PLACES
    assert all(name in {*allowed()[tag]} for tag, names in found.elements.items() for name in names)
    return said


def open_answers(text: str, door: Door = DOOR) -> bool:
    """Open a file as the page does, score it, and put it beside another."""
    opened = shown(door.opened("file.json", text))
    shown(door.glance(text, "/", "2026-11-20"))
    if "project" not in opened:
        assert opened["html"]
        return False
    project = canonical(opened["project"])
    assert unstamped(read_kept(text)[0]) == unstamped(read_answers(project)[0])
    shown(door.glance(project, "/", "2026-11-20"))
    return True


def unstamped(answers: Answers) -> dict[str, Answer]:
    """What was answered, without the edition, which opening a file brings to that of today."""
    return {id: replace(answer, edition="") for id, answer in answers.answers.items()}


def open_link(text: str, door: Door = DOOR) -> bool:
    """Follow a shared link as the page does."""
    opened = shown(door.shared(text))
    assert opened.get("project") is not None or opened["html"]
    return "project" in opened


def open_written(text: str, name: str = "own.yml") -> bool:
    """Open a questionnaire of one's own as the page does, and score a blank form with it."""
    opened = shown(own_page.read(name, text, "b", "/"))
    if "compiled" not in opened:
        assert opened["html"]
        return False
    shown(Door(opened["compiled"]).assess('{"answers":{},"facts":{}}', "/"))
    return True


OPEN: dict[str, Callable[[str], bool]] = {
    "answers": partial(open_answers, door=GATES),
    "links": partial(open_link, door=GATES),
    "YAML": open_written,
    "JSON": partial(open_written, name="own.json"),
}


def test_more_than_two_hundred_cases_were_picked_by_hand() -> None:
    assert {kind: len(cases) for kind, cases in HAND_PICKED.items()} == {"answers": 273, "links": 59, "YAML": 39, "JSON": 146}


@pytest.mark.parametrize("kind", HAND_PICKED)
def test_what_was_made_to_break_a_reader_is_read_or_refused_in_a_sentence(kind: str) -> None:
    read = {name for name, text in HAND_PICKED[kind].items() if OPEN[kind](text)}

    assert 0 < len(read) < len(HAND_PICKED[kind]) or kind == "YAML"


def test_hundreds_of_hostile_files_stand_side_by_side_with_a_sound_one() -> None:
    files = [{"name": f"{name}.json", "text": text} for name, text in HAND_PICKED["answers"].items() if len(text) < 200_000]

    for beside in (DOOR.merge, DOOR.portfolio):
        assert shown(beside(json.dumps([*files, {"name": "ada.json", "text": GIVEN}]), "/"))["html"]
    for one in files[::9]:
        shown(DOOR.compare(json.dumps([one, {"name": "ada.json", "text": GIVEN}]), "/"))


@pytest.mark.parametrize("name", hostile.PROTOTYPES)
def test_a_name_that_means_something_to_a_script_is_a_name_like_any_other(name: str) -> None:
    given, unread = read_answers(json.dumps({"answers": {name: {"level": "no"}}, "facts": {name: "yes"}}))

    assert ([*given.answers], dict(given.facts), unread) == ([name], {name: "yes"}, ())


# ── broken by chance ─────────────────────────────────────────────────────────────────────────────────────────────────


def replaced(text: str, by: str) -> Iterator[str]:
    """A text with each of its characters another one."""
    for place in range(len(text)):
        yield from (text[:place] + one + text[place + 1 :] for one in by)


def mended(text: str, by: str) -> Iterator[str]:
    """The same with a check that fits, so that what is inside is read."""
    body = text.rpartition("~.")[0]
    yield from (hostile.mended(one) for one in replaced(body, by))
    yield from (hostile.mended(body[:end]) for end in range(len(body)))


TOKENS = (
    "&a ",
    "*a",
    "!!x ",
    "? ",
    "<<: ",
    "\t",
    "\n---\n",
    "\u202e",
    "{",
    "]",
    '"',
    "\0",
    "\r",
    "#",
    "|\n",
    ": ",
    "- ",
    "1e9",
    "\\",
    "\ud800",
)


def inserted(text: str, every: int) -> Iterator[str]:
    """A text with a piece that means something put in at each place."""
    yield from (text[:place] + token + text[place:] for place in range(0, len(text), every) for token in TOKENS)


def shuffled(text: str, count: int) -> Iterator[str]:
    """A text with pieces of it left out, doubled and moved, the same ones each time."""
    chance = random.Random(text)
    for _ in range(count):
        a, b, c, d = sorted(chance.randrange(len(text) + 1) for _ in range(4))
        yield chance.choice([text[:a] + text[b:], text[:b] + text[a:], text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:]])


SHEET = canonical({**json.loads(GIVEN), "answers": dict(list(json.loads(GIVEN)["answers"].items())[:2])})
GENERATED = [
    pytest.param(open_link, partial(cut, LINK, 1), id="a link cut at every byte"),
    pytest.param(open_link, partial(replaced, LINK, "~.-_0aA%<\u202e"), id="a link with a character replaced"),
    pytest.param(
        open_link, partial(mended, LINK, "~.-_0179aqnzA%<\u202e\u0661"), id="a link with a character replaced and a check that fits"
    ),
    pytest.param(open_link, partial(shuffled, LINK, 1_000), id="a link in another order"),
    pytest.param(open_answers, partial(cut, SHEET, 1), id="answers opened that are cut at every byte"),
    pytest.param(open_answers, partial(inserted, SHEET, 7), id="answers opened with a piece put in"),
    pytest.param(open_answers, partial(shuffled, SHEET, 500), id="answers opened in another order"),
    pytest.param(open_answers, partial(cut, RESULT, 2), id="a result opened that is cut"),
    pytest.param(open_answers, partial(flipped, RESULT, 3, (0x04,)), id="a result opened with a byte flipped"),
    pytest.param(open_written, partial(inserted, WRITTEN, 97), id="a written questionnaire with a piece put in"),
    pytest.param(open_written, partial(shuffled, WRITTEN, 150), id="a written questionnaire in another order"),
    pytest.param(partial(open_written, name="own.json"), partial(cut, COMPILED, 2), id="a questionnaire in JSON that is cut"),
    pytest.param(partial(open_written, name="own.json"), partial(inserted, COMPILED, 61), id="a questionnaire in JSON with a piece put in"),
]


@pytest.mark.parametrize(("opened", "texts"), GENERATED)
def test_what_broke_by_chance_is_read_or_refused_in_a_sentence(opened: Callable[[str], bool], texts: Callable[[], Iterator[str]]) -> None:
    read = [opened(text) for text in texts()]

    assert read.count(False) > 0


def test_what_a_search_found_worth_keeping_is_read_or_refused_in_a_sentence() -> None:
    """Each file is a case of tests/fuzz/readers.py, whose first byte chooses the reader."""
    readers = (open_answers, open_link, open_written, partial(open_written, name="own.json"))
    cases = [file.read_bytes() for file in sorted((ROOT / "tests" / "fuzz" / "corpus").iterdir())]

    read = [readers[data[0] % len(readers)](data[1:].decode("utf-8", "surrogateescape")) for data in cases if data]

    assert len(read) > 100
    assert True in read


def test_more_than_twenty_thousand_broken_texts_were_read() -> None:
    made: list[Callable[[], Iterator[str]]] = [case.values[1] for case in [*test_hostile.BROKEN, *GENERATED]]  # type: ignore[misc]

    assert sum(len(set(texts())) for texts in made) > 20_000


def test_a_link_is_never_read_as_something_else() -> None:
    changed = [one for one in replaced(LINK, "~.-_0aA") if one != LINK]

    for text in changed:
        with pytest.raises(Unreadable) as refusal:
            read_link(ASKED, text)
        fine(refusal.value.problems)


def test_a_run_of_more_items_than_there_are_numbers_is_refused() -> None:
    body = write_link(ASKED, SAID).rpartition("~.")[0]
    read_link(ASKED, hostile.mended(body.replace("A~2", "A~2" + "-" * 97)))

    with pytest.raises(Unreadable) as refusal:
        read_link(ASKED, hostile.mended(body.replace("A~2", "A~2" + "-" * 99)))

    assert [problem.message for problem in refusal.value.problems] == [LINK_DAMAGED]


def test_of_thousands_of_problems_a_page_lists_hundreds_and_counts_the_rest() -> None:
    reply = json.loads(GATES.assess(hostile.TEXTS["many items"], "/", "2026-11-20"))

    assert len(reply["problems"]) == 10_000
    assert "<li>… and 9,500 more.</li>" in reply["html"]
    assert reply["html"].count("X-") == 500


def test_json_with_lines_is_placed_by_line() -> None:
    with pytest.raises(Unreadable) as refusal:
        own.read('{\n "id": "a"\n "b"}', "own.json")

    assert [problem.where for problem in refusal.value.problems] == ["own.json:3"]
