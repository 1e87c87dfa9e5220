"""The rules of prose that a program can hold: words that say nothing, long sentences, capitals without a meaning, and spelling."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Protocol, cast

from assessment.authoring import source
from tests.prose.passages import Passage

HERE = Path(__file__).parent
# An end is a point, a question mark or an exclamation mark before a space and something that can begin a sentence.
END = re.compile(r"(?<=[.?!])(?P<closing>[\"”’)\]]*)\s+(?=[\"“‘(\[]?[A-Z0-9□])")
ABBREVIATED = re.compile(r"\b(?:vs|No|Art|Mr|Ms|Dr|et al|e\.g|i\.e|v)\.$")
COUNTED = re.compile(r"[\w□][\w'’.,%/–-]*")
CAPITALS = re.compile(r"(?<![\w-])(?P<capitals>[A-Z]{2,})(?:s|['’]s)?(?![\w-])")
ROMAN = re.compile(r"[IVX]+")
SPELLED = re.compile(r"(?<![\w□])[A-Za-zÀ-ÿ]+(?:['’][A-Za-zÀ-ÿ]+)*(?!\w)")  # the dictionary knows no other letters
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")


class Dictionary(Protocol):
    """What knows whether a word is one."""

    def spell(self, word: str) -> bool:
        """Whether a word is spelled so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What is kept to: limits in words, banned and British words with what to say of them, and capitals that need no explanation."""

    average: int
    longest: int
    banned: Mapping[str, str]
    british: Mapping[str, str]
    acronyms: Mapping[str, str]


def rules(file: Path = HERE / "rules.yml") -> Rules:
    """The rules in a file."""
    raw = cast("dict[str, Any]", source.read(file.read_text(encoding="utf-8"), file.name).data)
    banned = {
        form: f"'{form}': {one['why']}; write {one['instead']}" for one in raw["banned"] for form in [one["word"], *one.get("forms", ())]
    }
    return Rules(average=raw["average"], longest=raw["longest"], banned=banned, british=raw["british"], acronyms=raw["acronyms"])


def words(file: Path = HERE / "words.txt") -> list[str]:
    """Our own words, one a line."""
    return file.read_text(encoding="utf-8").split()


def empty_words(passages: Iterable[Passage], rules: Rules) -> Iterator[str]:
    """Words that say nothing, British ones, and exclamation marks; what somebody is quoted with stays as they said it."""
    known = {**rules.banned, **{word: f"'{word}' is British; write {other}" for word, other in rules.british.items()}}
    found = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, known))})(?![\w-])", re.IGNORECASE)
    for passage in passages:
        text = QUOTED.sub(lambda quoted: re.sub(r"[^\n]", "□", quoted[0]), passage.text)
        yield from (f"{passage.at(match.start())}: {known[match[0].casefold()]}" for match in found.finditer(text))
        yield from (f"{passage.at(match.start())}: an exclamation mark; end with a point" for match in re.finditer("!", text))


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """The sentences of a text, each with the place where it begins."""
    start = 0
    for end in END.finditer(text):
        if not ABBREVIATED.search(text[: end.start()]):
            yield start, text[start : end.end("closing")]
            start = end.end()
    yield start, text[start:]


def long_sentences(passages: Iterable[Passage], rules: Rules) -> Iterator[str]:
    """Sentences over the limit, and sections of pages whose sentences are long on average."""
    told = (passage for passage in passages if passage.kind == "sentences")
    for _, group in groupby(told, key=lambda passage: (passage.file, passage.part)):
        section = list(group)
        counts = []
        for passage in section:
            for place, sentence in sentences(passage.text):
                counts.append(len(COUNTED.findall(sentence)))
                if counts[-1] > rules.longest:
                    yield f"{passage.at(place)}: a sentence of {counts[-1]} words; write {rules.longest} or fewer"
        if section[0].file.endswith(".md") and len(counts) > 1 and sum(counts) >= rules.average * len(counts):
            mean = f"{sum(counts)} words in {len(counts)} sentences"
            yield f"{section[0].at(0)}: '{section[0].part}' has {mean}; write fewer than {rules.average} a sentence"


def unexplained(passages: Sequence[Passage], rules: Rules, terms: Collection[str]) -> Iterator[str]:
    """Capitals that no glossary term spells, no rule allows and no brackets on their page explain, once a page."""
    for file, group in groupby(passages, key=lambda passage: passage.file):
        page = list(group)
        whole = "\n".join(passage.text for passage in page)
        explained = {*terms, *rules.acronyms}
        for passage in page:
            for match in CAPITALS.finditer(passage.text):
                capitals = match["capitals"]
                if capitals in explained or ROMAN.fullmatch(capitals):
                    continue
                explained.add(capitals)
                if not re.search(rf"\({capitals}\)|\b{capitals}[\"”]? \(", whole):
                    yield f"{passage.at(match.start())}: '{capitals}' is explained nowhere on {file}; explain it there or in the glossary"


def misspelled(passages: Iterable[Passage], dictionary: Dictionary, own: Collection[str]) -> Iterator[str]:
    """Words that neither the dictionary nor our own list knows, each with its place."""
    for passage in passages:
        for place, word in unknown(passage.text, dictionary):
            if word not in own and word.lower() not in own:
                yield f"{passage.at(place)}: '{word}' is in no dictionary; mend it, or add it to tests/prose/words.txt if it is right"


def unknown(text: str, dictionary: Dictionary) -> Iterator[tuple[int, str]]:
    """The words that a dictionary does not know, without their genitive, each with its place; capitals only are no matter of spelling."""
    for match in SPELLED.finditer(text):
        plain = match[0].replace("’", "'")
        stem = plain.removesuffix("'s")
        if len(stem) > 1 and not stem.isupper() and not dictionary.spell(plain) and not dictionary.spell(stem):
            yield match.start(), stem
