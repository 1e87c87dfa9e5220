"""All that authors wrote, read together: the bank, what is published and the pages; read again only when a file has changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from assessment.authoring import bank, manuscript, memory, published
from assessment.authoring.bank import Bank
from assessment.authoring.manuscript import Page
from assessment.authoring.memory import Same, State, Steady
from assessment.authoring.published import Shelf


@dataclass(frozen=True)
class Content:
    """What lies in a `docs` folder. The bank is the very one of before where nothing that it holds has changed."""

    docs: Path
    bank: Bank

    @cached_property
    def shelf(self) -> Shelf:
        """All that is published; raises Unreadable with everything that is wrong with its ids, editions and redirects."""
        return published.current(self.bank, self.docs)

    @cached_property
    def names(self) -> Shelf:
        """The shelf without the words of today, which is all that pages say of each other; the very one of before where it holds still."""
        return _before(self.docs).names(self.shelf.named())

    @cached_property
    def files(self) -> Mapping[str, str]:
        """The file of each page, below the folder, by its address."""
        return {page.address: page.file for page in self._written}

    def page(self, text: str) -> Page | None:
        """The page with a text, None where several have it or none does."""
        return self._pages.get(text.strip())

    @cached_property
    def _pages(self) -> Mapping[str, Page | None]:
        found: dict[str, Page | None] = {}
        for page in self._written:
            key = page.source.strip()
            found[key] = None if key in found else page
        return found

    @cached_property
    def _written(self) -> tuple[Page, ...]:
        return manuscript.read(self.docs)

    def around(self, text: str) -> tuple[object, ...]:
        """All that a page with a text is made of beside that text, as something to compare."""
        page = self.page(text)
        return Same(self.bank), Same(self.names), self.files, page.file if page else None


def current(docs: Path) -> Content:
    """The content of a folder as it is now; raises Unreadable with every problem of the bank."""
    return _read(docs, memory.state(docs))


@lru_cache(maxsize=2)
def _read(docs: Path, state: State) -> Content:
    return Content(docs, _before(docs).bank(bank.load(docs)))


@dataclass(frozen=True)
class _Before:
    bank: Steady[Bank]
    names: Steady[Shelf]


@lru_cache(maxsize=2)
def _before(docs: Path) -> _Before:
    return _Before(Steady(), Steady())
