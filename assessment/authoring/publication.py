"""What a guide needs before others read it: a sound bank, pages with names, links that lead somewhere, sections that say enough, and
all that was ever released.

The bank alone is enough to score by, so what is checked only here stops nobody from that.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from assessment.authoring import bank, framework_pages, pages, published, sections
from assessment.authoring.bank import Bank
from assessment.authoring.pages import Link, Page
from assessment.authoring.reading import Reading, by_place
from assessment.codec import Unreadable
from assessment.model import Problem

SHORTEST, LONGEST = 50, 160  # a search result shows about this much of a description
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
MADE = (*framework_pages.FILES, published.TABLE.as_posix())  # files that a build writes and pages link to
ID = re.compile(r"\bid=\"([^\"]+)\"")


def check(docs: Path, today: str | None = None) -> Bank:
    """The bank in a `docs` folder; raises Unreadable with every problem of its data and its pages.

    With `today`, an ISO date, a row of law past its review date is a problem too.
    """
    found, problems = _bank(docs, today)
    reading = Reading(docs)
    every = pages.pages(reading)
    lessons = (page for page in every if page.path.startswith("lessons/"))
    problems += reading.problems
    problems += _names(every)
    problems += _Links(docs, every, found).problems()
    problems += sections.problems(one for page in lessons for one in sections.sections(page.text, page.name).values())
    if found is None or problems:
        raise Unreadable(tuple(sorted(dict.fromkeys(problems), key=by_place)))
    published.check(found, docs)
    return found


def _bank(docs: Path, today: str | None) -> tuple[Bank | None, list[Problem]]:
    try:
        return bank.load(docs, today), []
    except Unreadable as error:
        return None, list(error.problems)


def _names(every: Sequence[Page]) -> Iterator[Problem]:
    """A page needs a title and a description that no other has: a search result shows nothing else of it."""
    taken: dict[tuple[str, str], Page] = {}
    for page in every:
        for key, told in {"title": page.title, "description": page.description}.items():
            other = taken.setdefault((key, told), page)
            if not told:
                yield Problem(where=page.at(key), message=f"has no {key}; write '{key}: …' between two lines of --- at its start")
            elif other is not page:
                yield Problem(where=page.at(key), message=f"has the {key} of {other.name}; write one of its own")
        if page.description and not SHORTEST <= len(page.description) <= LONGEST:
            message = f"its description has {len(page.description)} characters; write {SHORTEST} to {LONGEST}"
            yield Problem(where=page.at("description"), message=message)


class _Links:
    """Whether the links of pages lead to what exists, without making the site.

    Anchors that a page gets out of the bank are looked for in the page as it is made; without a sound bank none is said to be missing.
    """

    def __init__(self, docs: Path, every: Sequence[Page], bank: Bank | None) -> None:
        self._docs = docs
        self._every: Mapping[str, Page] = {page.path: page for page in every}
        self._bank = bank
        self._made = cache(self._anchors_made)

    def problems(self) -> Iterator[Problem]:
        for page in self._every.values():
            for link in page.links:
                if not SCHEME.match(link.target) and (message := self._message(page, link)):
                    yield Problem(where=f"{page.name}:{link.line}", message=message)

    def _message(self, page: Page, link: Link) -> str | None:
        path, _, anchor = unquote(link.target).partition("#")
        if path.startswith("/"):
            return f"'{link.target}' begins at the host; write the path from this page, such as ../lessons/index.md"
        to = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), path)) if path else page.path
        if to not in self._every:
            return None if self._is_file(to) else f"'{link.target}' leads to no page and no file of the guide{self._near(to)}"
        if anchor and not self._has(to, anchor):
            return f"'{link.target}' leads to no heading or row: there is no #{anchor} in {self._every[to].name}"
        return None

    def _is_file(self, path: str) -> bool:
        return path in MADE or (not path.startswith("..") and (self._docs / path).is_file())

    def _near(self, path: str) -> str:
        """Where a page of the same name lies, for those who are one folder off."""
        same = [known for known in self._every if posixpath.basename(known) == posixpath.basename(path)]
        return f"; there is {self._every[same[0]].name}" if len(same) == 1 else ""

    def _has(self, path: str, anchor: str) -> bool:
        return anchor in self._every[path].anchors or self._bank is None or anchor in self._made(path)

    def _anchors_made(self, path: str) -> frozenset[str]:
        from assessment.authoring.markdown import made  # takes as long to load as all the rest, and few guides link to what is made

        assert self._bank is not None
        return frozenset(ID.findall(made(pages.body(self._every[path].text), self._bank)))
