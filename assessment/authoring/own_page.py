"""A questionnaire of one's own in the page: what the worker asks for a file that a reader opened."""

from __future__ import annotations

import hashlib

from assessment import words
from assessment.authoring import own
from assessment.codec import Unreadable, canonical, write_questionnaire
from assessment.explanation import section, unscored
from assessment.html import notices
from assessment.inspection import assessment
from assessment.markup import el, write


def read(name: str, text: str, bundle: str, root: str) -> str:
    """The page part of the questionnaire in a text, as JSON: `html` to show and `compiled` to score with, or `html` with every problem.

    `name` is the file's, whose ending says whether it is JSON; `bundle` and `root` are the addresses of what scores and of the guide.
    """
    try:
        questionnaire = own.read(text, name)
    except Unreadable as error:
        return canonical({"html": notices([unscored(error.problems, words.WRONG)])})
    compiled = write_questionnaire(questionnaire)
    made = assessment(questionnaire, lambda address: section(root, address), bundle)
    made.set("data-questionnaire", f"own-{hashlib.sha256(compiled.encode()).hexdigest()[:16]}")
    return canonical({"html": write(el("h2", None, questionnaire.title), made), "compiled": compiled})
