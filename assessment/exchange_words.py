"""Every sentence and label of what people send to each other: links, comparisons, merged answers, portfolios, proposals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assessment.model import Agreement

# ── links ────────────────────────────────────────────────────────────────────────────────────────────────────────────

LINK = "link"
REASON_STAYS = "The reason stays in the sender’s file."
NO_SHARED_RESULT = "is not a shared result; one begins with “1.” and names a questionnaire"
LINK_DAMAGED = "is damaged: characters are missing or were changed on the way; ask the sender for it once more"
LINK_TOO_NEW = "was made in a form that is not known here; open it on the site that it came from, or reload this page for the newest guide"


def link_of_another(named: str, open_here: str) -> str:
    """Why a link cannot be read with the questionnaire that is open."""
    return f"belongs to the questionnaire '{named}', not to '{open_here}'"


# ── comparisons ──────────────────────────────────────────────────────────────────────────────────────────────────────

THEN = "Then"
NOW = "Now"
STAGE = "Stage"
STAGES_THEN = "Stages, then and now"
DIMENSIONS_THEN = "Dimensions, then and now"
ROSE = "What rose"
FELL = "What fell"
ANSWERED = "What has an answer now"
OPENED = "What is open again"
OTHERWISE = "What else changed"
FACTS_CHANGED = "What changed about the project"
NEW_QUESTIONS = "Questions that are new"
MEANS_ELSE = "Questions that mean something else since then"
ASKED_NO_LONGER = "Questions that are asked no longer"
EVIDENCE_ADDED = "What has evidence now"
EVIDENCE_GONE = "What has lost its evidence"
OUTSIDE = "Ruled out by the facts"
INDEX = "Index"
UNDATED = "no day given"
NOTHING_CHANGED = "No answer changed."
BY_THESE_RULES = "Both are scored by the rules of this edition, so a change is a change of answers and not of rules."


def sides(earlier: tuple[str, str], now: tuple[str, str]) -> str:
    """What is compared: the edition and the day of each side."""
    then, today = (f"edition {edition}, {day or UNDATED}" for edition, day in (earlier, now))
    return f"{THEN}: {then}. {NOW}: {today}."


def moves(rose: int, fell: int, answered: int, opened: int) -> str:
    """How many answers moved, and in which way."""
    parts = [(rose, "rose"), (fell, "fell"), (answered, "got a level"), (opened, "lost the level")]
    said = [f"{number} {verb}" for number, verb in parts if number]
    return f"Answers: {_and(said)}." if said else NOTHING_CHANGED


def confirmed_then(before: str, after: str) -> str:
    """How far the project is confirmed, then and now."""
    return f"Confirmed then and now: {after}." if before == after else f"Confirmed now: {after}; then: {before}."


def index_then(before: str, after: str) -> str:
    """The index, then and now."""
    return f"Index now: {after}; then: {before}."


def from_to(before: str, after: str) -> str:
    """A change from one answer to another."""
    return f"Then: {before}. Now: {after}."


def in_their_place(by: Sequence[str]) -> str:
    """Which items ask in the place of one that left."""
    return f"In its place: {_and(list(by))}." if by else "Nothing asks in its place."


def bar_then(dimension: str, side: str) -> str:
    """The name of one of a dimension's two bars."""
    return f"{dimension}, {side.lower()}"


# ── several people ───────────────────────────────────────────────────────────────────────────────────────────────────

ITEM = "Item"
GAP = "Gap"
DISAGREEMENT = "disagreement"
WIDE_GAPS = "Two levels apart or more"
NARROW_GAPS = "One level apart"
OTHER_DIFFERENCES = "Answered differently in another way"
SAID_BY_SOME = "Answered by some only"
AGREED = "Answered alike"
FACTS_DIFFER = "Said differently about the project"
AGREEMENT: dict[Agreement, str] = {"poor": "poor", "fair": "fair", "good": "good"}
SETTLE_MEANS = "Choose an answer for each, and say who decides. What is not settled stays open; what nobody differs on is taken over."
WHO_DECIDES = "Who decides"


def people(number: int, *, named: bool = False) -> str:
    """How many people's answers are merged."""
    return f"{number} people:" if named else f"{number} people."


def merged(confirmed: str, possible: str) -> str:
    """What several people's answers give together."""
    return f"Confirmed by everybody’s lowest answers: {confirmed}. Possible by the highest: {possible}."


def merged_index(proven: str, possible: str) -> str:
    """The index from the lowest to the highest answers."""
    return f"Index: {proven} proven, {possible} possible."


def agreement(hundredths: int, benchmark: Agreement, raters: int) -> str:
    """How far people agree, as a number and in words."""
    sign, size = "-" if hundredths < 0 else "", abs(hundredths)
    measure = "quadratic-weighted kappa" if raters == 2 else "Krippendorff’s ordinal alpha"
    return f"Agreement: {AGREEMENT[benchmark]} ({measure} {sign}{size // 100}.{size % 100:02})."


def no_agreement() -> str:
    """Agreement where it is not defined."""
    return "Agreement: not defined, since no two levels that were chosen differ."


def disagreements(number: int, *, without: int) -> str:
    """On how many items people are two levels or more apart, and for how many nobody chose a level."""
    unrated = f" {_count(without, 'item')} without a level from anybody." if without else ""
    return f"{_count(number, 'disagreement')} of two levels or more.{unrated}"


def named_people(names: Sequence[str]) -> str:
    """Whose answers are merged."""
    return f"{people(len(names), named=True)} {_and(list(names))}."


def alike(number: int, both: int) -> str:
    """On how many of the items that more than one person answered they said the same."""
    return f"Answered alike: {number} of {_count(both, 'item')} that more than one answered."


def chosen_by(names: Sequence[str]) -> str:
    """Who gave an answer."""
    return f"Chosen by {_and(list(names))}."


FILES = "files"
TOO_FEW = "two files of answers are needed, or more to merge; choose them together"

# ── portfolios ───────────────────────────────────────────────────────────────────────────────────────────────────────

PORTFOLIO = "Portfolio"
PROJECT = "Project"
EDITION = "Edition"
DAY = "Day"
CONFIRMED = "Confirmed"
POSSIBLE = "Possible"
FAILED_GATES = "Failed gates"
WHERE_EACH_STANDS = "Where each project stands"
DIMENSION_BY_DIMENSION = "Dimension by dimension"
NOT_READ = "Files that hold no answers"
LEFT_OUT = "Kept, and not counted"
ANY_STAGE = "Any stage"
ANY_GATE = "Any gate"
SHOW_CONFIRMED = "Show projects confirmed as"
SHOW_FAILED = "Show projects that fail"
PORTFOLIO_HEAD = ("file", "project", "edition", "day", "answered", "asked", "confirmed", "possible", "verdict", "failed gates")
INDEX_COLUMNS = ("index proven %", "index possible %")


def verdict_for(stage: str | None) -> str:
    """The head of the column with the verdicts; without a stage each project's is for its own target."""
    return f"Verdict for “{stage}”" if stage else "Verdict for its target"


def projects(number: int) -> str:
    """How many projects there are."""
    return "No project could be read." if number == 0 else f"{_count(number, 'project')}."


def at_stages(counts: Sequence[tuple[str, int]]) -> str:
    """How many projects are confirmed as what."""
    return f"Confirmed: {_and([f'{number} {name}' for name, number in counts])}."


def dimension_columns(dimension: str) -> tuple[str, str]:
    """The heads of a dimension's two columns in a file for a spreadsheet."""
    return f"{dimension} proven %", f"{dimension} possible %"


# ── proposals ────────────────────────────────────────────────────────────────────────────────────────────────────────

READINESS = "Readiness"
RISKS = "Risks, and where they are treated"
COMMITMENTS = "What we will do, and by when"
COMMITMENTS_HEAD = ("Section", "Now", "Then", "Person-days", "Owner", "By")
OUR_EVIDENCE = "Evidence that we hold"
OUR_EVIDENCE_HEAD = ("Section", "What it is", "Link", "Owner", "Date")
SOURCES = "What the sections rest on"
SECTIONS_CITED = "Sections cited"
NOT_ASSESSED = "Not assessed yet."
SECTIONS = "sections"
NAME_SECTIONS = "none is named; name some, such as DAT-07,DEP-04, or start from answers"
START_FROM = "Start from"
NO_ANSWERS = "no answers: only what the sections ask for"
TAKE_GAPS = "Choose its gaps and commitments"
CHOOSE_NONE = "Choose none"
FIND_SECTION = "Search sections by id or words"
SECTIONS_CHOSEN = "Sections chosen:"
CHAPTER = "The chapter"
CHAPTER_HERE = "Choose sections, and the chapter stands here."
COPY_CHAPTER = "Copy for pasting"
CHAPTER_AS: Mapping[str, str] = {"markdown": "Markdown", "docx": "Word document"}
NO_SECTION = "none is left to cite: no gate fails, the plan is empty, and no answer below the top has an owner or a date; name sections"


def readiness_of(project: str) -> str:
    """The title of a chapter for a proposal."""
    return f"{READINESS} of {project}" if project else READINESS


def not_a_section(id: str) -> str:
    """Why a section cannot be cited."""
    return f"'{id}' is no item of this questionnaire; ids look like DAT-07, parted by commas"


def today_at(level: str, means: str) -> str:
    """Where an item is now."""
    return f"Today: {level}. {means}"


def not_known_yet(answer: str) -> str:
    """That an item has no level."""
    return f"Today: {answer}."


def needed_for(stage: str, level: str, means: str) -> str:
    """What a gate asks of an item."""
    return f"Needed for “{stage}”: {level.lower()}. {means}"


def cited(edition: str, id: str) -> str:
    """A section as it is cited in print."""
    return f"{edition}, {id}. "


def graded(grade: str, status: str) -> str:
    """How much a source can carry."""
    return f"{grade}, {status}"


def published(publisher: str, year: str) -> str:
    """Who said it, and when."""
    return publisher if year in publisher else f"{publisher}, {year}"


def _count(number: int, one: str) -> str:
    return f"{number} {one}{'' if number == 1 else 's'}"


def _and(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
