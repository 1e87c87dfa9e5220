"""Built pages are read as a browser reads them, as far as those go that site generators write."""

from __future__ import annotations

from collections.abc import Mapping
from html.parser import HTMLParser
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.authoring.tags import Node, attributes, tags, tree
from assessment.markup import el, write

Shape = tuple[str, Mapping[str, str], list[object]]

WORDS = st.text("ab <>&\"'=/\n\u00e9", min_size=1, max_size=8)
NAMES = st.sampled_from(["class", "href", "data-a", "title"])


SAID = st.dictionaries(NAMES, WORDS, max_size=2)
TAGS = st.sampled_from(["p", "div", "fieldworthy-item", "h2", "pre"])


def elements() -> st.SearchStrategy[Element]:
    """Small trees of elements with texts and attributes of all kinds."""
    empty = st.builds(el, st.sampled_from(["br", "img", "input"]), SAID)
    held = st.builds(el, st.sampled_from(["textarea", "title"]), SAID, WORDS)
    inner = st.recursive(empty | held | WORDS, lambda parts: st.builds(_element, TAGS, SAID, st.lists(parts, max_size=4)))
    return st.builds(_element, TAGS, SAID, st.lists(inner, max_size=4))


def _element(tag: str, said: dict[str, str], children: list[Element | str]) -> Element:
    return el(tag, said, *children)


def shape(element: Element) -> Shape:
    texts: list[object] = [element.text or ""]
    for child in element:
        texts += [shape(child), child.tail or ""]
    return element.tag, dict(element.attrib), [one for one in texts if one]


def shape_of(node: Node) -> Shape:
    return node.tag, dict(node.attributes), [part if isinstance(part, str) else shape_of(part) for part in node.parts]


@given(elements())
def test_what_was_written_is_read_as_it_was(element: Element) -> None:
    [root] = tree(write(element)).parts

    assert isinstance(root, Node)
    assert shape_of(root) == shape(element)


class Reader(HTMLParser):
    """Python's own parser, noting the elements that begin."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


@pytest.mark.parametrize(
    "page",
    [
        "<!doctype html><HTML lang=en><p Class='a b' hidden>x<br/>y</p></HTML>",
        '<a title="a > b" href=x.html>1 < 2 &amp; 3</a>',
        "<script>if (a<b && c>d) write('<p>')</script><p>",
        '<title>a < c</title><style>p>a{}</style ><textarea rows=4>\n</textarea><i data-a="&quot;&eacute;">',
        '<script type=\'application/json\'>{"a": "<i>"}</SCRIPT><b>',
        "<svg viewBox='0 0 1 1'><path d='M0 0'/></svg><p>",
    ],
)
def test_tags_are_those_that_python_s_own_parser_finds(page: str) -> None:
    reader = Reader()
    reader.feed(page)

    assert [(tag.name, dict(attributes(tag.written))) for tag in tags(page)] == reader.found


def test_a_tag_says_where_it_stands_and_what_it_holds() -> None:
    [script, paragraph] = tags("a\n<script src=x>b < c</script><p>")

    assert (script.place, script.text, paragraph.place, paragraph.text) == (2, "b < c", 30, "")


def test_an_end_without_a_beginning_and_a_comment_are_passed_over() -> None:
    assert shape_of(tree("<p>a</b> b<!-- <p> --> c</p></p>d<p>e")) == ("", {}, [("p", {}, ["a", " b c"]), "d", ("p", {}, ["e"])])
