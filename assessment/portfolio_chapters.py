"""A portfolio put into words: a row for each project, its dimensions side by side, and what could not be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from assessment import exchange_words as words
from assessment import words as common
from assessment.chapters import Chapter, Document, Entries, Entry, Mark, Table, Text, tabled
from assessment.explanation import percentage, stages_reached
from assessment.model import Problem, Questionnaire, Range
from assessment.portfolio import Portfolio, Project


def explain(questionnaire: Questionnaire, found: Portfolio, date: str = "") -> Document:
    """All that a portfolio says; `date` is the day on which it was made, if that is known."""
    standing = tuple(_standing(questionnaire, found))
    return Document(
        title=f"{words.PORTFOLIO}: {questionnaire.title}",
        about=common.dated(questionnaire.edition, date) if date else common.named_edition(questionnaire.edition),
        brief=standing[0],
        standing=standing,
        verdicts=(),
        progress=(),
        chapters=(
            tabled("projects", words.WHERE_EACH_STANDS, projects(questionnaire, found)),
            tabled("heat", words.DIMENSION_BY_DIMENSION, dimensions(questionnaire, found)),
            troubles(found),
        ),
        colophon=f"{common.edition(questionnaire.title, questionnaire.edition, date)} {common.CAVEAT}",
    )


def projects(questionnaire: Questionnaire, found: Portfolio) -> Table:
    """A row for each project: how far it is, and what fails."""
    head = (words.PROJECT, *_reach_head(questionnaire, found), words.INDEX, words.EDITION, words.DAY)
    rows = tuple(
        (
            (one.name,),
            *_reach(questionnaire, one),
            (between(one.index),),
            (one.edition,),
            (one.date or common.NONE,),
        )
        for one in found.projects
    )
    return Table(head=head, rows=rows)


def dimensions(questionnaire: Questionnaire, found: Portfolio) -> Table:
    """A row for each project with the score of each dimension."""
    titles = {one.id: one.title for one in questionnaire.dimensions}
    rows = tuple(((one.name,), *((between(score),) for score in scores(questionnaire, one))) for one in found.projects)
    return Table(head=(words.PROJECT, *titles.values()), rows=rows)


def troubles(found: Portfolio) -> Chapter:
    """The files that could not be read, and by project what was kept and not counted."""
    unread = tuple(map(_problem, found.unread))
    aside = tuple(_problem(one.within(project.file)) for project in found.projects for one in project.aside)
    blocks = Entries(caption=words.NOT_READ, entries=unread), Entries(caption=words.LEFT_OUT, entries=aside)
    return Chapter(name="aside", title=common.ASIDE, blocks=tuple(block for block in blocks if block.entries))


def scores(questionnaire: Questionnaire, project: Project) -> Iterator[Range | None]:
    """A project's score in each dimension of the questionnaire, None where nothing in it applies."""
    found = {one.dimension: one.score for one in project.dimensions}
    return (found.get(one.id) for one in questionnaire.dimensions)


def between(score: Range | None) -> str:
    """A score as it is shown."""
    return common.between(percentage(score.proven), percentage(score.possible)) if score else common.NONE


def reached(questionnaire: Questionnaire, project: Project) -> tuple[str, str]:
    """What a project is confirmed as and what it may turn out to be: stages, or bands, or nothing."""
    if questionnaire.stages:
        names = stages_reached(questionnaire)
        return names[project.confirmed], names[project.possible]
    bands = [band.name for band in questionnaire.bands if band.id in project.bands]
    return (bands[0], bands[-1]) if bands else (common.NONE, common.NONE)


def _standing(questionnaire: Questionnaire, found: Portfolio) -> Iterator[str]:
    yield words.projects(len(found.projects))
    counts = Counter(one.confirmed for one in found.projects)
    if questionnaire.stages and counts:
        names = stages_reached(questionnaire)
        yield words.at_stages([(names[n], counts[n]) for n in sorted(counts)])


def _reach_head(questionnaire: Questionnaire, found: Portfolio) -> tuple[str, ...]:
    if not questionnaire.stages:
        return words.CONFIRMED, words.POSSIBLE
    target = next((stage.name for stage in questionnaire.stages if stage.id == found.target), None)
    return words.CONFIRMED, words.POSSIBLE, words.verdict_for(target), words.FAILED_GATES


def _reach(questionnaire: Questionnaire, project: Project) -> tuple[Text, ...]:
    known: tuple[Text, ...] = tuple((name,) for name in reached(questionnaire, project))
    if not questionnaire.stages:
        return known
    said = common.ANSWER_VERDICT[project.verdict] if project.verdict else common.NONE
    return *known, (said,), (", ".join(project.failed) or common.NONE,)


def _problem(one: Problem) -> Entry:
    return Entry(text=(Mark(one.where), f" {one.message}"))
