"""Short addresses, wordings of editions, embeds and what stands where a page was: plain files that lead on from any path."""

from __future__ import annotations

import posixpath
import re
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from markdown import Markdown

from assessment.authoring import bank, cards, editions, linked_data, links, manuscript, pages, published, published_pages
from assessment.authoring.bank import Bank
from assessment.authoring.published import Shelf
from assessment.citation import edition_address, short_address
from tests.fixtures.guide import change, whole
from tests.support import DOCS, ROOT
from tests.test_editions import GOAL, raised, release
from tests.test_redirects import anchor_renamed, item_retired, page_renamed, redirect
from tests.test_site import broken, doubled, foreign, parsed, read, text, unnamed

BELOW = "https://example.test/some/base/"
HEAD = '<html lang="en"><title>{0}</title><meta name="description" content="{0}">'
OURS = "assessment.authoring.markdown"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A small guide with three editions: nothing changed in the second, a question and a level in the third."""
    docs = whole(tmp_path)
    change(docs / "assessments/quick.md", "/// questionnaire", "## What it is for { #purpose }\n\nFor a first look.\n\n/// questionnaire")
    release(docs)
    raised(docs, "2026.1", "2026.2")
    release(docs)
    change(docs / "lessons/framing.yml", GOAL, "Is the goal a number?")
    change(docs / "lessons/framing.yml", "One person has a goal in mind.", "One person has a goal.")
    raised(docs, "2026.2", "2027.1")
    release(docs, "2027-03-01")
    return docs


def shelf(docs: Path) -> tuple[Bank, Shelf]:
    found = bank.load(docs)
    return found, published.read(found, docs)


def built(docs: Path) -> Path:
    """The guide as plain Python-Markdown makes it, with the small pages in it."""
    site = docs.parent / "site"
    shutil.rmtree(site, ignore_errors=True)
    for assets in (DOCS / "assets", ROOT / "overrides" / "assets"):
        shutil.copytree(assets, site / "assets", ignore=shutil.ignore_patterns("bundle"), dirs_exist_ok=True)
    addresses = {page.file: page.address for page in manuscript.read(docs)}
    for file, address in addresses.items():
        place = site / address / "index.html"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(HEAD.format(file) + linked(rendered(docs, file), file, addresses), encoding="utf-8")
    published_pages.write(*shelf(docs), site, BELOW)
    return site


def linked(html: str, file: str, addresses: dict[str, str]) -> str:
    """What a site generator makes of links to Markdown files."""

    def built(match: re.Match[str]) -> str:
        there = posixpath.normpath(posixpath.join(posixpath.dirname(file), match[1]))
        return f'href="{links.way(addresses[file], addresses[there])}'

    return re.sub(r'href="([^":]+\.md)', built, html)


def rendered(docs: Path, file: str) -> str:
    source = pages.body((docs / file).read_text(encoding="utf-8"))
    return Markdown(extensions=["attr_list", "toc", OURS], extension_configs={OURS: {"docs": str(docs)}}).convert(source)


def page(site: Path, address: str) -> Element:
    return parsed((site / address / "index.html").read_text(encoding="utf-8"))


def sections(root: Element) -> dict[str, str]:
    """The words of a definition list by their labels."""
    return {text(term): text(said) for part in root.iter("dl") for term, said in zip(part.findall("dt"), part.findall("dd"), strict=True)}


# ── they all lead somewhere ──


def ever(docs: Path) -> Iterator[str]:
    """Every short address, and every id in every edition that had it."""
    _, found = shelf(docs)
    for id in {**found.register, **found.released.wordings}:
        yield short_address(id)
    for edition in found.released.all:
        yield from (edition_address(id, edition.number) for id in edition.hashes)


def test_every_short_address_of_every_edition_leads_on(docs: Path) -> None:
    item_retired(docs)
    redirect(docs, '- { from: "FRM-02", to: "lessons/framing/" }')

    site = built(docs)

    asked = [*ever(docs)]
    assert len(asked) > 30
    assert [address for one in asked for address in (one, one.lower()) if not (site / address / "index.html").is_file()] == []
    pages = read(site)
    assert broken(site, pages, BELOW) == []
    assert doubled(pages) == []
    assert foreign(site, pages, BELOW) == []
    small = {address: one for address, one in pages.items() if address.startswith(("s/", "embed/"))}
    assert [line for line in unnamed(small) if "another page" not in line] == []


def test_a_short_address_leads_to_its_section_without_a_script(docs: Path) -> None:
    found = page(built(docs), "s/FRM-01/")

    [refresh] = (tag.get("content") for tag in found.iter("meta") if tag.get("http-equiv") == "refresh")
    [canonical] = (tag.get("href") for tag in found.iter("link") if tag.get("rel") == "canonical")
    assert (refresh, canonical) == ("0; url=../../lessons/framing/#frm-01", "../../lessons/framing/#frm-01")
    assert text(found.find(".//title")) == "FRM-01 The goal is a number · Fieldworthy"
    assert [(text(link), link.get("href")) for link in found.iter("a")] == [
        ("The goal is a number", "../../lessons/framing/#frm-01"),
        ("editions 2026.1 to 2026.2", "../../s/FRM-01/2026.1/"),
        ("edition 2027.1", "../../s/FRM-01/2027.1/"),
    ]
    assert [*found.iter("script")] == []


def test_an_edition_in_which_nothing_changed_leads_to_the_wording_it_had(docs: Path) -> None:
    found = page(built(docs), "s/FRM-01/2026.2/")

    assert [tag.get("content") for tag in found.iter("meta") if tag.get("http-equiv") == "refresh"] == ["0; url=../../../s/FRM-01/2026.1/"]


def test_of_many_editions_the_latest_stay_plain_files(docs: Path) -> None:
    site = docs.parent / "few"
    ids = len(shelf(docs)[1].released.all[0].hashes)

    published_pages.write(*shelf(docs), site, BELOW, most_stubs=ids - 1)

    assert (site / "s/FRM-02/2027.1/index.html").is_file()
    assert not (site / "s/FRM-02/2026.2/index.html").exists()
    assert (site / "s/FRM-02/2026.1/index.html").is_file()


def test_what_is_written_twice_is_the_same_and_nothing_old_stays(docs: Path) -> None:
    site = built(docs)
    before = {path: path.read_bytes() for path in site.rglob("*.html")}
    (site / "s/FRM-99").mkdir()

    published_pages.write(*shelf(docs), site, BELOW)

    assert {path: path.read_bytes() for path in site.rglob("*.html")} == before
    assert not (site / "s/FRM-99").exists()


# ── a link to an edition ──


def test_the_old_link_shows_the_wording_as_it_was_and_what_changed_since(docs: Path) -> None:
    found = page(built(docs), "s/FRM-01/2026.1/")
    [changes] = (part for part in found.iter("section") if part.get("class") == "changes")

    assert [text(part) for part in found.iter("h1")] == ["The goal is a number"]
    assert "This is the wording of editions 2026.1 to 2026.2. It has changed since, first in edition 2027.1." in text(found)
    assert [(link.get("href"), text(link)) for link in found.iter("a")] == [
        ("../../../lessons/framing/#frm-01", "Read it as it is now: FRM-01 The goal is a number")
    ]
    assert sections(changes) == {
        "Question": "Is the goal written down with a number?",
        "Level: ad hoc": "One person has a goal in mind.",
    }
    assert [(part.tag, part.text) for part in changes.iter() if part.tag in {"del", "ins"}] == [
        ("del", "written down with "),
        ("del", " in mind"),
    ]
    assert sections(found)["Level: ad hoc"] == "One person has a goal in mind."
    assert text([*found.iter("p")][-1]) == (
        "The Fieldworthy authors. “The goal is a number.” Fieldworthy 2026.1, FRM-01, 2026. https://example.test/some/base/s/FRM-01/2026.1/"
    )


def test_a_change_shows_on_the_old_link_and_only_there(docs: Path) -> None:
    site = built(docs)

    changed = [file.parent.relative_to(site).as_posix() for file in (site / "s").rglob("index.html") if "<del>" in file.read_text("utf-8")]

    assert sorted(changed) == ["s/FRM-01/2026.1", "s/frm-01/2026.1"]
    assert "It has not changed since: the guide says the same today." in text(page(site, "s/FRM-01/2027.1/"))
    assert "It has not changed since: the guide says the same today." in text(page(site, "s/FRM-02/2026.1/"))


def test_a_change_that_no_edition_has_yet_is_said_too(docs: Path) -> None:
    change(docs / "lessons/framing.md", "Beat it, or stop.", "Beat it or stop, soon.")

    found = page(built(docs), "s/FRM-02/2026.1/")

    assert "This is the wording of editions 2026.1 to 2027.1. It has changed since the last edition." in text(found)
    assert [(part.tag, part.text) for part in found.iter() if part.tag in {"del", "ins"}] == [("del", ","), ("ins", ", soon")]


def test_the_words_of_what_is_retired_can_still_be_read(docs: Path) -> None:
    item_retired(docs)
    redirect(docs, '- { from: "FRM-02", to: FRM-01 }')

    site = built(docs)

    found = page(site, "s/FRM-02/2026.1/")
    assert "It is no longer in the guide. What took its place: FRM-01 The goal is a number." in text(found)
    assert [link.get("href") for link in found.iter("a")] == ["../../../lessons/framing/#frm-01"]
    assert sections(found)["Text"].startswith("Beat it, or stop.Why it matters. Whatever is done today")
    assert [link.get("href") for link in page(site, "s/FRM-02/").iter("a")] == ["../../lessons/framing/#frm-01", "../../s/FRM-02/2026.1/"]


def cut_short(docs: Path, text: str) -> None:
    """Replace all of the section of FRM-02."""
    page = docs / "lessons/framing.md"
    before, heading, after = page.read_text(encoding="utf-8").partition("## The baseline is known { #frm-02 }\n")
    page.write_text(f"{before}{heading}\n{text}\n## Sources{after.partition('## Sources')[2]}", encoding="utf-8")


def test_a_wording_keeps_its_paragraphs_lists_and_tables(docs: Path) -> None:
    cut_short(docs, "Beat it.\nOr stop.\n\n* one\n* two\n\n| A | B |\n| --- | --- |\n| 1 | 2 |\n")
    raised(docs, "2027.1", "2027.2")
    release(docs)

    found = page(built(docs), "s/FRM-02/2027.2/")

    parts = {text(term): said for part in found.iter("dl") for term, said in zip(part.findall("dt"), part.findall("dd"), strict=True)}
    assert [(block.tag, [text(cell) for cell in block] or text(block)) for block in parts["Text"]] == [
        ("p", "Beat it. Or stop."),
        ("ul", ["one", "two"]),
        ("table", ["AB", "12"]),
    ]


# ── where something was ──


def test_a_page_that_moved_leads_on_with_each_of_its_anchors(docs: Path) -> None:
    page_renamed(docs)
    redirect(docs, '- { from: "lessons/framing/", to: FRM }')

    site = built(docs)

    found = page(site, "lessons/framing/")
    assert [(link.get("id"), link.get("href")) for link in found.iter("a")] == [
        (None, "../../lessons/problem-framing/"),
        ("frm-01", "../../lessons/problem-framing/#frm-01"),
        ("frm-02", "../../lessons/problem-framing/#frm-02"),
        ("sources", "../../lessons/problem-framing/#sources"),
    ]
    assert [part.get("content") for part in found.findall(".//noscript/meta")] == ["0; url=../../lessons/problem-framing/"]
    assert [part.get("src") for part in found.iter("script")] == ["../../assets/javascripts/moved.js"]
    assert broken(site, read(site), BELOW) == []


def test_an_anchor_that_was_renamed_stays_beside_its_section(docs: Path) -> None:
    anchor_renamed(docs)
    redirect(docs, '- { from: "assessments/quick/#purpose", to: "assessments/quick/#use" }')

    assert '<h2 id="use"><span id="purpose"></span>What it is for</h2>' in rendered(docs, "assessments/quick.md")


def test_an_anchor_whose_section_is_on_another_page_leads_there(docs: Path) -> None:
    change(docs / "assessments/quick.md", "## What it is for { #purpose }\n\nFor a first look.\n", "")
    redirect(docs, '- { from: "assessments/quick/#purpose", to: "./#where-to-begin" }')

    made = rendered(docs, "assessments/quick.md")

    assert made.endswith(
        '<p class="fw-small">This has moved: <a class="fw-moved" href="../index.md#where-to-begin" id="purpose">Where to begin</a></p>'
    )
    assert 'id="purpose"' not in rendered(docs, "lessons/framing.md")


def test_an_anchor_can_stay_beside_a_row(docs: Path) -> None:
    lock = docs / "published" / editions.LOCK
    lock.write_text(f"{lock.read_text(encoding='utf-8')}evidence/old evidence/#old\n", encoding="utf-8")
    redirect(docs, '- { from: "evidence/#old", to: E-01 }')

    [row] = (part for part in parsed(rendered(docs, "evidence/index.md")).iter("tr") if part.get("id") == "e-01")
    assert [(part.tag, part.get("id")) for part in row[0]] == [("span", "old")]
    assert text(row[0]) == "E-01"


# ── history ──


def test_a_card_says_how_its_section_changed_and_leads_to_each_wording(docs: Path) -> None:
    made = parsed(rendered(docs, "lessons/framing.md"))

    first, second = made.iter("fieldworthy-item")
    assert [(text(link), link.get("href")) for link in first.findall(".//details//ul[2]//a")] == []
    assert [(text(link), link.get("href")) for link in first.iter("a") if "/s/" in link.get("href", "")] == [
        ("Question and levels reworded in 2027.1.", "../../s/FRM-01/2027.1/")
    ]
    assert [link for link in second.iter("a") if "/s/" in link.get("href", "")] == []


def test_what_came_later_is_new(docs: Path) -> None:
    lesson = docs / "lessons/framing.yml"
    item = lesson.read_text(encoding="utf-8").partition("  - id: FRM-02")[2]
    item = item.replace("Is there a baseline", "Is there a rule").replace("It can be made", "It cannot be made")
    lesson.write_text(f"{lesson.read_text(encoding='utf-8').rstrip()}\n  - id: FRM-03{item}", encoding="utf-8")
    change(docs / "lessons/framing.md", "## Sources", "## It has an end { #frm-03 }\n\nName it.\n\n## Sources")
    raised(docs, "2027.1", "2027.2")
    release(docs)

    *_, third = parsed(rendered(docs, "lessons/framing.md")).iter("fieldworthy-item")

    assert [text(link) for link in third.iter("a") if "/s/" in link.get("href", "")] == ["New in 2027.2."]


# ── embeds ──


def test_an_embed_has_the_claim_the_question_and_the_levels_and_no_script(docs: Path) -> None:
    found = page(built(docs), "embed/FRM-01/")

    assert text(found.find(".//main")) == (
        "FRM-01The goal is a numberIs the goal a number?"
        "NoTwo people asked apart name different goals.Ad hocOne person has a goal.EnforcedFunding is refused without the page."
        "Read the section in Fieldworthy, CC BY 4.0."
    )
    assert [(link.get("href"), link.get("target")) for link in found.iter("a")] == [("../../s/FRM-01/", "_top")]
    assert [*found.iter("script")] == []


def test_words_of_an_author_never_become_markup(docs: Path) -> None:
    change(docs / "lessons/framing.yml", "Is the goal a number?", "Is <b>it</b> & more?")

    site = built(docs)

    assert "<b>Is &lt;b&gt;it&lt;/b&gt; &amp; more?</b>" in (site / "embed/FRM-01/index.html").read_text(encoding="utf-8")
    assert "&lt;b&gt;" in (site / "s/FRM-01/2027.1/index.html").read_text(encoding="utf-8")


# ── what pages say to machines ──


def test_a_lesson_says_what_managers_of_references_read(docs: Path) -> None:
    _, found = shelf(docs)

    head = linked_data.head(found, docs, "lessons/framing/", BELOW, "Of framing.")

    assert head is not None
    assert head.names == (
        ("citation_title", "Problem framing"),
        ("citation_author", "The Fieldworthy authors"),
        ("citation_publication_date", "2027/03/01"),
        ("citation_online_date", "2027/03/01"),
        ("citation_publisher", "Fieldworthy"),
        ("citation_technical_report_number", "Fieldworthy 2027.1, FRM"),
        ("citation_language", "en"),
        ("citation_public_url", f"{BELOW}s/FRM/2026.1/"),
        ("twitter:card", "summary_large_image"),
    )
    assert head.properties == (
        ("og:type", "article"),
        ("og:site_name", "Fieldworthy"),
        ("og:title", "Problem framing"),
        ("og:description", "Of framing."),
        ("og:url", f"{BELOW}lessons/framing/"),
    )
    assert '"hasPart":[{"@type":"WebPageElement","identifier":"FRM-01","name":"The goal is a number","url"' in head.linked


def test_a_page_that_is_no_article_says_less_and_one_that_is_none_says_nothing(docs: Path) -> None:
    _, found = shelf(docs)

    start = linked_data.head(found, docs, "", BELOW, "Of all.")

    assert start is not None
    assert (start.names, start.linked) == ((("twitter:card", "summary_large_image"),), "")
    assert ("og:url", BELOW) in start.properties
    assert linked_data.head(found, docs, "none/", BELOW, "") is None


def test_nothing_in_a_title_can_end_a_script(docs: Path) -> None:
    change(docs / "lessons/framing.yml", "title: Problem framing", "title: </script><b>")

    head = linked_data.head(shelf(docs)[1], docs, "lessons/framing/", BELOW, "")

    assert head is not None
    assert "<" not in head.linked


def test_a_lesson_has_a_picture_that_is_drawn_once(docs: Path) -> None:
    image = pytest.importorskip("PIL.Image")
    found = bank.load(docs)

    drawn = cards.publish(found, docs)

    assert [path.name for path in drawn] == ["fieldworthy.png", "frm.png"]
    assert [image.open(BytesIO(path.read_bytes())).size for path in drawn] == [(1200, 630)] * 2
    assert cards.publish(found, docs) == []
    head = linked_data.head(shelf(docs)[1], docs, "lessons/framing/", BELOW, "")
    assert head is not None
    assert ("og:image", f"{BELOW}assets/images/cards/frm.png") in head.properties

    before = drawn[1].read_bytes()
    change(docs / "lessons/framing.yml", "title: Problem framing", "title: A much longer title than fits in one line of it")
    assert [path.name for path in cards.publish(bank.load(docs), docs)] == ["frm.png"]
    assert drawn[1].read_bytes() != before
    drawn[0].write_bytes(b"half")
    assert [path.name for path in cards.publish(bank.load(docs), docs)] == ["fieldworthy.png"]


def test_reading_the_editions_again_costs_nothing_while_nothing_changes(docs: Path) -> None:
    found = bank.load(docs)
    first = published.current(found, docs)

    assert published.current(found, docs) is first
    (docs / "published" / editions.LOCK).write_text("", encoding="utf-8")
    assert published.current(found, docs) is not first
