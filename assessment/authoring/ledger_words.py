"""Every sentence and label of the pages made from the ledger, the frameworks and the glossary; numbers and names come in as arguments."""

from __future__ import annotations

from collections.abc import Mapping

from assessment.authoring.ledger import Kind
from assessment.catalogue import say

GRADES: Mapping[str, str] = {
    "A": say("peer-reviewed or official record"),
    "B": say("survey or study with a published method"),
    "C": say("vendor survey or forecast"),
    "D": say("anecdote or untraceable"),
}
KINDS: Mapping[Kind, str] = {
    "finding": say("Findings"),
    "failure": say("Failure cases"),
    "success": say("Success cases"),
    "claim": say("Claims people repeat"),
    "law": say("Law"),
}
STATUS: Mapping[str, str] = {
    "primary": say("confirmed at the source"),
    "secondary": say("confirmed second-hand"),
    "unconfirmed": say("unconfirmed"),
}
VERDICTS: Mapping[str, str] = {
    "supported": say("Supported"),
    "partly-supported": say("Partly supported"),
    "misquoted": say("Misquoted: there is a source, and it says something else"),
    "unsupported": say("Unsupported: no source was found"),
    "inconsistent": say("Contradicts itself"),
    "overstated": say("Overstated"),
    "contradicted": say("Contradicted by the record"),
    "implausible": say("Implausible"),
}

# the ledger
SEARCH = say("Search")
SEARCH_HINT = say("a number, a name, a word")
FILTER = say("Filter the ledger")
KIND = say("Kind")
LESSON = say("Lesson")
GRADE = say("Grade")
STATUS_LABEL = say("Status")
EVERY = say("all")
RESET = say("Show everything")
SHOWN = say("{shown} of {all} rows")  # filled in by ledger.js
ITEMS = say("Items:")
WHOLE_CASE = say("The whole case")
SAY_INSTEAD_LINK = say("What to say instead")

# failure cases
CASES_HEAD = (say("Id"), say("Case"), say("What went wrong"), say("Kind of system"), say("Grade and status"))
HAPPENED = say("What happened")
NUMBERS = say("The numbers")
CAUGHT = say("What would have caught it")
DISPUTED = say("What is disputed")
SOURCE = say("The source")
LEDGER_ROW = say("The row in the ledger")
CAREFUL = say("Careful:")
UNCONFIRMED_CASE = say("Unconfirmed. No source of this case was read for this guide. Do not state it as a fact.")
NO_ADDRESS = say("No address was recorded.")
MEASURES = say("What the numbers measure:")
CHECKED_SUM = say("The sum, step by step:")
CASE_TERMS = (
    say("Period"),
    say("Kind of system"),
    say("Published by"),
    say("Year"),
    say("Sample"),
    say("Method"),
    say("Read at"),
    say("Grade"),
    say("Status"),
)
IS_ML = say("machine learning")
NOT_ML = say("no machine learning: rules, averages or automation")

# numbers people quote
WHERE_FROM = say("Where it came from")
REALLY = say("What is true")
INSTEAD = say("Say instead")
JUDGED = say("Verdict")
UNCONFIRMED_CLAIM = say("Unconfirmed: no source was read for what is said here.")

# arithmetic
STEP_HEAD = (say("What"), say("Sum"), say("Gives"))
GIVEN = say("given")
GIVEN_BY = say("given in")
SO = say("So:")
ABOUT = say("Checks the numbers of")
SIGNS: Mapping[str, str] = {"add": " + ", "subtract": " − ", "multiply": " × ", "divide": " ÷ ", "power": " ^ "}

# frameworks
FRAMEWORKS_HEAD = (say("Framework"), say("Version"), say("References here"), say("Touched by an item"), say("Items"))
REFERENCES_HEAD = (say("Reference"), say("Our short title"), say("Items, and how they relate"))
UNCOVERED_HEAD = (say("Reference"), say("Our short title"), say("Why no item touches it"))
TOUCHED = say("What our items touch")
NOT_TOUCHED = say("What no item touches, and why")
ALL_TOUCHED = say("Every reference listed here is touched by at least one item.")
NONE_TOUCHED = say("No item refers to it yet.")
NO_LINK = say("no address was recorded")
FRAMEWORK_TERMS = (say("Version"), say("Date"), say("Published by"), say("License"), say("What was read"), say("Link"))
READ: Mapping[str, str] = {
    "primary": say("the framework itself, or its own pages"),
    "secondary": say("reliable reports of it"),
    "unconfirmed": say("nothing; this list needs checking"),
    "": say("not stated"),
}
RELATIONS: Mapping[str, str] = {
    "equal": say("same subject"),
    "narrower": say("item is narrower"),
    "broader": say("item is broader"),
    "overlaps": say("overlaps"),
}
UNCERTAIN = say("loose match")
NEVER_SATISFIES = say("A mapping says that the subjects overlap, never that answering an item satisfies the framework.")

# glossary
ALSO = say("Also:")
SEE = say("See also:")
TERM_SOURCE = say("After:")
TERM_EVIDENCE = say("Evidence:")


def counted(shown: int, all: int) -> str:
    """How many references of a framework at least one item touches."""
    return say("{shown} of {all}", shown=shown, all=all)


def verdict(heading: str) -> str:
    """The verdict's name with its meaning."""
    return VERDICTS[heading]


def grade(letter: str) -> str:
    """A grade with its meaning."""
    return f"{letter}: {GRADES[letter]}"
