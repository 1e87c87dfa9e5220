"""Every built page has a Markdown copy that reads like the page, and `llms.txt` lists each once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from assessment.authoring import copies, copy_words
from assessment.authoring.command import main
from tests.conftest import Site
from tests.support import guide

LINE = re.compile(r"^- \[(?P<title>[^]]+)\]\((?P<url>[^)]+)\): (?P<description>.+)$", re.MULTILINE)
LEFT = re.compile(r"^///|\{ *[#.][\w-]+[^}\n]*\}|<(?!https?:)[a-z/][^>\n]*>|\[[EFWSZR]-\d\d\](?!\()", re.MULTILINE)

CARD = """<html><head><title>Data - Guide</title><meta name="description" content="Of data.">
<link rel="canonical" href="https://example.org/b/data/"><link rel="next" href="../"></head><body><nav>Menu</nav><article>
<h1 id="data">Data<a class="headerlink" href="#data">#</a></h1>
<p>See <a href="../../evidence/#e-01" title="A claim.">E-01</a>.</p>
<h2 id="dat-01"><span>DAT-01</span> Audit<a class="headerlink" href="#dat-01">#</a></h2>
<form><fieldset><legend><span>DAT-01</span> Is there an audit?</legend><p>Who knows: you.</p>
<label><input type="radio"><span><b>No</b> Nobody looked.</span></label><label><input type="radio"><span><b>Yes</b> Signed.</span></label>
<button>Clear</button></fieldset></form><p class="fw-trouble" hidden>Off.</p>
<details><summary>Grounds</summary><p>Weight 3.</p></details>
<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><th>1</th><td><ul><li>x</li><li>y</li></ul></td></tr></tbody></table>
</article></body></html>"""
START = """<html><head><title>Guide</title><meta name="description" content="Of all."><link rel="canonical" href="https://example.org/">
<link rel="next" href="b/data/"></head><body><article><h1>Guide</h1></article></body></html>"""
LAST = START.replace("Guide</title>", "Last - Guide</title>").replace("example.org/", "example.org/a/").replace("Of all", "Of a")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A site of three pages, of which one leads to the next."""
    for name, text in {"index.html": START, "b/data/index.html": CARD, "a/index.html": LAST, "404.html": START}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_copy_says_what_the_page_says_with_whole_addresses(small: Path) -> None:
    copies.write(small)

    assert (
        (small / "b/data/index.html.md").read_text(encoding="utf-8")
        == """# [Data](https://example.org/b/data/#data)

See [E-01](https://example.org/evidence/#e-01).

## [DAT-01 Audit](https://example.org/b/data/#dat-01)

**DAT-01 Is there an audit?**

Who knows: you.

* **No** Nobody looked.
* **Yes** Signed.

**Grounds**

Weight 3.

| A | B |
| --- | --- |
| 1 | * x * y |
"""
    )


def test_the_list_follows_the_way_from_page_to_page(small: Path) -> None:
    copies.write(small)

    assert (
        (small / "llms.txt").read_text(encoding="utf-8")
        == f"""# Guide

> Of all.

{" ".join(copy_words.ABOUT)}

## Start

- [Guide](https://example.org/index.html.md): Of all.

## Optional

- [Data](https://example.org/b/data/index.html.md): Of data.
- [Last](https://example.org/a/index.html.md): Of a.
"""
    )


def test_the_command_copies_what_another_generator_built(small: Path) -> None:
    result = CliRunner().invoke(main, ["copies", str(small)])

    assert (result.exit_code, result.output) == (0, f"3 pages copied as Markdown, and listed in {small}/llms.txt\n")
    assert sorted(path.relative_to(small).as_posix() for path in small.rglob("*.md")) == [
        "a/index.html.md",
        "b/data/index.html.md",
        "index.html.md",
    ]


# ── the built site ──


def test_the_list_names_every_page_once_and_every_copy_is_there(site: Site) -> None:
    listed = [match["url"] for match in LINE.finditer((site.folder / copies.LIST).read_text(encoding="utf-8"))]
    built = [f"{site.url}{page.relative_to(site.folder).as_posix()}.md" for page in generated(site)]

    assert sorted(listed) == sorted(built)
    assert [url for url in listed if not (site.folder / url.removeprefix(site.url)).is_file()] == []


def test_the_list_names_the_lessons_in_the_order_of_the_guide(site: Site) -> None:
    listed = [match["url"] for match in LINE.finditer((site.folder / copies.LIST).read_text(encoding="utf-8"))]
    lessons = dict.fromkeys(item.address.partition("#")[0] for item in guide().items.values())

    assert [url for url in listed if "/lessons/" in url][1:] == [f"{site.url}{lesson}{copies.COPY}" for lesson in lessons]


def test_no_copy_holds_markup_that_only_the_site_can_read(site: Site) -> None:
    found = {path.parent.name: LEFT.findall(prose(path.read_text(encoding="utf-8"))) for path in site.folder.rglob(copies.COPY)}

    assert {page: left for page, left in found.items() if left} == {}


def test_a_copy_asks_every_question_with_every_level(site: Site) -> None:
    found = guide()
    for item in found.items.values():
        copy = " ".join((site.folder / item.address.partition("#")[0] / copies.COPY).read_text(encoding="utf-8").split())

        assert f"**{item.id} {item.question}**" in copy
        assert [level.id for level in found.scale if f"* **{level.name}** {' '.join(item.levels[level.id].split())}" not in copy] == []


def test_every_page_names_its_copy(site: Site) -> None:
    link = '<link rel="alternate describedby" type="text/markdown" href="index.html.md">'

    assert [page.parent.name for page in generated(site) if link not in page.read_text(encoding="utf-8")] == []
    assert link not in (site.folder / "404.html").read_text(encoding="utf-8")


def generated(site: Site) -> list[Path]:
    """The pages that the site generator made: short addresses and embeds have no copies."""
    return [page for page in site.folder.rglob("index.html") if page.relative_to(site.folder).parts[0] not in {"s", "embed"}]


def prose(text: str) -> str:
    """A copy without its code."""
    return re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)
