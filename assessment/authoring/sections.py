"""The sections of a lesson, one an item: what each must have before a reader can act on it, and that no two say the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, pairwise

from assessment.authoring.pages import Line, written
from assessment.model import Problem

SECTION = re.compile(r"^## (?P<title>.+?) *\{ *#(?P<anchor>[a-z]{3}-\d\d) *\} *$")
HEADING = re.compile(r"^#{1,2} ")
LEAD = re.compile(r"^\*\*(?P<lead>[^*]+)\*\*")
NO_PROSE = ("|", "///", "#")  # how lines begin that are a table, a block out of the bank, or a heading
LINK = re.compile(r"\]\([^)]*\)")
REFERENCE = re.compile(r"\[[A-Z]-\d\d\]")
WORD = re.compile(r"[^\W_]+(?:[-'’.,][^\W_]+)*")

LEADS = ("Why it matters.", "How to tell.", "Do this next.", "What to show.", "Watch out.")
LEAST_WORDS = 150
RUN = 5
# A fifth of the shorter section. The closest two of the first 84 sections share 6 in 100 of their runs of words (one study, told for two
# purposes); a section copied with every seventh word replaced shares about 28.
MOST_SHARED = Fraction(1, 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """An item's section: its title, the line of its heading, and the lines below it."""

    id: str
    title: str
    file: str
    line: int
    lines: tuple[Line, ...]

    @property
    def where(self) -> str:
        """Where its heading stands, as `file:line`."""
        return f"{self.file}:{self.line}"

    @property
    def words(self) -> tuple[str, ...]:
        """The words of its prose, in order: no code, no table, no references, no block that shows something else."""
        lines = (REFERENCE.sub(" ", LINK.sub(" ", line)) for _, line in self.lines if not line.lstrip().startswith(NO_PROSE))
        return tuple(word.casefold() for line in lines for word in WORD.findall(line))

    @property
    def leads(self) -> tuple[str, ...]:
        """The leads of its paragraphs, in order."""
        return tuple(match["lead"] for _, line in self.lines if (match := LEAD.match(line)))


def sections(markdown: str, file: str) -> dict[str, Section]:
    """The sections of a lesson's Markdown by item id, in order; of two with one id the first."""
    found: dict[str, Section] = {}
    lines = list(written(markdown))
    starts = [n for n, (_, line) in enumerate(lines) if HEADING.match(line)]
    for start, end in pairwise([*starts, len(lines)]):
        if match := SECTION.match(lines[start][1]):
            id = match["anchor"].upper()
            below = tuple(lines[start + 1 : end])
            found.setdefault(id, Section(id=id, title=match["title"], file=file, line=lines[start][0], lines=below))
    return found


def problems(found: Iterable[Section]) -> Iterator[Problem]:
    """What the sections of a guide lack: words, leads, or something of their own to say."""
    every = tuple(found)
    for section in every:
        yield from _thin(section)
        yield from _leads(section)
    for one, other, runs, shared in closest(every):
        if shared > MOST_SHARED:
            message = (
                f"section '{other.id}' says what '{one.id}' says: {runs} runs of {RUN} words are the same; say it in one and link to it"
            )
            yield Problem(where=other.where, message=message)


def closest(every: Iterable[Section]) -> Iterator[tuple[Section, Section, int, Fraction]]:
    """Every two sections that share runs of words, with how many, and their part of all runs of the shorter one."""
    runs: Mapping[Section, frozenset[tuple[str, ...]]] = {section: _runs(section.words) for section in every}
    for one, other in combinations(runs, 2):
        if same := len(runs[one] & runs[other]):
            yield one, other, same, Fraction(same, min(len(runs[one]), len(runs[other])))


def _runs(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset(words[n : n + RUN] for n in range(len(words) - RUN + 1))


def _thin(section: Section) -> Iterator[Problem]:
    count = len(section.words)
    if count < LEAST_WORDS:
        yield Problem(where=section.where, message=f"section '{section.id}' has {count} words of prose; write {LEAST_WORDS} or more")


def _leads(section: Section) -> Iterator[Problem]:
    missing = [lead for lead in LEADS if lead not in section.leads]
    for lead in missing:
        yield Problem(where=section.where, message=f"section '{section.id}' lacks a paragraph that begins with **{lead}**")
    ours = [lead for lead in section.leads if lead in LEADS]
    if not missing and ours != list(LEADS):
        message = f"section '{section.id}' has its leads as {' '.join(ours)} Each stands once, in this order: {' '.join(LEADS)}"
        yield Problem(where=section.where, message=message)
