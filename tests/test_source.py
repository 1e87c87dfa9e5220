"""YAML reads the same to everyone: no guessed types, no shorthand, and a line for every part."""

from __future__ import annotations

import pytest

from assessment.authoring import source
from assessment.codec import Unreadable


def refused(text: str) -> list[str]:
    """What is said about a text that cannot be read."""
    with pytest.raises(Unreadable) as refusal:
        source.read(text, "f.yml")
    return [str(problem) for problem in refusal.value.problems]


@pytest.mark.parametrize("text", ["no", "yes", "on", "True", "Null", "2026-11-20", "1:20", "1.10", "1e3", "0x10", "1_000", "007", ".inf"])
def test_what_other_readers_would_guess_a_type_for_stays_a_text(text: str) -> None:
    assert source.read(f"{{ {text}: {text} }}", "f.yml").data == {text: text}


def test_only_plain_whole_numbers_true_false_and_nothing_are_no_texts() -> None:
    read = source.read("[0, 42, -7, 1234567890123456, true, false, ~, null, ]", "f.yml")

    assert read.data == [0, 42, -7, "1234567890123456", True, False, None, None]


def test_what_is_quoted_is_a_text() -> None:
    assert source.read("[\"3\", 'true', '', \"~\"]", "f.yml").data == ["3", "true", "", "~"]


def test_texts_over_several_lines_are_joined_or_kept_as_they_ask() -> None:
    assert source.read("a: >-\n  7\n  up\nb: |\n  7\nc: >-\n  7\nd: |-\n  true\n", "f.yml").data == {
        "a": "7 up",
        "b": "7\n",
        "c": "7",
        "d": "true",
    }


def test_an_empty_file_holds_nothing() -> None:
    assert source.read("# nothing yet\n", "f.yml").data is None


def test_every_part_has_its_line() -> None:
    read = source.read("# first\nitems:\n  - id: a\n    gates:\n      - { stage: start,\n          least: no }\n  - id: b\n", "f.yml")

    assert read.lines == {
        (): 2,
        ("items",): 2,
        ("items", 0): 3,
        ("items", 0, "id"): 3,
        ("items", 0, "gates"): 4,
        ("items", 0, "gates", 0): 5,
        ("items", 0, "gates", 0, "stage"): 5,
        ("items", 0, "gates", 0, "least"): 6,
        ("items", 1): 7,
        ("items", 1, "id"): 7,
    }


def test_a_part_that_does_not_exist_stands_where_its_nearest_parent_does() -> None:
    read = source.read("a: 1\nitems:\n  - id: a\n\n  - id: b\n", "f.yml")

    assert [read.at("items", 1, "gates", 0), read.at("items", 2), read.at("elsewhere"), read.at()] == [
        "f.yml:5",
        "f.yml:2",
        "f.yml:1",
        "f.yml:1",
    ]
    assert source.read("", "empty.yml").at("items") == "empty.yml:1"
    assert str(read.problem(("items", 1, "weight"), "is missing")) == "f.yml:5: is missing"


def test_a_key_stands_once() -> None:
    assert refused("a: 1\nb: { c: 1, c: 2 }\na: 2\na: 3\n") == [
        "f.yml:2: the key 'c' stands twice",
        "f.yml:3: the key 'a' stands twice",
        "f.yml:4: the key 'a' stands twice",
    ]


def test_a_key_is_a_plain_word() -> None:
    assert refused("ok: 1\n? [a, b]\n: 1\n") == ["f.yml:2: a key must be a plain word"]


def test_aliases_are_refused_before_they_multiply() -> None:
    bomb = ["a0: &a0 [x, x, x, x, x, x, x, x, x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 6))]

    assert refused("\n".join(bomb)) == [
        f"f.yml:{n + 1}: alias *a{n - 1} is not allowed; write the value out" for n in range(1, 6) for _ in range(9)
    ]


def test_a_merge_is_refused_with_its_alias() -> None:
    assert refused("a: &a { x: 1 }\nb:\n  <<: *a\n") == ["f.yml:3: alias *a is not allowed; write the value out"]


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("a: 1\nb: !env HOME", "!env"),
        ("a: 1\nb: !include { file: c.yml }", "!include"),
        ("a: 1\nb: !include [c.yml]", "!include"),
        ("a: 1\nb: !!python/object/apply:os.system [id]", "tag:yaml.org,2002:python/object/apply:os.system"),
        ("a: 1\nb: !!str 5", "tag:yaml.org,2002:str"),
        ("a: 1\nb: !!set { x }", "tag:yaml.org,2002:set"),
    ],
)
def test_tags_are_refused(text: str, tag: str) -> None:
    assert refused(text) == [f"f.yml:2: tag {tag} is not allowed"]


def test_twelve_levels_are_deep_enough() -> None:
    assert source.read("[" * 12 + "]" * 12, "f.yml").data == [[[[[[[[[[[[]]]]]]]]]]]]
    assert refused("a:\n " + "[" * 12 + "]" * 12) == ["f.yml:2: nested deeper than 12 levels"]


def test_a_hundred_thousand_levels_are_refused_as_calmly() -> None:
    assert refused("[" * 100_000) == ["f.yml:1: nested deeper than 12 levels"]


def test_a_file_of_many_megabytes_is_refused_unread() -> None:
    assert refused("#" * 2_000_001) == ["f.yml: longer than 2,000,000 characters"]
    assert source.read("#" * 2_000_000, "f.yml").data is None


@pytest.mark.parametrize(
    ("text", "where", "said"),
    [
        ("a: 1\nb: [1, 2\n", "f.yml:3", "did not find expected ',' or ']'"),
        ("a: 1\nb: c: d\n", "f.yml:2", "mapping values are not allowed in this context"),
        ("- a\n\tb: c\n", "f.yml:2", "found a tab character that violates indentation"),
        ("a: 'x\n", "f.yml:2", "found unexpected end of stream"),
        ("a: 1\n---\nb: 2\n", "f.yml:2", "but found another document"),
    ],
)
def test_what_is_no_yaml_is_named_with_its_line(text: str, where: str, said: str) -> None:
    assert refused(text) == [f"{where}: not YAML: {said}"]


def test_a_character_that_cannot_be_seen_is_refused() -> None:
    [problem] = refused("a: 1\x00")

    assert problem.startswith("f.yml: not YAML: unacceptable character #x0000")
