"""The released editions of a guide: which words every published thing had in each, kept as files that only a release writes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import cast

from assessment.authoring import published_words as words
from assessment.authoring.register import Parts, Published, Register, hash_of
from assessment.codec import Unreadable
from assessment.migration import later
from assessment.model import Problem

FOLDER = "published"
TEXTS = "texts.json"
LOCK = "lock.txt"
EDITION_FORMAT = "fieldworthy-edition/1"
TEXTS_FORMAT = "fieldworthy-texts/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A released edition: its number, the ISO date of its release, and the hash of the words of each thing by id."""

    number: str
    date: str
    hashes: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Words that a thing kept from the `first` edition to the `last`, without a break; `parts` by name."""

    first: str
    last: str
    hash: str
    parts: Parts


@dataclass(frozen=True, kw_only=True)
class Editions:
    """Every released edition, the oldest first, with the texts by hash; a text that several editions share is kept once."""

    all: tuple[Edition, ...] = ()
    texts: Mapping[str, Parts] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def first(self) -> str:
        """The number of the guide's first edition, empty before any."""
        return self.all[0].number if self.all else ""

    @cached_property
    def wordings(self) -> Mapping[str, tuple[Wording, ...]]:
        """The wordings of everything that was ever released, by id, the oldest first."""
        found: dict[str, list[Wording]] = {}
        before = ""
        for edition in self.all:
            for id, hash in edition.hashes.items():
                runs = found.setdefault(id, [])
                goes_on = bool(runs) and runs[-1].hash == hash and runs[-1].last == before
                first = runs.pop().first if goes_on else edition.number
                runs.append(Wording(first=first, last=edition.number, hash=hash, parts=self.texts[hash]))
            before = edition.number
        return MappingProxyType({id: tuple(runs) for id, runs in found.items()})

    def history(self, id: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Every edition that changed the words of a thing, with the names of the parts that changed; none for the one that brought it."""
        runs = self.wordings.get(id, ())
        changes = [(after.first, _changed(before.parts, after.parts)) for before, after in pairwise(runs)]
        return ((runs[0].first, ()), *changes) if runs else ()


def _changed(before: Parts, after: Parts) -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys([*before, *after]) if before.get(name) != after.get(name))


# ── reading ──


def read(docs: Path) -> Editions:
    """The editions in `docs/published`; raises Unreadable for files that somebody changed by hand."""
    folder = docs / FOLDER
    problems: list[Problem] = []
    texts = _texts(folder / TEXTS, problems) if (folder / TEXTS).exists() else {}
    files = [file for file in folder.glob("*.json") if file.name != TEXTS]
    found = [one for file in files if (one := _edition(file, problems)) is not None]
    for edition in found:
        where = _where(folder / f"{edition.number}.json")
        for id, hash in edition.hashes.items():
            if hash not in texts:
                problems.append(Problem(where=where, message=words.not_written_so(words.text_missing(id, hash))))
    if problems:
        raise Unreadable(tuple(sorted(problems, key=lambda one: (one.where, one.message))))
    return Editions(all=tuple(sorted(found, key=_Order)), texts=MappingProxyType(texts))


class _Order:
    """Editions in the order of their numbers, in which 2026.10 comes after 2026.9."""

    def __init__(self, edition: Edition) -> None:
        self._number = edition.number

    def __lt__(self, other: _Order) -> bool:
        return later(other._number, self._number)


def _texts(file: Path, problems: list[Problem]) -> dict[str, Parts]:
    texts = {hash: MappingProxyType(cast("dict[str, str]", parts)) for hash, parts in _section(file, "texts", TEXTS_FORMAT, problems)}
    wrong = [hash for hash, parts in texts.items() if hash_of(parts) != hash]
    problems += [Problem(where=_where(file), message=words.not_written_so(words.text_changed(hash))) for hash in wrong]
    return dict(texts)


def _edition(file: Path, problems: list[Problem]) -> Edition | None:
    hashes = {id: str(hash) for id, hash in _section(file, "texts", EDITION_FORMAT, problems)}
    if not hashes:
        return None
    said = json.loads(file.read_text(encoding="utf-8"))
    return Edition(number=file.stem, date=str(said.get("date", "")), hashes=MappingProxyType(hashes))


def _section(file: Path, name: str, format: str, problems: list[Problem]) -> Iterable[tuple[str, object]]:
    """The entries of an object in a JSON file of a format."""
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        problems.append(Problem(where=_where(file), message=words.not_written_so(f"cannot be read: {error}")))
        return ()
    entries = said.get(name) if isinstance(said, dict) and said.get("format") == format else None
    if not isinstance(entries, dict):
        problems.append(Problem(where=_where(file), message=words.not_written_so(f"is no {format}")))
        return ()
    return cast("dict[str, object]", entries).items()


def _where(file: Path) -> str:
    return f"{file.parent.parent.name}/{file.parent.name}/{file.name}"


# ── releasing ──


def release(docs: Path, register: Register, number: str, date: str) -> tuple[Edition, list[Path]]:
    """Write an edition with the words of everything that is published; return it with the files that changed, none the second time.

    `date` is the ISO date of the release; one that is out already keeps its own. Raises Unreadable for an edition that is out with
    other words, and for one that comes before another that is out.
    """
    before = read(docs)
    edition = _checked(before, Edition(number=number, date=date, hashes=MappingProxyType(_sorted(register))))
    texts = {**before.texts, **{one.hash: one.parts for one in register.values()}}
    folder = docs / FOLDER
    folder.mkdir(exist_ok=True)
    made = {
        f"{edition.number}.json": _written(EDITION_FORMAT, {"edition": edition.number, "date": edition.date}, edition.hashes),
        TEXTS: _written(TEXTS_FORMAT, {}, {hash: dict(texts[hash]) for hash in sorted(texts)}),
        LOCK: locked(folder / LOCK, register.values()),
    }
    return edition, [folder / name for name, text in made.items() if _write(folder / name, text)]


def _sorted(register: Register) -> dict[str, str]:
    return {id: register[id].hash for id in sorted(register)}


def _checked(before: Editions, edition: Edition) -> Edition:
    """The edition as it may be written: with the date that it has already, where it is out."""
    where = words.EDITION_WHERE
    for one in before.all:
        if one.number == edition.number:
            changed = [id for id in sorted({*one.hashes, *edition.hashes}) if one.hashes.get(id) != edition.hashes.get(id)]
            if changed:
                raise Unreadable((Problem(where=where, message=words.exists_otherwise(edition.number, changed)),))
            return one
    if before.all and not later(edition.number, before.all[-1].number):
        raise Unreadable((Problem(where=where, message=words.not_later(edition.number, before.all[-1].number)),))
    return edition


def _written(format: str, head: Mapping[str, str], entries: Mapping[str, object]) -> str:
    """JSON with one entry a line, so that a change is one line in a diff."""
    top = [f" {_json(name)}: {_json(value)}," for name, value in {"format": format, **head}.items()]
    body = ",\n".join(f"  {_json(key)}: {_json(value)}" for key, value in entries.items())
    return "\n".join(["{", *top, ' "texts": {', body, " }", "}", ""])


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _write(path: Path, text: str) -> bool:
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    path.write_text(text, encoding="utf-8", newline="\n")
    return True


# ── the lock ──


def lock(docs: Path) -> Iterator[tuple[str, str]]:
    """The id and the address of everything that was ever released."""
    file = docs / FOLDER / LOCK
    for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else ():
        id, _, address = line.partition(" ")
        yield id, address


def locked(file: Path, published: Iterable[Published]) -> str:
    """The lock with what is published now, sorted, one address a line; what it held already stays."""
    before = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return "\n".join(sorted({*before, *(f"{one.id} {address}" for one in published for address in one.addresses)})) + "\n"
