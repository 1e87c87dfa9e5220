"""Every sentence and label that views show; numbers and names come in as arguments."""

from __future__ import annotations

from collections.abc import Sequence

from assessment.model import StageResult, Stakes, Verdict

ANSWER_VERDICT: dict[Verdict, str] = {"yes": "Yes.", "no": "No.", "not-known": "Not known yet."}
STAKES: dict[Stakes, str] = {"low": "low", "medium": "medium", "high": "high"}

RESULT = "Result"
FAILS = "What fails"
OPEN = "What is open"
BELOW_BEST = "What could be better"
NUMBERS = "How the numbers are made"
ASIDE = "Kept, and not counted"
NOT_APPLICABLE = "Not applicable"
ABOUT_PROJECT = "About the project"
TARGET = "Which stage do you want to reach next?"
DIMENSION = "Dimension"
ITEM = "Item"
ANSWER = "Answer"
WEIGHT = "Weight"
VALUE = "Value"
SHARE = "Share"
PROVEN = "Proven"
POSSIBLE = "Possible"
FLOOR = "Floor"
INDEX = "Index"
SUM = "Sum"
BAR = "Bar"
DONT_KNOW = "Don’t know"
DONT_KNOW_MEANS = "Nobody in the room can say."
NOT_APPLICABLE_BECAUSE = "Not applicable, because"
CLEAR = "Clear this answer"
READ = "Read the section"
GROUNDS = "Why this weight, and which frameworks ask for it too"
CROSSWALK_NOTE = "A mapping says that the subjects overlap, never that answering here satisfies the framework."
UNCERTAIN = "loose match"
CAUTION = "Careful:"
SCALE_HEAD = ("Level", "Value", "Means")
STAGES_HEAD = ("Stage", "Dimensions in scope", "Floor, low stakes", "Floor, medium stakes", "Floor, high stakes")
EVIDENCE_HEAD = ("Id", "What it says", "Source", "Grade and status")
OPEN_ANSWER = "open"
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
    "Print the page to keep them."
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


def gain(points: str) -> str:
    """What raising an item to the top level would add to the index."""
    return f"At the top level the index gains {points}."


def index_made(weakest_link: str, dimensions: str, *, weakest: str, mean: str, index: str, possible: str) -> str:
    """The index as a sum a reader can redo: λ times the weakest plus 1−λ times the mean."""
    return (
        f"Index: {weakest_link} × weakest dimension ({dimensions}: {weakest}) + (1 − {weakest_link}) × mean ({mean}) = {index} proven, "
        f"{possible} possible."
    )


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


def edition(title: str, number: str) -> str:
    """Which edition of which questionnaire a result belongs to."""
    return f"{title}, Fieldworthy {number}."


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
            reasons.append(f"{_and(low)} cannot reach the floor")
        certain = " No open answer can change that." if open or unsure else ""
        return f"{_and(reasons)}.{certain}"
    waits = []
    if open:
        waits.append(_count(open, "gate is open", "gates are open"))
    if unsure:
        waits.append(f"{_and(unsure)} may or may not meet the floor")
    passed = f"{_count(result.passed, 'gate passes', 'gates pass')}, none fails; " if result.passed else "No gate fails; "
    return f"{passed}{_and(waits)}."


def _all(passed: int) -> str:
    return {0: "No gate stands in the way", 1: "The one gate passes"}.get(passed, f"All {passed} gates pass")


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _and(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
