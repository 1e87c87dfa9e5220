"""A portfolio as a CSV file (RFC 4180): a row for each project, with whole percentages as numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from assessment import exchange_words as words
from assessment import words as common
from assessment.model import Questionnaire, Range
from assessment.plan_csv import cell
from assessment.portfolio import Portfolio, Project
from assessment.portfolio_chapters import reached, scores
from assessment.scoring import percent


def table(questionnaire: Questionnaire, found: Portfolio) -> str:
    """A header, then the projects in the portfolio's order; no cell is one that a spreadsheet would run."""
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\r\n")
    dimensions = (head for one in questionnaire.dimensions for head in words.dimension_columns(one.title))
    rows.writerow(map(cell, (*words.PORTFOLIO_HEAD, *words.INDEX_COLUMNS, *dimensions)))
    for project in found.projects:
        rows.writerow(map(cell, _row(questionnaire, project)))
    return written.getvalue()


def _row(questionnaire: Questionnaire, one: Project) -> Iterator[str]:
    yield from (one.file, one.name, one.edition, one.date, str(one.answered), str(one.asked))
    yield from reached(questionnaire, one)
    yield common.ANSWER_VERDICT[one.verdict].removesuffix(".") if one.verdict else ""
    yield " ".join(one.failed)
    yield from _percentages(one.index)
    for score in scores(questionnaire, one):
        yield from _percentages(score)


def _percentages(score: Range | None) -> tuple[str, str]:
    return (str(percent(score.proven)), str(percent(score.possible))) if score else ("", "")
