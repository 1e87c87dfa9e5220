"""Sums shown step by step: computed exactly from their inputs at each build, and compared with what the author says they give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal, cast

from assessment.authoring.ledger import ARITHMETIC, Evidence, evidence_problem, texts
from assessment.authoring.reading import Reading
from assessment.numerals import decimal

Operation = Literal["add", "subtract", "multiply", "divide", "power"]
Show = Literal["money", "percent", "whole", "tenths", "hundredths"]

OPERATIONS: tuple[Operation, ...] = ("add", "subtract", "multiply", "divide", "power")
MOST_POWER = 1000
PLACES: Mapping[Show, int] = {"money": 0, "percent": 1, "whole": 0, "tenths": 1, "hundredths": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A number that a sum starts from, as it is written in a row of the ledger; without a row it is given by the sum itself."""

    id: str
    means: str
    value: str
    row: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One operation over inputs, earlier results and whole numbers as they stand, and what it gives as it is shown."""

    id: str
    means: str
    operation: Operation
    terms: tuple[str, ...]
    show: Show
    unit: str
    gives: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """A sum about rows of the ledger, and what follows from it."""

    id: str
    title: str
    about: tuple[str, ...]
    inputs: tuple[Input, ...]
    steps: tuple[Step, ...]
    so: str

    def written(self) -> dict[str, str]:
        """Every input and result by id, as it is shown."""
        return {one.id: one.value for one in self.inputs} | {one.id: one.gives for one in self.steps}


def number(written: str) -> Fraction:
    """The exact number in a text such as $500,000, 12% or 0.95."""
    plain = Fraction(written.removeprefix("$").removesuffix("%").replace(",", ""))
    return plain / 100 if written.endswith("%") else plain


def shown(value: Fraction, show: Show, unit: str = "") -> str:
    """A number as readers see it, rounded once, half away from zero: $14,000, 28.0%, 1,894, 43.2 or 0.47, and its unit."""
    text = decimal(value * (100 if show == "percent" else 1), PLACES[show])
    sign, size = ("−", text[1:]) if text.startswith("−") else ("", text)
    size = f"${size}" if show == "money" else f"{size}%" if show == "percent" else size
    return f"{sign}{size}" + (f" {unit}" if unit else "")


def sums(reading: Reading, rows: Mapping[str, Evidence]) -> dict[str, Sum]:
    """Every sum by id; what does not add up is among the problems."""
    if not (reading.docs / "evidence" / f"{ARITHMETIC}.yml").exists() or "evidence" in reading.unread:
        return {}
    where = reading.file("evidence", ARITHMETIC, ARITHMETIC)
    found: dict[str, Sum] = {}
    for n, raw in enumerate(cast("dict[str, Any]", where.data)["sums"] if where else ()):
        made = _sum(raw)
        for path, message in [*_problems(made, rows), *_doubled(made, found)]:
            reading.say(cast("Any", where), ("sums", n, *path), message)
        found[made.id] = made
    return found


def _sum(raw: dict[str, Any]) -> Sum:
    return Sum(
        id=raw["id"],
        title=raw["title"],
        about=tuple(raw["about"]),
        inputs=tuple(Input(**{"row": "", **one}) for one in raw["inputs"]),
        steps=tuple(_step(one) for one in raw["steps"]),
        so=raw["so"],
    )


def _step(raw: dict[str, Any]) -> Step:
    operation = next(one for one in OPERATIONS if one in raw)
    texts = {key: raw.get(key, "") for key in ("id", "means", "show", "unit", "gives")}
    return Step(operation=operation, terms=tuple(str(term) for term in raw[operation]), **texts)


_Problem = tuple[tuple[str | int, ...], str]


def _doubled(sum: Sum, before: Mapping[str, Sum]) -> Iterator[_Problem]:
    if sum.id in before:
        yield ("id",), f"sum '{sum.id}' exists already"


def _problems(sum: Sum, rows: Mapping[str, Evidence]) -> Iterator[_Problem]:
    yield from ((("about", n), message) for n, id in enumerate(sum.about) if (message := evidence_problem(id, rows)))
    known: dict[str, Fraction] = {}
    for n, one in enumerate(sum.inputs):
        if one.id in known:
            yield ("inputs", n, "id"), f"'{one.id}' stands twice"
        if one.row and (message := evidence_problem(one.row, rows)):
            yield ("inputs", n, "row"), message
        elif one.row and not _stands(one.value, rows[one.row]):
            yield ("inputs", n, "value"), f"'{one.value}' does not stand in {one.row}"
        known[one.id] = number(one.value)
    for n, step in enumerate(sum.steps):
        if step.id in known:
            yield ("steps", n, "id"), f"'{step.id}' stands twice"
        missing = [id for id in step.terms if id not in known and not id.isdigit()]
        if missing:
            yield ("steps", n, step.operation), f"'{missing[0]}' is not one of: {', '.join(known)}"
            return  # later steps may use this one
        value = computed(step.operation, [known[id] if id in known else Fraction(id) for id in step.terms])
        if value is None:
            yield ("steps", n, step.operation), "cannot be computed: a division by 0, or a power that is not a whole number up to 1000"
            return
        if (right := shown(value, step.show, step.unit)) != step.gives:
            yield ("steps", n, "gives"), f"'{step.gives}' is wrong; the step gives '{right}'"
        known[step.id] = value


def computed(operation: Operation, terms: Sequence[Fraction]) -> Fraction | None:
    """The exact result, or None for a division by 0 and for a power that is not a whole number from 0 to 1000."""
    first, *rest = terms
    for term in rest:
        if operation == "divide" and term == 0:
            return None
        if operation == "power" and not (term.denominator == 1 and 0 <= term <= MOST_POWER):
            return None
        match operation:
            case "add":
                first += term
            case "subtract":
                first -= term
            case "multiply":
                first *= term
            case "divide":
                first /= term
            case "power":
                first **= int(term)
    return first


def _stands(value: str, row: Evidence) -> bool:
    """Whether a number stands in a row, as it is written and not as a part of another."""
    pattern = re.compile(rf"(?<![\d.,$]){re.escape(value)}(?![\d%]|[.,]\d)")
    return any(pattern.search(text) for _, text in texts(row))
