"""The Python-Markdown extension that puts the questions into the pages: cards under items, forms, sources, the ledger.

It knows nothing of the site generator: whatever runs Python-Markdown builds the same pages.
Pages lie one folder deep (`lessons/`, `assessments/`, …), so that `../` always leads to the guide's start.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, ClassVar, TypeVar
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from assessment import words
from assessment.authoring import bank, bundle
from assessment.authoring.bank import Bank
from assessment.authoring.ledger import REFERENCE, Evidence, evidence_references
from assessment.codec import Unreadable
from assessment.form import fact_fieldset, form, item_fieldset
from assessment.law_html import row_parts
from assessment.markup import el
from assessment.model import STAKES, Item, Problem
from assessment.scoring import percent

T = TypeVar("T")

ROOT = "../"
LEDGER = f"{ROOT}evidence/index.md"
GRADES = {
    "A": "peer-reviewed or official record",
    "B": "survey or study with a published method",
    "C": "vendor survey or forecast",
    "D": "anecdote or untraceable",
}
KINDS = ("finding", "failure", "success", "claim", "law")
STATUS = {"primary": "confirmed at the source", "secondary": "confirmed second-hand", "unconfirmed": "unconfirmed"}


class FieldworthyExtension(BlocksExtension):
    """`assessment.authoring.markdown` in a list of Markdown extensions; `docs` is the folder with the guide's content."""

    def __init__(self, **settings: Any) -> None:
        self.config = {"docs": ["docs", "the folder that holds lessons, assessments and evidence"]}
        super().__init__(**settings)

    def extendMarkdown(self, md: Markdown) -> None:
        """Registers the processors; called by Python-Markdown."""
        docs = Path(self.getConfig("docs"))
        # Read when the first page is made and not before: a site generator makes the extension while it still reads its settings.
        self._bank = partial(current, docs)
        md.preprocessors.register(_Used(md, self._bank), "fieldworthy-used", 26)
        md.inlinePatterns.register(_Reference(md, self._bank), "fieldworthy-reference", 175)
        md.treeprocessors.register(_Cards(md, self._bank), "fieldworthy-cards", 6)
        super().extendMarkdown(md)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:
        """Registers the blocks; called by pymdownx."""
        settings = {"bank": self._bank}
        for block in (_Form, _Law, _Rules, _Sources, _Ledger):
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


class _Used(Preprocessor):
    """Notes which rows of the ledger a page refers to."""

    def __init__(self, md: Markdown, bank: Callable[[], Bank]) -> None:
        super().__init__(md)
        self._bank = bank

    def run(self, lines: list[str]) -> list[str]:
        used = {id for _, id in evidence_references("\n".join(lines))}
        rows = (row for row in self._bank().evidence.values() if row.id in used)
        self.md.fieldworthy_used = sorted(rows, key=lambda row: (KINDS.index(row.kind), row.id))  # type: ignore[attr-defined]
        return lines


class _Reference(InlineProcessor):
    """Makes [E-27] a link to its row, with the claim as its title; comes after code spans and before Markdown's own references."""

    def __init__(self, md: Markdown, bank: Callable[[], Bank]) -> None:
        super().__init__(REFERENCE.pattern, md)
        self._bank = bank

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | None, int | None, int | None]:  # type: ignore[override]
        row = self._bank().evidence.get(m["id"])
        return (_row_link(row.id, row.claim), m.start(0), m.end(0)) if row else (None, None, None)


def _row_link(id: str, claim: str | None = None) -> Element:
    return el("a", {"href": f"{LEDGER}#{id.lower()}", "class": "fw-ref", "title": claim}, id)


class _Cards(Treeprocessor):
    """Puts an item's id before its heading and its card below it."""

    def __init__(self, md: Markdown, bank: Callable[[], Bank]) -> None:
        super().__init__(md)
        self._bank = bank

    def run(self, root: Element) -> None:
        found = self._bank()
        for parent in list(root.iter()):
            for place, heading in reversed(list(enumerate(parent))):
                item = found.items.get(heading.get("id", "").upper()) if heading.tag == "h2" else None
                if item:
                    _label(heading, item)
                    parent.insert(place + 1, _card(item, found))


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
        found: Bank = self.config["bank"]()
        return found

    def chosen(self, among: Mapping[str, T]) -> T:
        """What the block's argument names; raises Unreadable when it names nothing."""
        if self.argument not in among:
            raise Unreadable((Problem(where=self.NAME, message=f"'{self.argument}' is not one of: {', '.join(among)}"),))
        return among[self.argument]

    def on_markdown(self) -> str:
        return "raw"


class _Form(_BankBlock):
    """`/// questionnaire | gate-check`: the form of a questionnaire with its result beside it."""

    NAME = "questionnaire"
    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        questionnaire = self.chosen(self.bank.questionnaires)
        made = _with_result(questionnaire.id, form(questionnaire, _section), self.bank)
        parent.append(made)
        return made


def _with_result(id: str, questions: Element, bank: Bank) -> Element:
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
        "data-questionnaire": id,
        "data-bundle": bundle.name(bank),
        "data-edition": bank.edition,
    }
    return el("fieldworthy-form", attributes, el("noscript", None, el("p", {"class": "fw-trouble"}, words.NO_SCRIPT)), questions, result)


class _Law(_BankBlock):
    """`/// law | facts`: the facts with the rules that they bring beside them. `/// law | rows`: every row as it stands."""

    NAME = "law"
    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        made = self.chosen({"facts": _law_form, "rows": _law_rows})(self.bank)
        parent.append(made)
        return made


def _law_form(bank: Bank) -> Element:
    facts = el("form", {"class": "fw-form", "autocomplete": "off"}, *(fact_fieldset(fact) for fact in bank.law.facts))
    return _with_result(bank.law.id, facts, bank)


def _law_rows(bank: Bank) -> Element:
    rows = []
    for row in bank.law.rows:
        parts = (part for part in row_parts(row, _page) if part is not None)
        rows.append(el("section", {"class": "fw-law", "id": row.id}, el("h3", {"id": f"{row.id}-title"}, row.title), *parts))
    return el("div", {"class": "fw-laws"}, *rows)


def _section(item: Item) -> str:
    return _page(item.address)


def _page(address: str) -> str:
    """An address below the guide's start as a link to the Markdown file, which the site generator checks and rewrites."""
    return ROOT + address.replace("/#", ".md#")


class _Rules(_BankBlock):
    """`/// rules | scale` and `/// rules | stages`: the numbers that scoring uses, as tables."""

    NAME = "rules"
    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        table = self.chosen({"scale": _scale, "stages": _stages})(self.bank)
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
        kind = self.chosen({kind: kind for kind in KINDS})
        table = _evidence_table([row for row in self.bank.evidence.values() if row.kind == kind], anchors=True)
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
    number = row.id if anchors else _row_link(row.id)
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
        parts += [text[end : match.start()], _row_link(match["id"])]
        end = match.end()
    return [*parts, text[end:]]


def _host(url: str) -> str:
    found = re.match(r"https?://(?:www\.)?([^/]+)", url)
    return found[1] if found else url
