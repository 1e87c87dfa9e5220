"""What `llms.txt` says around its links."""

from __future__ import annotations

from collections.abc import Mapping

ABOUT = (
    "Every readiness item has an id that never changes, such as DAT-07: one section of a lesson and one question with four levels.",
    "Ids such as E-27 lead to rows of the evidence ledger, with source, sample, grade and what the row does not say.",
    "Scores are self-reported, predict nothing by themselves, and are no certificate and no legal advice.",
    "Text CC BY 4.0, code MIT.",
)
PARTS: Mapping[str, str] = {
    "": "Start",
    "lessons": "Guide",
    "paths": "Paths",
    "questions": "Questions people ask",
    "assessments": "Assess",
    "regulation": "Law",
    "evidence": "Evidence",
    "glossary": "Glossary",
}
OPTIONAL = "Optional"  # a name with a meaning in llms.txt: what may be left out where room is short


def missing(package: str) -> str:
    """What to install where the converter is not there."""
    return f"the package '{package}' is missing; install Fieldworthy with its extra: fieldworthy[authoring]"


def copied(folder: str, pages: int) -> str:
    """How many copies were written."""
    return f"{pages} pages copied as Markdown, and listed in {folder}/llms.txt"
