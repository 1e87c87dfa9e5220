"""The built pages as a reader's browser gets them: every address leads somewhere, and every question is there without a script."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from xml.etree.ElementTree import Element, SubElement

import pytest

from assessment import words
from assessment.authoring import bank
from assessment.authoring.bank import Bank
from assessment.authoring.ledger import evidence_references
from assessment.model import Item, Level
from tests.conftest import Site
from tests.support import DOCS

Pages = dict[str, Element]

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
NAMING = {"canonical", "alternate", "license", "author"}  # relations of a link that name an address and load nothing
NOT_FOUND = "404.html"
ID = re.compile(r"[EFWSZR]-\d\d")
MADE = {"fw-made", "fw-evidence"}


@pytest.fixture(scope="session")
def everything(site: Site) -> Pages:
    return read(site.folder)


@pytest.fixture(scope="session")
def pages(everything: Pages) -> Pages:
    return of_the_generator(everything)


@pytest.fixture(scope="session")
def guide() -> Bank:
    return bank.load(DOCS)


# ── what every page keeps to ──


def test_every_address_within_the_site_leads_somewhere(site: Site, everything: Pages) -> None:
    assert broken(site.folder, everything, site.url) == []


def test_no_id_stands_twice_on_a_page(everything: Pages) -> None:
    assert doubled(everything) == []


def test_every_page_has_a_heading_a_title_a_description_and_a_language(pages: Pages) -> None:
    assert unnamed(pages) == []


def test_a_page_loads_nothing_from_elsewhere(site: Site, everything: Pages) -> None:
    assert foreign(site.folder, everything, site.url) == []


def test_the_build_has_nothing_to_warn_of(site: Site) -> None:
    assert [line for line in site.log.splitlines() if re.search("warn|error|deprecat", line, re.IGNORECASE)] == []


def test_every_page_of_the_sources_is_built(pages: Pages) -> None:
    assert {*pages} == {address_of(page) for page in DOCS.rglob("*.md")} | {NOT_FOUND}


def test_everything_published_is_where_the_register_says(site: Site, pages: Pages) -> None:
    told = json.loads((site.folder / "data" / "sections.json").read_text(encoding="utf-8"))["sections"]
    ids = {address: {part.get("id") for part in page.iter()} for address, page in pages.items()}
    places = [urldefrag(address.removeprefix("./")) for one in told for address in (one["url"], *one["also_at"])]

    assert [place for place in places if place.fragment and place.fragment not in ids[place.url]] == []
    assert {place.url for place in places if not place.fragment} == {*pages} - {NOT_FOUND}


def test_the_small_pages_stay_out_of_search_engines_and_have_a_name(site: Site, everything: Pages, pages: Pages) -> None:
    small = {address: page for address, page in everything.items() if address not in pages}
    sitemap = (site.folder / "sitemap.xml").read_text(encoding="utf-8")

    assert len(small) > 1000
    assert [line for line in unnamed(small) if "another page" not in line] == []
    assert [address for address, page in small.items() if page.find(".//meta[@name='robots']") is None] == []
    assert [address for address in small if f"/{address}<" in sitemap] == []


@pytest.mark.parametrize("address", ["lessons/data-quality/", "cases/f-01/"])
def test_managers_of_references_find_what_they_read(site: Site, pages: Pages, address: str) -> None:
    names = {tag.get("name", ""): tag.get("content", "") for tag in pages[address].iter("meta")}
    [linked] = (json.loads(text(part)) for part in pages[address].iter("script") if part.get("type") == "application/ld+json")

    assert names["citation_title"] == linked["headline"]
    assert names["citation_author"] == words.AUTHORS
    assert names["citation_public_url"].startswith(f"{site.url}s/{linked['identifier']}/")
    assert {"citation_publication_date", "citation_online_date"} <= {*names}
    assert linked["url"] == site.url + address


# ── what is on them ──


def test_every_item_has_its_section_with_its_question_and_every_level(pages: Pages, guide: Bank) -> None:
    for item in guide.items.values():
        address, anchor = item.address.split("#")
        [section] = [part for part in pages[address].iter() if heading(part, anchor)]
        below = [*section][[part.get("id") for part in section].index(anchor) + 1]

        assert text(section.find(f"h2[@id='{anchor}']")).removesuffix("#") == f"{item.id} {item.title}"
        assert below.tag == "fieldworthy-item"
        assert questions(below) == [asked(item, guide.scale)]


def test_the_gate_check_asks_all_its_questions_without_a_script(pages: Pages, guide: Bank) -> None:
    gate_check = guide.questionnaires["gate-check"]
    forms = plain(pages["assessments/gate-check/"], "form")

    assert len(gate_check.items) == 10
    assert [question for form in forms if "fw-form" in classes(form) for question in questions(form)] == [
        asked(item, guide.scale) for item in gate_check.items
    ]


def test_every_reference_became_a_link_to_its_row(pages: Pages, guide: Bank) -> None:
    sources = {address_of(page): page.read_text(encoding="utf-8") for page in DOCS.rglob("*.md")}
    written = [(address, id, id.lower()) for address, source in sources.items() for _, id in evidence_references(source)]
    rows = [row.get("id", "").upper() for row in pages["evidence/"].iter("tr") if row.get("id")]

    assert [(address, *link) for address in sources for link in references(pages[address])] == written
    assert sorted(rows) == sorted(guide.evidence)
    assert {address: left for address, page in pages.items() if (left := unlinked(page))} == {}


def test_the_page_names_the_bundle_that_is_there(site: Site, pages: Pages, guide: Bank) -> None:
    [form] = pages["assessments/gate-check/"].iter("fieldworthy-form")
    folder = site.folder / "assets" / "bundle"

    assert [found.name for found in folder.iterdir()] == [form.get("data-bundle")]
    assert {f"{name}.json" for name in guide.questionnaires} <= {found.name for found in (folder / form.get("data-bundle", "")).iterdir()}


# ── each check sees what it is for ──

SOUND = """<!doctype html><html lang="en"><head><title>A</title><meta name="description" content="Of A.">
<link rel="canonical" href="https://elsewhere.org/a/"><link rel=stylesheet href="../look.css"></head>
<body><article><h1 id="top">A</h1><p>See <a href="../b/#part">B</a>, <a href="#top">above</a>, <a href="https://example.org/">elsewhere</a>.
<img src="../look.css" alt=""></article></body></html>"""
OTHER = """<html lang="en"><title>B</title><meta name="description" content="Of B."><h1>B</h1><h2 id="part">Part</h2></html>"""
BELOW = "https://example.test/some/base/"


def small(folder: Path, old: str, new: str) -> tuple[Path, Pages]:
    """A site of two pages and a stylesheet, with one text of it replaced."""
    assert old in SOUND
    for name, content in {"a/index.html": SOUND.replace(old, new), "b/index.html": OTHER, "look.css": "p { margin: 0 }"}.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    return folder, read(folder)


def said(folder: Path, pages: Pages) -> list[str]:
    return broken(folder, pages, BELOW) + doubled(pages) + unnamed(pages) + foreign(folder, pages, BELOW)


def test_a_small_sound_site_is_sound(tmp_path: Path) -> None:
    assert said(*small(tmp_path, "", "")) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("../b/#part", "../c/", "a/: ../c/ leads nowhere"),
        ("../b/#part", "../b/#parts", "a/: ../b/#parts has no such anchor"),
        ("../b/#part", "/b/", "a/: /b/ leads out of the site"),
        ("../b/#part", "../../../other/", "a/: ../../../other/ leads out of the site"),
        ("../b/#part", "../b/index.md", "a/: ../b/index.md leads nowhere"),
        ("#top", "#bottom", "a/: #bottom has no such anchor"),
        ('<img src="../look.css"', '<img src="../look.png"', "a/: ../look.png leads nowhere"),
        ('<img src="../look.css"', '<img src="../b/" srcset="../look.css 1x, ../large.png 2x"', "a/: ../large.png leads nowhere"),
        ('stylesheet href="../look.css"', 'stylesheet href="../looks.css"', "a/: ../looks.css leads nowhere"),
        ("<p>", '<p aria-describedby="top note">', "a/: #note has no such anchor"),
        ("<p>", '<p id="top">', "a/: id 'top' stands 2 times"),
        ("<h1", "<h2", "a/: 0 h1"),
        ("<p>", "<h1>B</h1><p>", "a/: 2 h1"),
        ("<title>A</title>", "", "a/: no title"),
        ("<title>A</title>", "<title>B</title>", "b/: title 'B' is that of another page"),
        ("Of A.", "", "a/: no description"),
        ("Of A.", "Of B.", "b/: description 'Of B.' is that of another page"),
        (' lang="en"', "", "a/: no language"),
        ("<p>", '<p><script src="https://cdn.example.org/x.js"></script>', "a/: loads https://cdn.example.org/x.js"),
        ("<p>", '<p><iframe src="//video.example.org/"></iframe>', "a/: loads //video.example.org/"),
        ("<p>", '<p><img srcset="https://example.org/x.png 2x">', "a/: loads https://example.org/x.png"),
        ("<title>", '<link rel="preconnect" href="https://fonts.example.org"><title>', "a/: loads https://fonts.example.org"),
        ("<p>", '<p style="background: url(https://example.org/x.png)">', "a/: loads https://example.org/x.png"),
        ("<p>", '<style>@import "https://example.org/x.css";</style><p>', "a/: loads https://example.org/x.css"),
    ],
)
def test_a_planted_fault_is_seen(tmp_path: Path, old: str, new: str, problem: str) -> None:
    assert said(*small(tmp_path, old, new)) == [problem]


def test_a_stylesheet_that_loads_from_elsewhere_is_seen(tmp_path: Path) -> None:
    folder, pages = small(tmp_path, "", "")
    (folder / "look.css").write_text(
        "@font-face { src: url('https://fonts.example.org/x.woff2') } p { background: url(data:image/png;base64,) }"
    )

    assert said(folder, pages) == ["look.css: loads https://fonts.example.org/x.woff2"]


def test_a_reference_that_is_no_link_or_a_wrong_one_is_seen() -> None:
    page = parsed('<article><p>[E-01] <a href="../evidence/#e-03">E-02</a> <a href="x">[E-04]</a> <code>[E-05]</code></p></article>')

    assert (references(page), unlinked(page)) == ([("E-02", "e-03")], ["E-01", "E-04"])


@pytest.mark.parametrize("wrapped", ["<template>{}</template>", "<script>{}</script>", "<div hidden>{}</div>", "<noscript>{}</noscript>"])
def test_what_shows_only_with_a_script_is_not_plain(wrapped: str) -> None:
    form = "<form>All</form>"

    assert [len(plain(parsed(html), "form")) for html in (form, f"<div>{form}</div>", wrapped.format(form))] == [1, 1, 0]


# ── the checks; test_zensical.py puts the same to another builder's pages ──


def broken(folder: Path, pages: Pages, base: str) -> list[str]:
    """Addresses below `base` that lead nowhere, as `page: address what is wrong`; other people's are not asked."""
    ids = {address: {part.get("id") for part in page.iter()} for address, page in pages.items()}
    found = []
    for address, page in pages.items():
        for link in [*addresses(page), *(f"#{id}" for id in named(page))]:
            target, anchor = urldefrag(urljoin(base + address, link))
            if urlsplit(target)[:2] != urlsplit(base)[:2]:
                continue
            place = unquote(urlsplit(target).path).removeprefix(urlsplit(base).path)
            file = folder / place
            if not target.startswith(base):
                found.append(f"{address}: {link} leads out of the site")
            elif not (file / "index.html" if target.endswith("/") else file).is_file():
                found.append(f"{address}: {link} leads nowhere")
            elif anchor and unquote(anchor) not in ids.get(place, {anchor}):
                found.append(f"{address}: {link} has no such anchor")
    return found


def doubled(pages: Pages) -> list[str]:
    """Ids that stand on a page more than once."""
    counts = {address: Counter(id for part in page.iter() if (id := part.get("id")) is not None) for address, page in pages.items()}
    return [f"{address}: id '{id}' stands {n} times" for address, count in counts.items() for id, n in count.items() if n > 1]


def unnamed(pages: Pages) -> list[str]:
    """What pages lack of a heading, a title and a description of their own, and a language; the page for lost readers may share its own."""
    found = []
    taken: dict[str, set[str]] = {"title": set(), "description": set()}
    for address, page in pages.items():
        if (count := len([*page.iter("h1")])) != 1:
            found.append(f"{address}: {count} h1")
        described = page.find(".//meta[@name='description']")
        for kind, own in {
            "title": text(page.find(".//title")),
            "description": "" if described is None else described.get("content", ""),
        }.items():
            if not own:
                found.append(f"{address}: no {kind}")
            elif own in taken[kind] and address != NOT_FOUND:
                found.append(f"{address}: {kind} '{own}' is that of another page")
            taken[kind] |= {own} if address != NOT_FOUND else set()
        if not any(part.get("lang") for part in page.iter("html")):
            found.append(f"{address}: no language")
    return found


def foreign(folder: Path, pages: Pages, base: str) -> list[str]:
    """What pages and stylesheets load from another origin; links that a reader may follow are none of it."""
    loaded = [(address, link) for address, page in pages.items() for link in loads(page)]
    loaded += [
        (sheet.relative_to(folder).as_posix(), link)
        for sheet in sorted(folder.rglob("*.css"))
        for link in styled(sheet.read_text(encoding="utf-8"))
    ]
    return [
        f"{address}: loads {link}"
        for address, link in loaded
        if (there := urlsplit(urljoin(base, link))).scheme != "data" and there[:2] != urlsplit(base)[:2]
    ]


def lost(before: Pages, after: Pages) -> list[str]:
    """Addresses and ids within an article that pages had before and have no more."""
    return [
        *(address for address in before if address not in after),
        *(
            f"{address}#{id}"
            for address in before
            if address in after
            for id in sorted(article_ids(before[address]) - article_ids(after[address]))
        ),
    ]


# ── reading pages ──


class _Tree(HTMLParser):
    """Builds a tree of what a page says; an end tag closes what was left open within."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Element("page")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = SubElement(self._open[-1], tag, {name: value or "" for name, value in attrs})
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        SubElement(self._open[-1], tag, {name: value or "" for name, value in attrs})

    def handle_endtag(self, tag: str) -> None:
        tags = [element.tag for element in self._open]
        if tag in tags:
            del self._open[len(tags) - 1 - tags[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        here = self._open[-1]
        if len(here):
            here[-1].tail = (here[-1].tail or "") + data
        else:
            here.text = (here.text or "") + data


def parsed(html: str) -> Element:
    tree = _Tree()
    tree.feed(html)
    tree.close()
    return tree.root


def read(folder: Path) -> Pages:
    """Every page of a site by its address below the site's start."""
    files = sorted(folder.rglob("*.html"))
    return {file.relative_to(folder).as_posix().removesuffix("index.html"): parsed(file.read_text(encoding="utf-8")) for file in files}


def of_the_generator(pages: Pages) -> Pages:
    """Those that a site generator makes: without short addresses, wordings, embeds, and the example beside the bundle."""
    return {address: page for address, page in pages.items() if not address.startswith(("s/", "embed/", "assets/"))}


def address_of(page: Path) -> str:
    """Where a page of the sources is built to."""
    place = page.relative_to(DOCS).with_suffix("").as_posix()
    return place.removesuffix("index") if page.stem == "index" else f"{place}/"


def text(element: Element | None) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())


def classes(element: Element) -> list[str]:
    return element.get("class", "").split()


def addresses(page: Element) -> list[str]:
    """Every address that a page names, loaded or only linked."""
    plain = [part.get(name) for part in page.iter() for name in ("href", "src", "action", "poster", "data") if part.tag != "base"]
    return [link for link in plain if link] + [link for part in page.iter() for link in candidates(part)]


def candidates(part: Element) -> list[str]:
    return [one.split()[0] for one in part.get("srcset", "").split(",") if one.strip()]


def named(page: Element) -> Iterator[str]:
    """Ids that assistive technology is sent to within an article; around it stands the theme, which theme.js mends."""
    for part in (one for article in page.iter("article") for one in article.iter()):
        for name in ("aria-describedby", "aria-labelledby", "aria-controls", "for"):
            yield from part.get(name, "").split()


def loads(page: Element) -> Iterator[str]:
    """What a browser fetches because of a page, without being asked to."""
    for part in page.iter():
        if part.tag == "link" and not NAMING & {*part.get("rel", "").lower().split()}:
            yield part.get("href", "")
        yield from (part.get(name, "") for name in ("src", "poster", "data") if part.tag != "a" and part.get(name))
        yield from candidates(part)
        yield from styled(part.get("style", "") + (text(part) if part.tag == "style" else ""))


def styled(css: str) -> list[str]:
    return [match[1] for match in re.finditer(r"""(?:url\(\s*|@import\s+)["']?([^"')\s;]+)""", css)]


def heading(part: Element, anchor: str) -> bool:
    return part.find(f"h2[@id='{anchor}']") is not None


def questions(root: Element) -> list[list[str]]:
    """Of each item's group: its legend, then the words of every answer."""
    groups = [group for group in root.iter("fieldset") if group.get("data-item")]
    return [[text(group.find("legend")), *(text(label) for label in group.iter("label") if is_answer(label))] for group in groups]


def is_answer(label: Element) -> bool:
    """Whether a label is that of an answer to choose."""
    return label.find("input[@type='radio']") is not None


def asked(item: Item, scale: tuple[Level, ...]) -> list[str]:
    """What a reader must find of an item."""
    levels = [f"{level.name} {item.levels[level.id]}" for level in scale]
    more = [words.NOT_APPLICABLE_BECAUSE] if item.may_not_apply else []
    return [" ".join(one.split()) for one in (f"{item.id} {item.question}", *levels, f"{words.DONT_KNOW} {words.DONT_KNOW_MEANS}", *more)]


def plain(root: Element, tag: str) -> list[Element]:
    """Elements that show in a browser without scripts, or would with the style sheet alone."""
    found = []
    for part in root:
        if part.tag in {"template", "script", "noscript"} or "hidden" in part.attrib:
            continue
        found += [part] if part.tag == tag else []
        found += plain(part, tag)
    return found


def prose(page: Element) -> Iterator[Element]:
    """What an author wrote of a page: its article without what is made of the ledger, cards and code."""
    stack = [*page.iter("article")]
    while stack:
        part = stack.pop()
        yield part
        stack += [one for one in reversed(part) if not MADE & {*classes(one)} and one.tag not in {"fieldworthy-item", "code"}]


def references(page: Element) -> list[tuple[str, str]]:
    """The links of a page's prose that bear the id of an evidence row, each with the row that it leads to."""
    links = [part for part in prose(page) if part.tag == "a" and ID.fullmatch(text(part))]
    return [(text(link), urldefrag(link.get("href", ""))[1]) for link in links]


def unlinked(page: Element) -> list[str]:
    """References that still stand in brackets anywhere in the article but in code."""
    said = " ".join(text for part in prose(page) for text in (part.text, *(one.tail for one in part)) if text)
    return [match[1] for match in re.finditer(rf"\[({ID.pattern})\]", said)]


def article_ids(page: Element) -> set[str]:
    return {id for article in page.iter("article") for part in article.iter() if (id := part.get("id"))}
