"""Built pages are read as a browser reads them, as far as those go that site generators write."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from assessment.authoring.tags import attributes, tags


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
