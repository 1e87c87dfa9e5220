"""A result as a text for the fragment of an address: facts, target and answers, without anything that a person wrote.

The text is `1.`, then sections parted by `~.`, in which fields are parted by `~`; neither can stand in an id.

1. the questionnaire's id, its edition, and the target where there is one;
2. the ids of the scale's levels, so that a place on the scale means the same in every edition;
3. for ids such as DAT-07 the letters and a run of one character a number: the level's place (0 to 9, a, b), `q` for don't know, `n` for
   not applicable, `-` for open;
4. any other id and its character;
5. for each choice of a fact the choice, then the facts that have it; there can be several such sections, or none;
6. the CRC-32 of all before it, which finds every change of one character.
"""

from __future__ import annotations

import re
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from assessment import exchange_words as words
from assessment.answers import accept
from assessment.codec import Unreadable
from assessment.migration import Current, current
from assessment.model import Answer, Answers, Problem, Questionnaire

VERSION = "1."
SECTION, FIELD = "~.", "~"
PLACES = "0123456789ab"  # soundness allows twelve levels
DONT_KNOW, NOT_APPLICABLE, OPEN = "q", "n", "-"
LONGEST = 50_000  # as long as a thousand items with names of their own; a link of the guide's has under 1,500
MOST_NUMBERS = 99  # which NUMBERED can tell
NUMBERED = re.compile(r"([A-Z]{1,8})-(0[1-9]|[1-9][0-9])")
VERSIONED = re.compile(r"[0-9]{1,3}\.")
NOT_PLAIN = re.compile(r"[^A-Za-z0-9.-]")
ESCAPED = re.compile(r"_([0-9A-F]{0,6})_")


def write(questionnaire: Questionnaire, answers: Answers) -> str:
    """The answers that fit the questionnaire as a text of unreserved characters (RFC 3986, 2.3).

    Whatever a person wrote stays behind: the project's name, notes, links, owners, dates and reasons. The order of items changes nothing.
    """
    kept = accept(questionnaire, answers).answers
    signs = {id: _sign(questionnaire, answer) for id, answer in kept.answers.items() if not answer.is_open}
    sections = [
        [questionnaire.id, _escaped(questionnaire.edition), *([kept.target] if kept.target else [])],
        [level.id for level in questionnaire.scale],
        list(_runs(signs)),
        [field for id in sorted(signs) if not NUMBERED.fullmatch(id) for field in (id, signs[id])],
        *_choices(kept.facts),
    ]
    body = VERSION + SECTION.join(FIELD.join(fields) for fields in sections)
    return f"{body}{SECTION}{_check(body)}"


def named(text: str) -> tuple[str, str]:
    """The questionnaire's id and the edition that a link names; raises Unreadable for a text that is no whole link."""
    head = _sections(text)[0]
    return head[0], _unescaped(head[1])


def read(questionnaire: Questionnaire, text: str) -> Current:
    """The answers in a link, brought forward to the questionnaire's edition.

    An answer of *not applicable* comes with a sentence in place of its reason. Raises Unreadable, with one problem, for a text that was
    damaged, that is of another kind, or that belongs to another questionnaire.
    """
    id, edition = named(text)
    if id != questionnaire.id:
        raise _unreadable(words.link_of_another(id, questionnaire.id))
    (_, _, *target), levels, runs, others, *choices = _sections(text)
    signs = _unique([*_unrolled(runs), *_pairs(others)])
    facts = _unique((fact, choice) for choice, *facts in choices for fact in facts)
    given = Answers(
        facts=MappingProxyType(facts),
        answers=MappingProxyType({id: _answer(sign, levels) for id, sign in signs.items()}),
        target=target[0] if target else None,
    )
    return current(questionnaire, given, edition)


# ── writing ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _sign(questionnaire: Questionnaire, answer: Answer) -> str:
    if answer.level is not None:
        return PLACES[[level.id for level in questionnaire.scale].index(answer.level)]
    return DONT_KNOW if answer.dont_know else NOT_APPLICABLE


def _runs(signs: Mapping[str, str]) -> Iterator[str]:
    numbers: dict[str, dict[int, str]] = {}
    for id, sign in signs.items():
        if found := NUMBERED.fullmatch(id):
            numbers.setdefault(found[1], {})[int(found[2])] = sign
    for letters in sorted(numbers):
        yield letters
        yield "".join(numbers[letters].get(n, OPEN) for n in range(1, max(numbers[letters]) + 1))


def _choices(facts: Mapping[str, str]) -> Iterator[list[str]]:
    for choice in sorted(set(facts.values())):
        yield [choice, *sorted(fact for fact, chosen in facts.items() if chosen == choice)]


def _escaped(edition: str) -> str:
    return NOT_PLAIN.sub(lambda found: f"_{ord(found[0]):X}_", edition) or "__"


def _check(body: str) -> str:
    return f"{zlib.crc32(body.encode()):08x}"


# ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _sections(text: str) -> list[list[str]]:
    """The fields of each section of a link that is whole, without the last one, the check."""
    if not VERSIONED.match(text):
        raise _unreadable(words.NO_SHARED_RESULT)
    if not text.startswith(VERSION):
        raise _unreadable(words.LINK_TOO_NEW)
    body, _, check = text.rpartition(SECTION)
    if len(text) > LONGEST or not text.isascii() or check != _check(body):
        raise _unreadable(words.LINK_DAMAGED)
    sections = [section.split(FIELD) if section else [] for section in body.removeprefix(VERSION).split(SECTION)]
    if len(sections) < 4 or len(sections[0]) not in (2, 3) or any(len(pairs) % 2 for pairs in sections[2:4]) or not all(sections[4:]):
        raise _unreadable(words.LINK_DAMAGED)
    return sections


def _unrolled(runs: Sequence[str]) -> Iterator[tuple[str, str]]:
    for letters, run in _pairs(runs):
        if len(run) > MOST_NUMBERS:
            raise _unreadable(words.LINK_DAMAGED)
        yield from ((f"{letters}-{n:02}", sign) for n, sign in enumerate(run, 1) if sign != OPEN)


def _unique(pairs: Iterable[tuple[str, ...]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in pairs:
        if key in found:
            raise _unreadable(words.LINK_DAMAGED)
        found[key] = value
    return found


def _answer(sign: str, levels: Sequence[str]) -> Answer:
    if sign == DONT_KNOW:
        return Answer(dont_know=True)
    if sign == NOT_APPLICABLE:
        return Answer(not_applicable=words.REASON_STAYS)
    if len(sign) != 1 or PLACES.find(sign) not in range(len(levels)):
        raise _unreadable(words.LINK_DAMAGED)
    return Answer(level=levels[PLACES.index(sign)])


def _pairs(fields: Sequence[str]) -> Iterator[tuple[str, str]]:
    return zip(fields[::2], fields[1::2], strict=True)


def _unescaped(edition: str) -> str:
    return ESCAPED.sub(lambda found: _character(int(found[1], 16)) if found[1] else "", edition)


def _character(number: int) -> str:
    if number > sys.maxunicode or 0xD800 <= number <= 0xDFFF:  # beyond Unicode, or half of a character
        raise _unreadable(words.LINK_DAMAGED)
    return chr(number)


def _unreadable(message: str) -> Unreadable:
    return Unreadable((Problem(where=words.LINK, message=message),))
