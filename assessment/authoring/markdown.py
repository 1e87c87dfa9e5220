"""The Python-Markdown extension that puts the questions into the pages: cards under items, forms, sources, the ledger.

It knows nothing of the site generator: whatever runs Python-Markdown builds the same pages.
Pages lie one folder deep (`lessons/`, `assessments/`, …), so that `../` always leads to the guide's start.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from assessment import words
from assessment.authoring import bank, bundle
from assessment.authoring.bank import REFERENCE, Bank, Evidence
from assessment.codec import Unreadable
from assessment.form import form, item_fieldset
from assessment.markup import el
from assessment.model import STAKES, Item, Problem, Questionnaire
from assessment.scoring import percent

ROOT = "../"
LEDGER = f"{ROOT}evidence/index.md"
GRADES = {
    "A": "peer-reviewed or official record",
    "B": "survey or study with a published method",
    "C": "vendor survey or forecast",
    "D": "anecdote or untraceable",
}
STATUS = {"primary": "confirmed at the source", "secondary": "confirmed second-hand", "unconfirmed": "unconfirmed"}


class FieldworthyExtension(BlocksExtension):
    """`assessment.authoring.markdown` in a list of Markdown extensions; `docs` is the folder with the guide's content."""

    def __init__(self, **settings: Any) -> None:
        self.config = {"docs": ["docs", "the folder that holds lessons, assessments and evidence"]}
        super().__init__(**settings)

    def extendMarkdown(self, md: Markdown) -> None:
        """Registers the processors; called by Python-Markdown."""
        docs = Path(self.getConfig("docs"))
        self._bank = current(docs)
        md.preprocessors.register(_References(md, self._bank), "fieldworthy-references", 26)
        md.treeprocessors.register(_Cards(md, self._bank), "fieldworthy-cards", 6)
        super().extendMarkdown(md)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:
        """Registers the blocks; called by pymdownx."""
        settings = {"bank": self._bank}
        for block in (_Form, _Rules, _Sources, _Ledger):
            block_mgr.register(block, settings)


def makeExtension(**settings: Any) -> Extension:
    """What Python-Markdown calls to get the extension."""
    return FieldworthyExtension(**settings)


def current(docs: Path) -> Bank:
    """The bank in a folder, read again only when a file in it has changed."""
    files = sorted([*docs.rglob("*.yml"), *docs.rglob("*.md"), *(docs / "schemas").glob("*.json")])
    return _loaded(docs, tuple((str(file), file.stat().st_mtime_ns) for file in files))


@lru_cache(maxsize=2)
def _loaded(docs: Path, state: tuple[tuple[str, int], ...]) -> Bank:
    return bank.load(docs)


class _References(Preprocessor):
    """Makes [E-27] a link to its row, with the claim as its title, and notes which rows the page uses."""

    def __init__(self, md: Markdown, bank: Bank) -> None:
        super().__init__(md)
        self._bank = bank

    def run(self, lines: list[str]) -> list[str]:
        used = {id for _, id in bank.evidence_references("\n".join(lines))}
        rows = [row for row in self._bank.evidence.values() if row.id in used]
        self.md.references.update({row.id.lower(): (f"{LEDGER}#{row.id.lower()}", row.claim) for row in rows})
        self.md.fieldworthy_used = rows  # type: ignore[attr-defined]
        return lines


class _Cards(Treeprocessor):
    """Puts an item's id before its heading and its card below it."""

    def __init__(self, md: Markdown, bank: Bank) -> None:
        super().__init__(md)
        self._bank = bank

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for place, heading in reversed(list(enumerate(parent))):
                item = self._bank.items.get(heading.get("id", "").upper()) if heading.tag == "h2" else None
                if item:
                    _label(heading, item)
                    parent.insert(place + 1, _card(item, self._bank))


def _label(heading: Element, item: Item) -> None:
    label = el("span", {"class": "fw-id"}, item.id)
    label.tail = f" {heading.text or ''}"
    heading.text = ""
    heading.insert(0, label)
    heading.set("data-item", item.id)


def _card(item: Item, bank: Bank) -> Element:
    return el(
        "fieldworthy-item",
        {"class": "fw-card", "data-edition": bank.edition},
        el("form", {"autocomplete": "off"}, item_fieldset(item, bank.scale, bank.stages, None)),
        el(
            "details",
            {"class": "fw-grounds"},
            el("summary", None, words.GROUNDS),
            el("p", None, words.weight(item.weight, item.weight_reason)),
            _crosswalk(item, bank),
            el("p", None, bank.grounds[item.id].note) if bank.grounds[item.id].note else None,
            el("p", None, words.CROSSWALK_NOTE),
        ),
        _trouble(),
    )


def _crosswalk(item: Item, bank: Bank) -> Element:
    rows = []
    for mapped in bank.grounds[item.id].crosswalk:
        framework = bank.frameworks[mapped.framework]
        sure = None if mapped.certainty == "sure" else el("small", None, f" ({words.UNCERTAIN})")
        name = el("a", {"href": framework.url}, framework.short) if framework.url else el("span", None, framework.short)
        rows.append(el("li", None, name, f" {mapped.id}", sure))
    return el("ul", {"class": "fw-crosswalk"}, *rows)


def _trouble() -> Element:
    return el("p", {"class": "fw-trouble", "data-trouble": "off", "hidden": True}, words.STORE_OFF)


class _BankBlock(Block):
    """A block that shows something out of the bank."""

    CONFIG: ClassVar[dict[str, list[object]]] = {"bank": [None, ""]}

    @property
    def bank(self) -> Bank:
        found: Bank = self.config["bank"]
        return found

    def on_markdown(self) -> str:
        return "raw"


class _Form(_BankBlock):
    """`/// questionnaire | gate-check`: the form of a questionnaire with its result beside it."""

    NAME = "questionnaire"
    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        questionnaire = self.bank.questionnaires.get(self.argument)
        if questionnaire is None:
            known = ", ".join(self.bank.questionnaires)
            raise Unreadable((Problem(where="questionnaire", message=f"'{self.argument}' is not one of: {known}"),))
        made = _with_result(questionnaire, self.bank)
        parent.append(made)
        return made


def _with_result(questionnaire: Questionnaire, bank: Bank) -> Element:
    states = (el("p", {"class": "fw-state", "data-when": when, "hidden": when != "idle"}, text) for when, text in words.STATES.items())
    body = el(
        "div",
        {"class": "fw-body", "id": "result-body"},
        el("h2", {"id": "result"}, words.RESULT),
        *states,
        el("div", {"class": "fw-output"}),
        _trouble(),
        el("p", {"class": "fw-small"}, words.KEPT_HERE),
    )
    toggle = el("button", {"type": "button", "class": "fw-toggle", "aria-expanded": "false", "aria-controls": "result-body"}, words.RESULT)
    status = el("p", {"role": "status", "class": "fw-aloud"})
    result = el("section", {"class": "fw-side", "aria-labelledby": "result"}, toggle, body, status)
    attributes = {
        "class": "fw-assessment",
        "data-questionnaire": questionnaire.id,
        "data-bundle": bundle.name(bank),
        "data-edition": questionnaire.edition,
    }
    return el(
        "fieldworthy-form",
        attributes,
        el("noscript", None, el("p", {"class": "fw-trouble"}, words.NO_SCRIPT)),
        form(questionnaire, _section),
        result,
    )


def _section(item: Item) -> str:
    return ROOT + item.address.replace("/#", ".md#")


class _Rules(_BankBlock):
    """`/// rules | scale` and `/// rules | stages`: the numbers that scoring uses, as tables."""

    NAME = "rules"
    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        table = {"scale": _scale, "stages": _stages}[self.argument](self.bank)
        parent.append(table)
        return table


def _scale(bank: Bank) -> Element:
    return _table(words.SCALE_HEAD, [(level.name, str(level.value), level.means) for level in bank.scale])


def _stages(bank: Bank) -> Element:
    scope: list[str] = []
    rows = []
    for stage in bank.stages:
        scope += stage.dimensions
        rows.append((stage.name, ", ".join(scope), *(f"{percent(stage.floors[level])} %" for level in STAKES)))
    return _table(words.STAGES_HEAD, rows)


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Element:
    return el(
        "table",
        None,
        el("thead", None, el("tr", None, *(el("th", {"scope": "col"}, text) for text in head))),
        el("tbody", None, *(el("tr", None, *(el("td", None, text) for text in row)) for row in rows)),
    )


class _Sources(_BankBlock):
    """`/// sources`: the evidence rows that the page refers to."""

    NAME = "sources"

    def on_create(self, parent: Element) -> Element:
        table = _evidence_table(self.md.fieldworthy_used, anchors=False)
        parent.append(table)
        return table


class _Ledger(_BankBlock):
    """`/// ledger | finding`: every evidence row of a kind."""

    NAME = "ledger"
    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        table = _evidence_table([row for row in self.bank.evidence.values() if row.kind == self.argument], anchors=True)
        parent.append(table)
        return table


def _evidence_table(rows: Iterable[Evidence], *, anchors: bool) -> Element:
    head = el("tr", None, *(el("th", {"scope": "col"}, text) for text in words.EVIDENCE_HEAD))
    return el(
        "table",
        {"class": "fw-evidence"},
        el("thead", None, head),
        el("tbody", None, *(_evidence_row(row, anchors=anchors) for row in rows)),
    )


def _evidence_row(row: Evidence, *, anchors: bool) -> Element:
    anchor = row.id.lower()
    number = row.id if anchors else el("a", {"href": f"{LEDGER}#{anchor}"}, row.id)
    figure = el("p", None, *_linked(row.figure)) if row.figure else None
    measures = el("p", {"class": "fw-small"}, *_linked(row.measures)) if row.measures and anchors else None
    caution = el("p", {"class": "fw-small"}, el("b", None, words.CAUTION), " ", *_linked(row.caution)) if row.caution else None
    links = [el("a", {"href": url, "class": "fw-source"}, _host(url)) for url in row.urls]
    source = ", ".join(text for text in (row.publisher, row.year) if text)
    sample = "; ".join(text for text in (row.sample, row.method) if text)
    return el(
        "tr",
        {"id": anchor if anchors else None},
        el("th", {"scope": "row", "class": "fw-id"}, number),
        el("td", None, el("p", None, *_linked(row.claim)), figure, measures, caution),
        el("td", None, el("p", None, source), el("p", {"class": "fw-small"}, sample) if sample else None, *links),
        el("td", None, el("abbr", {"title": GRADES[row.grade]}, row.grade), f", {STATUS[row.status]}"),
    )


def _linked(text: str) -> list[Element | str]:
    """A text with its evidence references as links."""
    parts: list[Element | str] = []
    end = 0
    for match in REFERENCE.finditer(text):
        parts += [text[end : match.start()], el("a", {"href": f"{LEDGER}#{match['id'].lower()}"}, match["id"])]
        end = match.end()
    return [*parts, text[end:]]


def _host(url: str) -> str:
    found = re.match(r"https?://(?:www\.)?([^/]+)", url)
    return found[1] if found else url
