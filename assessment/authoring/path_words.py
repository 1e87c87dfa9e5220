"""Every sentence and label of the paths through the guide; numbers and names come in as arguments."""

from __future__ import annotations

DECIDE = "After it you can decide"
TIME = "Time"
ANSWER = "Then answer"
GATES = "The gates of this stage"
GATES_LEAD = "Points never buy a gate off. Each row says what it takes to pass, in the words of the item."
GATES_HEAD = ("Gate", "Least level", "What that looks like")
SOME_PROJECTS = "only where the facts of the project ask for it"
STOPS = "The stops, in order"
BEYOND = "What no gate asks, and the stage still needs"
TAKE = "Take away:"
PROPOSAL = "Paste this into a proposal"
PROPOSAL_LEAD = "Fill in the brackets; the links keep leading to the sections."


def time(minutes: int, words: int, pace: int) -> str:
    """How long a path takes to read, and how that was worked out."""
    return f"about {minutes} minutes to read: {words:,} words at {pace} a minute"


def length(stops: int, minutes: int) -> str:
    """How many sections a path leads through, and how long that takes."""
    return f"{stops} stops, about {minutes} minutes"


def questions(title: str, count: int) -> str:
    """A questionnaire with how much it asks."""
    return f"{title} ({count} questions)"
