"""The small pages that no site generator makes: short addresses, wordings of editions, embeds, and what stands where a page was.

They are plain files with relative addresses, so that they work below any path and on any server; `write` puts them into a built site.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from xml.etree.ElementTree import Element

from assessment.authoring import linked_data, word_diff
from assessment.authoring import published_words as words
from assessment.authoring.bank import Bank
from assessment.authoring.editions import Wording
from assessment.authoring.links import up, way
from assessment.authoring.manuscript import START
from assessment.authoring.published import Shelf
from assessment.authoring.register import Published, page_of
from assessment.catalogue import direction, language
from assessment.citation import SHORT, Cited, cite, edition_address, short_address
from assessment.markup import Child, el
from assessment.markup import write as written
from assessment.model import Item, Level
from assessment.words import printed

EMBED = "embed"
MOST_STUBS = 5_000  # some hosts take 20,000 files a site, and the wordings themselves come first
BULLETS = ("* ", "- ")
CHANGED = {"in": "ins", "out": "del"}

Make = Callable[[], Element]
Made = Callable[[], str]
Pages = Iterator[tuple[str, Make]]


def write(bank: Bank, shelf: Shelf, site: Path, root: str, *, most_stubs: int = MOST_STUBS) -> int:
    """Write every small page into the folder of a built site, and return how many files that are."""
    for folder in (SHORT, EMBED):
        shutil.rmtree(site / folder, ignore_errors=True)
    files = made(bank, shelf, root, most_stubs=most_stubs)
    for path, html in files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(html, encoding="utf-8", newline="\n")
    return len(files)


def made(bank: Bank, shelf: Shelf, root: str, *, most_stubs: int = MOST_STUBS) -> Mapping[str, str]:
    """Every small page by its path below a built site.

    `root` is the site's public address with a slash at its end, as references name it; no page needs it to find another.
    """
    found: dict[str, str] = {}
    for address, make in _all(bank, shelf, root, most_stubs):
        html = _html(make)
        found.update((f"{spelling}index.html", html) for spelling in _spellings(address))
    return found


def pages(bank: Bank, shelf: Shelf, root: str) -> Mapping[str, Made]:
    """What makes each small page, by every spelling of its address: for a server that makes them when it is asked for them."""
    all = _all(bank, shelf, root, MOST_STUBS)
    return {spelling: partial(_html, make) for address, make in all for spelling in _spellings(address)}


def _html(make: Make) -> str:
    return f"<!doctype html>\n{written(make())}\n"


def _spellings(address: str) -> tuple[str, ...]:
    """An address as it is written, and in small letters too where it is one of ours: most servers tell the two apart."""
    ours = address.startswith((f"{SHORT}/", f"{EMBED}/"))
    return tuple(dict.fromkeys((address, address.lower()))) if ours else (address,)


def _all(bank: Bank, shelf: Shelf, root: str, most_stubs: int) -> Pages:
    for id in {**shelf.register, **shelf.released.wordings}:
        yield short_address(id), partial(_short, id, shelf)
    for id, wordings in shelf.released.wordings.items():
        for wording in wordings:
            yield edition_address(id, wording.first), partial(_wording, id, wording, shelf, root)
    yield from _between(shelf, most_stubs)
    for item in bank.items.values():
        yield f"{EMBED}/{item.id}/", partial(_embed, item, bank.scale)
    yield from _moved(shelf)


# ── short addresses ──


def _short(id: str, shelf: Shelf) -> Element:
    address = short_address(id)
    thing = shelf.redirects.thing(id)
    title = thing.title if thing else shelf.released.wordings[id][-1].parts["title"]
    to = way(address, thing.home if thing else START)
    name = words.named(id, title)
    wordings = [
        el("li", None, el("a", {"href": way(address, edition_address(id, one.first))}, words.span(one.first, one.last)))
        for one in shelf.released.wordings.get(id, ())
    ]
    return _page(
        address,
        words.page_title(name),
        words.short_description(id, title),
        el("h1", None, name),
        el("p", None, words.MOVING, " ", el("a", {"href": to}, thing.title if thing else words.START), "."),
        *([el("h2", None, words.EDITIONS), el("ul", None, *wordings)] if wordings else []),
        head=_leads(to),
    )


def _leads(to: str) -> tuple[Element, ...]:
    return el("meta", {"http-equiv": "refresh", "content": f"0; url={to}"}), el("link", {"rel": "canonical", "href": to})


# ── editions ──


def _wording(id: str, wording: Wording, shelf: Shelf, root: str) -> Element:
    address = edition_address(id, wording.first)
    thing = shelf.redirects.thing(id)
    title = wording.parts["title"]
    date = next(edition.date for edition in shelf.released.all if edition.number == wording.first)
    cited = Cited(id=id, title=title, edition=wording.first, date=date, worded=wording.first)
    here = cite(cited, root)
    to = way(address, thing.home if thing else START)
    return _page(
        address,
        words.page_title(words.edition_title(here.printed, title)),
        words.edition_description(id, words.span(wording.first, wording.last)),
        el("p", {"class": "printed"}, here.printed),
        el("h1", None, title),
        el("p", None, words.wording_of(wording.first, wording.last), " ", _since(id, wording, shelf)),
        el("p", None, el("a", {"href": to, "class": "now"}, words.READ_NOW, ": ", words.named(id, thing.title) if thing else words.START)),
        _changes(wording, thing) if thing and thing.id == id else None,
        el("h2", {"id": "wording"}, words.CITED),
        _parts((name, _blocks(name, text)) for name, text in wording.parts.items() if name != "title"),
        el("h2", {"id": "reference"}, words.REFERENCE),
        el("p", None, here.plain),
        head=(*linked_data.elements(linked_data.reference(cited, root)), el("link", {"rel": "canonical", "href": "./"})),
    )


def _since(id: str, wording: Wording, shelf: Shelf) -> str:
    """Whether a wording is still the present one, and if not, since when."""
    thing = shelf.redirects.thing(id)
    if thing is None or thing.id != id:
        return words.left(words.named(thing.id, thing.title) if thing else None)
    if thing.hash == wording.hash:
        return words.UNCHANGED
    later = [one.first for one in _after(id, wording, shelf)]
    return words.changed_in(later[0]) if later else words.CHANGED_UNRELEASED


def _after(id: str, wording: Wording, shelf: Shelf) -> tuple[Wording, ...]:
    all = shelf.released.wordings[id]
    return all[all.index(wording) + 1 :]


def _changes(wording: Wording, thing: Published) -> Element | None:
    """What is different now, part by part; None where nothing is."""
    if thing.hash == wording.hash:
        return None
    names = dict.fromkeys([*thing.parts, *wording.parts])
    pairs = ((name, wording.parts.get(name, ""), thing.parts.get(name, "")) for name in names)
    return el(
        "section",
        {"class": "changes", "aria-labelledby": "changes"},
        el("h2", {"id": "changes"}, words.CHANGES),
        el("p", {"class": "small"}, words.CHANGES_NOTE),
        _parts((name, [_diff(old, new)]) for name, old, new in pairs if old != new),
    )


def _diff(old: str, new: str) -> Element:
    runs = (run.text if run.change == "same" else el(CHANGED[run.change], None, run.text) for run in word_diff.diff(old, new))
    return el("div", {"class": "diff"}, *runs)


def _parts(parts: Iterable[tuple[str, Iterable[Element]]]) -> Element:
    pairs = [(el("dt", None, words.part(name)), el("dd", None, *said)) for name, said in parts]
    return el("dl", None, *(part for pair in pairs for part in pair))


def _blocks(name: str, text: str) -> Iterator[Element]:
    """The paragraphs, lists and tables of a part; only prose has lines that are no list."""
    for block in text.split("\n\n"):
        lines = block.splitlines()
        if all(line.startswith("|") for line in lines):
            yield el("table", None, *map(_row, lines))
        elif len(lines) > 1 and (name != "text" or all(line.startswith(BULLETS) for line in lines)):
            yield el("ul", None, *(el("li", None, line[2:] if line.startswith(BULLETS) else line) for line in lines))
        else:
            yield el("p", None, " ".join(lines))


def _row(line: str) -> Element:
    return el("tr", None, *(el("td", None, cell.strip()) for cell in line.strip("|").split("|")))


def _between(shelf: Shelf, most: int) -> Pages:
    """Editions in which a wording went on: they lead to its page. The latest first, as many as a host takes; see `lost.js` for others."""
    numbers = [edition.number for edition in shelf.released.all]
    stubs = [
        (number, id, wording)
        for id, wordings in shelf.released.wordings.items()
        for wording in wordings
        for number in numbers[numbers.index(wording.first) + 1 : numbers.index(wording.last) + 1]
    ]
    for number, id, wording in sorted(stubs, key=lambda stub: -numbers.index(stub[0]))[:most]:
        yield edition_address(id, number), partial(_stub, number, id, wording)


def _stub(number: str, id: str, wording: Wording) -> Element:
    address = edition_address(id, number)
    to = way(address, edition_address(id, wording.first))
    name = words.edition_title(printed(number, id), wording.parts["title"])
    return _page(
        address,
        words.page_title(name),
        words.edition_description(id, words.span(number, number)),
        el("h1", None, name),
        el("p", None, words.MOVING, " ", el("a", {"href": to}, words.wording_of(wording.first, wording.last))),
        head=_leads(to),
    )


# ── embeds ──


def _embed(item: Item, scale: Iterable[Level]) -> Element:
    address = f"{EMBED}/{item.id}/"
    return _page(
        address,
        words.page_title(words.named(item.id, item.title)),
        words.embed_description(item.id),
        el("p", {"class": "printed"}, item.id),
        el("h1", None, item.title),
        el("p", None, el("b", None, item.question)),
        el("dl", None, *(part for level in scale for part in (el("dt", None, level.name), el("dd", None, item.levels[level.id])))),
        el(
            "p",
            {"class": "small"},
            el("a", {"href": way(address, short_address(item.id)), "target": "_top"}, words.EMBED_READ),
            " ",
            words.EMBED_FROM,
        ),
        head=(el("link", {"rel": "canonical", "href": way(address, item.address)}),),
    )


# ── pages that moved ──


def _moved(shelf: Shelf) -> Pages:
    """A page where a page was, with a link at each of its anchors, which its script follows; without one a reader follows it."""
    homes = {page_of(address) for address in shelf.redirects.present}
    for address, anchors in shelf.redirects.gone.items():
        if address not in homes:
            yield address, partial(_stays, address, anchors, shelf)


def _stays(address: str, anchors: Mapping[str, str], shelf: Shelf) -> Element:
    to = anchors.get("") or page_of(next(iter(anchors.values())))
    links = [_link(address, now, shelf, anchor) for anchor, now in anchors.items() if anchor]
    thing = shelf.register[shelf.redirects.present[to]]
    return _page(
        address,
        words.page_title(thing.title),
        words.moved_description(thing.title),
        el("h1", None, thing.title),
        el("p", None, words.MOVED, " ", _link(address, to, shelf, None)),
        el("ul", None, *(el("li", None, link) for link in links)) if links else None,
        head=(
            el("noscript", None, *_leads(way(address, to))[:1]),
            _leads(way(address, to))[1],
            el("script", {"type": "module", "src": f"{up(address)}assets/javascripts/moved.js"}),
        ),
    )


def _link(address: str, to: str, shelf: Shelf, anchor: str | None) -> Element:
    thing = shelf.register[shelf.redirects.present[to]]
    return el(
        "a", {"href": way(address, to), "id": anchor, "class": "fw-moved", "data-page": anchor is None}, words.named(thing.id, thing.title)
    )


# ── what they share ──


def _page(address: str, title: str, description: str, *body: Child, head: Iterable[Element] = ()) -> Element:
    """A page of a few lines that loads one style sheet and stays out of search engines."""
    top = up(address)
    return el(
        "html",
        {"lang": language(), "dir": "rtl" if direction() == "rtl" else None},
        el(
            "head",
            None,
            el("meta", {"charset": "utf-8"}),
            el("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
            el("title", None, title),
            el("meta", {"name": "description", "content": description}),
            el("meta", {"name": "robots", "content": "noindex"}),
            *head,
            el("link", {"rel": "icon", "href": f"{top}assets/images/mark.svg"}),
            el("link", {"rel": "stylesheet", "href": f"{top}assets/stylesheets/small.css"}),
        ),
        el("body", None, el("main", None, *body)),
    )
