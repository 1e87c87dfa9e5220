"""Plans, open questions, several people's answers and migrations as plain text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from assessment import exchange_words
from assessment import words as engine
from assessment.authoring import words
from assessment.chapters import Bar, Chapter, Entries, Paragraph, Table, Text
from assessment.markdown_report import drawn
from assessment.merge_chapters import agreement
from assessment.migration import Migration
from assessment.model import Item, NextQuestion, Outcome, Questionnaire, Report, Step
from assessment.raters import Merged, Rated
from assessment.scoring import percent

HUNDRED = "%"


def plan(questionnaire: Questionnaire, report: Report) -> str:
    """The cheapest way to a stage, one step a line."""
    if not questionnaire.stages:
        return _text(words.NO_STAGES)
    if report.plan is None:
        return _text(words.ALL_CONFIRMED)
    stages = {stage.id: stage.name for stage in questionnaire.stages}
    head = words.way(stages[report.plan.target], len(report.plan.steps), report.plan.effort)
    if not report.plan.steps:
        return _text(head)
    items = {item.id: item for item in questionnaire.items}
    rows = [_step(step, items[step.item], _levels(questionnaire), stages) for step in report.plan.steps]
    return _text(head, "", *table(words.STEP_HEAD, rows))


def questions(questionnaire: Questionnaire, report: Report, most: int) -> str:
    """The open questions that are most useful to answer, with what each level looks like; at most `most` of them."""
    if not report.next_questions:
        return _text(words.ALL_ANSWERED)
    items = {item.id: item for item in questionnaire.items}
    shown = report.next_questions[:most]
    lines = [words.left(len(shown), len(report.next_questions))]
    for question in shown:
        lines += ["", *_question(question, items[question.item], questionnaire)]
    return _text(*lines)


def merged(questionnaire: Questionnaire, names: Sequence[str], found: Merged) -> str:
    """Several people's answers side by side, the widest gap first, and what they give together."""
    levels = _levels(questionnaire)
    titles = {item.id: item.title for item in questionnaire.items}
    rows = [_rated(one, levels, titles) for one in found.items if one.lowest is not None]
    return _text(
        f"{engine.edition(questionnaire.title, questionnaire.edition)} {exchange_words.people(found.raters)}",
        "",
        *table((exchange_words.ITEM, *names, exchange_words.GAP, ""), rows),
        "",
        exchange_words.disagreements(sum(one.disagreement for one in found.items), without=len(found.items) - len(rows)),
        *_together(questionnaire, found.outcome),
        agreement(found),
    )


def migration(questionnaire: Questionnaire, found: Migration, before: str, given: int) -> str:
    """What became of answers on the way to an edition: what changed, what left, what is new."""
    titles = {item.id: f"{item.id}  {item.title}" for item in questionnaire.items}
    return _text(
        words.migrated(before, found.edition, len(found.answers.answers), given),
        *_section(words.CHANGED, [titles[id] for id in found.changed]),
        *_section(words.RETIRED, [f"{one.item}  {words.replaced(one.replaced_by)}" for one in found.retired]),
        *_section(words.NEW, [titles[id] for id in found.new]),
        *_section(words.KEPT_ASIDE, list(found.aside)),
    )


def chapter(told: Chapter) -> str:
    """Sentences one a line, then tables, with bars of ten characters."""
    lines: list[str] = []
    for block in told.blocks:
        match block:
            case Paragraph():
                lines.append(_cell(block.text))
            case Table():
                rows = [[_cell(cell) for cell in row] for row in (*block.rows, *([block.sum] if block.sum else []))]
                lines += ["", *([f"{block.caption}:"] if block.caption else []), *table(block.head, rows)]
            case Entries():
                lines += [f"  {_cell(entry.text)}" for entry in block.entries]
    return _text(*lines)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Lines with columns as wide as their widest cell."""
    cells = [head, *rows]
    widths = [max(len(row[n]) for row in cells) for n in range(len(head))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells]


def share(number: Fraction) -> str:
    """A share as a whole percentage."""
    return f"{percent(number)} {HUNDRED}"


def stage_name(questionnaire: Questionnaire, place: int) -> str:
    """The name of the stage at a place counted from 1; 0 is before the first."""
    return questionnaire.stages[place - 1].name if place else engine.NO_STAGE


def _cell(text: Text) -> str:
    return " ".join(part if isinstance(part, str) else drawn(part) for part in text if isinstance(part, str | Bar))


def _text(*lines: str) -> str:
    return "\n".join(lines) + "\n"


def _section(title: str, rows: list[str]) -> list[str]:
    return ["", f"{title}:", *(f"  {row}" for row in rows)] if rows else []


def _levels(questionnaire: Questionnaire) -> dict[str | None, str]:
    return {None: words.OPEN, **{level.id: level.name for level in questionnaire.scale}}


def _step(step: Step, item: Item, levels: dict[str | None, str], stages: dict[str, str]) -> tuple[str, ...]:
    gates = ", ".join(stages[id] for id in step.gates)
    return step.item, levels[step.before], levels[step.after], str(step.effort), gates, share(step.index), item.title


def _question(question: NextQuestion, item: Item, questionnaire: Questionnaire) -> list[str]:
    names = [level.name for level in questionnaire.scale]
    width = max(map(len, names))
    effect = words.MEANS_MORE if question.decides else words.MEANS_LESS
    return [
        f"{item.id}  {item.title}",
        item.question,
        *(f"  {level.name.ljust(width)}  {item.levels[level.id]}" for level in questionnaire.scale),
        *([engine.who_knows(item.who_knows)] if item.who_knows else []),
        f"{effect} {words.narrows(share(question.narrows_least), share(question.narrows_most))}",
    ]


def _rated(one: Rated, levels: dict[str | None, str], titles: dict[str, str]) -> tuple[str, ...]:
    note = f"{exchange_words.DISAGREEMENT}: {titles[one.item]}" if one.disagreement else titles[one.item]
    return one.item, *(levels[level] for level in one.levels), str(one.gap), note


def _together(questionnaire: Questionnaire, outcome: Outcome) -> list[str]:
    lines = []
    if questionnaire.stages:
        lines.append(exchange_words.merged(stage_name(questionnaire, outcome.confirmed), stage_name(questionnaire, outcome.possible)))
    if outcome.index:
        lines.append(exchange_words.merged_index(share(outcome.index.proven), share(outcome.index.possible)))
    return lines
