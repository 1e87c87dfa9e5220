"""Several people's answers put into words: how far they agree, where they differ and by how much."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assessment import exchange_words as words
from assessment import words as common
from assessment.chapters import Chapter, Document, Entry, ItemName, Table, Text, item_name, listed, tabled
from assessment.explanation import in_short, percentage, stages_reached
from assessment.model import Answer, Answers, Fact, Questionnaire
from assessment.raters import DISAGREEMENT, Merged
from assessment.scoring import percent
from assessment.settlement import FactPoint, Settlement


def explain(questionnaire: Questionnaire, names: Sequence[str], sheets: Sequence[Answers], merged: Merged, found: Settlement) -> Document:
    """All that several people's answers say together; `names` are what the people, or their files, are called, in the order of `sheets`."""
    told = _Told(questionnaire, names, sheets, merged, found)
    standing = tuple(told.standing())
    return Document(
        title=questionnaire.title,
        about=f"{common.named_edition(questionnaire.edition)}. {words.named_people(names)}",
        brief=standing[0],
        standing=standing,
        verdicts=(),
        progress=(),
        chapters=(
            told.gaps("wide", words.WIDE_GAPS, wide=True),
            told.gaps("narrow", words.NARROW_GAPS, wide=False),
            told.differently(),
            told.facts(),
            told.by_some(),
            told.agreed(),
        ),
        colophon=f"{common.edition(questionnaire.title, questionnaire.edition)} {common.CAVEAT}",
    )


def agreement(merged: Merged) -> str:
    """How far people agree, in a sentence."""
    if merged.agreement is None or merged.in_words is None:
        return words.no_agreement()
    return words.agreement(percent(merged.agreement), merged.in_words, merged.raters)


class _Told:
    """Several people's answers with the names of what they speak about."""

    def __init__(
        self, questionnaire: Questionnaire, names: Sequence[str], sheets: Sequence[Answers], merged: Merged, found: Settlement
    ) -> None:
        self._questionnaire, self._names, self._sheets, self._merged, self._found = questionnaire, names, sheets, merged, found
        self._items = {item.id: item for item in questionnaire.items}
        self._points = {point.item for point in found.points}
        self._gaps = {one.item: one.gap for one in merged.items if one.gap}
        self._people = {id: sum(not sheet.answers.get(id, Answer()).is_open for sheet in sheets) for id in self._items}

    def standing(self) -> Iterator[str]:
        merged = self._merged
        unrated = sum(one.lowest is None for one in merged.items)
        yield words.disagreements(sum(one.disagreement for one in merged.items), without=unrated)
        shared = [id for id, people in self._people.items() if people > 1]
        yield words.alike(sum(id not in self._points for id in shared), len(shared))
        yield agreement(merged)
        outcome = merged.outcome
        if self._questionnaire.stages:
            reached = stages_reached(self._questionnaire)
            yield words.merged(reached[outcome.confirmed], reached[outcome.possible])
        if outcome.index:
            yield words.merged_index(percentage(outcome.index.proven), percentage(outcome.index.possible))

    def gaps(self, name: str, title: str, *, wide: bool) -> Chapter:
        """Items on which people are that far apart, the widest gap first."""
        ids = [one.item for one in self._merged.items if one.gap and (one.gap >= DISAGREEMENT) == wide]
        rows = tuple((*self._row(id), (str(self._gaps[id]),)) for id in ids)
        return tabled(name, title, Table(head=(words.ITEM, *self._names, words.GAP), rows=rows))

    def differently(self) -> Chapter:
        """Points of difference that are none of levels, such as a level against *don't know*."""
        rows = tuple(self._row(point.item) for point in self._found.points if point.item not in self._gaps)
        return tabled("differently", words.OTHER_DIFFERENCES, Table(head=(words.ITEM, *self._names), rows=rows))

    def by_some(self) -> Chapter:
        ids = [id for id, people in self._people.items() if 0 < people < len(self._sheets) and id not in self._points]
        return tabled("some", words.SAID_BY_SOME, Table(head=(words.ITEM, *self._names), rows=tuple(map(self._row, ids))))

    def facts(self) -> Chapter:
        facts = {fact.id: fact for fact in self._questionnaire.facts}
        return listed("facts-differ", words.FACTS_DIFFER, [self._fact(facts[point.fact], point) for point in self._found.facts])

    def agreed(self) -> Chapter:
        ids = [id for id, people in self._people.items() if people == len(self._sheets) and id not in self._points]
        entries = [Entry(text=(self._name(id),), notes=((self._said(self._sheets[0], id),),)) for id in ids]
        return listed("agreed", words.AGREED, entries, folded=True)

    def _fact(self, fact: Fact, point: FactPoint) -> Entry:
        labels = {choice.id: choice.label for choice in fact.choices}
        notes = tuple((f"{labels[choice]}. {words.chosen_by([self._names[n] for n in people])}",) for choice, people in point.said)
        return Entry(text=(fact.question,), notes=notes)

    def _row(self, id: str) -> tuple[Text, ...]:
        return (self._name(id),), *((self._said(sheet, id),) for sheet in self._sheets)

    def _said(self, sheet: Answers, id: str) -> str:
        return in_short(self._questionnaire, sheet.answers.get(id, Answer()))

    def _name(self, id: str) -> ItemName:
        return item_name(self._items[id])
