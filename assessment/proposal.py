"""A readiness chapter for a proposal: where the project stands, what the chosen sections warn of, what is promised, and the sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assessment import exchange_words as words
from assessment import words as common
from assessment.chapters import Chapter, Document, Entries, Entry, Table, Text, Web, item_name, tabled
from assessment.codec import Unreadable
from assessment.evidence import supported
from assessment.explanation import WEB, explain, in_short
from assessment.model import Answer, Answers, Item, Problem, Questionnaire, Report, Source, Sources

NO_SOURCES = Sources()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """The answers that a proposal starts from, and their report."""

    answers: Answers
    report: Report


def gaps(questionnaire: Questionnaire, assessed: Assessed) -> tuple[str, ...]:
    """Ids of the items that a proposal should speak of: failed gates, then the plan, then what is below the top and has an owner or a
    date by which it is reviewed.
    """
    top = questionnaire.scale[-1].id
    failed = [gate.item for gate in assessed.report.gates if gate.state == "fails"]
    planned = [step.item for step in assessed.report.plan.steps] if assessed.report.plan else []
    promised = [
        id
        for item in questionnaire.items
        if (answer := assessed.answers.answers.get(id := item.id)) and answer.level != top and (answer.owner or answer.review_by)
    ]
    return tuple(dict.fromkeys([*failed, *planned, *promised]))


def chosen(questionnaire: Questionnaire, sections: str, assessed: Assessed | None) -> tuple[str, ...]:
    """The ids in a text, parted by commas, or those of the gaps where it names none; raises Unreadable for what is no item, or nothing."""
    known = {item.id for item in questionnaire.items}
    ids = [part for one in sections.split(",") if (part := one.strip())]
    strange = tuple(Problem(where=words.SECTIONS, message=words.not_a_section(id)) for id in ids if id not in known)
    if strange:
        raise Unreadable(strange)
    found = tuple(dict.fromkeys(ids)) or (gaps(questionnaire, assessed) if assessed else ())
    if not found:
        raise Unreadable((Problem(where=words.SECTIONS, message=words.NO_SECTION if assessed else words.NAME_SECTIONS),))
    return found


def proposal(
    questionnaire: Questionnaire,
    sections: Sequence[str],
    assessed: Assessed | None = None,
    sources: Sources = NO_SOURCES,
    *,
    date: str,
) -> Document:
    """A chapter on the items with these ids, which the questionnaire must have; without answers it says what is to be put in place.

    `sources` are the rows that the sections rest on, where they are known; `date` is the ISO date of the day.
    """
    items = {item.id: item for item in questionnaire.items}
    told = _Told(questionnaire, [items[id] for id in dict.fromkeys(sections)], assessed, sources)
    position = explain(questionnaire, assessed.report) if assessed else None
    edition = common.edition(questionnaire.title, questionnaire.edition, date)
    return Document(
        title=words.readiness_of(assessed.answers.name if assessed else ""),
        about=common.dated(questionnaire.edition, date),
        brief=position.brief if position else words.NOT_ASSESSED,
        verdicts=position.verdicts if position else (),
        standing=position.standing if position else (words.NOT_ASSESSED,),
        progress=position.progress if position else (),
        chapters=(
            Chapter(name="risks", title=words.RISKS, blocks=(Entries(entries=tuple(told.risks())),)),
            tabled("commitments", words.COMMITMENTS, Table(head=words.COMMITMENTS_HEAD, rows=tuple(told.commitments()))),
            tabled("evidence", words.OUR_EVIDENCE, Table(head=words.OUR_EVIDENCE_HEAD, rows=tuple(told.evidence()))),
            tabled("sources", words.SOURCES, Table(head=common.EVIDENCE_HEAD, rows=tuple(told.sources()))),
            Chapter(name="cited", title=words.SECTIONS_CITED, blocks=(Entries(entries=tuple(told.cited())),)),
        ),
        colophon=f"{edition} {common.CAVEAT}",
    )


class _Told:
    """What is said of the chosen items."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        items: Sequence[Item],
        assessed: Assessed | None,
        sources: Sources,
    ) -> None:
        self._questionnaire, self._items, self._assessed, self._sources = questionnaire, items, assessed, sources
        self._levels = {level.id: level.name for level in questionnaire.scale}
        self._stages = {stage.id: stage.name for stage in questionnaire.stages}

    def risks(self) -> Iterator[Entry]:
        """Each item with what is at stake, where it is now, and what the gates ask that it does not meet."""
        for item in self._items:
            now = [(self._today(item),)] if self._assessed else []
            needed = [(words.needed_for(stage, self._levels[least], item.levels[least]),) for stage, least in self._unmet(item)]
            yield Entry(text=(item_name(item),), notes=((item.weight_reason,), *now, *needed))

    def commitments(self) -> list[tuple[Text, ...]]:
        """The steps of the plan that raise a chosen item; without answers what each item should be raised to."""
        if not self._assessed:
            return [self._row(item, common.NONE, self._worth(item), common.NONE) for item in self._items]
        plan = self._assessed.report.plan
        steps = {step.item: step for step in plan.steps} if plan else {}
        return [
            self._row(
                item,
                in_short(self._questionnaire, self._answer(item)),
                f"{self._levels[step.after]}: {item.levels[step.after]}",
                str(step.effort),
            )
            for item in self._items
            if (step := steps.get(item.id))
        ]

    def evidence(self) -> list[tuple[Text, ...]]:
        """The evidence that the answers to the chosen items carry."""
        kept = ((item, self._answer(item)) for item in self._items)
        return [(_name_cell(item), *_evidence(answer)) for item, answer in kept if supported(answer)]

    def sources(self) -> list[tuple[Text, ...]]:
        """Each row once, in the order in which the sections name them."""
        rows = {one.id: one for one in self._sources.rows}
        named = dict.fromkeys(id for item in self._items for id in self._sources.sections.get(item.id, ()))
        found = (rows[id] for id in named if id in rows)
        return [((one.id,), (one.says,), _published(one), (words.graded(one.grade, one.status),)) for one in found]

    def cited(self) -> Iterator[Entry]:
        edition = common.named_edition(self._questionnaire.edition)
        for item in self._items:
            yield Entry(text=(words.cited(edition, item.id), item_name(item)))

    def _answer(self, item: Item) -> Answer:
        return self._assessed.answers.answers.get(item.id, Answer()) if self._assessed else Answer()

    def _today(self, item: Item) -> str:
        answer = self._answer(item)
        if answer.level is None:
            return words.not_known_yet(in_short(self._questionnaire, answer))
        return words.today_at(self._levels[answer.level], item.levels[answer.level])

    def _unmet(self, item: Item) -> list[tuple[str, str]]:
        """The stages whose gates ask for more than is proven, each with the level that it needs."""
        if not self._assessed:
            return [(self._stages[gate.stage], gate.least) for gate in item.gates]
        gates = (gate for gate in self._assessed.report.gates if gate.item == item.id)
        return [(self._stages[gate.stage], gate.least) for gate in gates if gate.state != "passes"]

    def _worth(self, item: Item) -> str:
        """The level to raise an item to: the highest that a gate asks for, or else the top."""
        order = [level.id for level in self._questionnaire.scale]
        wanted = max((gate.least for gate in item.gates), key=order.index, default=order[-1])
        return f"{self._levels[wanted]}: {item.levels[wanted]}"

    def _row(self, item: Item, now: str, then: str, effort: str) -> tuple[Text, ...]:
        answer = self._answer(item)
        return _name_cell(item), (now,), (then,), (effort,), (answer.owner or common.NONE,), (answer.review_by or common.NONE,)


def _name_cell(item: Item) -> Text:
    return (item_name(item),)


def _evidence(answer: Answer) -> tuple[Text, ...]:
    return (answer.note or common.NONE,), (_linked(answer.link),), (answer.owner or common.NONE,), (answer.date or common.NONE,)


def _published(one: Source) -> Text:
    said = words.published(one.publisher, one.year)
    return (f"{said} ", Web(one.address)) if one.address else (said,)


def _linked(link: str) -> Web | str:
    """A link that leads to the web, or else whatever was given in its place."""
    return Web(link.strip()) if WEB.fullmatch(link.strip()) else link or common.NONE
