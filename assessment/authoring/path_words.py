"""Every sentence and label of the paths through the guide; numbers and names come in as arguments."""

from __future__ import annotations

from assessment.catalogue import say

DECIDE = say("After it you can decide")
TIME = say("Time")
ANSWER = say("Then answer")
GATES = say("The gates of this stage")
GATES_LEAD = say("Points never buy a gate off. Each row says what it takes to pass, in the words of the item.")
GATES_HEAD = (say("Gate"), say("Least level"), say("What that looks like"))
SOME_PROJECTS = say("only where the facts of the project ask for it")
STOPS = say("The stops, in order")
BEYOND = say("What no gate asks, and the stage still needs")
TAKE = say("Take away:")
PROPOSAL = say("Paste this into a proposal")
PROPOSAL_LEAD = say("Fill in the brackets; the links keep leading to the sections.")


def time(minutes: int, words: int, pace: int) -> str:
    """How long a path takes to read, and how that was worked out."""
    return say("about {minutes} minutes to read: {words:,} words at {pace} a minute", minutes=minutes, words=words, pace=pace)


def length(stops: int, minutes: int) -> str:
    """How many sections a path leads through, and how long that takes."""
    return say("{stops} stops, about {minutes} minutes", stops=stops, minutes=minutes)


def questions(title: str, count: int) -> str:
    """A questionnaire with how much it asks."""
    return say("{title} ({count} questions)", title=title, count=count)
