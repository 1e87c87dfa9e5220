"""What a change of edition did to answers, put into words: questions that are new, that mean something else, that are gone."""

from __future__ import annotations

from assessment import exchange_words as words
from assessment.chapters import Chapter, Entry, Mark, listed
from assessment.migration import Migration
from assessment.model import Questionnaire


def explain(questionnaire: Questionnaire, found: Migration) -> tuple[Chapter, ...]:
    """A chapter for each kind of change; one without entries says nothing."""
    titles = {item.id: item.title for item in questionnaire.items}
    retired = (Entry(text=(Mark(one.item),), notes=((words.in_their_place(one.replaced_by),),)) for one in found.retired)
    return (
        listed("new", words.NEW_QUESTIONS, (Entry(text=(Mark(id), f" {titles[id]}")) for id in found.new)),
        listed("changed", words.MEANS_ELSE, (Entry(text=(Mark(id), f" {titles[id]}")) for id in found.changed)),
        listed("retired", words.ASKED_NO_LONGER, retired),
    )
