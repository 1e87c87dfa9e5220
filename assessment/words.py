"""Every sentence and label that views show; numbers and names come in as arguments."""

from __future__ import annotations

from collections.abc import Sequence

from assessment.model import StageResult, Stakes, Verdict

NAMED = 2  # how many dimensions a verdict calls by name

ANSWER_VERDICT: dict[Verdict, str] = {"yes": "Yes.", "no": "No.", "not-known": "Not known yet."}
STAKES: dict[Stakes, str] = {"low": "low", "medium": "medium", "high": "high"}

RESULT = "Result"
FAILS = "What fails"
NEXT = "Answer next"
OPEN = "What is open"
BELOW_BEST = "What could be better"
NUMBERS = "How the numbers are made"
WOULD_HOLD = "Would it hold?"
NOT_APPLICABLE = "Not applicable"
EVIDENCE_KEPT = "Evidence kept"
ASIDE = "Kept, and not counted"
WRONG = "What is wrong"
LEFT_OUT = "Left out, and why"
ABOUT_PROJECT = "About the project"
ANSWERS = "Answers"
TARGET = "Which stage do you want to reach next?"
DIMENSION = "Dimension"
ITEM_AND_ANSWER = "Item and answer"
WEIGHT = "Weight"
SHARE = "Share"
SCORE = "Score"
ADDS = "Adds"
PROVEN = "Proven"
POSSIBLE = "Possible"
FLOOR = "Floor"
SUM = "Sum"
NONE = "–"
TO_QUESTION = "Go to the question"
SAID_DONT_KNOW = "Answered with don’t know"
UNSUPPORTED = "At the top level without a note or a link"
STALE = "Past the date for review"
STRICT = "Strict reading: a top level without a note or a link counts as the level below it."
NOT_IN_INDEX = "not in the index"
NOT_KNOWN = "Not known."
NAME = "Fieldworthy"
AUTHORS = "The Fieldworthy authors"
SELF_REPORTED = "Self-reported."
OTHER_WEIGHTS = "Other weights."
OTHER_WORTHS = "Other worths of the levels."
OTHER_SHARES = "Another share of the weakest dimension."
PLAN_HEAD = ("title", "body", "priority", "effort", "owner", "due")
STEPS_HEAD = ("Step", "Proven index after")
PRIORITY_OF_GATE = "High"
PRIORITY_OF_FLOOR = "Medium"
DONT_KNOW = "Don’t know"
DONT_KNOW_MEANS = "Nobody in the room can say."
NOT_APPLICABLE_BECAUSE = "Not applicable, because"
CLEAR = "Clear this answer"
READ = "Read the section"
BESIDE = "Note and evidence"
KEPT_PARTS: dict[str, str] = {"note": "Note", "link": "Link", "owner": "Owner", "date": "Date", "review_by": "Review by"}
FAST_LANE = "Fast lane: ask only what can still change the verdict"
OPEN_FILE = "Open file"
BY_WHICH = "By which questionnaire"
CHOOSE_PROJECTS = "Projects in this browser"
SIDE_BY_SIDE: dict[str, str] = {
    "compare": "Compare two",
    "merge": "Merge people’s answers",
    "table": "Table as CSV",
    "open": OPEN_FILE,
}
FILES_BECOME_PROJECTS = "Each file becomes a project in this browser. Choose projects above: two to compare, two or more to merge."
SIDES = "Side by side"
PORTFOLIO = "All projects"
KEEP_SETTLED = "Keep what is agreed and settled as a new project"
OPEN_OWN = "Open a questionnaire"
CLOSE_OWN = "Close the questionnaire"
OWN_STAYS = "A YAML or JSON file. It is read in this page and goes nowhere; drag it here or choose it."
GAPS = "Your answers in the guide"
SHOW_GAPS = "Mark the sections where my answer left a gap"
ONLY_GAPS = "Only my gaps in the navigation"
TOOLS = "Project and files"
PROJECT = "Project"
PROJECTS = "Projects"
UNNAMED = "Unnamed project"
PROJECT_NAME = "Name of the open project"
NEW = "New project"
DUPLICATE = "Duplicate"
DELETE = "Delete"
DELETE_CAN_BE_UNDONE = "A deleted project comes back with Undo until you close or reload this page."
ALL_PROJECTS = "Compare, merge, all projects"
ERASE = "Erase everything"
ERASE_MEANS = "Removes every project and setting that this site keeps in this browser. This cannot be undone."
UNDO = "Undo"
REDO = "Redo"
SAVE_FILE = "Save file"
NOT_IN_A_FILE = "Changes that no file holds:"
SHARE = "Share"
SHARED_COPY = "A shared copy"
SHARED_COPY_SAYS = (
    "You are looking at a copy that came with a link. It is not kept, it cannot be changed, and your own answers are as you left them."
)
KEEP_COPY = "Keep it as a project"
DROP_COPY = "Drop it"
LINK = "Link to this assessment"
LINK_HOLDS = "The link holds your answers and facts, nothing that you wrote. Whoever has it can read them; no server does."
COPY = "Copy"
COPIED = "Copied."
SELECTED = "This browser does not let the page copy. The text is selected: copy it with the keyboard or the menu."
CLOSE = "Close"
TAKE_AWAY = "Take it away"
EXPORTS: dict[str, str] = {
    "result": "Result file",
    "markdown": "Markdown",
    "plan": "Plan as CSV",
    "html": "HTML report",
    "docx": "Word document",
    "picture": "Picture",
    "badge": "Badge",
}
BADGE_LINK = "A badge that leads to these answers"
BADGE_LINK_MEANS = "Save the badge beside your page and paste one of these: whoever clicks it sees a copy of your answers."
SNIPPETS: dict[str, str] = {"markdown": "Markdown", "html": "HTML", "rst": "reStructuredText"}
EXPORT_MEANS: dict[str, str] = {
    "result": "Answers, report and a digest: anyone can drop it here and check it.",
    "markdown": "The whole report as text, to keep beside the code.",
    "plan": "What to do next, a row a task, for a tracker or a spreadsheet.",
    "html": "The report as one file that needs nothing else.",
    "docx": "The report for a proposal, with live links.",
    "picture": "The dimensions as bars, in SVG.",
    "badge": "A small picture of the verdict, in SVG.",
}
PRINT = "Print"
PRINT_MEANS = "The questions and the result on paper or as PDF, with all that is folded opened."
GROUNDS = "Why this weight, and which frameworks ask for it too"
CROSSWALK_NOTE = "A mapping says that the subjects overlap, never that answering here satisfies the framework."
UNCERTAIN = "loose match"
CAUTION = "Careful:"
SCALE_HEAD = ("Level", "Value", "Means")
STAGES_HEAD = ("Stage", "Dimensions in scope", "Floor, low stakes", "Floor, medium stakes", "Floor, high stakes")
BANDS_HEAD = ("Band", "From")
EVIDENCE_HEAD = ("Id", "What it says", "Source", "Grade and status")
OPEN_ANSWER = "Open"
NO_STAGE = "not framed"
STOPPED_APPLYING = "It stopped applying when the facts changed; the answer is kept."

# What the result region says while there is no result; the form shows the one that fits.
STATES: dict[str, str] = {
    "idle": "Nothing is answered yet. Answer any question and the result appears here. Your answers stay in this browser.",
    "starting": "Python is starting in this page. You can go on answering; what you answer meanwhile counts.",
    "missing": (
        "The scoring could not be loaded: a file is missing, or something blocks it. Your answers are kept in this browser. "
        "Reload the page to try again."
    ),
    "old-browser": (
        "This browser is too old to score here: it lacks WebAssembly or module workers. The form works, prints, and keeps your answers."
    ),
    "crashed": "The scoring stopped unexpectedly. Your answers are kept in this browser. The next answer starts it again.",
}
STORE_OFF = (
    "This browser does not let the site keep anything, so your answers last only until you close or reload this tab. "
    "Save a file, or print the page, to keep them."
)
NO_SCRIPT = (
    "Scoring needs JavaScript. Without it you can still read and print the questions; count a gate as passed when its answer "
    "is at the level that it names."
)
KEPT_HERE = "Your answers stay in this browser. They are on no server."
CAVEAT = (
    "Self-reported. Floors, weights and the share of the weakest dimension are editorial judgment. Nobody has shown that the "
    "score predicts a project’s success. Not a certification, and not legal advice."
)


def who_knows(text: str) -> str:
    """Who usually has the answer."""
    return f"Who usually knows: {text[:1].lower()}{text[1:]}" if not text[1:2].isupper() else f"Who usually knows: {text}"


def gate_needs(stage: str, level: str) -> str:
    """What a gate asks, as a short label."""
    return f"Gate: {stage} needs {level.lower()}"


def weight(number: int, reason: str) -> str:
    """An item's weight with its reason."""
    return f"Weight {number} of 3. {reason}"


def answered(count: int, asked: int) -> str:
    """How much of the form has a level."""
    return f"{count} of {asked} answered."


def verdict(question: str, result: StageResult, dimensions: dict[str, str]) -> tuple[str, str, str]:
    """A stage's question, the one- or three-word answer, and the reason in a sentence."""
    return question, ANSWER_VERDICT[result.verdict], _reason(result, dimensions)


def fails(said: str, needed: Sequence[tuple[str, str]]) -> str:
    """What was said, and which stage needs which level instead."""
    needs = "; ".join(f"{stage} needs {level.lower()}" for stage, level in needed)
    return f"You said {said.lower()}; {needs}."


def gap(said: str, needed: Sequence[tuple[str, str]]) -> str:
    """What was said below the top level, and which stage's gate it closes."""
    return fails(said, needed) if needed else f"You said {said.lower()}."


def gain(points: str) -> str:
    """What raising an item to the top level would add to the index."""
    return f"At the top level the index gains {points}."


def more_fail(number: int) -> str:
    """The title over what fails beyond the first few."""
    return f"{number} more that {'fails' if number == 1 else 'fail'}"


def more_open(number: int) -> str:
    """The title over what is open beyond the first few."""
    return f"{number} more that {'is' if number == 1 else 'are'} open"


def cheapest_way(stage: str, raises: int, effort: int) -> str:
    """The title over the plan for a stage: how many raises and what they take in all."""
    return f"Cheapest way to “{stage}”: {_count(raises, 'raise', 'raises')}, {person_days(effort)}"


def plan(*, guessed: bool) -> str:
    """What makes the plan the cheapest; `guessed` says that some of its items have no level yet."""
    low = " An item without a level counts as being at the lowest." if guessed else ""
    return f"No other set of raises needs less effort.{low}"


def step(before: str | None, after: str, effort: int) -> str:
    """One raise: from which level, if there is one, to which, and what it takes."""
    start = f"From {before.lower()} to" if before else "To"
    return f"{start} {after.lower()}: {person_days(effort)}."


def person_days(number: int) -> str:
    """An effort."""
    return _count(number, "person-day", "person-days")


def next_question(*, decides: bool | None, least: str, most: str | None) -> str:
    """Whether one answer to a question can settle a stage, and by how much of the index any answer narrows it.

    `decides` is None where there is no stage to settle.
    """
    settles = {None: "", True: "One answer here can settle a stage.", False: "No single answer can settle a stage now."}[decides]
    if most is None:
        return settles
    return f"{settles} Any answer narrows the index by {least if least == most else f'{least} to {most}'}.".lstrip()


def already_decided(question: str, verdict: Verdict, others: int) -> str:
    """That a stage's verdict is certain while answers are missing, and how many those are."""
    rest = "the one other answer turns" if others == 1 else f"the other {others} answers turn"
    return f"Already decided: {question} {ANSWER_VERDICT[verdict].removesuffix('.')}, whatever {rest} out to be."


def lane(question: str, number: int) -> str:
    """How many questions without a level can still change the verdict on a stage."""
    many = "One question can still" if number == 1 else f"{number} questions can still"
    return f"{question} {many} change the verdict."


def index_made(weakest_link: str, weakest: str) -> str:
    """How the index is a sum over the dimensions: where the shares come from."""
    return (
        f"The index adds up share × score over the dimensions in scope. Each has an equal part of 1 − λ as its share, and the weakest, "
        f"{weakest}, has λ more. Here λ = {weakest_link}."
    )


def index_sum(kind: str, percentage: str) -> str:
    """What a table of the index adds up to."""
    return f"Index, {kind.lower()}: {percentage}"


def terms_sum(dimension: str, proven: str, possible: str) -> str:
    """What a dimension's terms add up to."""
    return f"{dimension}: {between(proven, possible)}"


def worth(level: str, value: str) -> str:
    """A level with what it is worth."""
    return f"{level}, {value}"


def between(least: str, most: str) -> str:
    """A number that is known, or the two between which it lies."""
    return least if least == most else f"{least} to {most}"


def index_between(least: str, most: str, *, points: int | None = None) -> str:
    """The index in brief; where it counts in points, with the most there are."""
    return f"Score: {between(least, most)} of {points} points." if points else f"Index: {between(least, most)}."


def decimal(hundredths: int) -> str:
    """A number that is known in hundredths, without zeros that say nothing: 250 is 2.5."""
    whole, rest = divmod(hundredths, 100)
    return f"{whole}.{rest:02}".rstrip("0").rstrip(".")


def floors_of(stage: str) -> str:
    """Which stage's floors a table shows."""
    return f"Floors of “{stage}”"


def other_weights(verdict: str | None, least: str, most: str, *, holds: bool) -> str:
    """What happens to a verdict and the index when every weight may move."""
    moved = "With every weight anywhere from half to double of ours"
    if verdict is None:
        return f"{moved}, the index is {between(least, most)}."
    said = f"“{verdict}” holds in every combination" if holds else f"“{verdict}” does not hold in every combination"
    return f"{moved}, {said}; the index is {between(least, most)}."


def other_worths(values: Sequence[str], verdict: str | None, least: str, most: str) -> str:
    """What the verdict and the index would be if the levels were worth something else."""
    said = f"“{verdict}”, " if verdict else ""
    return f"At {_and(values)}: {said}index {between(least, most)}."


def other_share(link: str, least: str, most: str) -> str:
    """What the index would be with another λ."""
    means = {"0": " (the plain mean)", "1": " (the weakest alone)"}.get(link, "")
    return f"With λ = {link}{means} the index is {between(least, most)}."


def asked(question: str, verdict: Verdict) -> str:
    """A stage's question with the answer."""
    return f"{question} {ANSWER_VERDICT[verdict]}"


def evidence_coverage(percentage: str) -> str:
    """How much of what was answered has something behind it."""
    return f"A note or a link stands behind {percentage} of the answers, by weight."


def kept_beside(owner: str, date: str, review_by: str, settled_by: str = "") -> str:
    """Who answers for an answer, from when it is, and when to look again; any of them may be empty."""
    parts = (("Owner", owner), ("date", date), ("review by", review_by), ("settled by", settled_by))
    said = ", ".join(f"{name} {text}" for name, text in parts if text)
    return f"{said[:1].upper()}{said[1:]}"


def because(reason: str) -> str:
    """An answer of *not applicable* with its reason."""
    return f"{NOT_APPLICABLE}: “{reason}”"


def task(id: str, title: str, after: str) -> str:
    """A raise as the title of a task."""
    return f"{id} {title} (to {after.lower()})"


def part_of_plan(stage: str, edition: str) -> str:
    """Which plan a task comes from."""
    return f"Part of the cheapest way to “{stage}”. {edition}"


def floor_line(stage: str) -> str:
    """What the line in a picture of scores marks."""
    return f"Floor of “{stage}”"


def scored(dimension: str, least: str, most: str, floor: str | None) -> str:
    """A dimension's score in a sentence."""
    return f"{dimension}: {between(least, most)}{f', floor {floor}' if floor else ''}."


def up_to(confirmed: str, possible: str) -> str:
    """How far a project is confirmed, and how much further it could turn out to be, in brief."""
    return f"{confirmed}, up to: {possible}"


def dated(number: str, date: str) -> str:
    """The guide with its edition, and a day."""
    return f"{named_edition(number)}, {date}"


def badge_says(number: str, standing: str, date: str) -> str:
    """What a badge shows, in a line."""
    return f"{named_edition(number)}: {standing}, {date}"


def named_edition(number: str) -> str:
    """The guide with its edition."""
    return f"{NAME} {number}"


def printed(edition: str, id: str) -> str:
    """How a thing of the guide is cited on paper."""
    return f"{named_edition(edition)}, {id}"


def reference(printed: str, title: str, year: str, address: str) -> str:
    """A thing of the guide in a list of references."""
    stop = "" if title.endswith((".", "?", "…")) else "."
    return f"{AUTHORS}. “{title}{stop}” {printed}, {year}. {address}"


def stakes(level: Stakes, unknown: int) -> str:
    """How high the stakes are, and whether unknown facts make them so."""
    guess = f" {_count(unknown, 'fact is', 'facts are')} not known and counted as the worse case." if unknown else ""
    return f"Stakes: {STAKES[level]}.{guess}"


def marked(reason: str, weight: int) -> str:
    """Why an item does not apply, in the person's own words."""
    return f"weight {weight}; reason given: “{reason}”"


def counted(confirmed: str, possible: str) -> str:
    """What the result would be if the items marked as not applicable counted at the lowest level."""
    return f"If these counted at the lowest level: confirmed {confirmed}, possible {possible}."


def index_if_counted(least: str, most: str) -> str:
    """What the index would be if the items marked as not applicable counted at the lowest level."""
    return f"If these counted at the lowest level: index {between(least, most)}."


def edition(title: str, number: str, date: str = "") -> str:
    """Which edition of which questionnaire a result belongs to, and from when it is where a date is given."""
    return f"{title}, {named_edition(number)}{f', {date}' if date else ''}."


def _reason(result: StageResult, dimensions: dict[str, str]) -> str:
    failed, open = len(result.failed), len(result.open)
    low = [dimensions[id] for id in result.short]
    unsure = [dimensions[id] for id in result.undecided]
    if result.verdict == "yes":
        return f"{_all(result.passed)} and every dimension meets its floor."
    if result.verdict == "no":
        reasons = []
        if failed:
            reasons.append(_count(failed, "gate fails", "gates fail"))
        if low:
            reasons.append(f"{_few(low)} cannot reach the floor")
        certain = " No open answer can change that." if open or unsure else ""
        return f"{_and(reasons)}.{certain}"
    waits = []
    if open:
        waits.append(_count(open, "gate is open", "gates are open"))
    if unsure:
        waits.append(f"{_few(unsure)} may or may not meet the floor")
    passed = f"{_count(result.passed, 'gate passes', 'gates pass')}, none fails; " if result.passed else "No gate fails; "
    return f"{passed}{_and(waits)}."


def _all(passed: int) -> str:
    return {0: "No gate stands in the way", 1: "The one gate passes"}.get(passed, f"All {passed} gates pass")


def more(count: int) -> str:
    """How many of many problems are not listed."""
    return f"… and {count:,} more."


def _few(names: Sequence[str]) -> str:
    """Dimensions by name where a sentence has room for them."""
    return _and(names) if len(names) <= NAMED else f"{len(names)} dimensions"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _and(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
