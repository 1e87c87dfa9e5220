"""Paths through the guide: which sections somebody reads in which order, and what they can decide afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from assessment.authoring.ledger import Evidence, evidence_problem, evidence_references
from assessment.authoring.reading import Place, Reading
from assessment.authoring.sections import sections
from assessment.model import Gate, Item, Questionnaire

FOLDER = "paths"
FEWEST, MOST = 5, 10
PACE = 200  # words a minute, for prose that one reads to act on it

Part = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A section on a path: why this one, and what to take away from it."""

    item: str
    why: str
    take: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """A sentence for a proposal, and the items that it rests on."""

    say: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderPath:
    """A way through the guide for one kind of reader.

    `kind` is the file that it stands in: role, stage or worry. `gates` are the items that gate its stage, in the guide's order, made
    from the items themselves and never written here; `stops` come after them. `words` is how much there is to read.
    """

    id: str
    kind: str
    title: str
    reader: str
    decide: str
    stage: str
    gates: tuple[tuple[Item, Gate], ...]
    stops: tuple[Stop, ...]
    questionnaire: str
    proposal: tuple[Commitment, ...]
    words: int

    @property
    def minutes(self) -> int:
        """How long it takes to read, in whole minutes, rounded up."""
        return -(-self.words // PACE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What paths may name."""

    items: Mapping[str, Item]
    evidence: Mapping[str, Evidence]
    stages: Sequence[str]
    questionnaires: Mapping[str, Questionnaire]


def paths(reading: Reading, known: Known) -> dict[str, ReaderPath]:
    """Every path by id, kind by kind, in the order of the files."""
    lengths = _lengths(reading, known.items)
    found: dict[str, ReaderPath] = {}
    places: dict[str, Place] = {}
    for where in reading.folder(FOLDER, FOLDER):
        for n, raw in enumerate(cast("dict[str, Any]", where.data)["paths"]):
            path = _path(raw, where.name.rpartition("/")[2].removesuffix(".yml"), known.items, lengths)
            if path.id in found:
                reading.say(where, ("paths", n, "id"), f"path '{path.id}' exists already")
            found[path.id], places[path.id] = path, (where, ("paths", n))
            for part, message in _problems(path, known):
                reading.say(where, ("paths", n, *part), message)
    reading.paged(FOLDER, "path", places)
    return found


def _path(raw: dict[str, Any], kind: str, items: Mapping[str, Item], lengths: Mapping[str, int]) -> ReaderPath:
    stops = tuple(Stop(**one) for one in raw["stops"])
    gates = tuple((item, gate) for item in items.values() for gate in item.gates if gate.stage == raw.get("stage"))
    read = dict.fromkeys([*(item.id for item, _ in gates), *(stop.item for stop in stops)])
    return ReaderPath(
        id=raw["id"],
        kind=kind,
        title=raw["title"],
        reader=raw["reader"],
        decide=raw["decide"],
        stage=raw.get("stage", ""),
        gates=gates,
        stops=stops,
        questionnaire=raw["questionnaire"],
        proposal=tuple(Commitment(say=one["say"], items=tuple(one["items"])) for one in raw["proposal"]),
        words=sum(lengths.get(id, 0) for id in read),
    )


def _lengths(reading: Reading, items: Mapping[str, Item]) -> dict[str, int]:
    """How many words there are to read of each item: its section and its question with every level."""
    pages = sorted((reading.docs / "lessons").glob("*.md"))
    found = {id: one for page in pages for id, one in sections(reading.text(page) or "", reading.name(page)).items()}
    below = {id: sum(len(line.split()) for _, line in one.lines) for id, one in found.items()}
    return {id: below.get(id, 0) + len(" ".join((one.question, *one.levels.values())).split()) for id, one in items.items()}


def _problems(path: ReaderPath, known: Known) -> Iterator[tuple[Part, str]]:
    yield from _stop_problems(path, known)
    if path.stage and path.stage not in known.stages:
        yield ("stage",), f"stage '{path.stage}' is not one of: {', '.join(known.stages)}"
    if path.questionnaire not in known.questionnaires:
        yield ("questionnaire",), f"questionnaire '{path.questionnaire}' is not one of: {', '.join(known.questionnaires)}"
    for n, one in enumerate(path.proposal):
        yield from ((("proposal", n, "items", m), f"item '{id}' does not exist") for m, id in enumerate(one.items) if id not in known.items)
    for part, text in _texts(path):
        for _, id in evidence_references(text):
            if message := evidence_problem(id, known.evidence):
                yield part, message


def _stop_problems(path: ReaderPath, known: Known) -> Iterator[tuple[Part, str]]:
    gates = [item.id for item, _ in path.gates]
    passed = [stop.item for stop in path.stops]
    for n, id in enumerate(passed):
        if id not in known.items:
            yield ("stops", n, "item"), f"item '{id}' does not exist"
        elif id in passed[:n]:
            yield ("stops", n, "item"), f"item '{id}' stands twice"
        elif id in gates:
            yield ("stops", n, "item"), f"item '{id}' gates the stage '{path.stage}', so it is on the path already; remove it here"
    if not FEWEST <= (count := len({*gates, *passed})) <= MOST:
        yield ("stops",), f"{count} stops, gates among them; a path has {FEWEST} to {MOST}"


def _texts(path: ReaderPath) -> Iterator[tuple[Part, str]]:
    yield from ((("reader",), path.reader), (("decide",), path.decide))
    for n, stop in enumerate(path.stops):
        yield from ((("stops", n, "why"), stop.why), (("stops", n, "take"), stop.take))
    yield from ((("proposal", n, "say"), one.say) for n, one in enumerate(path.proposal))
