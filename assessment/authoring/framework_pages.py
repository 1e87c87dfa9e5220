"""The recognized frameworks as pages: what items touch in them and what not, and the whole crosswalk as files to download."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from assessment.authoring import ledger_words as words
from assessment.authoring.ledger import Framework, Mapped
from assessment.authoring.ledger_pages import facts, table
from assessment.authoring.links import FRAMEWORKS, host, item
from assessment.authoring.search import leave_out
from assessment.markup import el
from assessment.model import Item

if TYPE_CHECKING:
    from assessment.authoring.bank import Bank

FILES = ("data/crosswalk.csv", "data/crosswalk.json")
COLUMNS = (
    "framework",
    "framework_title",
    "framework_version",
    "reference",
    "reference_title",
    "item",
    "item_title",
    "item_section",
    "relation",
    "certainty",
)

Touch = tuple[Item, Mapped]


def mappings(bank: Bank, framework: str) -> list[Touch]:
    """Every item that touches a framework, with where it does."""
    found = ((bank.items[id], mapped) for id, grounds in bank.grounds.items() for mapped in grounds.crosswalk)
    return [(one, mapped) for one, mapped in found if mapped.framework == framework]


# ── pages ──


def overview(bank: Bank) -> Element:
    """Every framework in a line, with how much of it items touch."""
    return table(words.FRAMEWORKS_HEAD, (_line(one, mappings(bank, one.id)) for one in _by_title(bank)), "fw-table fw-overview")


def _by_title(bank: Bank) -> list[Framework]:
    return sorted(bank.frameworks.values(), key=lambda one: one.short.casefold())


def _line(framework: Framework, found: Sequence[Touch]) -> Element:
    here, touched = len(framework.references), len({mapped.id for _, mapped in found})
    return el(
        "tr",
        None,
        el("th", {"scope": "row"}, el("a", {"href": f"{FRAMEWORKS}/{framework.id}.md"}, framework.short)),
        el("td", None, framework.version),
        el("td", {"class": "fw-number"}, str(here)),
        el("td", {"class": "fw-number"}, words.counted(touched, here)),
        el("td", {"class": "fw-number"}, str(len({item.id for item, _ in found}))),
    )


def framework(framework: Framework, bank: Bank) -> Element:
    """A framework: what it is, which of its references items touch, and which none does and why."""
    found = mappings(bank, framework.id)
    return el(
        "div",
        {"class": "fw-made fw-framework"},
        el("h1", None, framework.title),
        el("p", {"class": "fw-lead"}, framework.note),
        facts(zip(words.FRAMEWORK_TERMS, _facts(framework), strict=True)),
        el("h2", {"id": "touched"}, words.TOUCHED),
        *_touched(framework, found),
        el("h2", {"id": "uncovered"}, words.NOT_TOUCHED),
        _untouched(framework),
    )


def _facts(framework: Framework) -> list[list[Element | str]]:
    link = el("a", {"href": framework.url}, host(framework.url)) if framework.url else words.NO_LINK
    return [
        [framework.version],
        [framework.date],
        [framework.publisher],
        [framework.licence],
        [words.READ[framework.status]],
        [link],
    ]


def _touched(framework: Framework, found: Sequence[Touch]) -> Iterator[Element]:
    by_reference = {id: [(item, mapped) for item, mapped in found if mapped.id == id] for id in framework.references}
    rows = [
        el(
            "tr",
            None,
            _reference(id),
            el("td", None, framework.references[id]),
            el("td", None, el("ul", None, *map(_mapping, touching))),
        )
        for id, touching in by_reference.items()
        if touching
    ]
    yield table(words.REFERENCES_HEAD, rows, "fw-table fw-touched") if rows else el("p", None, words.NONE_TOUCHED)
    yield el("p", {"class": "fw-small"}, words.NEVER_SATISFIES)


def _reference(id: str) -> Element:
    """The head of a row with an address of its own, so that search leads to `MEASURE 2.4` and a proposal can cite it."""
    anchor = re.sub(r"[^a-z0-9]+", "-", id.lower()).strip("-")
    return el("th", {"scope": "row"}, el("h3", {"id": f"ref-{anchor}"}, id))


def _mapping(pair: Touch) -> Element:
    one, mapped = pair
    sure = "" if mapped.certainty == "sure" else f", {words.UNCERTAIN}"
    return el("li", None, item(one, title=True), el("small", None, f" ({words.RELATIONS[mapped.relation]}{sure})"))


def _untouched(framework: Framework) -> Element:
    if not framework.uncovered:
        return el("p", None, words.ALL_TOUCHED if framework.references else words.NONE_TOUCHED)
    rows = (
        el("tr", None, _reference(id), el("td", None, framework.references[id]), leave_out(el("td", None, reason)))
        for id, reason in framework.uncovered.items()
    )
    return table(words.UNCOVERED_HEAD, rows, "fw-table fw-untouched")


# ── the crosswalk as files ──


def publish(bank: Bank, docs: Path) -> list[Path]:
    """Write the crosswalk below `docs` where the guide shows frameworks, and return what changed; a second call changes nothing."""
    if not (docs / "frameworks" / "index.md").exists():
        return []
    (docs / FILES[0]).parent.mkdir(exist_ok=True)
    made = zip(FILES, (as_csv(bank), as_json(bank)), strict=True)
    return [docs / file for file, text in made if _write(docs / file, text.encode())]


def _write(path: Path, content: bytes) -> bool:
    if path.exists() and path.read_bytes() == content:
        return False
    path.write_bytes(content)
    return True


def as_csv(bank: Bank) -> str:
    """Every mapping in a line, sorted by framework and by its references in their order."""
    written = io.StringIO()
    sheet = csv.DictWriter(written, COLUMNS, lineterminator="\n")
    sheet.writeheader()
    sheet.writerows(_lines(bank))
    return written.getvalue()


def as_json(bank: Bank) -> str:
    """The same, with the frameworks and what no item touches of them."""
    told = [_told(one) for one in _by_id(bank)]
    whole = {"edition": bank.edition, "note": words.NEVER_SATISFIES, "frameworks": told, "mappings": [*_lines(bank)]}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _told(framework: Framework) -> Mapping[str, object]:
    names = ("id", "title", "short", "version", "date", "publisher", "url", "licence", "status")
    uncovered = [{"id": id, "why": why} for id, why in framework.uncovered.items()]
    references = [{"id": id, "title": title} for id, title in framework.references.items()]
    return {name: getattr(framework, name) for name in names} | {"references": references, "uncovered": uncovered}


def _by_id(bank: Bank) -> Iterable[Framework]:
    return sorted(bank.frameworks.values(), key=lambda one: one.id)


def _lines(bank: Bank) -> Iterator[dict[str, str]]:
    for framework in _by_id(bank):
        order = list(framework.references)
        for one, mapped in sorted(mappings(bank, framework.id), key=lambda pair: (order.index(pair[1].id), pair[0].id)):
            values = (framework.id, framework.title, framework.version, mapped.id, framework.references[mapped.id])
            yield dict(zip(COLUMNS, (*values, one.id, one.title, one.address, mapped.relation, mapped.certainty), strict=True))
