"""Answers from one edition to the next: what still counts, what is new, what changed its meaning, what left; nothing is dropped."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from assessment.answers import accept
from assessment.model import Answer, Answers, Problem, Questionnaire

NUMBER = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced:
    """An item that left the guide, and those that ask in its place."""

    item: str
    replaced_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """Answers brought forward to a questionnaire's edition.

    `answers` are those that go on, the ones to items that other questionnaires of the guide ask with the edition they were given
    under; `new` items did not exist when the answers were given; `changed` ones mean something else since then and are open again;
    `retired` ones are no longer asked. `aside` keeps every other answer, as it was: each given answer is in one of the two.
    """

    edition: str
    answers: Answers
    new: tuple[str, ...]
    changed: tuple[str, ...]
    retired: tuple[Replaced, ...]
    aside: Mapping[str, Answer]

    @property
    def outdated(self) -> frozenset[str]:
        """The items whose answers count no more: what they ask has changed, or is asked no longer."""
        return frozenset((*self.changed, *(one.item for one in self.retired)))

    @property
    def project(self) -> Answers:
        """All that a project keeps: what goes on, and answers that nobody here asks for; not those that are to be given anew."""
        outdated = self.outdated
        unknown = {id: answer for id, answer in self.aside.items() if id not in outdated}
        return replace(self.answers, answers=MappingProxyType({**self.answers.answers, **unknown}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Current:
    """Answers that were given under an edition and on a day, as they count in the questionnaire's edition now.

    `migration` says what the change of edition did, `aside` what does not fit for any other reason and is not counted.
    """

    edition: str
    date: str
    answers: Answers
    migration: Migration
    aside: tuple[Problem, ...]


def current(questionnaire: Questionnaire, given: Answers, edition: str, *, date: str = "", unread: tuple[Problem, ...] = ()) -> Current:
    """Answers given under an edition as they count now; under an edition that nobody names, "", they are taken to be of this one.

    `date` is the day on which they were given, if that is known, and `unread` what was wrong with them before.
    """
    edition = edition or questionnaire.edition
    migration = migrate(questionnaire, given, edition)
    accepted = accept(questionnaire, migration.answers)
    outdated = migration.outdated
    strange = Answers(answers=MappingProxyType({id: answer for id, answer in migration.aside.items() if id not in outdated}))
    aside = unread + accepted.aside + accept(questionnaire, strange).aside
    return Current(edition=edition, date=date, answers=accepted.answers, migration=migration, aside=aside)


def migrate(questionnaire: Questionnaire, given: Answers, edition: str) -> Migration:
    """Bring answers given under an edition forward; an answer that carries an edition of its own goes by that one."""
    items = {item.id: item for item in questionnaire.items}
    gone = {one.id: one for one in questionnaire.retired}
    changed = tuple(
        id
        for id, answer in given.answers.items()
        if id in items and items[id].meaning_changed and later(items[id].meaning_changed, answer.edition or edition)
    )
    aside = {id: answer for id, answer in given.answers.items() if id in changed or (id not in items and id not in questionnaire.elsewhere)}
    kept = {
        id: _under(questionnaire.edition if id in items else answer.edition or edition, answer)
        for id, answer in given.answers.items()
        if id not in aside
    }
    return Migration(
        edition=questionnaire.edition,
        answers=replace(given, answers=MappingProxyType(kept)),
        new=tuple(id for id, item in items.items() if given.answers.get(id, Answer()).is_open and later(item.since, edition)),
        changed=changed,
        retired=tuple(Replaced(item=id, replaced_by=gone[id].replaced_by) for id in given.answers if id in gone),
        aside=MappingProxyType(aside),
    )


def _under(edition: str, answer: Answer) -> Answer:
    return answer if answer.edition == edition else replace(answer, edition=edition)


def later(edition: str, than: str) -> bool:
    """Whether an edition such as 2026.10 came after another such as 2026.9; an empty one came before all."""
    return _number(edition) > _number(than)


def _number(edition: str) -> tuple[int, ...]:
    return tuple(int(part) for part in edition.split(".") if NUMBER.fullmatch(part))
