"""Every sentence and label of what people send to each other: links, comparisons, merged answers, portfolios, proposals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assessment.catalogue import listed, meaning, plural, say
from assessment.model import Agreement

# ── links ────────────────────────────────────────────────────────────────────────────────────────────────────────────

LINK = say("link")
REASON_STAYS = say("The reason stays in the sender’s file.")
NO_SHARED_RESULT = say("is not a shared result; one begins with “1.” and names a questionnaire")
LINK_DAMAGED = say("is damaged: characters are missing or were changed on the way; ask the sender for it once more")
LINK_TOO_NEW = say(
    "was made in a form that is not known here; open it on the site that it came from, or reload this page for the newest guide"
)


def link_of_another(named: str, open_here: str) -> str:
    """Why a link cannot be read with the questionnaire that is open."""
    return say("belongs to the questionnaire '{named}', not to '{open_here}'", named=named, open_here=open_here)


# ── comparisons ──────────────────────────────────────────────────────────────────────────────────────────────────────

THEN = meaning("at the earlier time", "Then")
NOW = say("Now")
STAGE = say("Stage")
STAGES_THEN = say("Stages, then and now")
DIMENSIONS_THEN = say("Dimensions, then and now")
ROSE = say("What rose")
FELL = say("What fell")
ANSWERED = say("What has an answer now")
OPENED = say("What is open again")
OTHERWISE = say("What else changed")
FACTS_CHANGED = say("What changed about the project")
NEW_QUESTIONS = say("Questions that are new")
MEANS_ELSE = say("Questions that mean something else since then")
ASKED_NO_LONGER = say("Questions that are asked no longer")
EVIDENCE_ADDED = say("What has evidence now")
EVIDENCE_GONE = say("What has lost its evidence")
OUTSIDE = say("Ruled out by the facts")
INDEX = say("Index")
UNDATED = say("no day given")
NOTHING_CHANGED = say("No answer changed.")
BY_THESE_RULES = say("Both are scored by the rules of this edition, so a change is a change of answers and not of rules.")


def sides(earlier: tuple[str, str], now: tuple[str, str]) -> str:
    """What is compared: the edition and the day of each side."""
    then, today = (say("edition {edition}, {day}", edition=edition, day=day or UNDATED) for edition, day in (earlier, now))
    return say("Then: {then}. Now: {now}.", then=then, now=today)


def moves(rose: int, fell: int, answered: int, opened: int) -> str:
    """How many answers moved, and in which way."""
    parts = (
        plural("{number} rose", "{number} rose", rose) if rose else "",
        plural("{number} fell", "{number} fell", fell) if fell else "",
        plural("{number} got a level", "{number} got a level", answered) if answered else "",
        plural("{number} lost the level", "{number} lost the level", opened) if opened else "",
    )
    said = [part for part in parts if part]
    return say("Answers: {moves}.", moves=listed(said)) if said else NOTHING_CHANGED


def confirmed_then(before: str, after: str) -> str:
    """How far the project is confirmed, then and now."""
    return (
        say("Confirmed then and now: {after}.", after=after)
        if before == after
        else say("Confirmed now: {after}; then: {before}.", after=after, before=before)
    )


def index_then(before: str, after: str) -> str:
    """The index, then and now."""
    return say("Index now: {after}; then: {before}.", after=after, before=before)


def from_to(before: str, after: str) -> str:
    """A change from one answer to another."""
    return say("Then: {then}. Now: {now}.", then=before, now=after)


def in_their_place(by: Sequence[str]) -> str:
    """Which items ask in the place of one that left."""
    return say("In its place: {by}.", by=listed(by)) if by else say("Nothing asks in its place.")


def bar_then(dimension: str, side: str) -> str:
    """The name of one of a dimension's two bars."""
    return f"{dimension}, {side.lower()}"


# ── several people ───────────────────────────────────────────────────────────────────────────────────────────────────

ITEM = say("Item")
GAP = say("Gap")
DISAGREEMENT = say("disagreement")
WIDE_GAPS = say("Two levels apart or more")
NARROW_GAPS = say("One level apart")
OTHER_DIFFERENCES = say("Answered differently in another way")
SAID_BY_SOME = say("Answered by some only")
AGREED = say("Answered alike")
FACTS_DIFFER = say("Said differently about the project")
AGREEMENT: dict[Agreement, str] = {"poor": say("poor"), "fair": say("fair"), "good": say("good")}
SETTLE_MEANS = say("Choose an answer for each, and say who decides. What is not settled stays open; what nobody differs on is taken over.")
WHO_DECIDES = say("Who decides")


def people(number: int) -> str:
    """How many people's answers are merged."""
    return plural("{number} person.", "{number} people.", number)


def merged(confirmed: str, possible: str) -> str:
    """What several people's answers give together."""
    return say(
        "Confirmed by everybody’s lowest answers: {confirmed}. Possible by the highest: {possible}.", confirmed=confirmed, possible=possible
    )


def merged_index(proven: str, possible: str) -> str:
    """The index from the lowest to the highest answers."""
    return say("Index: {proven} proven, {possible} possible.", proven=proven, possible=possible)


def agreement(hundredths: int, benchmark: Agreement, raters: int) -> str:
    """How far people agree, as a number and in words."""
    sign, size = "-" if hundredths < 0 else "", abs(hundredths)
    number = f"{sign}{size // 100}.{size % 100:02}"
    words = AGREEMENT[benchmark]
    if raters == 2:
        return say("Agreement: {words} (quadratic-weighted kappa {number}).", words=words, number=number)
    return say("Agreement: {words} (Krippendorff’s ordinal alpha {number}).", words=words, number=number)


def no_agreement() -> str:
    """Agreement where it is not defined."""
    return say("Agreement: not defined, since no two levels that were chosen differ.")


def disagreements(number: int, *, without: int) -> str:
    """On how many items people are two levels or more apart, and for how many nobody chose a level."""
    apart = plural("{number} disagreement of two levels or more.", "{number} disagreements of two levels or more.", number)
    if not without:
        return apart
    unrated = plural("{number} item without a level from anybody.", "{number} items without a level from anybody.", without)
    return f"{apart} {unrated}"


def named_people(names: Sequence[str]) -> str:
    """Whose answers are merged."""
    return plural("{number} person: {names}.", "{number} people: {names}.", len(names), names=listed(names))


def alike(number: int, both: int) -> str:
    """On how many of the items that more than one person answered they said the same."""
    return plural(
        "Answered alike: {alike} of {number} item that more than one answered.",
        "Answered alike: {alike} of {number} items that more than one answered.",
        both,
        alike=number,
    )


def chosen_by(names: Sequence[str]) -> str:
    """Who gave an answer."""
    return say("Chosen by {names}.", names=listed(names))


FILES = say("files")
TOO_FEW = say("two files of answers are needed, or more to merge; choose them together")

# ── portfolios ───────────────────────────────────────────────────────────────────────────────────────────────────────

PORTFOLIO = say("Portfolio")
PROJECT = say("Project")
EDITION = say("Edition")
DAY = say("Day")
CONFIRMED = say("Confirmed")
POSSIBLE = say("Possible")
FAILED_GATES = say("Failed gates")
WHERE_EACH_STANDS = say("Where each project stands")
DIMENSION_BY_DIMENSION = say("Dimension by dimension")
NOT_READ = say("Files that hold no answers")
LEFT_OUT = say("Kept, and not counted")
ANY_STAGE = say("Any stage")
ANY_GATE = say("Any gate")
SHOW_CONFIRMED = say("Show projects confirmed as")
SHOW_FAILED = say("Show projects that fail")
PORTFOLIO_HEAD = (
    say("file"),
    say("project"),
    say("edition"),
    say("day"),
    say("answered"),
    say("asked"),
    say("confirmed"),
    say("possible"),
    say("verdict"),
    say("failed gates"),
)
INDEX_COLUMNS = (say("index proven %"), say("index possible %"))


def verdict_for(stage: str | None) -> str:
    """The head of the column with the verdicts; without a stage each project's is for its own target."""
    return say("Verdict for “{stage}”", stage=stage) if stage else say("Verdict for its target")


def projects(number: int) -> str:
    """How many projects there are."""
    return plural("{number} project.", "{number} projects.", number) if number else say("No project could be read.")


def at_stages(counts: Sequence[tuple[str, int]]) -> str:
    """How many projects are confirmed as what."""
    return say("Confirmed: {counts}.", counts=listed([f"{number} {name}" for name, number in counts]))


def dimension_columns(dimension: str) -> tuple[str, str]:
    """The heads of a dimension's two columns in a file for a spreadsheet."""
    return say("{dimension} proven %", dimension=dimension), say("{dimension} possible %", dimension=dimension)


# ── proposals ────────────────────────────────────────────────────────────────────────────────────────────────────────

READINESS = say("Readiness")
RISKS = say("Risks, and where they are treated")
COMMITMENTS = say("What we will do, and by when")
COMMITMENTS_HEAD = (
    say("Section"),
    say("Now"),
    meaning("at a later time", "Then"),
    say("Person-days"),
    say("Owner"),
    meaning("the last day", "By"),
)
OUR_EVIDENCE = say("Evidence that we hold")
OUR_EVIDENCE_HEAD = (say("Section"), say("What it is"), say("Link"), say("Owner"), say("Date"))
SOURCES = say("What the sections rest on")
SECTIONS_CITED = say("Sections cited")
NOT_ASSESSED = say("Not assessed yet.")
SECTIONS = say("sections")
NAME_SECTIONS = say("none is named; name some, such as DAT-07,DEP-04, or start from answers")
START_FROM = say("Start from")
NO_ANSWERS = say("no answers: only what the sections ask for")
TAKE_GAPS = say("Choose its gaps and commitments")
CHOOSE_NONE = say("Choose none")
FIND_SECTION = say("Search sections by id or words")
SECTIONS_CHOSEN = say("Sections chosen:")
CHAPTER = say("The chapter")
CHAPTER_HERE = say("Choose sections, and the chapter stands here.")
COPY_CHAPTER = say("Copy for pasting")
CHAPTER_AS: Mapping[str, str] = {"markdown": say("Markdown"), "docx": say("Word document")}
NO_SECTION = say(
    "none is left to cite: no gate fails, the plan is empty, and no answer below the top has an owner or a date; name sections"
)


def readiness_of(project: str) -> str:
    """The title of a chapter for a proposal."""
    return say("{READINESS} of {project}", READINESS=READINESS, project=project) if project else READINESS


def not_a_section(id: str) -> str:
    """Why a section cannot be cited."""
    return say("'{id}' is no item of this questionnaire; ids look like DAT-07, parted by commas", id=id)


def today_at(level: str, means: str) -> str:
    """Where an item is now."""
    return say("Today: {level}. {means}", level=level, means=means)


def not_known_yet(answer: str) -> str:
    """That an item has no level."""
    return say("Today: {answer}.", answer=answer)


def needed_for(stage: str, level: str, means: str) -> str:
    """What a gate asks of an item."""
    return say("Needed for “{stage}”: {level}. {means}", stage=stage, level=level.lower(), means=means)


def cited(edition: str, id: str) -> str:
    """A section as it is cited in print."""
    return f"{edition}, {id}. "


def graded(grade: str, status: str) -> str:
    """How much a source can carry."""
    return f"{grade}, {status}"


def published(publisher: str, year: str) -> str:
    """Who said it, and when."""
    return publisher if year in publisher else f"{publisher}, {year}"
