"""Every sentence and label that views show; numbers and names come in as arguments."""

from __future__ import annotations

from collections.abc import Sequence

from assessment.catalogue import listed, meaning, plural, say
from assessment.model import StageResult, Stakes, Verdict

NAMED = 2  # how many dimensions a verdict calls by name

ANSWER_VERDICT: dict[Verdict, str] = {"yes": say("Yes."), "no": say("No."), "not-known": say("Not known yet.")}
STAKES: dict[Stakes, str] = {"low": say("low"), "medium": say("medium"), "high": say("high")}

RESULT = say("Result")
FAILS = say("What fails")
NEXT = say("Answer next")
OPEN = say("What is open")
BELOW_BEST = say("What could be better")
NUMBERS = say("How the numbers are made")
WOULD_HOLD = say("Would it hold?")
NOT_APPLICABLE = say("Not applicable")
EVIDENCE_KEPT = say("Evidence kept")
ASIDE = say("Kept, and not counted")
WRONG = say("What is wrong")
LEFT_OUT = say("Left out, and why")
ABOUT_PROJECT = say("About the project")
ANSWERS = say("Answers")
TARGET = say("Which stage do you want to reach next?")
DIMENSION = say("Dimension")
ITEM_AND_ANSWER = say("Item and answer")
WEIGHT = say("Weight")
SHARE = meaning("a share of a whole", "Share")
SCORE = say("Score")
ADDS = say("Adds")
PROVEN = say("Proven")
POSSIBLE = say("Possible")
FLOOR = say("Floor")
SUM = say("Sum")
NONE = "–"
TO_QUESTION = say("Go to the question")
SAID_DONT_KNOW = say("Answered with don’t know")
UNSUPPORTED = say("At the top level without a note or a link")
STALE = say("Past the date for review")
STRICT = say("Strict reading: a top level without a note or a link counts as the level below it.")
NOT_IN_INDEX = say("not in the index")
NOT_KNOWN = say("Not known.")
NAME = "Fieldworthy"  # in every language
AUTHORS = say("The Fieldworthy authors")
SELF_REPORTED = say("Self-reported.")
OTHER_WEIGHTS = say("Other weights.")
OTHER_WORTHS = say("Other worths of the levels.")
OTHER_SHARES = say("Another share of the weakest dimension.")
PLAN_HEAD = (say("title"), say("body"), say("priority"), say("effort"), say("owner"), say("due"))
STEPS_HEAD = (say("Step"), say("Proven index after"))
PRIORITY_OF_GATE = say("High")
PRIORITY_OF_FLOOR = say("Medium")
DONT_KNOW = say("Don’t know")
DONT_KNOW_MEANS = say("Nobody in the room can say.")
NOT_APPLICABLE_BECAUSE = say("Not applicable, because")
CLEAR = say("Clear this answer")
READ = say("Read the section")
BESIDE = say("Note and evidence")
KEPT_PARTS: dict[str, str] = {
    "note": say("Note"),
    "link": say("Link"),
    "owner": say("Owner"),
    "date": say("Date"),
    "review_by": say("Review by"),
}
FAST_LANE = say("Fast lane: ask only what can still change the verdict")
OPEN_FILE = say("Open file")
BY_WHICH = say("By which questionnaire")
CHOOSE_PROJECTS = say("Projects in this browser")
SIDE_BY_SIDE: dict[str, str] = {
    "compare": say("Compare two"),
    "merge": say("Merge people’s answers"),
    "table": say("Table as CSV"),
    "open": OPEN_FILE,
}
FILES_BECOME_PROJECTS = say("Each file becomes a project in this browser. Choose projects above: two to compare, two or more to merge.")
NO_PROJECTS = say("None yet. Answer a questionnaire, or open files here.")
SIDES = say("Side by side")
PORTFOLIO = say("All projects")
KEEP_SETTLED = say("Keep what is agreed and settled as a new project")
SETTLED_KEPT = say("Kept: a new project holds what is agreed and settled, and is open now.")
OPEN_OWN = say("Open a questionnaire")
CLOSE_OWN = say("Close the questionnaire")
OWN_STAYS = say("A YAML or JSON file. It is read in this page and goes nowhere; drag it here or choose it.")
GAPS = say("Your answers in the guide")
SHOW_GAPS = say("Mark the sections where my answer left a gap")
ONLY_GAPS = say("Only my gaps in the navigation")
TOOLS = say("Project and files")
PROJECT = say("Project")
PROJECTS = say("Projects")
UNNAMED = say("Unnamed project")
PROJECT_NAME = say("Name of the open project")
NEW = say("New project")
DUPLICATE = say("Duplicate")
DELETE = say("Delete")
DELETE_CAN_BE_UNDONE = say("A deleted project comes back with Undo until you close or reload this page.")
ALL_PROJECTS = say("Compare, merge, all projects")
ERASE = say("Erase everything")
ERASE_MEANS = say(
    "Removes every project and setting that this site keeps in this browser, and the copy of the site. This cannot be undone."
)
UNDO = say("Undo")
REDO = say("Redo")
SAVE_FILE = say("Save file")
NOT_IN_A_FILE = say("Changes that no file holds:")
TO_SHARE = meaning("to give to others", "Share")
SHARED_COPY = say("A shared copy")
SHARED_COPY_SAYS = say(
    "You are looking at a copy that came with a link. It is not kept, it cannot be changed, and your own answers are as you left them."
)
KEEP_COPY = say("Keep it as a project")
DROP_COPY = say("Drop it")
LINK = say("Link to this assessment")
LINK_HOLDS = say("The link holds your answers and facts, nothing that you wrote. Whoever has it can read them; no server does.")
COPY = say("Copy")
COPIED = say("Copied.")
SELECTED = say("This browser does not let the page copy. The text is selected: copy it with the keyboard or the menu.")
CLOSE = say("Close")
TAKE_AWAY = say("Take it away")
EXPORTS: dict[str, str] = {
    "result": say("Result file"),
    "markdown": say("Markdown"),
    "plan": say("Plan as CSV"),
    "html": say("HTML report"),
    "docx": say("Word document"),
    "picture": say("Picture"),
    "badge": say("Badge"),
}
BADGE_LINK = say("A badge that leads to these answers")
BADGE_LINK_MEANS = say("Save the badge beside your page and paste one of these: whoever clicks it sees a copy of your answers.")
SNIPPETS: dict[str, str] = {"markdown": say("Markdown"), "html": say("HTML"), "rst": say("reStructuredText")}
EXPORT_MEANS: dict[str, str] = {
    "result": say("Answers, report and a digest: anyone can drop it here and check it."),
    "markdown": say("The whole report as text, to keep beside the code."),
    "plan": say("What to do next, a row a task, for a tracker or a spreadsheet."),
    "html": say("The report as one file that needs nothing else."),
    "docx": say("The report for a proposal, with live links."),
    "picture": say("The dimensions as bars, in SVG."),
    "badge": say("A small picture of the verdict, in SVG."),
}
PRINT = say("Print")
PRINT_MEANS = say("The questions and the result on paper or as PDF, with all that is folded opened.")
GROUNDS = say("Why this weight, and which frameworks ask for it too")
CROSSWALK_NOTE = say("A mapping says that the subjects overlap, never that answering here satisfies the framework.")
UNCERTAIN = say("loose match")
CAUTION = say("Careful:")
SCALE_HEAD = (say("Level"), say("Value"), meaning("what a level means", "Means"))
STAGES_HEAD = (say("Stage"), say("Dimensions in scope"), say("Floor, low stakes"), say("Floor, medium stakes"), say("Floor, high stakes"))
BANDS_HEAD = (say("Band"), meaning("the least that counts", "From"))
EVIDENCE_HEAD = (say("Id"), say("What it says"), say("Source"), say("Grade and status"))
OPEN_ANSWER = meaning("an answer that nobody gave yet", "Open")
NO_STAGE = say("not framed")
STOPPED_APPLYING = say("It stopped applying when the facts changed; the answer is kept.")

# What the result region says while there is no result; the form shows the one that fits.
STATES: dict[str, str] = {
    "idle": say("Nothing is answered yet. Answer any question and the result appears here. Your answers stay in this browser."),
    "starting": say("Python is starting in this page. You can go on answering; what you answer meanwhile counts."),
    "missing": (
        say(
            "The scoring could not be loaded: a file is missing, or something blocks it. Your answers are kept in this browser. "
            "Reload the page to try again."
        )
    ),
    "old-browser": (
        say(
            "This browser is too old to score here: it lacks WebAssembly or module workers. The form works, prints, and keeps your answers."
        )
    ),
    "crashed": say("The scoring stopped unexpectedly. Your answers are kept in this browser. The next answer starts it again."),
}
STORE_OFF = say(
    "This browser does not let the site keep anything, so your answers last only until you close or reload this tab. "
    "Save a file, or print the page, to keep them."
)
NO_SCRIPT = say(
    "Scoring needs JavaScript. Without it you can still read and print the questions; count a gate as passed when its "
    "answer is at the level that it names."
)
KEPT_HERE = say("Your answers stay in this browser. They are on no server.")
CAVEAT = say(
    "Self-reported. Floors, weights and the share of the weakest dimension are editorial judgment. Nobody has shown that "
    "the score predicts a project’s success. Not a certification, and not legal advice."
)


def who_knows(text: str) -> str:
    """Who usually has the answer."""
    who = text if text[1:2].isupper() else f"{text[:1].lower()}{text[1:]}"
    return say("Who usually knows: {who}", who=who)


def gate_needs(stage: str, level: str) -> str:
    """What a gate asks, as a short label."""
    return say("Gate: {stage} needs {level}", stage=stage, level=level.lower())


def weight(number: int, reason: str) -> str:
    """An item's weight with its reason."""
    return say("Weight {number} of 3. {reason}", number=number, reason=reason)


def answered(count: int, asked: int) -> str:
    """How much of the form has a level."""
    return say("{count} of {asked} answered.", count=count, asked=asked)


def verdict(question: str, result: StageResult, dimensions: dict[str, str]) -> tuple[str, str, str]:
    """A stage's question, the one- or three-word answer, and the reason in a sentence."""
    return question, ANSWER_VERDICT[result.verdict], _reason(result, dimensions)


def fails(said: str, needed: Sequence[tuple[str, str]]) -> str:
    """What was said, and which stage needs which level instead."""
    needs = "; ".join(say("{stage} needs {level}", stage=stage, level=level.lower()) for stage, level in needed)
    return say("You said {said}; {needs}.", said=said.lower(), needs=needs)


def gap(said: str, needed: Sequence[tuple[str, str]]) -> str:
    """What was said below the top level, and which stage's gate it closes."""
    return fails(said, needed) if needed else say("You said {said}.", said=said.lower())


def gain(points: str) -> str:
    """What raising an item to the top level would add to the index."""
    return say("At the top level the index gains {points}.", points=points)


def more_fail(number: int) -> str:
    """The title over what fails beyond the first few."""
    return plural("{number} more that fails", "{number} more that fail", number)


def more_open(number: int) -> str:
    """The title over what is open beyond the first few."""
    return plural("{number} more that is open", "{number} more that are open", number)


def cheapest_way(stage: str, raises: int, effort: int) -> str:
    """The title over the plan for a stage: how many raises and what they take in all."""
    many = plural("{number} raise", "{number} raises", raises)
    return say("Cheapest way to “{stage}”: {raises}, {effort}", stage=stage, raises=many, effort=person_days(effort))


def plan(*, guessed: bool) -> str:
    """What makes the plan the cheapest; `guessed` says that some of its items have no level yet."""
    least = say("No other set of raises needs less effort.")
    lowest = say("An item without a level counts as being at the lowest.")
    return f"{least} {lowest}" if guessed else least


def step(before: str | None, after: str, effort: int) -> str:
    """One raise: from which level, if there is one, to which, and what it takes."""
    to, takes = after.lower(), person_days(effort)
    if before is None:
        return say("To {after}: {effort}.", after=to, effort=takes)
    return say("From {before} to {after}: {effort}.", before=before.lower(), after=to, effort=takes)


def person_days(number: int) -> str:
    """An effort."""
    return plural("{number} person-day", "{number} person-days", number)


def next_question(*, decides: bool | None, least: str, most: str | None) -> str:
    """Whether one answer to a question can settle a stage, and by how much of the index any answer narrows it.

    `decides` is None where there is no stage to settle.
    """
    said = []
    if decides is not None:
        said.append(say("One answer here can settle a stage.") if decides else say("No single answer can settle a stage now."))
    if most is not None:
        said.append(say("Any answer narrows the index by {range}.", range=between(least, most)))
    return " ".join(said)


def already_decided(question: str, verdict: Verdict, others: int) -> str:
    """That a stage's verdict is certain while answers are missing, and how many those are."""
    return plural(
        "Already decided: {question} {verdict}, whatever the one other answer turns out to be.",
        "Already decided: {question} {verdict}, whatever the other {number} answers turn out to be.",
        others,
        question=question,
        verdict=ANSWER_VERDICT[verdict].removesuffix("."),
    )


def lane(question: str, number: int) -> str:
    """How many questions without a level can still change the verdict on a stage."""
    return plural(
        "{question} One question can still change the verdict.",
        "{question} {number} questions can still change the verdict.",
        number,
        question=question,
    )


def index_made(weakest_link: str, weakest: str) -> str:
    """How the index is a sum over the dimensions: where the shares come from."""
    return say(
        "The index adds up share × score over the dimensions in scope. Each has an equal part of 1 − λ as its share, and the "
        "weakest, {weakest}, has λ more. Here λ = {weakest_link}.",
        weakest=weakest,
        weakest_link=weakest_link,
    )


def index_sum(kind: str, percentage: str) -> str:
    """What a table of the index adds up to."""
    return say("Index, {kind}: {percentage}", kind=kind.lower(), percentage=percentage)


def terms_sum(dimension: str, proven: str, possible: str) -> str:
    """What a dimension's terms add up to."""
    return f"{dimension}: {between(proven, possible)}"


def worth(level: str, value: str) -> str:
    """A level with what it is worth."""
    return f"{level}, {value}"


def between(least: str, most: str) -> str:
    """A number that is known, or the two between which it lies."""
    return least if least == most else say("{least} to {most}", least=least, most=most)


def index_between(least: str, most: str, *, points: int | None = None) -> str:
    """The index in brief; where it counts in points, with the most there are."""
    if points:
        return say("Score: {range} of {points} points.", range=between(least, most), points=points)
    return say("Index: {range}.", range=between(least, most))


def decimal(hundredths: int) -> str:
    """A number that is known in hundredths, without zeros that say nothing: 250 is 2.5."""
    whole, rest = divmod(hundredths, 100)
    return f"{whole}.{rest:02}".rstrip("0").rstrip(".")


def floors_of(stage: str) -> str:
    """Which stage's floors a table shows."""
    return say("Floors of “{stage}”", stage=stage)


def other_weights(verdict: str | None, least: str, most: str, *, holds: bool) -> str:
    """What happens to a verdict and the index when every weight may move."""
    range = between(least, most)
    if verdict is None:
        return say("With every weight anywhere from half to double of ours, the index is {range}.", range=range)
    said = (
        say("“{verdict}” holds in every combination", verdict=verdict)
        if holds
        else say("“{verdict}” does not hold in every combination", verdict=verdict)
    )
    return say("With every weight anywhere from half to double of ours, {verdict}; the index is {range}.", verdict=said, range=range)


def other_worths(values: Sequence[str], verdict: str | None, least: str, most: str) -> str:
    """What the verdict and the index would be if the levels were worth something else."""
    worths, range = listed(values), between(least, most)
    if not verdict:
        return say("At {values}: index {range}.", values=worths, range=range)
    return say("At {values}: “{verdict}”, index {range}.", values=worths, verdict=verdict, range=range)


def other_share(link: str, least: str, most: str) -> str:
    """What the index would be with another λ."""
    named = {"0": say("{link} (the plain mean)", link=link), "1": say("{link} (the weakest alone)", link=link)}.get(link, link)
    return say("With λ = {link} the index is {range}.", link=named, range=between(least, most))


def asked(question: str, verdict: Verdict) -> str:
    """A stage's question with the answer."""
    return f"{question} {ANSWER_VERDICT[verdict]}"


def evidence_coverage(percentage: str) -> str:
    """How much of what was answered has something behind it."""
    return say("A note or a link stands behind {percentage} of the answers, by weight.", percentage=percentage)


def kept_beside(owner: str, date: str, review_by: str, settled_by: str = "") -> str:
    """Who answers for an answer, from when it is, and when to look again; any of them may be empty."""
    parts = (
        say("owner {name}", name=owner) if owner else "",
        say("date {date}", date=date) if date else "",
        say("review by {date}", date=review_by) if review_by else "",
        say("settled by {name}", name=settled_by) if settled_by else "",
    )
    said = ", ".join(filter(None, parts))
    return f"{said[:1].upper()}{said[1:]}"


def because(reason: str) -> str:
    """An answer of *not applicable* with its reason."""
    return f"{NOT_APPLICABLE}: “{reason}”"


def task(id: str, title: str, after: str) -> str:
    """A raise as the title of a task."""
    return say("{id} {title} (to {after})", id=id, title=title, after=after.lower())


def part_of_plan(stage: str, edition: str) -> str:
    """Which plan a task comes from."""
    return say("Part of the cheapest way to “{stage}”. {edition}", stage=stage, edition=edition)


def floor_line(stage: str) -> str:
    """What the line in a picture of scores marks."""
    return say("Floor of “{stage}”", stage=stage)


def scored(dimension: str, least: str, most: str, floor: str | None) -> str:
    """A dimension's score in a sentence."""
    said = f"{dimension}: {between(least, most)}"
    return say("{score}, floor {floor}.", score=said, floor=floor) if floor else f"{said}."


def up_to(confirmed: str, possible: str) -> str:
    """How far a project is confirmed, and how much further it could turn out to be, in brief."""
    return say("{confirmed}, up to: {possible}", confirmed=confirmed, possible=possible)


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
    said = say("Stakes: {stakes}.", stakes=STAKES[level])
    if not unknown:
        return said
    guessed = plural(
        "{number} fact is not known and counted as the worse case.",
        "{number} facts are not known and counted as the worse case.",
        unknown,
    )
    return f"{said} {guessed}"


def marked(reason: str, weight: int) -> str:
    """Why an item does not apply, in the person's own words."""
    return say("weight {weight}; reason given: “{reason}”", weight=weight, reason=reason)


def counted(confirmed: str, possible: str) -> str:
    """What the result would be if the items marked as not applicable counted at the lowest level."""
    return say("If these counted at the lowest level: confirmed {confirmed}, possible {possible}.", confirmed=confirmed, possible=possible)


def index_if_counted(least: str, most: str) -> str:
    """What the index would be if the items marked as not applicable counted at the lowest level."""
    return say("If these counted at the lowest level: index {range}.", range=between(least, most))


def edition(title: str, number: str, date: str = "") -> str:
    """Which edition of which questionnaire a result belongs to, and from when it is where a date is given."""
    return f"{title}, {named_edition(number)}{f', {date}' if date else ''}."


def _reason(result: StageResult, dimensions: dict[str, str]) -> str:
    failed, open = len(result.failed), len(result.open)
    low = [dimensions[id] for id in result.short]
    unsure = [dimensions[id] for id in result.undecided]
    if result.verdict == "yes":
        return _all(result.passed)
    if result.verdict == "no":
        reasons = []
        if failed:
            reasons.append(plural("{number} gate fails", "{number} gates fail", failed))
        if low:
            reasons.append(say("{dimensions} cannot reach the floor", dimensions=_few(low)))
        said = f"{listed(reasons)}."
        certain = say("No open answer can change that.")
        return f"{said} {certain}" if open or unsure else said
    waits = []
    if open:
        waits.append(plural("{number} gate is open", "{number} gates are open", open))
    if unsure:
        waits.append(say("{dimensions} may or may not meet the floor", dimensions=_few(unsure)))
    if not result.passed:
        return say("No gate fails; {waits}.", waits=listed(waits))
    return plural(
        "{number} gate passes, none fails; {waits}.", "{number} gates pass, none fails; {waits}.", result.passed, waits=listed(waits)
    )


def _all(passed: int) -> str:
    if not passed:
        return say("No gate stands in the way and every dimension meets its floor.")
    return plural(
        "The one gate passes and every dimension meets its floor.",
        "All {number} gates pass and every dimension meets its floor.",
        passed,
    )


def more(count: int) -> str:
    """How many of many problems are not listed."""
    return f"… and {count:,} more."


def _few(names: Sequence[str]) -> str:
    """Dimensions by name where a sentence has room for them."""
    return listed(names) if len(names) <= NAMED else plural("{number} dimension", "{number} dimensions", len(names))
