"""A comparison put into words: what moved, which questions are others, and where the project stood then."""

from __future__ import annotations

from collections.abc import Iterator

from assessment import exchange_words as words
from assessment import words as common
from assessment.chapters import Bar, Block, Chapter, Document, Entry, ItemName, Mark, Table, Text, item_name, listed
from assessment.comparison import Comparison, DimensionThen, Kind, Moved
from assessment.explanation import amount, floor_stage, in_short, stages_reached
from assessment.model import Answer, Questionnaire, Range

MOVES: dict[Kind, str] = {
    "fell": words.FELL,
    "rose": words.ROSE,
    "answered": words.ANSWERED,
    "opened": words.OPENED,
    "otherwise": words.OTHERWISE,
}


def explain(questionnaire: Questionnaire, comparison: Comparison) -> Document:
    """All that a comparison says, as a document and as a part of a page."""
    told = _Told(questionnaire, comparison)
    standing = tuple(told.standing())
    return Document(
        title=questionnaire.title,
        about=words.sides(*zip(comparison.editions, comparison.dates, strict=True)),
        brief=standing[0],
        standing=standing,
        verdicts=(),
        progress=(words.BY_THESE_RULES,),
        chapters=(
            Chapter(name="stages-then", title=words.STAGES_THEN, blocks=tuple(told.stages())),
            Chapter(name="dimensions-then", title=words.DIMENSIONS_THEN, blocks=(told.dimensions(),)),
            *(listed(kind, title, map(told.moved, comparison.of(kind))) for kind, title in MOVES.items()),
            listed("facts-changed", words.FACTS_CHANGED, told.facts()),
            listed("new", words.NEW_QUESTIONS, map(told.named, comparison.new)),
            listed("changed", words.MEANS_ELSE, map(told.named, comparison.changed)),
            listed("retired", words.ASKED_NO_LONGER, told.retired()),
            listed("supported", words.EVIDENCE_ADDED, map(told.named, comparison.supported)),
            listed("unsupported", words.EVIDENCE_GONE, map(told.named, comparison.unsupported)),
        ),
        colophon=f"{common.edition(questionnaire.title, questionnaire.edition)} {common.CAVEAT}",
    )


class _Told:
    """A comparison with the names of what it speaks about."""

    def __init__(self, questionnaire: Questionnaire, comparison: Comparison) -> None:
        self._questionnaire, self._comparison = questionnaire, comparison
        self._items = {item.id: item for item in questionnaire.items}

    def standing(self) -> Iterator[str]:
        found = self._comparison
        yield words.moves(*(len(found.of(kind)) for kind in ("rose", "fell", "answered", "opened")))
        before, after = found.outcomes
        if self._questionnaire.stages:
            reached = stages_reached(self._questionnaire)
            yield words.confirmed_then(reached[before.confirmed], reached[after.confirmed])
        if before.index and after.index:
            yield words.index_then(self._between(before.index), self._between(after.index))

    def stages(self) -> Iterator[Block]:
        questions = {stage.id: stage.question for stage in self._questionnaire.stages}
        rows = tuple(
            ((questions[one.stage],), (common.ANSWER_VERDICT[one.before],), (common.ANSWER_VERDICT[one.after],))
            for one in self._comparison.stages
        )
        if rows:
            yield Table(head=(words.STAGE, words.THEN, words.NOW), rows=rows)

    def dimensions(self) -> Table:
        stage = floor_stage(self._questionnaire, self._comparison.target)
        return Table(
            caption=common.floors_of(stage) if stage else "",
            head=(common.DIMENSION, words.THEN, words.NOW, common.FLOOR),
            rows=tuple(self._dimension(one) for one in self._comparison.dimensions),
        )

    def moved(self, one: Moved) -> Entry:
        return Entry(text=(self._name(one.item),), notes=((words.from_to(self._said(one.before), self._said(one.after)),),))

    def named(self, id: str) -> Entry:
        return Entry(text=(self._name(id),))

    def facts(self) -> Iterator[Entry]:
        facts = {fact.id: fact for fact in self._questionnaire.facts}
        for one in self._comparison.facts:
            labels: dict[str | None, str] = {choice.id: choice.label for choice in facts[one.fact].choices}
            labels[None] = common.NOT_KNOWN.removesuffix(".")
            yield Entry(text=(facts[one.fact].question,), notes=((words.from_to(labels[one.before], labels[one.after]),),))

    def retired(self) -> Iterator[Entry]:
        for one in self._comparison.retired:
            yield Entry(text=(Mark(one.item),), notes=((words.in_their_place(one.replaced_by),),))

    def _dimension(self, one: DimensionThen) -> tuple[Text, ...]:
        names = {dimension.id: dimension.title for dimension in self._questionnaire.dimensions}
        return (
            (names[one.dimension],),
            self._scored(f"then-{one.dimension}", one.before, one),
            self._scored(f"now-{one.dimension}", one.after, one),
            (amount(self._questionnaire, one.floor) if one.floor is not None else common.NONE,),
        )

    def _scored(self, bar: str, score: Range | None, one: DimensionThen) -> Text:
        return (self._between(score), Bar(bar, score, one.floor)) if score else (common.NONE,)

    def _between(self, score: Range) -> str:
        return common.between(amount(self._questionnaire, score.proven), amount(self._questionnaire, score.possible))

    def _name(self, id: str) -> ItemName:
        return item_name(self._items[id])

    def _said(self, answer: Answer | None) -> str:
        return words.OUTSIDE if answer is None else in_short(self._questionnaire, answer)
