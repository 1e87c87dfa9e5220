"""What a page hands out: a result in every kind of file, what to paste for a badge, a chapter for a proposal; texts in, JSON out."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence

from assessment import badge, docx, html, markdown_report, proposal, words
from assessment.answers import accept
from assessment.chapters import Document
from assessment.codec import Unreadable, canonical, plain, read_answers
from assessment.exports import KINDS, Result, file_name
from assessment.model import Answers, Problem, Questionnaire
from assessment.report import assess

PROPOSALS: dict[str, tuple[str, str, Callable[[Document, str], str | bytes]]] = {
    "markdown": ("-proposal.md", KINDS["markdown"].media, markdown_report.whole),
    "html": ("-proposal.html", KINDS["html"].media, html.pasted),
    "docx": ("-proposal.docx", docx.MEDIA, docx.whole),
}


def export(questionnaire: Questionnaire, kind: str, answers: str, guide: str, today: str) -> str:
    """A file of one of the kinds of `exports`: `name`, `type`, and `text` or else `base64`; only `html` with what is wrong otherwise.

    `answers` are JSON; `guide` is the absolute address of the guide's start, `today` the ISO date of the day.
    """
    try:
        one = _result(questionnaire, answers, guide, today)
    except Unreadable as error:
        return _refused(error.problems)
    made = KINDS[kind]
    return canonical(_file(file_name(questionnaire, one.answers, made.ending), made.media, made.make(one)))


def badge_snippets(questionnaire: Questionnaire, answers: str, address: str, today: str) -> str:
    """What to paste, as `markdown`, `html` and `rst`, so that the badge leads to the shared answers at `address`."""
    try:
        one = _result(questionnaire, answers, "", today)
    except Unreadable as error:
        return _refused(error.problems)
    image = file_name(questionnaire, one.answers, KINDS["badge"].ending)
    return canonical(plain(badge.snippets(questionnaire, one.report, image=image, address=address, date=today)))


def propose(questionnaire: Questionnaire, kind: str, answers: str, sections: str, guide: str, today: str) -> str:
    """A readiness chapter as a file: `kind` is "markdown", "html" for pasting, or "docx".

    `answers` are JSON, or "" for none; `sections` are ids parted by commas, or "" for those of the answers' own gaps.
    """
    try:
        assessed = _assessed(questionnaire, answers, today) if answers else None
        chosen = proposal.chosen(questionnaire, sections, assessed)
    except Unreadable as error:
        return _refused(error.problems)
    told = proposal.proposal(questionnaire, chosen, assessed, date=today)
    ending, media, make = PROPOSALS[kind]
    named = assessed.answers if assessed else Answers()
    return canonical(_file(file_name(questionnaire, named, ending), media, make(told, guide)))


def _assessed(questionnaire: Questionnaire, answers: str, today: str) -> proposal.Assessed:
    one = _result(questionnaire, answers, "", today)
    return proposal.Assessed(answers=one.answers, report=one.report)


def _result(questionnaire: Questionnaire, answers: str, guide: str, today: str) -> Result:
    given, unread = read_answers(answers)
    accepted = accept(questionnaire, given)
    return Result(
        questionnaire=questionnaire,
        answers=accepted.answers,
        aside=unread + accepted.aside,
        report=assess(questionnaire, accepted.answers, today=today),
        day=today,
        guide=guide,
    )


def _file(name: str, media: str, content: str | bytes) -> dict[str, str]:
    held = {"text": content} if isinstance(content, str) else {"base64": base64.b64encode(content).decode()}
    return {"name": name, "type": media, **held}


def _refused(problems: Sequence[Problem]) -> str:
    return canonical({"html": html.problems(problems, words.WRONG)})
