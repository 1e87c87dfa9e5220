"""Every sentence of a worksheet and of the links to it; names and numbers come in as arguments."""

from __future__ import annotations

from assessment.catalogue import say

TAKE = say("Take it along, empty and with this example: ")
AS_CSV = say("for a spreadsheet (CSV)")
AS_MARKDOWN = say("to keep beside the code (Markdown)")
OR = say(", or ")
CSV = say("CSV")
MARKDOWN = say("Markdown")
OVERVIEW_HEAD = (say("What you fill in"), say("Take it along"))

PROJECT = (say("Project"), say("Filled in by"), say("Date"))
SECTION = say("Section")
EDITION = say("Edition")
LICENSE = say("License")
CC_BY = say("The form: CC BY 4.0, https://creativecommons.org/licenses/by/4.0/. What you write into it is yours.")
HOW = say("How")
FILL_IN = say("Fill in the tables below. The illustration after them shows what goes where; the section says why.")
CALCULATE = say(
    "Put whole numbers into the column “Yours” of the first lines; all others compute themselves. A cell shows an error "
    "until the numbers that it needs are there."
)
YOURS = say("To fill in")
EXAMPLE = say("An illustration, filled in")
CALCULATION_HEAD = (say("Line"), say("Unit"), say("Yours"), say("Example"), say("How it is computed"))


def row(number: int) -> str:
    """A line of the sheet, as a formula in words names it."""
    return say("row {number}", number=number)


def named(section: str, title: str) -> str:
    """A table among others."""
    return f"{section}: {title}" if title else section
