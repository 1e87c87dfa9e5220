"""A report as GitHub-flavored Markdown, in which every text stays the text it was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assessment.chapters import (
    Bar,
    Block,
    Chapter,
    Document,
    Entries,
    Entry,
    Exact,
    Inline,
    ItemName,
    Mark,
    Paragraph,
    Strong,
    Table,
    Text,
    ToQuestion,
    Web,
)
from assessment.explanation import document, section
from assessment.markup import allowed
from assessment.model import Answers, Problem, Questionnaire, Report
from assessment.scoring import percent

# What Markdown would take for markup, first of all what only begins a block. A link, a mention, an issue or a picture is made by GitHub
# even of what is escaped; an empty comment in between prevents it.
TAKEN = re.compile(
    r"(?P<block>^ ?(?:[-+]|\d{1,9}[.)]))|(?P<unasked>[@#](?=\w)|:(?=//)|:(?=[\w+-]+:)|\bwww(?=\.))|(?P<entity>[|&<>~$])|[\\`*_{\[\]#]",
    re.IGNORECASE,
)
ENTITIES = {"|": "&#124;", "&": "&amp;", "<": "&lt;", ">": "&gt;", "~": "&#126;", "$": "&#36;"}
NOTHING = "<!-- -->"
BREAK = "<br>"
NOT_IN_ADDRESS = re.compile(r"[^A-Za-z0-9:/?#@!$&'*+,;=._~%-]")
TENTHS = 10


def result(
    questionnaire: Questionnaire, report: Report, answers: Answers | None, aside: Sequence[Problem], *, date: str, guide: str
) -> str:
    """A whole Markdown document: all that the report says and, where there are `answers`, every answer with what is kept beside it.

    `date` is the day of the report; `guide` the absolute address of the guide's start, which ends with a slash.
    """
    return whole(document(questionnaire, report, answers, aside, date=date), guide)


def whole(told: Document, guide: str) -> str:
    """A whole Markdown document; `guide` is the absolute address of the guide's start, which ends with a slash."""
    verdicts = [f"- {_strong(f'{one.question} {one.answer}')} {escape(one.reason)}" for one in told.verdicts]
    standing = [f"- {_strong(' '.join(told.standing))}"] if told.standing else []
    parts = [
        f"# {escape(told.title)}",
        escape(told.about),
        *(["\n".join(verdicts or standing)] if verdicts or standing else []),
        *map(escape, told.progress),
        *(part for one in told.chapters for part in _chapter(one, guide)),
        escape(told.colophon),
    ]
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    """A text that Markdown shows as it is: on one line, its own lines parted by `<br>`, each run of spaces one space."""
    edged = re.sub(r"^\s+|\s+$", " ", allowed(text))
    lines = (re.sub(r"\s+", " ", line) for line in edged.splitlines())
    return BREAK.join(TAKEN.sub(_untaken, line) for line in lines if line.strip())


def _untaken(found: re.Match[str]) -> str:
    taken = found[0]
    if found["block"]:
        return f"{taken[:-1]}\\{taken[-1]}"
    if found["unasked"]:
        return taken.replace("#", r"\#") + NOTHING
    return ENTITIES[taken] if found["entity"] else f"\\{taken}"


def _chapter(chapter: Chapter, guide: str) -> list[str]:
    blocks = [part for block in chapter.blocks for part in _block(block, guide)]
    return [f"## {escape(chapter.title)}", *blocks] if blocks else []


def _block(block: Block, guide: str) -> list[str]:
    match block:
        case Paragraph():
            return [_text(block.text, guide)]
        case Entries():
            sign = "1." if block.numbered else "-"
            return [*_caption(block.caption), "\n".join(f"{sign} {_entry(entry, guide)}" for entry in block.entries)]
        case Table():
            head = [_row(map(escape, block.head)), _row("---" for _ in block.head)]
            rows = [_row(_text(cell, guide) for cell in row) for row in (*block.rows, *([block.sum] if block.sum else []))]
            return [*_caption(block.caption), "\n".join([*head, *rows])]


def _caption(text: str) -> list[str]:
    return [_strong(text)] if text else []


def _entry(entry: Entry, guide: str) -> str:
    return BREAK.join(part for text in (entry.text, *entry.notes) if (part := _text(text, guide)))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _text(text: Text, guide: str) -> str:
    return "".join(_inline(one, guide) for one in text)


def _inline(one: Inline, guide: str) -> str:
    match one:
        case str():
            return escape(one)
        case ItemName():
            return f"[{escape(f'{one.id} {one.title}'.rstrip())}]({web_address(section(guide, one.address))})"
        case Strong():
            return _strong(one.text)
        case Mark():
            return escape(one.text)
        case Web():
            return f"[{escape(one.address)}]({web_address(one.address)})"
        case Exact():
            return str(one.number)
        case Bar():
            return f"{BREAK}{drawn(one)}"
        case ToQuestion():
            return ""


def _strong(text: str) -> str:
    return f"**{escape(text.strip())}**"  # stars next to a space would stay stars


def drawn(bar: Bar) -> str:
    """A bar of ten characters: full ones for what is proven, gray ones for what is possible."""
    proven, possible = (TENTHS * percent(share) // 100 for share in (bar.score.proven, bar.score.possible))
    return "█" * proven + "▒" * (possible - proven) + "░" * (TENTHS - possible)


def web_address(address: str) -> str:
    """An address as the place of a link: what could end it is percent-encoded, and an ampersand begins no entity."""
    encoded = NOT_IN_ADDRESS.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace")), address)
    return encoded.replace("&", ENTITIES["&"])
