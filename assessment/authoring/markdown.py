"""The Python-Markdown extension that puts the questions into the pages: cards under items, forms, sources, the ledger.

It knows nothing of the site generator: whatever runs Python-Markdown builds the same pages.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from itertools import groupby
from pathlib import Path
from typing import Any, ClassVar, TypeVar
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block, type_any, type_string

from assessment import calculator_words, words
from assessment.authoring import bundle, framework_pages, glossary_pages, ledger_pages, links, offline, path_pages, worksheet_files
from assessment.authoring import published_words as history_words
from assessment.authoring.bank import Bank
from assessment.authoring.citing import CopyMenus
from assessment.authoring.content import Content, current
from assessment.authoring.editions import Editions
from assessment.authoring.glossary_pages import FirstUses
from assessment.authoring.ledger import KINDS, REFERENCE, Claim, Evidence, Failure, evidence_references
from assessment.authoring.moved_anchors import MovedAnchors, PageKnown
from assessment.authoring.published import Shelf
from assessment.authoring.register import page_of
from assessment.authoring.search import leave_out, leave_out_controls
from assessment.calculator_fields import CALCULATORS
from assessment.calculator_html import calculator
from assessment.citation import edition_address
from assessment.codec import Unreadable
from assessment.explanation import amount
from assessment.form import fact_fieldset, item_fieldset
from assessment.inspection import assessment, own, projects, proposal, trouble, with_result
from assessment.law_html import row_parts
from assessment.markup import el, write
from assessment.model import STAKES, Item, Problem
from assessment.scoring import percent

T = TypeVar("T")
R = TypeVar("R", bound=Evidence)

AROUND = ("attr_list", "md_in_html", "tables", "toc", "pymdownx.superfences")  # what gives anchors or takes text for code


class FieldworthyExtension(BlocksExtension):
    """`assessment.authoring.markdown` in a list of Markdown extensions; `docs` is the folder with the guide's content.

    Who has read that already gives the `content`, and who has no pages gives the `bank` alone.
    """

    def __init__(self, bank: Bank | None = None, content: Content | None = None, **settings: Any) -> None:
        self.config = {"docs": ["docs", "the folder that holds lessons, assessments and evidence"]}
        self._given = bank
        self._read = content
        super().__init__(**settings)

    def extendMarkdown(self, md: Markdown) -> None:
        """Registers the processors; called by Python-Markdown."""
        docs = Path(self.getConfig("docs")).absolute()  # as site generators say it, so that both find what the other has read
        # Read when the first page is made and not before: a site generator makes the extension while it still reads its settings.
        given, read = self._given, self._read
        content: Callable[[], Content] = cache(partial(current, docs)) if read is None else (lambda: read)
        self._bank = (lambda: content().bank) if given is None else (lambda: given)
        names = (lambda: content().names) if given is None else None
        if names is not None:
            md.preprocessors.register(PageKnown(md, content), "fieldworthy-page", 40)
            md.treeprocessors.register(MovedAnchors(md, content), "fieldworthy-moved", 4)
            md.treeprocessors.register(CopyMenus(md, names), "fieldworthy-cite", 3)
        md.preprocessors.register(_Used(md, self._bank), "fieldworthy-used", 26)
        md.inlinePatterns.register(_Reference(md, self._bank), "fieldworthy-reference", 175)
        md.treeprocessors.register(_Cards(md, self._bank, names), "fieldworthy-cards", 6)
        md.treeprocessors.register(FirstUses(md, self._bank), "fieldworthy-terms", 7)
        md.treeprocessors.register(links.Ways(md), "fieldworthy-ways", 2)
        super().extendMarkdown(md)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:
        """Registers the blocks; called by pymdownx."""
        settings = {"bank": self._bank}
        for block in BLOCKS:
            block_mgr.register(block, settings)


def makeExtension(**settings: Any) -> Extension:
    """What Python-Markdown calls to get the extension."""
    return FieldworthyExtension(**settings)


def made(text: str, bank: Bank) -> str:
    """A page's Markdown as HTML, with all that the blocks in it show."""
    return Markdown(extensions=[*AROUND, FieldworthyExtension(bank)]).convert(text)


class _Used(Preprocessor):
    """Notes which rows of the ledger a page refers to."""

    def __init__(self, md: Markdown, bank: Callable[[], Bank]) -> None:
        super().__init__(md)
        self._bank = bank

    def run(self, lines: list[str]) -> list[str]:
        used = {id for _, id in evidence_references("\n".join(lines))}
        rows = (row for row in self._bank().evidence.values() if row.id in used)
        self.md.fieldworthy_claims = []  # type: ignore[attr-defined]
        self.md.fieldworthy_used = sorted(rows, key=lambda row: ([*KINDS].index(row.kind), row.id))  # type: ignore[attr-defined]
        return lines


class _Reference(InlineProcessor):
    """Makes [E-27] a link to its row, with the claim as its title; comes after code spans and before Markdown's own references."""

    def __init__(self, md: Markdown, bank: Callable[[], Bank]) -> None:
        super().__init__(REFERENCE.pattern, md)
        self._bank = bank

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | None, int | None, int | None]:  # type: ignore[override]
        row = self._bank().evidence.get(m["id"])
        return (links.row(row.id, row.claim), m.start(0), m.end(0)) if row else (None, None, None)


class _Cards(Treeprocessor):
    """Puts an item's id before its heading and its card below it."""

    def __init__(self, md: Markdown, bank: Callable[[], Bank], shelf: Callable[[], Shelf] | None) -> None:
        super().__init__(md)
        self._bank = bank
        self._shelf = shelf

    def run(self, root: Element) -> None:
        found = self._bank()
        for parent in list(root.iter()):
            first = None
            for place, heading in reversed(list(enumerate(parent))):
                item = found.items.get(heading.get("id", "").upper()) if heading.tag == "h2" else None
                if item:
                    _label(heading, item)
                    parent.insert(place + 1, _card(item, found, self._history(item)))
                    first = place
            if first is not None:
                parent.insert(first, leave_out(_gaps(found)))

    def _history(self, item: Item) -> Element | None:
        """What every edition changed of an item's section; kept whole, since its links lead to what no site generator knows of."""
        released = self._shelf().released if self._shelf else Editions()
        said = [
            el("li", None, el("a", {"href": links.way(page_of(item.address), edition_address(item.id, edition))}, text))
            for edition, text in history_words.history(released.history(item.id), released.first)
        ]
        if not said:
            return None
        return el("div", None, el("p", None, history_words.HISTORY), self.md.htmlStash.store(write(el("ul", None, *said))))


def _label(heading: Element, item: Item) -> None:
    label = el("span", {"class": "fw-id"}, item.id)
    label.tail = f" {heading.text or ''}"
    heading.text = ""
    heading.insert(0, label)
    heading.set("data-item", item.id)


def _gaps(bank: Bank) -> Element:
    """The switches of the marks that the reader's own answers put into the guide; hidden while there are no answers."""
    pages = {item.dimension: item.address.partition("#")[0] for item in bank.items.values()}
    switches = (
        el("label", None, el("input", {"type": "checkbox", "name": name}), el("span", None, text))
        for name, text in (("marks", words.SHOW_GAPS), ("only", words.ONLY_GAPS))
    )
    return el(
        "fieldworthy-gaps",
        {"class": "fw-gaps", "hidden": True, "data-best": bank.scale[-1].id, "data-lessons": json.dumps(pages)},
        el("div", {"role": "group", "aria-label": words.GAPS}, *switches),
    )


def _card(item: Item, bank: Bank, history: Element | None) -> Element:
    card = el(
        "fieldworthy-item",
        {"class": "fw-card", "data-edition": bank.edition},
        el("p", {"class": "fw-gap", "hidden": True}),
        el("form", {"autocomplete": "off"}, item_fieldset(item, bank.scale, bank.stages, None)),
        el(
            "details",
            {"class": "fw-grounds"},
            el("summary", None, words.GROUNDS),
            el("p", None, words.weight(item.weight, item.weight_reason)),
            _crosswalk(item, bank),
            el("p", None, bank.grounds[item.id].note) if bank.grounds[item.id].note else None,
            el("p", {"class": "fw-said-once"}, words.CROSSWALK_NOTE),
            history,
        ),
        trouble(),
    )
    return leave_out_controls(card)


def _crosswalk(item: Item, bank: Bank) -> Element:
    rows = []
    for mapped in bank.grounds[item.id].crosswalk:
        framework = bank.frameworks[mapped.framework]
        sure = None if mapped.certainty == "sure" else el("small", None, f" ({words.UNCERTAIN})")
        name = el("a", {"href": framework.url}, framework.short) if framework.url else el("span", None, framework.short)
        rows.append(el("li", None, name, f" {mapped.id}", sure))
    return el("ul", {"class": "fw-crosswalk"}, *rows)


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

    def put(self, parent: Element, made: Element) -> Element:
        """Add what was made of data, as it stands; a page's own heading comes before it, where search looks for it."""
        _final(made)
        if len(made) and made[0].tag == "h1":
            parent.append(made[0])
            made.remove(made[0])
        parent.append(made)
        return made

    def on_markdown(self) -> str:
        return "raw"


class _Form(_BankBlock):
    """`/// questionnaire | gate-check`: the form of a questionnaire with its result beside it."""

    NAME = "questionnaire"
    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        questionnaire = self.chosen(self.bank.questionnaires)
        made = leave_out(assessment(questionnaire, links.page, bundle.name(self.bank)))
        parent.append(made)
        return made


class _Calculator(_BankBlock):
    """`/// calculator | sample-size`: a calculator's form, with its worked example beside it."""

    NAME = "calculator"
    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        return self.put(parent, leave_out_controls(calculator(self.chosen(CALCULATORS), bundle.name(self.bank))))


class _Calculators(_BankBlock):
    """`/// calculators`: every calculator with the question that it answers."""

    NAME = "calculators"

    def on_create(self, parent: Element) -> Element:
        rows = (
            el(
                "tr",
                None,
                el("td", None, el("a", {"href": f"{links.ROOT}calculators/{one.id}.md"}, one.title)),
                el("td", None, one.question),
            )
            for one in CALCULATORS.values()
        )
        head = (el("th", {"scope": "col"}, text) for text in calculator_words.CALCULATORS_HEAD)
        return self.put(parent, el("table", None, el("thead", None, el("tr", None, *head)), el("tbody", None, *rows)))


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
    kept = el("p", {"class": "fw-small fw-where"}, words.KEPT_HERE)
    made = with_result(bank.law.id, bank.edition, bundle.name(bank), kept, facts)
    leave_out(made[-1])  # the place of the result; the facts are asked nowhere else
    return made


def _law_rows(bank: Bank) -> Element:
    rows = []
    for row in bank.law.rows:
        parts = (part for part in row_parts(row, links.page) if part is not None)
        rows.append(el("section", {"class": "fw-law", "id": row.id}, el("h3", {"id": f"{row.id}-title"}, row.title), *parts))
    return el("div", {"class": "fw-laws"}, *rows)


class _Own(_BankBlock):
    """`/// own`: where a questionnaire of one's own is opened."""

    NAME = "own"

    def on_create(self, parent: Element) -> Element:
        made = leave_out_controls(own(bundle.name(self.bank)))
        parent.append(made)
        return made


class _Offline(_BankBlock):
    """`/// offline`: the switch that keeps the site on the reader's device."""

    NAME = "offline"

    def on_create(self, parent: Element) -> Element:
        return self.put(parent, leave_out_controls(offline.switch()))


class _Projects(_BankBlock):
    """`/// projects`: all projects in this browser, side by side."""

    NAME = "projects"

    def on_create(self, parent: Element) -> Element:
        most_first = sorted(self.bank.questionnaires.values(), key=lambda one: -len(one.items))
        made = projects(most_first, bundle.name(self.bank))
        parent.append(made)
        return made


class _Proposal(_BankBlock):
    """`/// proposal | readiness`: where a readiness chapter is put together from a questionnaire's sections."""

    NAME = "proposal"
    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        return self.put(parent, leave_out(proposal(self.chosen(self.bank.questionnaires), bundle.name(self.bank))))


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


class _Bands(_BankBlock):
    """`/// bands | first-ninety-days`: the bands of a questionnaire, and from where on each holds."""

    NAME = "bands"
    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        questionnaire = self.chosen({id: one for id, one in self.bank.questionnaires.items() if one.bands})
        table = _table(words.BANDS_HEAD, [(band.name, amount(questionnaire, band.least)) for band in questionnaire.bands])
        parent.append(table)
        return table


class _Worksheet(_BankBlock):
    """`/// worksheet | data-audit`: what a team fills in, filled in as an example, and the links to its files.

    Its settings, `title` and `tables`, are read and checked by `worksheets`.
    """

    NAME = "worksheet"
    ARGUMENT = True
    OPTIONS: ClassVar[dict[str, tuple[object, Callable[[Any], Any]]]] = {"title": ("", type_string), "tables": ([], type_any)}

    def on_create(self, parent: Element) -> Element:
        made = el("div", {"class": "fw-worksheet"})
        parent.append(made)
        return made

    def on_end(self, block: Element) -> None:
        block.append(worksheet_files.links(self.chosen(self.bank.worksheets).id, links.ROOT))

    def on_markdown(self) -> str:
        return "block"


class _Worksheets(_BankBlock):
    """`/// worksheets`: every worksheet with its section and its files."""

    NAME = "worksheets"

    def on_create(self, parent: Element) -> Element:
        return self.put(parent, worksheet_files.overview(self.bank.worksheets.values(), links.ROOT))


class _Sources(_BankBlock):
    """`/// sources`: the evidence rows that the page refers to."""

    NAME = "sources"

    def on_create(self, parent: Element) -> Element:
        return self.put(parent, leave_out(ledger_pages.used(self.md.fieldworthy_used)))


class _Ledger(_BankBlock):
    """`/// ledger | finding`: every evidence row of a kind; `/// ledger | filter`: the controls that search all of them."""

    NAME = "ledger"
    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        rows = tuple(self.bank.evidence.values())
        if self.argument == "filter":
            return self.put(parent, ledger_pages.ledger_filter(rows, self.bank.dimensions))
        kind = self.chosen({kind: kind for kind in (*KINDS, "filter")})
        return self.put(parent, ledger_pages.all_rows((row for row in rows if row.kind == kind), self.bank.items))


class _Cases(_BankBlock):
    """`/// cases`: every failure case in a line."""

    NAME = "cases"

    def on_create(self, parent: Element) -> Element:
        return self.put(parent, ledger_pages.cases(_of(self.bank, Failure).values()))


class _Case(_BankBlock):
    """`/// case | F-01`: the page of a failure case."""

    NAME = "case"
    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        case = self.chosen(_of(self.bank, Failure))
        sums = (sum for sum in self.bank.sums.values() if case.id in sum.about)
        return self.put(parent, ledger_pages.case(case, self.bank.items, sums))


class _Claims(_BankBlock):
    """`/// claims | S-01 Z-04`: claims by id; `/// claims | Z` and `/// claims | S`: those of a letter that the page has not shown yet."""

    NAME = "claims"
    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        known = _of(self.bank, Claim)
        shown: list[str] = self.md.fieldworthy_claims
        letters = {id[0]: [one for one in known if one[0] == id[0] and one not in shown] for id in known}
        ids = letters.get(self.argument, self.argument.split())
        for id in ids:
            if id not in known:
                raise Unreadable((Problem(where=self.NAME, message=f"'{id}' is not one of: {', '.join([*letters, *known])}"),))
        shown += ids
        return self.put(parent, ledger_pages.claims((known[id] for id in ids), self.bank.sums))


class _Arithmetic(_BankBlock):
    """`/// arithmetic | uptime`: a sum step by step."""

    NAME = "arithmetic"
    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        return self.put(parent, ledger_pages.arithmetic(self.chosen(self.bank.sums)))


class _Frameworks(_BankBlock):
    """`/// frameworks`: every recognized framework in a line."""

    NAME = "frameworks"

    def on_create(self, parent: Element) -> Element:
        return self.put(parent, framework_pages.overview(self.bank))


class _Framework(_BankBlock):
    """`/// framework | nist-ai-rmf`: the page of a recognized framework."""

    NAME = "framework"
    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        return self.put(parent, framework_pages.framework(self.chosen(self.bank.frameworks), self.bank))


class _Glossary(_BankBlock):
    """`/// glossary`: every term with its meaning."""

    NAME = "glossary"

    def on_create(self, parent: Element) -> Element:
        terms = self.bank.terms
        return self.put(parent, glossary_pages.glossary(terms.values(), terms, self.bank.items))


class _Paths(_BankBlock):
    """`/// paths | role`: every path of a kind, with the way to its page."""

    NAME = "paths"
    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        kinds = groupby(self.bank.paths.values(), key=lambda path: path.kind)
        return self.put(parent, path_pages.listed(self.chosen({kind: tuple(paths) for kind, paths in kinds})))


class _Path(_BankBlock):
    """`/// path | sponsor`: the page of a path through the guide."""

    NAME = "path"
    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        return self.put(parent, path_pages.path(self.chosen(self.bank.paths), self.bank))


def _of(bank: Bank, kind: type[R]) -> dict[str, R]:
    """The rows of one kind by id, in the order of the ledger."""
    return {id: row for id, row in bank.evidence.items() if isinstance(row, kind)}


def _final(made: Element) -> Element:
    """The same element with texts that Markdown reads nothing into."""
    for part in made.iter():
        part.text = AtomicString(part.text) if part.text else part.text
        part.tail = AtomicString(part.tail) if part.tail else part.tail
    return made


BLOCKS = (
    _Form,
    _Offline,
    _Own,
    _Projects,
    _Proposal,
    _Calculator,
    _Calculators,
    _Law,
    _Rules,
    _Bands,
    _Worksheet,
    _Worksheets,
    _Sources,
    _Ledger,
    _Cases,
    _Case,
    _Claims,
    _Arithmetic,
    _Frameworks,
    _Framework,
    _Glossary,
    _Paths,
    _Path,
)
