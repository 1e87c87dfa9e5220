"""Every sentence and label of what people send to each other: links, comparisons, merged answers, portfolios, proposals."""

from __future__ import annotations

from collections.abc import Sequence

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


def _and(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
