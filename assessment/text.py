"""A report as plain text for a terminal: the verdicts, what fails, what is open."""

from __future__ import annotations

from assessment import words
from assessment.model import Questionnaire, Report


def result(questionnaire: Questionnaire, report: Report) -> str:
    """The report in lines, with a newline at the end."""
    titles = {item.id: item.title for item in questionnaire.items}
    names = {dimension.id: dimension.title for dimension in questionnaire.dimensions}
    questions = {stage.id: stage.question for stage in questionnaire.stages}
    failed = dict.fromkeys(gate.item for gate in report.gates if gate.state == "fails")
    lines = [
        f"{words.edition(questionnaire.title, questionnaire.edition)} {words.answered(report.answered, report.asked)}",
        "",
        *(" ".join(words.verdict(questions[stage.stage], stage, names)) for stage in report.stages),
        *([" – ".join(band.name for band in questionnaire.bands if band.id in report.bands)] if report.bands else []),
        *_list(words.FAILS, [f"{id}  {titles[id]}" for id in failed]),
        *_list(words.OPEN, [f"{id}  {titles[id]}" for id in (*report.open, *report.dont_know)]),
    ]
    return "\n".join(lines) + "\n"


def _list(title: str, rows: list[str]) -> list[str]:
    return ["", f"{title}:", *(f"  {row}" for row in rows)] if rows else []
