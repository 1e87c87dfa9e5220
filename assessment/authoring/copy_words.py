"""What `llms.txt` says around its links."""

from __future__ import annotations

from collections.abc import Mapping

from assessment.catalogue import say

ABOUT = (
    say("Every readiness item has an id that never changes, such as DAT-07: one section of a lesson and one question with four levels."),
    say("Ids such as E-27 lead to rows of the evidence ledger, with source, sample, grade and what the row does not say."),
    say("Scores are self-reported, predict nothing by themselves, and are no certificate and no legal advice."),
    say("Text CC BY 4.0, code MIT."),
)
PARTS: Mapping[str, str] = {
    "": say("Start"),
    "lessons": say("Guide"),
    "paths": say("Paths"),
    "questions": say("Questions people ask"),
    "assessments": say("Assess"),
    "regulation": say("Law"),
    "evidence": say("Evidence"),
    "glossary": say("Glossary"),
}
OPTIONAL = "Optional"  # a name with a meaning in llms.txt: what may be left out where room is short


def copied(folder: str, pages: int) -> str:
    """How many copies were written."""
    return say("{pages} pages copied as Markdown, and listed in {folder}/llms.txt", pages=pages, folder=folder)
