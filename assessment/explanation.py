"""A report put into words, chapter by chapter and the same for every view: what to do first, then how every number is made."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction

from assessment import words
from assessment.chapters import (
    Bar,
    Block,
    Chapter,
    Document,
    Entries,
    Entry,
    Exact,
    Explanation,
    ItemName,
    Mark,
    Paragraph,
    Said,
    Strong,
    Table,
    Text,
    ToQuestion,
    Web,
    item_name,
    listed,
)
from assessment.fast_lane import FastLane
from assessment.model import Answer, Answers, DimensionScore, Item, Part, Problem, Questionnaire, Range, Report, Step, Term, Verdict
from assessment.scoring import percent

WEB = re.compile(r"https?://\S+", re.IGNORECASE)
IN_BRIEF = 2
IN_VIEW = 10
MOST_PROBLEMS = 500


def explain(
    questionnaire: Questionnaire, report: Report, aside: Sequence[Problem] = (), date: str = "", *, lane: FastLane | None = None
) -> Explanation:
    """All that a report on a questionnaire says; `aside` is what was kept and not counted, `date` the day it was made, if that is known.

    With a `lane` it also says what that still asks.
    """
    told = _Told(questionnaire, report)
    return Explanation(
        brief=told.brief(),
        verdicts=tuple(told.verdicts()),
        standing=() if questionnaire.stages else tuple(told.standing()),
        progress=(
            words.answered(report.answered, report.asked),
            *lane_says(questionnaire, lane),
            *([words.STRICT] if report.strict else []),
        ),
        chapters=(
            *told.failures(),
            told.plan(),
            listed("next", words.NEXT, told.next_question()),
            *told.open(),
            listed("better", words.BELOW_BEST, told.better(), folded=True),
            Chapter(name="numbers", title=words.NUMBERS, blocks=tuple(told.numbers()), folded=True),
            listed("robustness", words.WOULD_HOLD, told.robustness(), folded=True),
            listed("not-applicable", words.NOT_APPLICABLE, told.not_applicable()),
            Chapter(name="evidence-kept", title=words.EVIDENCE_KEPT, blocks=tuple(told.evidence())),
            listed("aside", words.ASIDE, [*told.not_counted(), *_problems(aside)]),
        ),
        colophon=f"{words.edition(questionnaire.title, report.edition, date)} {words.CAVEAT}",
    )


def document(questionnaire: Questionnaire, report: Report, answers: Answers | None, aside: Sequence[Problem], *, date: str) -> Document:
    """A report to take away: all that it says and, where there are `answers`, every answer with what is kept beside it.

    `date` is the day of the report.
    """
    told = explain(questionnaire, report, aside, date)
    return Document(
        title=questionnaire.title,
        about=words.dated(report.edition, date),
        brief=told.brief,
        verdicts=told.verdicts,
        standing=told.standing,
        progress=told.progress,
        chapters=told.chapters + (given(questionnaire, answers) if answers else ()),
        colophon=told.colophon,
    )


def lane_says(questionnaire: Questionnaire, lane: FastLane | None) -> tuple[str, ...]:
    """That the verdict is decided whatever else is answered, or how many questions can still change it; nothing once all are answered."""
    question = next((stage.question for stage in questionnaire.stages if lane and stage.id == lane.stage), "")
    if lane and lane.decided:
        return (words.already_decided(question, lane.verdict, lane.others),)
    if lane and lane.verdict == "not-known":
        return (words.lane(question, len(lane.items) + len(lane.dont_know)),)
    return ()


def unscored(problems: Sequence[Problem], title: str = words.ASIDE) -> Chapter:
    """What is said of problems where there is no report."""
    return listed("aside", title, _problems(problems))


def given(questionnaire: Questionnaire, answers: Answers) -> tuple[Chapter, ...]:
    """The facts and every question with the answer as it was given, and all that is kept beside it."""
    told = {fact.id: {choice.id: choice.label for choice in fact.choices} for fact in questionnaire.facts}
    facts = [
        Entry(text=(fact.question,), notes=((told[fact.id].get(answers.facts.get(fact.id, ""), words.NOT_KNOWN),),))
        for fact in questionnaire.facts
    ]
    by_dimension = (
        Entries(
            caption=dimension.title,
            entries=tuple(_answer(questionnaire, item, answers) for item in questionnaire.items if item.dimension == dimension.id),
        )
        for dimension in questionnaire.dimensions
    )
    return listed("facts", words.ABOUT_PROJECT, facts), Chapter(name="answers", title=words.ANSWERS, blocks=tuple(by_dimension))


def in_short(questionnaire: Questionnaire, answer: Answer) -> str:
    """What an answer says about its item, in a few words."""
    if answer.level is not None:
        return next(level.name for level in questionnaire.scale if level.id == answer.level)
    if answer.not_applicable is not None:
        return words.because(answer.not_applicable)
    return words.DONT_KNOW if answer.dont_know else words.OPEN_ANSWER


def section(root: str, address: str) -> str:
    """Where a section is: an address of the web as it stands, any other seen from the guide's start, `root`, which ends with a slash."""
    return address if WEB.fullmatch(address) else (root or "./") + address


def percentage(number: Fraction) -> str:
    """A share as it is shown."""
    return f"{percent(number)} %"


def amount(questionnaire: Questionnaire, score: Fraction) -> str:
    """A score as its questionnaire shows it: in points, where it counts in those, or else as a percentage."""
    return words.decimal(percent(score * questionnaire.points)) if questionnaire.points else percentage(score)


def standing(questionnaire: Questionnaire, report: Report) -> str:
    """How far the project is, in a few words: its stages, or its bands, or the index."""
    outcome = report.outcome
    if questionnaire.stages:
        still = stages_reached(questionnaire)[outcome.confirmed : outcome.possible + 1]
    else:
        still = tuple(band.name for band in questionnaire.bands if band.id in report.bands)
    if not still:
        return words.between(*_between(questionnaire, outcome.index)) if outcome.index else words.NONE
    return words.up_to(still[0], still[-1]) if len(still) > 1 else still[0]


def stages_reached(questionnaire: Questionnaire) -> tuple[str, ...]:
    """What a project is called that has reached 0, 1, 2 … stages."""
    return words.NO_STAGE, *(stage.name for stage in questionnaire.stages)


def floor_stage(questionnaire: Questionnaire, target: str | None) -> str | None:
    """The name of the stage whose floors are shown: the target, or else the last; None where there are no stages."""
    names = {stage.id: stage.name for stage in questionnaire.stages}
    return names[target] if target else next(reversed(names.values()), None)


class _Told:
    """A report with the names of what it speaks about, told chapter by chapter."""

    def __init__(self, questionnaire: Questionnaire, report: Report) -> None:
        self._questionnaire, self._report = questionnaire, report
        self._items = {item.id: item for item in questionnaire.items}
        self._levels = {level.id: level.name for level in questionnaire.scale}
        self._stages = {stage.id: stage for stage in questionnaire.stages}
        self._dimensions = {dimension.id: dimension.title for dimension in questionnaire.dimensions}

    def brief(self) -> str:
        """The target, or else the last stage that is confirmed and the one after it."""
        stages = self._report.stages
        first = min(max(self._report.outcome.confirmed - 1, 0), max(len(stages) - IN_BRIEF, 0))
        shown = [stage for stage in stages if stage.stage == self._report.target] or stages[first : first + IN_BRIEF]
        if not shown:
            return standing(self._questionnaire, self._report)
        return " ".join(self._asked(stage.stage, stage.verdict) for stage in shown)

    def verdicts(self) -> Iterable[Said]:
        for stage in self._report.stages:
            question, answer, reason = words.verdict(self._stages[stage.stage].question, stage, self._dimensions)
            yield Said(verdict=stage.verdict, question=question, answer=answer, reason=reason)

    def standing(self) -> Iterable[str]:
        if self._report.bands:
            yield standing(self._questionnaire, self._report)
        if self._report.outcome.index:
            yield words.index_between(*self._between(self._report.outcome.index), points=self._questionnaire.points)

    def failures(self) -> tuple[Chapter, Chapter]:
        """Items whose gates fail, in the order of the stages; the first few in view."""
        said = {term.item: self._levels.get(term.level or "", "") for dimension in self._report.dimensions for term in dimension.terms}
        failed = [
            Entry(text=(self._name(id),), notes=((words.fails(said[id], self._needed(id)),),))
            for id in dict.fromkeys(gate.item for gate in self._report.gates if gate.state == "fails")
        ]
        return (
            listed("fails", words.FAILS, failed[:IN_VIEW]),
            listed("more-fails", words.more_fail(len(failed) - IN_VIEW), failed[IN_VIEW:], folded=True),
        )

    def plan(self) -> Chapter:
        plan = self._report.plan
        if plan is None or not plan.steps:
            return Chapter(name="plan", title="", blocks=(), folded=True)
        guessed = any(step.before is None for step in plan.steps)
        title = words.cheapest_way(self._stages[plan.target].name, len(plan.steps), plan.effort)
        steps = Table(head=words.STEPS_HEAD, rows=tuple(self._step(n, step) for n, step in enumerate(plan.steps, 1)))
        return Chapter(name="plan", title=title, blocks=(Paragraph((words.plan(guessed=guessed),)), steps), folded=True)

    def _step(self, number: int, step: Step) -> tuple[Text, ...]:
        raised = words.step(self._levels[step.before] if step.before else None, self._levels[step.after], step.effort)
        after = Bar(f"step-{number}", Range(proven=step.index, possible=step.index), None)
        return (self._name(step.item), f" {raised}", after), (self._amount(step.index),)

    def next_question(self) -> Iterable[Entry]:
        for one in self._report.next_questions[:1]:
            most = self._amount(one.narrows_most) if one.narrows_most else None
            judged = words.next_question(
                decides=one.decides if self._questionnaire.stages else None, least=self._amount(one.narrows_least), most=most
            )
            yield Entry(text=(self._name(one.item),), notes=(*([(judged,)] if judged else []), (ToQuestion(one.item),)))

    def open(self) -> tuple[Chapter, Chapter]:
        """Items without a level, apart from them those that somebody said nobody knows; gates come first, in the order of the stages."""
        gates = dict.fromkeys(gate.item for gate in self._report.gates if gate.state == "open")
        opened, unknown = (
            [Entry(text=(self._name(id),)) for id in (*(g for g in gates if g in ids), *(id for id in ids if id not in gates))]
            for ids in (self._report.open, self._report.dont_know)
        )
        first = Entries(entries=tuple(opened[:IN_VIEW])), Entries(entries=tuple(unknown), caption=words.SAID_DONT_KNOW)
        return (
            Chapter(name="open", title=words.OPEN, blocks=tuple(block for block in first if block.entries)),
            listed("more-open", words.more_open(len(opened) - IN_VIEW), opened[IN_VIEW:], folded=True),
        )

    def better(self) -> Iterable[Entry]:
        for finding in self._report.findings:
            if not finding.gates and finding.gain:
                yield Entry(text=(self._name(finding.item),), notes=((words.gain(self._amount(finding.gain)),),))

    def numbers(self) -> Iterable[Block]:
        if not self._report.answered:
            return
        if self._questionnaire.facts:
            yield Paragraph((words.stakes(self._report.stakes, len(self._report.unknown_facts)),))
        yield self._overview()
        yield from self._index()
        for dimension in self._report.dimensions:
            yield self._terms(dimension)

    def robustness(self) -> Iterable[Entry]:
        found = self._report.robustness
        if found is None or not self._report.answered:
            return
        verdict = self._asked(found.target, found.verdict) if found.target and found.verdict else None
        weights = words.other_weights(verdict, *self._between(found.weights_index), holds=found.weights_hold)
        yield Entry(text=(Strong(words.OTHER_WEIGHTS), f" {weights}"))
        own = tuple(level.value for level in self._questionnaire.scale)
        worths = [
            words.other_worths(
                [str(value) for value in other.values],
                self._asked(found.target, other.verdict) if found.target else None,
                *self._between(other.index),
            )
            for other in found.scales
            if other.values != own
        ]
        if worths:
            yield Entry(text=(Strong(words.OTHER_WORTHS), f" {' '.join(worths)}"))
        shares = (words.other_share(str(other.weakest_link), *self._between(other.index)) for other in found.indexes)
        yield Entry(text=(Strong(words.OTHER_SHARES), f" {' '.join(shares)}"))

    def not_applicable(self) -> Iterable[Entry]:
        for one in self._report.not_applicable:
            yield Entry(text=(self._name(one.item),), notes=((words.marked(one.reason, one.weight),),))
        counted = self._report.if_they_counted
        if counted and self._questionnaire.stages:
            reached = stages_reached(self._questionnaire)
            yield Entry(text=(words.counted(reached[counted.confirmed], reached[counted.possible]),))
        elif counted and counted.index:
            yield Entry(text=(words.index_if_counted(*self._between(counted.index)),))

    def evidence(self) -> Iterable[Block]:
        """Nothing unless somebody kept some evidence."""
        kept = self._report.evidence
        if kept.coverage is None or not (kept.supported or kept.stale):
            return
        yield Paragraph((words.evidence_coverage(percentage(kept.coverage)),))
        for caption, ids in ((words.UNSUPPORTED, kept.unsupported_top), (words.STALE, kept.stale)):
            if ids:
                yield Entries(caption=caption, entries=tuple(Entry(text=(self._name(id),)) for id in ids))

    def not_counted(self) -> Iterable[Entry]:
        for id in self._report.not_counted:
            yield Entry(text=(self._name(id),), notes=((words.STOPPED_APPLYING,),))

    # ── numbers ──

    def _overview(self) -> Table:
        stage = floor_stage(self._questionnaire, self._report.target)
        return Table(
            caption=words.floors_of(stage) if stage else "",
            head=(words.DIMENSION, words.PROVEN, words.POSSIBLE, words.FLOOR),
            rows=tuple(self._overview_row(dimension) for dimension in self._report.dimensions),
        )

    def _overview_row(self, dimension: DimensionScore) -> tuple[Text, ...]:
        name = self._dimensions[dimension.dimension]
        return (
            (name if dimension.in_scope else f"{name} ({words.NOT_IN_INDEX})", Bar(dimension.dimension, dimension.score, dimension.floor)),
            (self._amount(dimension.score.proven),),
            (self._amount(dimension.score.possible),),
            (self._amount(dimension.floor) if dimension.floor is not None else words.NONE,),
        )

    def _index(self) -> Iterable[Block]:
        """The index as a sum over the dimensions: once when nothing is open, else once for what is proven and once for what is possible."""
        made = self._report.index
        if made is None:
            return
        yield Paragraph((words.index_made(str(self._questionnaire.weakest_link), self._dimensions[made.weakest_dimensions[0]]),))
        scores = {dimension.dimension: dimension.score for dimension in self._report.dimensions}
        proven = [(part, part.share_proven, scores[part.dimension].proven, part.proven) for part in made.parts]
        possible = [(part, part.share_possible, scores[part.dimension].possible, part.possible) for part in made.parts]
        yield self._index_table(words.PROVEN, proven, made.score.proven)
        if made.score.possible != made.score.proven:
            yield self._index_table(words.POSSIBLE, possible, made.score.possible)

    def _index_table(self, kind: str, parts: Sequence[tuple[Part, Fraction, Fraction, Fraction]], total: Fraction) -> Table:
        return Table(
            caption=words.index_sum(kind, self._amount(total)),
            head=(words.DIMENSION, words.SHARE, words.SCORE, words.ADDS),
            rows=tuple(
                ((self._dimensions[part.dimension],), (Exact(share),), (Exact(score),), (Exact(adds),))
                for part, share, score, adds in parts
            ),
            sum=((words.SUM,), (), (), (Exact(total),)),
        )

    def _terms(self, dimension: DimensionScore) -> Table:
        return Table(
            caption=words.terms_sum(self._dimensions[dimension.dimension], *self._between(dimension.score)),
            head=(words.ITEM_AND_ANSWER, words.WEIGHT, words.PROVEN, words.POSSIBLE),
            rows=tuple(self._term(term) for term in dimension.terms),
            sum=((words.SUM,), (str(dimension.weight),), (Exact(dimension.score.proven),), (Exact(dimension.score.possible),)),
        )

    def _term(self, term: Term) -> tuple[Text, ...]:
        unknown = words.DONT_KNOW if term.item in self._report.dont_know else words.OPEN_ANSWER
        said = words.worth(self._levels[term.level], str(term.value)) if term.level else unknown
        name = ItemName(term.item, "", self._items[term.item].address)
        return (name, f" {said}"), (str(term.weight),), (Exact(term.proven),), (Exact(term.possible),)

    # ── names and amounts ──

    def _amount(self, score: Fraction) -> str:
        return amount(self._questionnaire, score)

    def _between(self, score: Range) -> tuple[str, str]:
        return _between(self._questionnaire, score)

    def _name(self, id: str) -> ItemName:
        return item_name(self._items[id])

    def _asked(self, stage: str, verdict: Verdict) -> str:
        return words.asked(self._stages[stage].question, verdict)

    def _needed(self, id: str) -> list[tuple[str, str]]:
        return [
            (self._stages[gate.stage].name, self._levels[gate.least])
            for gate in self._report.gates
            if gate.item == id and gate.state == "fails"
        ]


def _problems(found: Sequence[Problem]) -> list[Entry]:
    """Each problem by its place; of thousands the first ones, and how many more there are, since a page has to stay one to read."""
    rows = [Entry(text=(Mark(one.where.removeprefix("answers.")), f" {one.message}")) for one in found[:MOST_PROBLEMS]]
    left = len(found) - len(rows)
    return [*rows, Entry(text=(words.more(left),))] if left else rows


def _between(questionnaire: Questionnaire, score: Range) -> tuple[str, str]:
    return amount(questionnaire, score.proven), amount(questionnaire, score.possible)


def _answer(questionnaire: Questionnaire, item: Item, answers: Answers) -> Entry:
    answer = answers.answers.get(item.id)
    return Entry(
        text=(item_name(item),),
        notes=((item.question,), *(_said(questionnaire, item, answer) if answer else [(Strong(words.OPEN_ANSWER),)])),
        question=item.id,
    )


def _said(questionnaire: Questionnaire, item: Item, answer: Answer) -> Iterable[Text]:
    """The answer in the item's own words, then what is kept beside it, each only where there is some."""
    names = {level.id: level.name for level in questionnaire.scale}
    if answer.level is not None:
        yield Strong(names[answer.level]), f" {item.levels[answer.level]}"
    elif answer.not_applicable is not None:
        yield (Strong(words.because(answer.not_applicable)),)
    else:
        yield (Strong(words.OPEN_ANSWER if answer.is_open else words.DONT_KNOW),)
    if answer.note:
        yield (answer.note,)
    if answer.link:
        yield (Web(link) if WEB.fullmatch(link := answer.link.strip()) else answer.link,)
    beside = words.kept_beside(answer.owner, answer.date, answer.review_by, answer.settled_by)
    if beside:
        yield (beside,)
