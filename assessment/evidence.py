"""What stands behind the answers: notes and links, dates gone by, and the strict reading that believes no top level without them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType

from assessment.model import Answer, Answers, EvidenceKept, Questionnaire
from assessment.standing import Standing


def supported(answer: Answer) -> bool:
    """Whether a note or a link stands behind an answer."""
    return bool(answer.note.strip() or answer.link.strip())


def strict(questionnaire: Questionnaire, answers: Answers) -> Answers:
    """The answers with every unsupported top level read as the level below it."""
    top, below = questionnaire.scale[-1].id, questionnaire.scale[-2].id
    read = {
        id: replace(answer, level=below) if answer.level == top and not supported(answer) else answer
        for id, answer in answers.answers.items()
    }
    return replace(answers, answers=MappingProxyType(read))


def evidence_kept(standing: Standing, given: Answers, today: str | None) -> EvidenceKept:
    """The evidence of the answers as given; `today` is a date such as "2026-11-20", without which nothing is stale."""
    leveled = [item for item in standing.items if item.id in standing.levels]
    behind = [item for item in leveled if supported(given.answers[item.id])]
    weight = sum(item.weight for item in leveled)
    top = standing.questionnaire.scale[-1].id
    return EvidenceKept(
        coverage=Fraction(sum(item.weight for item in behind), weight) if weight else None,
        supported=tuple(item.id for item in behind),
        unsupported_top=tuple(item.id for item in leveled if given.answers[item.id].level == top and item not in behind),
        stale=tuple(item.id for item in leveled if today and "" < given.answers[item.id].review_by < today),
    )
