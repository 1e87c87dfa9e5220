"""What a guide publishes now, what it released before, and where what is gone leads: the three together, read once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from assessment.authoring import editions, memory, redirects, register
from assessment.authoring.bank import Bank
from assessment.authoring.editions import Editions, Wording
from assessment.authoring.memory import Same, State
from assessment.authoring.redirects import Redirects
from assessment.authoring.register import Parts, Published, Register
from assessment.citation import Cited, edition_address, short_address
from assessment.codec import Unreadable

TABLE = Path("data", "sections.json")
FORMAT = "fieldworthy-sections/1"
NO_WORDS: Parts = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """All that is published under an id, now and before; `edition` is the one that is being written."""

    edition: str
    register: Register
    released: Editions
    redirects: Redirects

    def named(self) -> Shelf:
        """The same without the words that each thing has today, but for its title: all that pages say of each other."""
        register = MappingProxyType({id: replace(one, parts=NO_WORDS) for id, one in self.register.items()})
        return replace(self, register=register, redirects=replace(self.redirects, register=register))

    def cited(self, one: Published) -> Cited:
        """A thing as it is cited today: by the last edition's wording of it, or before the first release by the guide as it is."""
        wordings = self.released.wordings.get(one.id, ())
        return Cited(
            id=one.id,
            title=one.title,
            edition=self.edition,
            date=next((edition.date for edition in self.released.all if edition.number == self.edition), ""),
            worded=wordings[-1].first if wordings else "",
        )


def read(bank: Bank, docs: Path) -> Shelf:
    """The shelf of a guide; raises Unreadable with everything that is wrong with its ids, editions and redirects."""
    known = register.read(bank, docs)
    released = editions.read(docs)
    moved = redirects.read(docs, known)
    return Shelf(edition=bank.edition, register=known, released=released, redirects=moved)


def current(bank: Bank, docs: Path) -> Shelf:
    """The same, read again only when the bank is another one or a file of the guide has changed."""
    return _read(Same(bank), docs, memory.state(docs))


@lru_cache(maxsize=2)
def _read(bank: Same[Bank], docs: Path, state: State) -> Shelf:
    return read(bank.value, docs)


def check(bank: Bank, docs: Path) -> None:
    """Raise Unreadable with everything that was published and is gone; where the guide has no start page, not all of it is there to ask."""
    if not (docs / "index.md").exists():
        return
    shelf = current(bank, docs)
    if found := tuple(redirects.problems(docs, shelf.redirects, shelf.released)):
        raise Unreadable(found)


# ── the register as data ──


def publish(bank: Bank, docs: Path) -> list[Path]:
    """Write the register below `docs` as `data/sections.json`, and return what changed; a second call changes nothing."""
    path = docs / TABLE
    text = as_json(current(bank, docs))
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return []
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return [path]


def as_json(shelf: Shelf) -> str:
    """Every published thing, one a line, sorted by id, as `docs/schemas/sections.schema.json` describes it."""
    gone = sorted(shelf.released.wordings.keys() - shelf.register.keys())
    whole = {
        "format": FORMAT,
        "edition": shelf.edition,
        "editions": [edition.number for edition in shelf.released.all],
        "sections": [_told(one, shelf) for _, one in sorted(shelf.register.items())],
        "gone": [_gone(id, shelf) for id in gone],
    }
    return "{\n" + ",\n".join(f" {json.dumps(name)}: {_lines(value)}" for name, value in whole.items()) + "\n}\n"


def _lines(value: object) -> str:
    """JSON with one entry a line where the entries are objects."""
    if not isinstance(value, list) or not value or isinstance(value[0], str):
        return json.dumps(value)
    return "[\n" + ",\n".join(f"  {json.dumps(one, ensure_ascii=False)}" for one in value) + "\n ]"


def _gone(id: str, shelf: Shelf) -> Mapping[str, object]:
    wordings = shelf.released.wordings[id]
    thing = shelf.redirects.thing(id)
    return {
        "id": id,
        "title": wordings[-1].parts["title"],
        "short": short_address(id),
        "leads_to": thing.id if thing else None,
        "wordings": _spans(id, wordings),
    }


def _spans(id: str, wordings: Iterable[Wording]) -> list[list[str]]:
    return [[one.first, one.last, edition_address(id, one.first)] for one in wordings]


def _told(one: Published, shelf: Shelf) -> Mapping[str, object]:
    wordings = shelf.released.wordings.get(one.id, ())
    changed = not wordings or wordings[-1].hash != one.hash
    return {
        "id": one.id,
        "kind": one.kind,
        "title": one.title,
        "url": one.home,
        "also_at": list(one.addresses[1:]),
        "short": short_address(one.id),
        "hash": one.hash,
        "first_edition": wordings[0].first if wordings else shelf.edition,
        "last_change": shelf.edition if changed else wordings[-1].first,
        "released": not changed,
        "wordings": _spans(one.id, wordings),
    }
