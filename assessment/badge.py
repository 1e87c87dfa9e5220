"""The words around a badge: what to paste into a page so that the picture is shown and leads to the shared answers."""

from __future__ import annotations

from dataclasses import dataclass

from assessment.explanation import standing
from assessment.markdown_report import escape, web_address
from assessment.markup import allowed, el, write
from assessment.model import Questionnaire, Report
from assessment.words import badge_says


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippets:
    """The same badge for three kinds of page."""

    markdown: str
    html: str
    rst: str


def snippets(questionnaire: Questionnaire, report: Report, *, image: str, address: str, date: str) -> Snippets:
    """What shows the picture at `image`, named in words, and leads to `address`; `date` is the day of the report."""
    said = " ".join(allowed(badge_says(report.edition, standing(questionnaire, report), date)).split())
    picture, target = web_address(image), web_address(address)
    return Snippets(
        markdown=f"[![{escape(said)}]({picture})]({target})",
        html=write(el("a", {"href": address}, el("img", {"src": image, "alt": said}))),
        rst=f".. image:: {picture}\n   :alt: {said}\n   :target: {target}\n",
    )
