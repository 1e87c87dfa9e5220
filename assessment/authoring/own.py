"""A questionnaire of one's own: YAML or JSON in the form of a compiled one, with what has a default left out.

Every problem comes back with its line, and with the path of the part that it is about.
"""

from __future__ import annotations

import re
from pathlib import PurePath

from assessment.authoring import source
from assessment.authoring.source import Source, path_of
from assessment.catalogue import say
from assessment.codec import PLACE, Unreadable, canonical, read_questionnaire
from assessment.model import Problem, Questionnaire

PLACE_IN_JSON = re.compile(re.escape(PLACE).replace(r"\{line\}", r"(?P<line>\d+)").replace(r"\{column\}", r"(?P<column>\d+)"))


def read(text: str, name: str) -> Questionnaire:
    """The questionnaire in a text; a `name` that ends in .json says that it is JSON, any other that it is YAML.

    Raises Unreadable with every problem as `name:line`, in the order of the lines. What comes back is sound: the names resolve, the
    scale rises, no floor sinks, every gate can pass and fail, and every item says where to read on (`soundness.problems`).
    """
    is_json = PurePath(name).suffix.lower() == ".json"
    written = _lines_of_json(text, name) if is_json else source.read(text, name)
    try:
        return read_questionnaire(text if is_json or written is None else canonical(written.data))
    except Unreadable as error:
        placed = sorted((_placed(problem, written, name) for problem in error.problems), key=_by_line)
        raise Unreadable(tuple(problem for _, problem in placed)) from None


def _lines_of_json(text: str, name: str) -> Source | None:
    """The lines of a JSON text, which is YAML too but for tabs and a few escapes; None where it is not."""
    try:
        return source.read(text, name)
    except Unreadable:
        return None


def _placed(problem: Problem, written: Source | None, name: str) -> tuple[int, Problem]:
    """A problem and its line; the line is 0 where none can be told."""
    if found := PLACE_IN_JSON.fullmatch(problem.where):
        message = say("column {column}: {message}", column=found["column"], message=problem.message)
        return int(found["line"]), Problem(where=f"{name}:{found['line']}", message=message)
    message = problem.message if problem.where == "file" else str(problem)
    if written is None:
        return 0, Problem(where=name, message=message)
    where = written.at(*path_of(problem.where))
    return int(where.rpartition(":")[2]), Problem(where=where, message=message)


def _by_line(placed: tuple[int, Problem]) -> tuple[int, str]:
    return placed[0], placed[1].message
