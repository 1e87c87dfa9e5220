"""The prose of the repository keeps to its rules, and each rule notices what it is for."""

from __future__ import annotations

from pathlib import Path

import hunspell
import pytest

from tests.fixtures.guide import change, copied
from tests.prose.passages import Passage, every, of_markdown, of_python, of_yaml
from tests.prose.rules import Dictionary, Rules, empty_words, long_sentences, misspelled, rules, sentences, unexplained, unknown, words
from tests.support import ROOT, guide

# What is made of names and references, so that capitals in it are explained by what they lead to.
UNREAD = ("docs/cases/", "docs/frameworks/", "docs/evidence/")


@pytest.fixture(scope="module")
def ours() -> list[Passage]:
    return list(every(ROOT))


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    made: Dictionary = hunspell.Hunspell("en_US")
    return made


@pytest.fixture(scope="module")
def kept() -> Rules:
    return rules()


def spellings() -> set[str]:
    return {spelling for term in guide().terms.values() for spelling in term.spellings}


def page(text: str) -> list[Passage]:
    return list(of_markdown(text, "a.md"))


# ── what is kept to ──


def test_no_word_says_nothing(ours: list[Passage], kept: Rules) -> None:
    assert list(empty_words(ours, kept)) == []


def test_no_sentence_and_no_section_is_too_long(ours: list[Passage], kept: Rules) -> None:
    assert list(long_sentences(ours, kept)) == []


def test_every_word_is_spelled_as_americans_do(ours: list[Passage], dictionary: Dictionary) -> None:
    assert list(misspelled(ours, dictionary, set(words()))) == []


def test_capitals_are_explained(ours: list[Passage], kept: Rules) -> None:
    lessons = [one for one in ours if one.file.startswith("docs/lessons/")]
    pages = [one for one in ours if one.file.endswith(".md") and one.file.startswith("docs/") and not one.file.startswith(UNREAD)]

    assert list(unexplained([*lessons, *pages], kept, spellings())) == []


def test_our_own_words_are_sorted_and_none_is_in_the_dictionary(dictionary: Dictionary) -> None:
    own = words()

    assert own == sorted(set(own), key=lambda word: (word.lower(), word))
    assert [word for word in own if dictionary.spell(word)] == []


def test_every_one_of_our_own_words_is_used(ours: list[Passage], dictionary: Dictionary) -> None:
    needed = {form for passage in ours for _, word in unknown(passage.text, dictionary) for form in (word, word.lower())}

    assert [word for word in words() if word not in needed] == []


def test_every_allowed_acronym_is_used_and_in_no_glossary(ours: list[Passage], kept: Rules) -> None:
    told = {word.strip(".,;:()[]'’\"“”s") for passage in ours for word in passage.text.replace("/", " ").replace("-", " ").split()}

    assert [one for one in kept.acronyms if one not in told or one in spellings()] == []
    assert list(kept.acronyms) == sorted(kept.acronyms)


def test_prose_of_every_kind_is_read(ours: list[Passage]) -> None:
    files = {one.file for one in ours}

    assert {"README.md", "CONTRIBUTING.md", "docs/index.md", "docs/glossary/terms.yml", "assessment/words.py"} <= files
    assert {"docs/lessons/data-quality.md", "docs/lessons/data-quality.yml", "docs/evidence/claims.yml", "docs/regulation/eu.yml"} <= files


# ── what each rule notices ──


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Use robust checks.", ["a.md:1: 'robust': names no property that a reader can check; write what it withstands"]),
        ("One.\nLeveraging it.", ["a.md:2: 'leveraging': says no more than \"use\"; write use"]),
        ("Look whilst it runs.", ["a.md:1: 'whilst' is British; write while"]),
        ("It runs!", ["a.md:1: an exclamation mark; end with a point"]),
        ("| a |\n|---|\n| a seamless b |\n", ["a.md:3: 'seamless': nobody can check it; write what the user does not have to do"]),
        (
            "---\ntitle: A crucial page\n---\n",
            ["a.md:2: 'crucial': asserts importance that the sentence should show; write what happens without it"],
        ),
        ("<div markdown>\n## Unlock it\n</div>", ["a.md:2: 'unlock': promises without saying what happens; write what becomes possible"]),
        ('They wrote "a robust result!".', []),
        ("`robust!` and [it](https://example.org/robust!) ![mark](a.png)", []),
        ("```\nrobust!\n```\n\n/// questionnaire | robust\n///\n\n## A { #robust }", []),
        ("Robustness is a title of law.", []),
    ],
)
def test_words_that_say_nothing_are_named(kept: Rules, text: str, said: list[str]) -> None:
    assert list(empty_words(page(text), kept)) == said


def test_a_sentence_over_the_limit_is_named_at_its_line(kept: Rules) -> None:
    text = f"## A section\n\nShort one.\nWord{' word' * 38} end. Short one.\nShort one.\nWord{' word' * 39} end.\nShort one.\n"

    assert list(long_sentences(page(text), kept)) == ["a.md:6: a sentence of 41 words; write 40 or fewer"]


def test_a_section_of_long_sentences_is_named_once(kept: Rules) -> None:
    of_25, of_24 = f"Word{' word' * 23} end.", f"Word{' word' * 22} end."
    text = f"## One\n\n{of_25}\n\n* {of_25}\n\n## Two\n\n{of_25}\n{of_24}\n"

    assert list(long_sentences(page(text), kept)) == ["a.md:3: 'One' has 50 words in 2 sentences; write fewer than 25 a sentence"]


def test_cells_and_headings_are_no_sentences(kept: Rules) -> None:
    text = f"## {'word ' * 60}\n\n| {'word ' * 60} |\n|---|\n| {'word ' * 60} |\n"

    assert list(long_sentences(page(text), kept)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One. Two? “Three.” Four (five.) six", ["One.", "Two?", "“Three.”", "Four (five.) six"]),
        (
            "Beede et al. Report it, e.g. Tay v. Uber at 3.5 or 4. 5 follow.",
            ["Beede et al. Report it, e.g. Tay v. Uber at 3.5 or 4.", "5 follow."],
        ),
        ("A list: one; two", ["A list: one; two"]),
    ],
)
def test_a_sentence_ends_at_a_point_that_another_begins_after(text: str, found: list[str]) -> None:
    assert [sentence for _, sentence in sentences(text)] == found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The XYZ says so.\nThe XYZ again.", ["a.md:1: 'XYZ' is explained nowhere on a.md; explain it there or in the glossary"]),
        ("Two\nXYZs.", ["a.md:2: 'XYZ' is explained nowhere on a.md; explain it there or in the glossary"]),
        ("The XYZ says so: extra yellow zebra (XYZ).", []),
        ("The XYZ (extra yellow zebra) says so.", []),
        ("An AI of the EU, Annex III, GPT-4o, DAT-07, `XYZ` and SLO.", []),
    ],
)
def test_capitals_without_a_meaning_are_named_once_a_page(kept: Rules, text: str, said: list[str]) -> None:
    assert list(unexplained(page(text), kept, {"SLO"})) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "One.\nThe behaviour of it.",
            ["a.md:2: 'behaviour' is in no dictionary; mend it, or add it to tests/prose/words.txt if it is right"],
        ),
        ("Wrold’s end", ["a.md:1: 'Wrold' is in no dictionary; mend it, or add it to tests/prose/words.txt if it is right"]),
        ("Zillow's rollout, a ROLLOUT, 3rd x2 y_z, it’s café `wrold` [a](wrold.md) html.py --wrold example.org/wrold", []),
    ],
)
def test_words_in_no_dictionary_are_named(dictionary: Dictionary, text: str, said: list[str]) -> None:
    assert list(misspelled(page(text), dictionary, {"Zillow", "rollout"})) == said


# ── where prose stands ──


def test_a_page_is_read_in_passages_with_their_lines() -> None:
    text = "---\ntitle: A title\nhide: [toc]\n---\n# Top { #top }\n\nOne `code`\ntwo [E-01].\n\n* item\n\n| head |\n|---|\n| cell |\n"

    assert [(one.line, one.part, one.kind, one.text) for one in page(text)] == [
        (2, "title", "words", "A title"),
        (5, "Top", "words", "Top"),
        (7, "Top", "sentences", "One □\ntwo □."),
        (10, "Top", "sentences", "item"),
        (12, "Top", "words", "head"),
        (14, "Top", "words", "cell"),
    ]


def test_of_data_the_texts_are_read_and_not_the_ids() -> None:
    text = "items:\n  - id: FRM-01\n    question: Is it?\n    levels: { no: Nobody tried. }\n    evidence: [E-01]\nfacts: [x]\nfigure: 3\n"

    assert [(one.line, one.part, one.kind, one.text) for one in of_yaml(text, "a.yml")] == [
        (3, "items.0.question", "words", "Is it?"),
        (4, "items.0.levels.no", "sentences", "Nobody tried."),
    ]


def test_of_a_module_the_sentences_are_read_and_not_the_docstrings() -> None:
    text = '"""A module."""\nONE = "Two words"\nkey = "word"\ndef f(x):\n    """A function."""\n    return f"So {x} it is."\n'

    assert [(one.line, one.text) for one in of_python(text, "a.py")] == [(2, "Two words"), (6, "So □ it is.")]


def test_faults_planted_in_a_guide_are_found_in_its_pages_and_its_data(tmp_path: Path, dictionary: Dictionary, kept: Rules) -> None:
    docs = copied(tmp_path)
    for name in ("README.md", "CONTRIBUTING.md"):
        (tmp_path / name).write_text("# A name\n")
    change(docs / "lessons/framing.md", "Beat it, or stop.", "Beat it with the QZX, whilst you can, or stop!")
    change(docs / "lessons/framing.yml", "One person has a goal in mind.", "One person has a gaol and a colour in mind.")
    found = list(every(tmp_path))

    assert [*empty_words(found, kept), *unexplained(found, kept, ()), *misspelled(found, dictionary, {"blog"})] == [
        "docs/lessons/framing.md:37: 'whilst' is British; write while",
        "docs/lessons/framing.md:37: an exclamation mark; end with a point",
        "docs/lessons/framing.md:37: 'QZX' is explained nowhere on docs/lessons/framing.md; explain it there or in the glossary",
        "docs/lessons/framing.yml:9: 'colour' is in no dictionary; mend it, or add it to tests/prose/words.txt if it is right",
    ]
