"""Markdown copies of a built site's pages, for people who read with tools, and `llms.txt`, which lists them (llmstxt.org).

They are made from the pages as built, so every block is rendered, and any site generator's pages will do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from pathlib import Path
from urllib.parse import urljoin

from assessment.authoring import copy_markdown
from assessment.authoring import copy_words as words
from assessment.authoring.tags import attributes, tags

PAGE = "index.html"
COPY = "index.html.md"  # what the proposal asks for where an address ends in a folder
LIST = "llms.txt"
ARTICLE = re.compile(r"<article\b.*</article>", re.DOTALL)
BETWEEN = " - "  # stands between the names of a page and of the site


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A built page: `address` is below the site's start, `url` the whole one that the page states, `following` that of the next page.

    `article` is its HTML.
    """

    address: str
    url: str
    following: str
    title: str
    description: str
    article: str


def write(site: Path) -> list[Path]:
    """Write a copy beside every page of a site, and the list at its root; return what was written."""
    pages = list(read(site))
    written = {site / page.address / COPY: _copy(page.article, page.url) for page in pages} | {site / LIST: listed(pages)}
    for path, text in written.items():
        path.write_text(text, encoding="utf-8")
    return list(written)


def read(site: Path) -> Iterator[Page]:
    """Every page of a site that has an article, by its address."""
    for file in sorted(site.rglob(PAGE)):
        text = file.read_text(encoding="utf-8")
        if article := ARTICLE.search(text):
            address = file.parent.relative_to(site).as_posix()
            yield _page("" if address == "." else f"{address}/", text[: text.index("</head>")], article[0])


def _page(address: str, head: str, article: str) -> Page:
    stated: dict[str, str] = {}
    for tag in tags(head):
        said = attributes(tag.written)
        name = said.get("rel", said.get("name", tag.name))
        stated.setdefault(name, said.get("href") or said.get("content") or unescape(tag.text))
    url = stated.get("canonical", "")
    return Page(
        address=address,
        url=url,
        following=urljoin(url, stated.get("next", "")),
        title=stated.get("title", ""),
        description=stated.get("description", ""),
        article=article,
    )


@lru_cache(maxsize=1_000)  # while a server runs, a page that did not change is not copied again
def _copy(article: str, url: str) -> str:
    return copy_markdown.markdown(article, url)


# ── the list ──


def listed(pages: Iterable[Page]) -> str:
    """The list of every copy, part by part, within a part in the order in which the site leads from page to page."""
    ordered = _in_order(pages)
    start = next(page for page in ordered if not page.address)
    site = start.title.rpartition(BETWEEN)[2]
    lines = [f"# {site}", "", f"> {start.description}", "", " ".join(words.ABOUT)]
    for name in dict.fromkeys([*words.PARTS.values(), words.OPTIONAL]):
        if part := [_line(page, site) for page in ordered if _part(page) == name]:
            lines += ["", f"## {name}", "", *part]
    return "\n".join(lines) + "\n"


def _in_order(pages: Iterable[Page]) -> list[Page]:
    left = {page.url: page for page in sorted(pages, key=lambda page: page.address)}
    ordered = []
    while left:
        page: Page | None = left.pop(next(iter(left)))
        while page:
            ordered.append(page)
            page = left.pop(page.following, None)
    return ordered


def _part(page: Page) -> str:
    return words.PARTS.get(page.address.partition("/")[0], words.OPTIONAL)


def _line(page: Page, site: str) -> str:
    title = page.title.removesuffix(f"{BETWEEN}{site}") if page.address else site
    return f"- [{title}]({page.url}{COPY}): {page.description}"
