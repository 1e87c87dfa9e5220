"""What a change of edition did to answers, put into words: questions that are new, that mean something else, that are gone."""

from __future__ import annotations

from collections.abc import Iterable

from assessment import exchange_words as words
from assessment.chapters import Chapter, Entries, Entry, Mark
from assessment.migration import Migration
from assessment.model import Questionnaire


def explain(questionnaire: Questionnaire, found: Migration) -> tuple[Chapter, ...]:
    """A chapter for each kind of change; one without entries says nothing."""
    titles = {item.id: item.title for item in questionnaire.items}
    retired = (Entry(text=(Mark(one.item),), notes=((words.in_their_place(one.replaced_by),),)) for one in found.retired)
    return (
        _listed("new", words.NEW_QUESTIONS, (Entry(text=(Mark(id), f" {titles[id]}")) for id in found.new)),
        _listed("changed", words.MEANS_ELSE, (Entry(text=(Mark(id), f" {titles[id]}")) for id in found.changed)),
        _listed("retired", words.ASKED_NO_LONGER, retired),
    )


def _listed(name: str, title: str, entries: Iterable[Entry]) -> Chapter:
    found = tuple(entries)
    return Chapter(name=name, title=title, blocks=(Entries(entries=found),) if found else ())
