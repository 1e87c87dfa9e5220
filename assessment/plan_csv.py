"""The cheapest way to a stage as a CSV file (RFC 4180) that a tracker imports: one task for each raise."""

from __future__ import annotations

import csv
import io

from assessment import words
from assessment.explanation import section
from assessment.markup import allowed
from assessment.model import Answer, Answers, Questionnaire, Report, Step

RUNS = ("=", "+", "-", "@", "\t", "\r", "\n")  # what a cell begins with that a spreadsheet takes for a formula, or skips to find one


def plan(questionnaire: Questionnaire, report: Report, answers: Answers, *, date: str, guide: str) -> str:
    """A header, then the steps of the plan in its order; only the header when there is nothing to raise.

    Owner and due date are those that the answer to the item names. `guide` is the absolute address of the guide's start, which ends
    with a slash; `date` the day of the report.
    """
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\r\n")
    table.writerow(words.PLAN_HEAD)
    if report.plan:
        stage = next(stage.name for stage in questionnaire.stages if stage.id == report.plan.target)
        origin = words.part_of_plan(stage, words.edition(questionnaire.title, report.edition, date))
        for step in report.plan.steps:
            table.writerow(map(cell, _task(questionnaire, step, answers.answers.get(step.item, Answer()), origin, guide)))
    return written.getvalue()


def cell(text: str) -> str:
    """A text as a spreadsheet can hold it without running it: one that looks like a formula gets an apostrophe before it."""
    return allowed(f"'{text}" if text.startswith(RUNS) else text)


def _task(questionnaire: Questionnaire, step: Step, answer: Answer, origin: str, guide: str) -> tuple[str, ...]:
    item = next(item for item in questionnaire.items if item.id == step.item)
    levels = {level.id: level.name for level in questionnaire.scale}
    raised = words.step(levels[step.before] if step.before else None, levels[step.after], step.effort)
    body = "\n".join((raised, item.levels[step.after], section(guide, item.address), origin))
    priority = words.PRIORITY_OF_GATE if step.gates else words.PRIORITY_OF_FLOOR
    return words.task(item.id, item.title, levels[step.after]), body, priority, str(step.effort), answer.owner, answer.review_by
