"""The nouns of scoring: what a questionnaire is made of, what a person answers, what a report says.

The words are those of *How scoring works*; every class is frozen and holds data only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from types import MappingProxyType
from typing import Literal

GateState = Literal["passes", "fails", "open"]
Stakes = Literal["low", "medium", "high"]
Verdict = Literal["yes", "no", "not-known"]
Agreement = Literal["poor", "fair", "good"]

LONGEST_TEXT = 20_000  # characters of a text in a file, an answer or a questionnaire

STAKES: tuple[Stakes, ...] = ("low", "medium", "high")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something a person can put right: where it is, and what is wrong and would be right, in one sentence.

    Both can quote what a stranger's file says, so both are cut to a readable length, and every character that no screen should
    get (controls, halves of surrogate pairs, changes of direction) is written out as an escape.
    """

    where: str
    message: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "where", _readable(self.where, 500))
        object.__setattr__(self, "message", _readable(self.message, 2000))

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"

    def within(self, file: str) -> Problem:
        """The same with the file that it was found in, if that has a name."""
        return replace(self, where=f"{file}: {self.where}") if file else self


# ── a questionnaire ──────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One step of a scale. `value` is its exact worth from 0 to 1; `effort` the usual person-days to reach it from the step below."""

    id: str
    name: str
    value: Fraction
    means: str
    effort: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One possible answer to a fact, and the stakes that it brings."""

    id: str
    label: str
    stakes: Stakes = "low"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something about the project that is asked first and never scored."""

    id: str
    question: str
    choices: tuple[Choice, ...]
    help: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """When something holds: any one of `clauses`, each of which asks that all its facts have one of the named choices."""

    clauses: tuple[Mapping[str, tuple[str, ...]], ...] = ()


ALWAYS = Condition()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """A level without which a stage cannot be reached, whatever the points."""

    stage: str
    least: str
    when: Condition = ALWAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One readiness criterion: one question, and the section of the guide at `address`.

    `levels` holds the item's own words for each level of the scale, in the scale's order. `since` is the edition in which it
    first appeared, `meaning_changed` the last one in which an older answer stopped meaning the same.
    """

    id: str
    dimension: str
    title: str
    question: str
    levels: Mapping[str, str]
    weight: int
    weight_reason: str
    address: str = ""
    who_knows: str = ""
    gates: tuple[Gate, ...] = ()
    effort: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    applies_when: Condition = ALWAYS
    may_not_apply: bool = False
    since: str = ""
    meaning_changed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retired:
    """An item that is asked no longer, since which edition, and which items ask in its place."""

    id: str
    retired: str
    replaced_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """The lesson that items belong to, with a score of its own."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """How far a project may go: `floors` by stakes for every dimension that is in scope from this stage on."""

    id: str
    name: str
    question: str
    dimensions: tuple[str, ...] = ()
    floors: Mapping[Stakes, Fraction] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A named, half-open range of the index: from `least` up to the next band's."""

    id: str
    name: str
    least: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Questionnaire:
    """A choice of items and the rules by which they are scored.

    `weakest_link` is λ: the share of the weakest dimension in the index, from 0 to 1.
    `elsewhere` lists ids of items that other questionnaires of the same guide ask, so that a stored answer to one is not unknown.
    `points` is what a full score counts where scores are shown in points, as a published instrument has them; None shows percentages.
    """

    id: str
    edition: str
    title: str
    scale: tuple[Level, ...]
    dimensions: tuple[Dimension, ...]
    items: tuple[Item, ...]
    stages: tuple[Stage, ...] = ()
    bands: tuple[Band, ...] = ()
    facts: tuple[Fact, ...] = ()
    weakest_link: Fraction = Fraction(1, 2)
    elsewhere: tuple[str, ...] = ()
    retired: tuple[Retired, ...] = ()
    points: int | None = None


# ── answers ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a person said about an item: a level, *don't know*, or *not applicable* with a reason; one of the three at most.

    With none of them the item is open, and something is kept for it. The other fields are kept beside and never scored; `settled_by`
    is who decided where people had answered differently.
    """

    level: str | None = None
    dont_know: bool = False
    not_applicable: str | None = None
    edition: str = ""
    note: str = ""
    link: str = ""
    owner: str = ""
    date: str = ""
    review_by: str = ""
    settled_by: str = ""

    @property
    def is_open(self) -> bool:
        """Whether nothing is said yet about the item itself."""
        return self.level is None and not self.dont_know and self.not_applicable is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """All that a person said: facts by id, answers by item id, and the stage they want next; `name` is what they call the project."""

    name: str = ""
    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    answers: Mapping[str, Answer] = field(default_factory=lambda: MappingProxyType({}))
    target: str | None = None


# ── a report ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """The least and the most that a number can turn out to be, both exact, from 0 to 1."""

    proven: Fraction
    possible: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """What one item adds: `share` is its weight over the dimension's, `proven` and `possible` its part of those two sums."""

    item: str
    weight: int
    level: str | None
    value: Fraction | None
    share: Fraction
    proven: Fraction
    possible: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one dimension adds to the index: its score times `share`, which is (1−λ)/n, plus λ for the weakest.

    The shares for what is proven and for what is possible can differ, since another dimension can be the weakest there.
    """

    dimension: str
    share_proven: Fraction
    share_possible: Fraction
    proven: Fraction
    possible: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionScore:
    """A dimension's score and the terms that add up to it; `floor` is that of the target stage, None where none applies."""

    dimension: str
    score: Range
    coverage: Fraction
    weight: int
    terms: tuple[Term, ...]
    in_scope: bool
    floor: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """The score of all dimensions in scope, and how it is made: λ times the weakest plus 1−λ times the mean.

    `parts` says the same once more as a sum over the dimensions.
    """

    score: Range
    weakest: Range
    mean: Range
    weakest_dimensions: tuple[str, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GateResult:
    """A gate that holds under the facts, and its state."""

    item: str
    stage: str
    least: str
    state: GateState


@dataclass(frozen=True, slots=True, kw_only=True)
class StageResult:
    """What stands between the project and one stage, counting the stages before it too."""

    stage: str
    verdict: Verdict
    passed: int
    failed: tuple[str, ...]
    open: tuple[str, ...]
    short: tuple[str, ...]
    undecided: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotApplicable:
    """An item that somebody marked as not applicable, with the reason given."""

    item: str
    weight: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The result in brief: how far confirmed, how far possible (0 is before the first stage), and the index."""

    confirmed: int
    possible: int
    index: Range | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """An item below the top level; `gain` is what the proven index gains when it alone rises to the top."""

    item: str
    level: str
    gates: tuple[str, ...]
    gain: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One raise on the way to a stage. `before` is None for an item without a level, whose effort counts from the lowest.

    `gates` are the stages whose gates ask for it, `index` the proven index after this step and those before it.
    """

    item: str
    before: str | None
    after: str
    effort: int
    gates: tuple[str, ...]
    index: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The set of raises with the least total effort, in person-days, that confirms a stage; no other set needs less."""

    target: str
    effort: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NextQuestion:
    """An item without a level: whether a single answer to it could change how far the project is confirmed or possible,
    and by how much any answer narrows the index at least and at most.
    """

    item: str
    decides: bool
    narrows_least: Fraction
    narrows_most: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherScale:
    """What the verdict and the index would be if the levels were worth something else."""

    values: tuple[Fraction, ...]
    verdict: Verdict
    index: Range


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherIndex:
    """What the index would be with another share of the weakest dimension."""

    weakest_link: Fraction
    index: Range


@dataclass(frozen=True, slots=True, kw_only=True)
class Robustness:
    """Whether the verdict on the target survives other judgments than ours.

    `weights_hold` says that it does for all weights from half to double of ours, in any combination; `weights_index` is the
    least that the proven and the most that the possible index can become then.
    """

    target: str | None
    verdict: Verdict | None
    weights_hold: bool
    weights_index: Range
    scales: tuple[OtherScale, ...]
    indexes: tuple[OtherIndex, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceKept:
    """What stands behind the levels chosen: items with a note or a link, top levels without either, and dates gone by.

    `coverage` is the share, by weight, of the items with a level that have a note or a link; None when none has a level.
    """

    coverage: Fraction | None
    supported: tuple[str, ...]
    unsupported_top: tuple[str, ...]
    stale: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything scoring returns: ids and numbers, no sentences."""

    questionnaire: str
    edition: str
    stakes: Stakes
    unknown_facts: tuple[str, ...]
    target: str | None
    outcome: Outcome
    stages: tuple[StageResult, ...]
    bands: tuple[str, ...]
    gates: tuple[GateResult, ...]
    dimensions: tuple[DimensionScore, ...]
    index: Index | None
    findings: tuple[Finding, ...]
    plan: Plan | None
    next_questions: tuple[NextQuestion, ...]
    robustness: Robustness | None
    evidence: EvidenceKept
    strict: bool
    open: tuple[str, ...]
    dont_know: tuple[str, ...]
    not_applicable: tuple[NotApplicable, ...]
    if_they_counted: Outcome | None
    not_counted: tuple[str, ...]
    answered: int
    asked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A row of the evidence ledger: what it says, who published it and when, how much it can carry, and its address on the web."""

    id: str
    says: str
    publisher: str
    year: str
    grade: str
    status: str
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Rows of the evidence ledger, each once; `sections` has the ids of the rows that an item's section rests on."""

    rows: tuple[Source, ...] = ()
    sections: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))


def _readable(text: str, longest: int) -> str:
    short = text if len(text) <= longest else text[: longest - 1] + "…"
    if short.isprintable():  # as good as always, and there may be thousands
        return short
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in short)
