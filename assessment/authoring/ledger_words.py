"""Every sentence and label of the pages made from the ledger, the frameworks and the glossary; numbers and names come in as arguments."""

from __future__ import annotations

from collections.abc import Mapping

from assessment.authoring.ledger import Kind

GRADES: Mapping[str, str] = {
    "A": "peer-reviewed or official record",
    "B": "survey or study with a published method",
    "C": "vendor survey or forecast",
    "D": "anecdote or untraceable",
}
KINDS: Mapping[Kind, str] = {
    "finding": "Findings",
    "failure": "Failure cases",
    "success": "Success cases",
    "claim": "Claims people repeat",
    "law": "Law",
}
STATUS: Mapping[str, str] = {"primary": "confirmed at the source", "secondary": "confirmed second-hand", "unconfirmed": "unconfirmed"}
VERDICTS: Mapping[str, str] = {
    "supported": "Supported",
    "partly-supported": "Partly supported",
    "misquoted": "Misquoted: there is a source, and it says something else",
    "unsupported": "Unsupported: no source was found",
    "inconsistent": "Contradicts itself",
    "overstated": "Overstated",
    "contradicted": "Contradicted by the record",
    "implausible": "Implausible",
}

# the ledger
SEARCH = "Search"
SEARCH_HINT = "a number, a name, a word"
FILTER = "Filter the ledger"
KIND = "Kind"
LESSON = "Lesson"
GRADE = "Grade"
STATUS_LABEL = "Status"
EVERY = "all"
RESET = "Show everything"
SHOWN = "{shown} of {all} rows"  # filled in by ledger.js
ITEMS = "Items:"
WHOLE_CASE = "The whole case"
SAY_INSTEAD_LINK = "What to say instead"

# failure cases
CASES_HEAD = ("Id", "Case", "What went wrong", "Kind of system", "Grade and status")
HAPPENED = "What happened"
NUMBERS = "The numbers"
CAUGHT = "What would have caught it"
DISPUTED = "What is disputed"
SOURCE = "The source"
LEDGER_ROW = "The row in the ledger"
CAREFUL = "Careful:"
UNCONFIRMED_CASE = "Unconfirmed. No source of this case was read for this guide. Do not state it as a fact."
NO_ADDRESS = "No address was recorded."
MEASURES = "What the numbers measure:"
CHECKED_SUM = "The sum, step by step:"
CASE_TERMS = ("Period", "Kind of system", "Published by", "Year", "Sample", "Method", "Read at", "Grade", "Status")
IS_ML = "machine learning"
NOT_ML = "no machine learning: rules, averages or automation"

# numbers people quote
WHERE_FROM = "Where it came from"
REALLY = "What is true"
INSTEAD = "Say instead"
JUDGED = "Verdict"
UNCONFIRMED_CLAIM = "Unconfirmed: no source was read for what is said here."

# arithmetic
STEP_HEAD = ("What", "Sum", "Gives")
GIVEN = "given"
GIVEN_BY = "given in"
SO = "So:"
ABOUT = "Checks the numbers of"
SIGNS: Mapping[str, str] = {"add": " + ", "subtract": " − ", "multiply": " × ", "divide": " ÷ ", "power": " ^ "}

# frameworks
FRAMEWORKS_HEAD = ("Framework", "Version", "References here", "Touched by an item", "Items")
REFERENCES_HEAD = ("Reference", "Our short title", "Items, and how they relate")
UNCOVERED_HEAD = ("Reference", "Our short title", "Why no item touches it")
TOUCHED = "What our items touch"
NOT_TOUCHED = "What no item touches, and why"
ALL_TOUCHED = "Every reference listed here is touched by at least one item."
NONE_TOUCHED = "No item refers to it yet."
NO_LINK = "no address was recorded"
FRAMEWORK_TERMS = ("Version", "Date", "Published by", "License", "What was read", "Link")
READ: Mapping[str, str] = {
    "primary": "the framework itself, or its own pages",
    "secondary": "reliable reports of it",
    "unconfirmed": "nothing; this list needs checking",
    "": "not stated",
}
RELATIONS: Mapping[str, str] = {
    "equal": "same subject",
    "narrower": "item is narrower",
    "broader": "item is broader",
    "overlaps": "overlaps",
}
UNCERTAIN = "loose match"
NEVER_SATISFIES = "A mapping says that the subjects overlap, never that answering an item satisfies the framework."

# glossary
ALSO = "Also:"
SEE = "See also:"
TERM_SOURCE = "After:"
TERM_EVIDENCE = "Evidence:"


def counted(shown: int, all: int) -> str:
    """How many references of a framework at least one item touches."""
    return f"{shown} of {all}"


def verdict(heading: str) -> str:
    """The verdict's name with its meaning."""
    return VERDICTS[heading]


def grade(letter: str) -> str:
    """A grade with its meaning."""
    return f"{letter}: {GRADES[letter]}"
