"""Pages as they are written: the quick reader finds what a whole Markdown parser finds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from assessment.authoring.pages import body, page
from assessment.codec import Unreadable
from tests.support import DOCS

PARSER = MarkdownIt("commonmark").enable("table")
MARKED = re.compile(r"^</?div\b.*>$", re.MULTILINE)  # around Markdown, which no plain parser looks for there
ATTRIBUTES = re.compile(r"\{[^{}]*#(\S+)[^{}]*\}$")


def targets(text: str) -> list[str]:
    return [link.target for link in page(text, "a.md", "docs/a.md").links]


def parsed(text: str) -> tuple[list[str], set[str]]:
    """Where a page leads, and the anchors that its headings name, by the whole parser."""
    links, anchors = [], set()
    tokens = PARSER.parse(MARKED.sub("\n", body(text)))
    for n, token in enumerate(tokens):
        for inline in token.children or ():
            address = inline.attrGet("href") or inline.attrGet("src")
            if address is not None:
                links.append(str(address))
        if token.type == "heading_open" and (named := ATTRIBUTES.search(tokens[n + 1].content)):
            anchors.add(named[1])
    return links, anchors


@pytest.mark.parametrize("file", sorted(DOCS.rglob("*.md")), ids=lambda file: str(file.relative_to(DOCS)))
def test_the_quick_reader_agrees_with_a_whole_parser(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    found = page(text, file.name, file.name)

    assert ([link.target for link in found.links], set(found.anchors)) == parsed(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('[a](b.md) and ![c](d.png "title") and [e]( <f.md> )', ["b.md", "d.png", "f.md"]),
        ("[a](https://en.example.org/b_(c)) end", ["https://en.example.org/b_(c)"]),
        ('[a][b]\n\n[b]: c.md "title"\n', ["c.md"]),
        ('<a class="x" href="b.md">c</a> <img src="d.png">', ["b.md", "d.png"]),
        ("`[a](b.md)` and ``[c](d.md) ` `` and [e `f`](g.md)", ["g.md"]),
        ("```\n[a](b.md)\n```\n[c](d.md)", ["d.md"]),
        ("---\ntitle: '[a](b.md)'\n---\n[c](d.md)", ["d.md"]),
        ("[E-01] (aside)", []),
    ],
)
def test_a_link_is_what_a_reader_can_follow(text: str, found: list[str]) -> None:
    assert targets(text) == found


def test_what_is_found_knows_its_line() -> None:
    found = page("---\ntitle: A page\ndescription: B\n---\n# C { #top }\n\n[d](e.md)\n", "a.md", "docs/a.md")

    assert (found.at("title"), found.at("description"), found.at("hide")) == ("docs/a.md:2", "docs/a.md:3", "docs/a.md:1")
    assert ([(link.line, link.target) for link in found.links], set(found.anchors)) == ([(7, "e.md")], {"top"})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("---\ntitle: A\ntitle: B\n---\n", "docs/a.md:3: the key 'title' stands twice"),
        ("---\n- title\n---\n", "docs/a.md:1: the head of a page is keys with their values, such as title: …"),
    ],
)
def test_a_head_that_cannot_be_read_is_named(text: str, said: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        page(text, "a.md", "docs/a.md")

    assert [str(problem) for problem in refusal.value.problems] == [said]


def test_lines_of_hyphens_further_down_are_no_head() -> None:
    assert dict(page("# A\n\n---\ntitle: B\n---\n", "a.md", "docs/a.md").head) == {}
