"""A calculation that a spreadsheet can go on with: quantities in groups, given as numbers or as formulas over the ones before them."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, cast

from assessment.authoring.source import Source
from assessment.model import Problem

OPERATORS: Mapping[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One line: a whole number of the example that the reader replaces, or a formula; exactly one of the two."""

    id: str
    means: str
    unit: str
    example: int | None
    formula: ast.expr | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Lines under a title."""

    title: str
    quantities: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calculation:
    """Groups in the order in which they are computed."""

    groups: tuple[Group, ...]

    def quantities(self) -> Iterator[Quantity]:
        """Every line in order."""
        for group in self.groups:
            yield from group.quantities

    def results(self) -> dict[str, Fraction]:
        """What every line of the example comes to, exactly; raises ZeroDivisionError where a formula divides by nothing."""
        known: dict[str, Fraction] = {}
        for one in self.quantities():
            known[one.id] = Fraction(one.example or 0) if one.formula is None else _value(one.formula, known)
        return known


def calculation(where: Source) -> tuple[Calculation, list[Problem]]:
    """The calculation in a file, and what is wrong with it."""
    groups = cast("dict[str, Any]", where.data)["groups"]
    problems: list[Problem] = []
    known: set[str] = set()
    made = []
    for g, group in enumerate(groups):
        quantities = []
        for n, raw in enumerate(group["quantities"]):
            at = ("groups", g, "quantities", n)
            quantities.append(one := _quantity(raw))
            problems += [where.problem((*at, key), message) for key, message in _problems(one, raw, known)]
            known.add(one.id)
        made.append(Group(title=group["title"], quantities=tuple(quantities)))
    found = Calculation(groups=tuple(made))
    return found, problems or [*_divisions(found, where)]


def written(formula: ast.expr, name: Callable[[str], str], operators: Mapping[str, str]) -> str:
    """A formula as text, with `name` for what it names and `operators` for + - * /; parentheses only where they are needed."""
    if isinstance(formula, ast.BinOp):
        sign = OPERATORS[type(formula.op)]
        left, right = (written(part, name, operators) for part in (formula.left, formula.right))
        if _binds(formula.left) < _binds(formula):
            left = f"({left})"
        if _binds(formula.right) < _binds(formula) or (sign in "-/" and _binds(formula.right) == _binds(formula)):
            right = f"({right})"
        return f"{left}{operators[sign]}{right}"
    return name(formula.id) if isinstance(formula, ast.Name) else str(cast("ast.Constant", formula).value)


def _binds(formula: ast.expr) -> int:
    if isinstance(formula, ast.BinOp):
        return 1 if isinstance(formula.op, ast.Add | ast.Sub) else 2
    return 3


def _quantity(raw: Mapping[str, Any]) -> Quantity:
    formula = _parsed(raw["formula"]) if "formula" in raw else None
    return Quantity(id=raw["id"], means=raw["means"], unit=raw["unit"], example=raw.get("example"), formula=formula)


def _parsed(formula: str) -> ast.expr | None:
    """A formula as a tree of names, whole numbers and + - * /, or None for anything else; nothing is run."""
    try:
        tree = ast.parse(formula, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return None
    return tree if _allowed(tree) else None


def _allowed(tree: ast.expr) -> bool:
    if isinstance(tree, ast.BinOp):
        return type(tree.op) in OPERATORS and _allowed(tree.left) and _allowed(tree.right)
    return isinstance(tree, ast.Name) or (isinstance(tree, ast.Constant) and type(tree.value) is int)


def _problems(one: Quantity, raw: Mapping[str, Any], known: set[str]) -> Iterator[tuple[str, str]]:
    if one.id in known:
        yield "id", f"'{one.id}' stands twice"
    if "formula" in raw and one.formula is None:
        yield "formula", f"'{raw['formula']}' is no formula; names, whole numbers, + - * / and parentheses make one"
    if one.formula is not None:
        for id in _named(one.formula):
            if id not in known:
                yield "formula", f"'{id}' is not one of: {', '.join(sorted(known))}"


def _named(formula: ast.expr) -> list[str]:
    return sorted({part.id for part in ast.walk(formula) if isinstance(part, ast.Name)})


def _divisions(found: Calculation, where: Source) -> Iterator[Problem]:
    try:
        found.results()
    except ZeroDivisionError:
        yield where.problem(("groups",), "the example divides by 0")


def _value(formula: ast.expr, known: Mapping[str, Fraction]) -> Fraction:
    if isinstance(formula, ast.BinOp):
        left, right = _value(formula.left, known), _value(formula.right, known)
        match formula.op:
            case ast.Add():
                return left + right
            case ast.Sub():
                return left - right
            case ast.Mult():
                return left * right
            case _:
                return left / right
    return known[formula.id] if isinstance(formula, ast.Name) else Fraction(cast("int", cast("ast.Constant", formula).value))
