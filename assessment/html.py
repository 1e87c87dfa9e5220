"""A report as an HTML fragment: the verdict as a sentence first, then what to do, then how every number is made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from xml.etree.ElementTree import Element

from assessment import words
from assessment.markup import Child, el, write
from assessment.model import DimensionScore, Item, Outcome, Problem, Questionnaire, Range, Report, Term
from assessment.scoring import percent


def result(questionnaire: Questionnaire, report: Report, aside: Sequence[Problem], root: str) -> str:
    """The fragment that stands beside the form; `root` is the address of the guide's start, `aside` what was kept and not counted."""
    names = _Names.of(questionnaire, root)
    parts = [
        el("p", {"class": "fw-brief"}, _brief(questionnaire, report)),
        _verdicts(questionnaire, report, names),
        el("p", {"class": "fw-progress"}, words.answered(report.answered, report.asked)),
        _section(words.FAILS, _failures(report, names)),
        _section(words.OPEN, [_open(names, id) for id in _open_items(report)]),
        _section(words.BELOW_BEST, _better(report, names)),
        _numbers(questionnaire, report, names),
        _section(words.NOT_APPLICABLE, _not_applicable(questionnaire, report, names)),
        _section(words.ASIDE, [*_not_counted(report, names), *_problems(aside)]),
        el("p", {"class": "fw-small"}, words.edition(questionnaire.title, questionnaire.edition), " ", words.CAVEAT),
    ]
    return write(*(part for part in parts if part is not None))


def problems(found: Sequence[Problem]) -> str:
    """The fragment for answers that could not be scored at all."""
    return write(*(part for part in [_section(words.ASIDE, _problems(found))] if part is not None))


@dataclass(frozen=True, slots=True)
class _Names:
    items: Mapping[str, Item]
    levels: Mapping[str, str]
    stages: Mapping[str, str]
    dimensions: dict[str, str]
    root: str

    @classmethod
    def of(cls, questionnaire: Questionnaire, root: str) -> _Names:
        return cls(
            items={item.id: item for item in questionnaire.items},
            levels={level.id: level.name for level in questionnaire.scale},
            stages={stage.id: stage.name for stage in questionnaire.stages},
            dimensions={dimension.id: dimension.title for dimension in questionnaire.dimensions},
            root=root,
        )

    def link(self, id: str) -> Element:
        item = self.items[id]
        return el("a", {"href": self.root + item.address}, el("span", {"class": "fw-id"}, id), " ", item.title)


def _section(title: str, rows: Sequence[Element]) -> Element | None:
    return el("section", None, el("h3", None, title), el("ul", {"class": "fw-list"}, *rows)) if rows else None


def _verdicts(questionnaire: Questionnaire, report: Report, names: _Names) -> Element:
    questions = {stage.id: stage.question for stage in questionnaire.stages}
    rows = []
    for stage in report.stages:
        question, answer, reason = words.verdict(questions[stage.stage], stage, names.dimensions)
        row = el(
            "li", {"data-verdict": stage.verdict}, el("span", {"class": "fw-asked"}, question), " ", el("strong", None, answer), " ", reason
        )
        rows.append(row)
    bands = [band.name for band in questionnaire.bands if band.id in report.bands]
    rows += [el("li", None, el("strong", None, " – ".join(bands)))] if bands else []
    return el("ol", {"class": "fw-verdicts fw-says"}, *rows)


def _brief(questionnaire: Questionnaire, report: Report) -> str:
    questions = {stage.id: stage.question for stage in questionnaire.stages}
    return " ".join(f"{questions[stage.stage]} {words.ANSWER_VERDICT[stage.verdict]}" for stage in report.stages)


def _failures(report: Report, names: _Names) -> list[Element]:
    levels = {term.item: term.level for dimension in report.dimensions for term in dimension.terms}
    failed = dict.fromkeys(gate.item for gate in report.gates if gate.state == "fails")
    return [
        el("li", None, names.link(id), el("small", None, words.fails(names.levels[levels[id] or ""], _needed(report, names, id))))
        for id in failed
    ]


def _needed(report: Report, names: _Names, id: str) -> list[tuple[str, str]]:
    return [(names.stages[g.stage], names.levels[g.least]) for g in report.gates if g.item == id and g.state == "fails"]


def _open_items(report: Report) -> list[str]:
    gates = dict.fromkeys(gate.item for gate in report.gates if gate.state == "open")
    return list(dict.fromkeys([*gates, *report.open, *report.dont_know]))


def _open(names: _Names, id: str) -> Element:
    return el("li", None, names.link(id))


def _better(report: Report, names: _Names) -> list[Element]:
    return [
        el("li", None, names.link(finding.item), el("small", None, words.gain(_percent(finding.gain))))
        for finding in report.findings
        if not finding.gates and finding.gain
    ]


def _numbers(questionnaire: Questionnaire, report: Report, names: _Names) -> Element | None:
    if not report.answered:
        return None
    stakes = el("p", None, words.stakes(report.stakes, len(report.unknown_facts))) if questionnaire.facts else None
    return el(
        "details",
        {"class": "fw-numbers"},
        el("summary", None, words.NUMBERS),
        stakes,
        _overview(report, names),
        _index_made(questionnaire, report),
        *(_terms(dimension, names) for dimension in report.dimensions),
    )


def _overview(report: Report, names: _Names) -> Element:
    head = [words.DIMENSION, words.BAR, words.PROVEN, words.POSSIBLE, words.FLOOR]
    rows = [
        (
            [names.dimensions[d.dimension]],
            [_bar(d.score, d.floor)],
            [_percent(d.score.proven)],
            [_percent(d.score.possible)],
            [_percent(d.floor) if d.floor is not None else "–"],
        )
        for d in report.dimensions
    ]
    return _table(None, head, rows)


def _index_made(questionnaire: Questionnaire, report: Report) -> Element | None:
    if report.index is None:
        return None
    made = report.index
    return el(
        "p",
        None,
        words.index_made(
            str(questionnaire.weakest_link),
            ", ".join(made.weakest_dimensions),
            weakest=_percent(made.weakest.proven),
            mean=_percent(made.mean.proven),
            index=_percent(made.score.proven),
            possible=_percent(made.score.possible),
        ),
    )


def _terms(dimension: DimensionScore, names: _Names) -> Element:
    head = [words.ITEM, words.ANSWER, words.WEIGHT, words.VALUE, words.PROVEN, words.POSSIBLE]
    rows = [_term(term, names) for term in dimension.terms]
    total = ([words.SUM], [""], [str(dimension.weight)], [""], [str(dimension.score.proven)], [str(dimension.score.possible)])
    return _table(names.dimensions[dimension.dimension], head, [*rows, total])


def _term(term: Term, names: _Names) -> tuple[list[Child], ...]:
    return (
        [el("a", {"href": names.root + names.items[term.item].address}, el("span", {"class": "fw-id"}, term.item))],
        [names.levels[term.level] if term.level else words.OPEN_ANSWER],
        [str(term.weight)],
        [str(term.value) if term.value is not None else "–"],
        [str(term.proven)],
        [str(term.possible)],
    )


def _table(caption: str | None, head: Sequence[str], rows: Iterable[Sequence[Sequence[Child]]]) -> Element:
    body = [el("tr", None, el("th", {"scope": "row"}, *row[0]), *(el("td", None, *cell) for cell in row[1:])) for row in rows]
    return el(
        "table",
        {"class": "fw-table"},
        el("caption", None, caption) if caption else None,
        el("thead", None, el("tr", None, *(el("th", {"scope": "col"}, text) for text in head))),
        el("tbody", None, *body),
    )


def _bar(score: Range, floor: Fraction | None) -> Element:
    """A bar of 100 units: solid up to what is proven, hatched up to what is possible, a line at the floor."""
    proven, possible = percent(score.proven), percent(score.possible)
    return el(
        "svg",
        {"class": "fw-bar", "viewBox": "0 0 100 10", "preserveAspectRatio": "none", "aria-hidden": "true"},
        el("rect", {"class": "fw-bar-all", "width": 100, "height": 10}),
        el("rect", {"class": "fw-bar-possible", "x": proven, "width": possible - proven, "height": 10}),
        el("rect", {"class": "fw-bar-proven", "width": proven, "height": 10}),
        el("rect", {"class": "fw-bar-floor", "x": percent(floor), "width": 1, "height": 10}) if floor is not None else None,
    )


def _not_applicable(questionnaire: Questionnaire, report: Report, names: _Names) -> list[Element]:
    rows = [el("li", None, names.link(one.item), el("small", None, words.marked(one.reason, one.weight))) for one in report.not_applicable]
    if report.if_they_counted:
        rows.append(el("li", None, words.counted(*_stage_names(questionnaire, report.if_they_counted))))
    return rows


def _stage_names(questionnaire: Questionnaire, outcome: Outcome) -> tuple[str, str]:
    reached = [words.NO_STAGE, *(stage.name for stage in questionnaire.stages)]
    return reached[outcome.confirmed], reached[outcome.possible]


def _not_counted(report: Report, names: _Names) -> list[Element]:
    return [el("li", None, names.link(id), el("small", None, words.STOPPED_APPLYING)) for id in report.not_counted]


def _problems(found: Sequence[Problem]) -> list[Element]:
    return [el("li", None, el("span", {"class": "fw-id"}, one.where.removeprefix("answers.")), " ", one.message) for one in found]


def _percent(number: Fraction) -> str:
    return f"{percent(number)} %"
