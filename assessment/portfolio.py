"""Many projects by one questionnaire: where each stands, which gates it fails, and how its dimensions compare."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessment.migration import Current
from assessment.model import Problem, Questionnaire, Range, Report, Verdict
from assessment.report import assess
from assessment.scoring import ZERO

HEATS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Heat:
    """A dimension's score in a project, and in which of five equal steps, from 0 to 4, its proven part lies."""

    dimension: str
    score: Range
    step: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """One file's row: `confirmed` and `possible` count stages, `failed` are the items whose gates fail up to the target, or at all.

    `name` is the project's own or else the file's; `verdict` is that for the target, None without one.
    """

    file: str
    name: str
    edition: str
    date: str
    confirmed: int
    possible: int
    bands: tuple[str, ...]
    verdict: Verdict | None
    failed: tuple[str, ...]
    index: Range | None
    dimensions: tuple[Heat, ...]
    answered: int
    asked: int
    aside: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Portfolio:
    """Projects, those that are least far first; `unread` are the problems of files that hold no answers."""

    target: str | None
    projects: tuple[Project, ...]
    unread: tuple[Problem, ...]


def portfolio(
    questionnaire: Questionnaire, files: Sequence[tuple[str, Current]], unread: Sequence[Problem] = (), target: str | None = None
) -> Portfolio:
    """The rows of files by their names. Every verdict is for `target`, a stage of the questionnaire, or else each project's own."""
    projects = [_project(questionnaire, file, answers, target) for file, answers in files]
    return Portfolio(target=target, projects=tuple(sorted(projects, key=_how_far)), unread=tuple(unread))


def _project(questionnaire: Questionnaire, file: str, current: Current, target: str | None) -> Project:
    report = assess(questionnaire, current.answers)
    wanted = target or report.target
    return Project(
        file=file,
        name=current.answers.name or file,
        edition=current.edition,
        date=current.date,
        confirmed=report.outcome.confirmed,
        possible=report.outcome.possible,
        bands=report.bands,
        verdict=next((one.verdict for one in report.stages if one.stage == wanted), None),
        failed=_failed(report, wanted),
        index=report.outcome.index,
        dimensions=tuple(Heat(dimension=one.dimension, score=one.score, step=heat(one.score.proven)) for one in report.dimensions),
        answered=report.answered,
        asked=report.asked,
        aside=current.aside,
    )


def heat(share: Fraction) -> int:
    """In which of the five equal steps a share from 0 to 1 lies; a share on the border of two is in the upper one."""
    return min(int(share * HEATS), HEATS - 1)


def _failed(report: Report, target: str | None) -> tuple[str, ...]:
    """Items whose gates fail on the way to a stage, or to any where none is named."""
    upto = next((one.failed for one in report.stages if one.stage == target), None)
    if upto is not None:
        return upto
    return report.stages[-1].failed if report.stages else ()


def _how_far(one: Project) -> tuple[int, int, Fraction, str, str]:
    return one.confirmed, one.possible, one.index.proven if one.index else ZERO, one.name, one.file
