"""What was published and moved: the ids and addresses that lead elsewhere now, and those that are gone without a word.

Everything that was ever released stands in the lock. It must be there still, or a line of `redirects.yml` says where it leads.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

from assessment.authoring import editions
from assessment.authoring import published_words as words
from assessment.authoring.editions import FOLDER, Editions
from assessment.authoring.manuscript import START
from assessment.authoring.reading import Reading
from assessment.authoring.register import Published, Register, id_of, page_of
from assessment.authoring.source import Source
from assessment.codec import Unreadable
from assessment.model import Problem

FILE = "redirects"


@dataclass(frozen=True, kw_only=True)
class Redirects:
    """Where what was published leads: `moved` by id or address as an author wrote it, `lock` all that was ever released."""

    register: Register
    moved: Mapping[str, str]
    lock: tuple[tuple[str, str], ...]

    @cached_property
    def present(self) -> Mapping[str, str]:
        """The id of what stands at each address now."""
        return {address: one.id for one in self.register.values() for address in one.addresses}

    def leads(self, to: str) -> str | None:
        """The address that an id or an address means now, None for neither."""
        if to in self.register:
            return self.register[to].home
        return to if to in self.present else None

    def thing(self, id: str) -> Published | None:
        """What an id means now: what bears it, or what took its place; None where nobody said."""
        if id in self.register:
            return self.register[id]
        places = (self.now(id, address) for address in self._addresses.get(id, ()))
        return next((self.register[self.present[place]] for place in places if place is not None), None)

    @cached_property
    def _addresses(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for id, address in self.lock:
            found.setdefault(id, []).append(address)
        return found

    def now(self, id: str, address: str) -> str | None:
        """Where an address that was published under an id leads now; None where nobody said."""
        page, _, anchor = address.partition("#")
        if address in self.present:
            return address
        for old in (address, id):
            if old in self.moved:
                return self.leads(self.moved[old])
        there = f"{page_of(self.leads(self.moved[page]) or '')}#{anchor}" if anchor and page in self.moved else ""
        return there if there in self.present else None

    @cached_property
    def gone(self) -> Mapping[str, Mapping[str, str]]:
        """Where what is not there any more leads, for each page of the lock by its anchors; the page itself has none."""
        found: dict[str, dict[str, str]] = {}
        for id, old in self.lock:
            if old not in self.present and (now := self.now(id, old)) is not None:
                page, _, anchor = old.partition("#")
                found.setdefault(page, {})[anchor] = now
        return found


def read(docs: Path, register: Register) -> Redirects:
    """The redirects of a guide; raises Unreadable for a line that leads nowhere or from nowhere."""
    reading = Reading(docs)
    lock = tuple(editions.lock(docs))
    file = reading.file(FOLDER, FILE, "redirects") if (docs / FOLDER / f"{FILE}.yml").exists() else None
    lines = cast("dict[str, Any]", file.data)["redirects"] if file else []
    found = Redirects(register=register, moved=MappingProxyType({one["from"]: one["to"] for one in lines}), lock=lock)
    if file:
        _check(reading, file, lines, found)
    if reading.problems:
        raise Unreadable(tuple(reading.problems))
    return found


def _check(reading: Reading, file: Source, lines: list[dict[str, str]], found: Redirects) -> None:
    published = {part for line in found.lock for part in line}
    for n, one in enumerate(lines):
        old, new = one["from"], one["to"]
        if found.leads(old) is not None:
            reading.say(file, ("redirects", n, "from"), words.still_there(old))
        elif old not in published:
            reading.say(file, ("redirects", n, "from"), words.never_published(old))
        if old in [other["from"] for other in lines[:n]]:
            reading.say(file, ("redirects", n, "from"), words.twice(old))
        if found.leads(new) is None:
            reading.say(file, ("redirects", n, "to"), words.nowhere(new))


def problems(docs: Path, redirects: Redirects, released: Editions) -> Iterator[Problem]:
    """What was released and is gone with no redirect, each with the line to add."""
    where = f"{docs.name}/{FOLDER}/{FILE}.yml"
    lost: set[str] = set()  # ids and pages that are named already, so that what hangs on them waits until they are put right
    for id, address in sorted(redirects.lock, key=lambda line: "#" in line[1]):
        if id in lost or page_of(address) in lost:
            continue
        if id != id_of(address) and redirects.thing(id) is None:
            lost.add(id)
            yield Problem(where=where, message=words.gone(id, address, words.redirect(id, _guess(id, address, redirects, released))))
        elif redirects.now(id, address) is None:
            lost.add(address)
            yield Problem(
                where=where, message=words.address_gone(address, words.redirect(address, _guess(id, address, redirects, released)))
            )


def _guess(id: str, address: str, redirects: Redirects, released: Editions) -> str:
    """Where an author most likely wants it to lead: to what bears its id or has its words now, or to its page, or to the start."""
    if id in redirects.register:
        return id
    runs = released.wordings.get(id, ())
    words_then = runs[-1].parts.get("text") if runs else None
    if words_then:
        for one in redirects.register.values():
            if one.parts.get("text") == words_then:
                return one.home
    return redirects.now(id, page_of(address)) or START
