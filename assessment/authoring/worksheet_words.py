"""Every sentence of a worksheet and of the links to it; names and numbers come in as arguments."""

from __future__ import annotations

TAKE = "Take it along, empty and with this example: "
AS_CSV = "for a spreadsheet (CSV)"
AS_MARKDOWN = "to keep beside the code (Markdown)"
OR = ", or "
CSV = "CSV"
MARKDOWN = "Markdown"
OVERVIEW_HEAD = ("What you fill in", "Take it along")

PROJECT = ("Project", "Filled in by", "Date")
SECTION = "Section"
EDITION = "Edition"
LICENSE = "License"
CC_BY = "The form: CC BY 4.0, https://creativecommons.org/licenses/by/4.0/. What you write into it is yours."
HOW = "How"
FILL_IN = "Fill in the tables below. The illustration after them shows what goes where; the section says why."
CALCULATE = (
    "Put whole numbers into the column “Yours” of the first lines; all others compute themselves. "
    "A cell shows an error until the numbers that it needs are there."
)
YOURS = "To fill in"
EXAMPLE = "An illustration, filled in"
CALCULATION_HEAD = ("Line", "Unit", "Yours", "Example", "How it is computed")


def row(number: int) -> str:
    """A line of the sheet, as a formula in words names it."""
    return f"row {number}"


def named(section: str, title: str) -> str:
    """A table among others."""
    return f"{section}: {title}" if title else section
