"""A release keeps the words of an edition for ever: the same bytes each time, each text once, and never other words under its number."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from assessment.authoring import bank, editions, published, register
from assessment.authoring.editions import Editions
from assessment.codec import Unreadable
from tests.fixtures.guide import change, whole
from tests.support import DOCS

GOAL = "Is the goal written down with a number?"
EDITION = 'edition: "2026.1"'


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    return whole(tmp_path)


def release(docs: Path, date: str = "2026-11-20") -> list[str]:
    """Release a guide as it is now, and name the files that changed."""
    found = bank.load(docs)
    return [path.name for path in editions.release(docs, register.read(found, docs), found.edition, date)[1]]


def raised(docs: Path, before: str, after: str) -> None:
    change(docs / "assessments/defaults.yml", f'edition: "{before}"', f'edition: "{after}"')


def files(docs: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (docs / "published").iterdir()}


def refusal(docs: Path) -> list[str]:
    with pytest.raises(Unreadable) as refused:
        release(docs)
    return str(refused.value).splitlines()


def test_a_release_made_twice_is_the_same_bytes(docs: Path, tmp_path: Path) -> None:
    other = whole(tmp_path / "elsewhere")

    changed = [release(docs), release(docs, "2027-01-01"), release(other)]

    assert changed == [["2026.1.json", "texts.json", "lock.txt"], [], ["2026.1.json", "texts.json", "lock.txt"]]
    assert files(docs) == files(other)


def test_the_files_have_one_thing_a_line(docs: Path) -> None:
    release(docs)

    found = register.read(bank.load(docs), docs)
    edition, texts, lock = (
        (docs / "published" / name).read_text(encoding="utf-8").splitlines() for name in ("2026.1.json", "texts.json", "lock.txt")
    )
    assert edition == [
        "{",
        ' "format": "fieldworthy-edition/1",',
        ' "edition": "2026.1",',
        ' "date": "2026-11-20",',
        ' "texts": {',
        *(f'  "{id}": "{found[id].hash}"{"" if id == max(found) else ","}' for id in sorted(found)),
        " }",
        "}",
    ]
    assert len(texts) == 5 + len({one.hash for one in found.values()})
    assert lock == sorted(f"{one.id} {address}" for one in found.values() for address in one.addresses)


def test_other_words_need_a_higher_edition(docs: Path) -> None:
    release(docs)
    before = files(docs)
    change(docs / "lessons/framing.yml", GOAL, "Is the goal a number?")

    assert refusal(docs) == [
        "docs/assessments/defaults.yml: edition 2026.1 was released already, and FRM-01 read otherwise now; "
        "raise the edition, then release again"
    ]
    assert files(docs) == before

    raised(docs, "2026.1", "2026.2")
    assert release(docs) == ["2026.2.json", "texts.json"]


def test_an_edition_comes_after_those_that_are_out(docs: Path) -> None:
    raised(docs, "2026.1", "2026.10")
    release(docs)
    raised(docs, "2026.10", "2026.9")

    assert refusal(docs) == [
        "docs/assessments/defaults.yml: edition 2026.9 comes before 2026.10, which was released already; raise the edition"
    ]


def test_a_text_that_stays_is_kept_once(docs: Path) -> None:
    release(docs)
    before = editions.read(docs)
    change(docs / "lessons/framing.yml", GOAL, "Is the goal a number?")
    raised(docs, "2026.1", "2026.2")
    release(docs)

    after = editions.read(docs)

    assert len(after.texts) == len(before.texts) + 1
    assert {hash: parts for hash, parts in after.texts.items() if hash in before.texts} == before.texts


def test_wordings_and_history_say_when_what_changed(docs: Path) -> None:
    release(docs)
    raised(docs, "2026.1", "2026.2")
    release(docs)
    change(docs / "lessons/framing.yml", GOAL, "Is the goal a number?")
    change(docs / "lessons/framing.yml", "One person has a goal in mind.", "One person has a goal.")
    raised(docs, "2026.2", "2026.10")
    release(docs)

    found = editions.read(docs)

    assert [edition.number for edition in found.all] == ["2026.1", "2026.2", "2026.10"]
    assert [(one.first, one.last) for one in found.wordings["FRM-01"]] == [("2026.1", "2026.2"), ("2026.10", "2026.10")]
    assert [(one.first, one.last) for one in found.wordings["FRM-02"]] == [("2026.1", "2026.10")]
    assert found.history("FRM-01") == (("2026.1", ()), ("2026.10", ("question", "level ad-hoc")))
    assert found.history("FRM-02") == (("2026.1", ()),)
    assert found.history("FRM-99") == ()


def test_words_that_come_back_are_a_wording_of_their_own(docs: Path) -> None:
    release(docs)
    change(docs / "lessons/framing.yml", GOAL, "Is the goal a number?")
    raised(docs, "2026.1", "2026.2")
    release(docs)
    change(docs / "lessons/framing.yml", "Is the goal a number?", GOAL)
    raised(docs, "2026.2", "2026.3")
    release(docs)

    runs = editions.read(docs).wordings["FRM-01"]

    assert [(one.first, one.last) for one in runs] == [("2026.1", "2026.1"), ("2026.2", "2026.2"), ("2026.3", "2026.3")]
    assert runs[0].hash == runs[2].hash


def test_what_was_away_for_an_edition_has_no_wording_in_it(docs: Path) -> None:
    heading = "## Sources { #sources }\n"
    release(docs)
    change(docs / "lessons/framing.md", heading, "")
    raised(docs, "2026.1", "2026.2")
    release(docs)
    change(docs / "lessons/framing.md", "/// sources", f"{heading}\n/// sources")
    raised(docs, "2026.2", "2026.3")
    release(docs)

    runs = editions.read(docs).wordings["lessons/framing/sources"]

    assert [(one.first, one.last) for one in runs] == [("2026.1", "2026.1"), ("2026.3", "2026.3")]


def test_a_guide_without_releases_has_none(docs: Path) -> None:
    assert editions.read(docs) == Editions()


BY_HAND = "this file is written by 'fieldworthy release' only: take back what was changed"


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("texts.json", "The sponsor.", "The boss.", "the text under {hash} is not the one that was released"),
        ("2026.1.json", "{hash}", "0123456789abcdef", "'FRM-01' has the text 0123456789abcdef, which texts.json does not hold"),
        ("2026.1.json", "fieldworthy-edition/1", "another/1", "is no fieldworthy-edition/1"),
        (
            "2026.1.json",
            ' "format"',
            "format",
            "cannot be read: Expecting property name enclosed in double quotes: line 2 column 1 (char 2)",
        ),
    ],
)
def test_what_was_changed_by_hand_is_named(docs: Path, file: str, old: str, new: str, said: str) -> None:
    release(docs)
    hash = register.read(bank.load(docs), docs)["FRM-01"].hash
    change(docs / "published" / file, old.replace("{hash}", hash), new)

    with pytest.raises(Unreadable) as refused:
        editions.read(docs)

    assert str(refused.value) == f"docs/published/{file}: {said.replace('{hash}', hash)}; {BY_HAND}"


def schema(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads((DOCS / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")))


def test_the_files_are_what_their_schemas_say(docs: Path) -> None:
    release(docs)
    raised(docs, "2026.1", "2026.2")
    change(docs / "lessons/framing.md", "## Sources { #sources }\n", "")
    published.publish(bank.load(docs), docs)

    for name, file in {"edition": "published/2026.1.json", "texts": "published/texts.json", "sections": "data/sections.json"}.items():
        assert [error.message for error in schema(name).iter_errors(json.loads((docs / file).read_text(encoding="utf-8")))] == []
    told = json.loads((docs / "data/sections.json").read_text(encoding="utf-8"))
    assert told["gone"] == [
        {
            "id": "lessons/framing/sources",
            "title": "Sources",
            "short": "s/lessons/framing/sources/",
            "leads_to": None,
            "wordings": [["2026.1", "2026.1", "s/lessons/framing/sources/2026.1/"]],
        }
    ]


def test_the_register_says_what_is_in_no_edition_yet(docs: Path) -> None:
    release(docs)
    raised(docs, "2026.1", "2026.2")
    change(docs / "lessons/framing.yml", GOAL, "Is the goal a number?")

    assert [path.name for path in published.publish(bank.load(docs), docs)] == ["sections.json"]
    assert published.publish(bank.load(docs), docs) == []

    told = json.loads((docs / "data/sections.json").read_text(encoding="utf-8"))
    items = {one.pop("id"): one for one in told["sections"] if one["kind"] == "item"}
    assert (told["edition"], told["editions"]) == ("2026.2", ["2026.1"])
    assert items["FRM-01"] == {
        "kind": "item",
        "title": "The goal is a number",
        "url": "lessons/framing/#frm-01",
        "also_at": [],
        "short": "s/FRM-01/",
        "hash": register.read(bank.load(docs), docs)["FRM-01"].hash,
        "first_edition": "2026.1",
        "last_change": "2026.2",
        "released": False,
        "wordings": [["2026.1", "2026.1", "s/FRM-01/2026.1/"]],
    }
    assert (items["FRM-02"]["last_change"], items["FRM-02"]["released"]) == ("2026.1", True)
