"""One set of answers scored as a person asked for it, the same for a single file and for each line of many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType

from assessment.answers import accept
from assessment.codec import Unreadable, load_json, plain, read_answers
from assessment.migration import Migration, migrate
from assessment.model import Answers, Problem, Questionnaire, Report
from assessment.report import assess
from assessment.scoring import ZERO

DEFAULT = "gate-check"  # the questionnaire of answers that name none
PERCENTAGE = re.compile(r"(?P<number>[0-9]{1,3}(\.[0-9]{1,6})?) ?%")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a person asks for beside the answers.

    `target` takes the place of the stage that the answers name, `strict` believes no top level without evidence, and `today` is the
    date, such as "2026-11-20", on which evidence may have gone stale.
    """

    target: str | None = None
    strict: bool = False
    today: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A report with what it was made from; `aside` is what was kept and not counted."""

    questionnaire: Questionnaire
    answers: Answers
    report: Report
    aside: tuple[Problem, ...]

    def json(self) -> dict[str, object]:
        """The report and the problems as JSON can hold them."""
        return {"report": plain(self.report), "problems": plain(self.aside)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Least:
    """The least that a result must reach: the stage at a place, counted from 1, or a share of the proven index from 0 to 1."""

    stage: int | None = None
    index: Fraction | None = None


def said(text: str, key: str) -> str | None:
    """What answers, or a result file, say about themselves under a key such as "questionnaire" or "edition"; None for nothing.

    Raises Unreadable when the text is no JSON, or says something else than a text there.
    """
    raw = load_json(text)
    value = raw.get(key) if isinstance(raw, dict) else None
    if isinstance(value, dict):  # a result file says more about its questionnaire than the id
        value = value.get("id")
    if value is None or isinstance(value, str):
        return value
    raise Unreadable((Problem(where=key, message="is no text; an id is needed"),))


def check_target(questionnaire: Questionnaire, target: str | None) -> None:
    """Raise Unreadable for a stage that the questionnaire does not have."""
    stages = [stage.id for stage in questionnaire.stages]
    if target is None or target in stages:
        return
    message = f"'{target}' is not one of: {', '.join(stages)}" if stages else f"'{target}' is none; this questionnaire has no stages"
    raise Unreadable((Problem(where="--target", message=message),))


def accepted(questionnaire: Questionnaire, text: str, target: str | None = None) -> tuple[Answers, tuple[Problem, ...]]:
    """The answers in a text as they count in the questionnaire's edition, and what was kept aside.

    Raises Unreadable for no answers and for an unknown target.
    """
    check_target(questionnaire, target)
    given, unread = read_answers(text)
    aimed = replace(given, target=target) if target else given
    migration = migrate(questionnaire, aimed, said(text, "edition") or questionnaire.edition)
    outdated = migration.outdated
    counting = MappingProxyType({id: answer for id, answer in aimed.answers.items() if id not in outdated})
    fitting = accept(questionnaire, replace(aimed, answers=counting))
    return fitting.answers, (*unread, *fitting.aside, *_outdated(questionnaire, migration))


def _outdated(questionnaire: Questionnaire, found: Migration) -> Iterator[Problem]:
    """Answers to questions of an earlier edition, which count no more."""
    for item in (item for item in questionnaire.items if item.id in found.changed):
        message = f"means something else since {item.meaning_changed}; the question is open until it is answered anew"
        yield Problem(where=f"answers.{item.id}", message=message)
    for one in found.retired:
        instead = f"; in its place: {', '.join(one.replaced_by)}" if one.replaced_by else ""
        yield Problem(where=f"answers.{one.item}", message=f"is asked no longer{instead}")


def score(questionnaire: Questionnaire, text: str, asked: Asked) -> Scored:
    """The result of the answers in a text; raises Unreadable for no answers and for a target that the questionnaire does not have."""
    answers, aside = accepted(questionnaire, text, asked.target)
    report = assess(questionnaire, answers, strict=asked.strict, today=asked.today)
    return Scored(questionnaire=questionnaire, answers=answers, report=report, aside=aside)


def least(questionnaire: Questionnaire, value: str) -> Least:
    """What `value` asks for: the id of a stage, or a percentage such as "60%"; raises Unreadable for anything else."""
    stages = [stage.id for stage in questionnaire.stages]
    if value in stages:
        return Least(stage=stages.index(value) + 1)
    percentage = PERCENTAGE.fullmatch(value)
    if percentage and (index := Fraction(percentage["number"]) / 100) <= 1:
        return Least(index=index)
    allowed = ", ".join([*stages, "a percentage such as 60%"])
    raise Unreadable((Problem(where="--fail-under", message=f"'{value}' is not one of: {allowed}"),))


def reaches(report: Report, least: Least) -> bool:
    """Whether a result reaches what was asked; exactly as much is enough, and an index of nothing reaches 0."""
    if least.stage is not None:
        return report.outcome.confirmed >= least.stage
    proven = report.index.score.proven if report.index else ZERO
    return proven >= (least.index or ZERO)
