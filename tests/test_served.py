"""While the site is served, what did not change is not made again, and no page stays as it was where a change reaches it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest
from jinja2 import TemplateNotFound
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

from assessment.authoring import bank, published, published_pages
from tests.fixtures import noticing
from tests.fixtures.guide import change, whole
from tests.support import ROOT
from tests.test_editions import release
from tests.test_redirects import anchor_renamed, page_renamed, redirect

SITE = "http://127.0.0.1:8000/below/"
SETTINGS = f"""
site_name: Small
theme: {{ name: material, font: false, custom_dir: {ROOT}/overrides, favicon: assets/images/mark.svg }}
hooks: [{ROOT}/overrides/hooks/bundle.py, {ROOT}/overrides/hooks/served.py]
plugins: [search]
markdown_extensions: [attr_list, tables, toc, tests.fixtures.noticing, assessment.authoring.markdown]
extra: {{ names: {{ search: Search, section: Section, table: Table }} }}
validation: {{ links: {{ anchors: warn }} }}
"""
LESSON, ROWS, QUESTION = "lessons/framing.md", "evidence/findings.yml", "Is the goal written down with a number?"

Change = Callable[[Path], object]


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small guide that is out, where MkDocs finds it and speaks of nothing else."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    docs = whole(tmp_path)
    change(docs / "assessments/quick.md", "/// questionnaire", "## What it is for { #purpose }\n\nFor a first look.\n\n/// questionnaire")
    change(docs / LESSON, "Write it down;", "Write it down for [its purpose](../assessments/quick.md#purpose);")
    release(docs)
    (tmp_path / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    return docs


def settings(docs: Path, *, strict: bool = False) -> MkDocsConfig:
    return load_config(str(docs.parent / "mkdocs.yml"), site_dir=str(docs.parent / "site"), site_url=SITE, strict=strict)


def served(docs: Path, *, first: bool = False, strict: bool = False) -> dict[str, str]:
    """The pages and what is read beside them, after a build as the server does it, the `first` or one more."""
    config = settings(docs, strict=strict)
    if first:
        config.plugins.on_startup(command="serve", dirty=False)
    noticing.made.clear()
    build(config, serve_url=SITE)
    site = Path(config.site_dir)
    texts = (path for path in site.rglob("*.*") if path.suffix in {".html", ".json", ".md", ".txt", ".xml"})
    return {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in texts}


def prose(docs: Path) -> None:
    change(docs / LESSON, "Beat it, or stop.", "Beat it soon.")


def title(docs: Path) -> None:
    change(docs / LESSON, "## The goal is a number", "## The goal has a number")


def question(docs: Path) -> None:
    change(docs / "lessons/framing.yml", QUESTION, "Is the goal a number?")


def row(docs: Path) -> None:
    change(docs / ROWS, "claim: Half of all", "claim: A third of all")


def source(docs: Path) -> None:
    change(docs / ROWS, "publisher: A journal", "publisher: A review")


def anchor(docs: Path) -> None:
    anchor_renamed(docs)
    change(docs / LESSON, "quick.md#purpose", "quick.md#use")
    redirect(docs, '- { from: "assessments/quick/#purpose", to: "assessments/quick/#use" }')


def page(docs: Path) -> None:
    page_renamed(docs)
    change(docs / "assessments/defaults.yml", "edition:", "edition:")
    redirect(docs, '- { from: "lessons/framing/", to: "lessons/problem-framing/" }')


CHANGES: dict[Change, dict[str, str]] = {
    prose: {"lessons/framing/": "Beat it soon."},
    title: {"lessons/framing/": "The goal has a number", "evidence/": 'title="The goal has a number"'},
    question: {"lessons/framing/": "Is the goal a number?", "assessments/quick/": "Is the goal a number?"},
    row: {"lessons/framing/": 'title="A third of all projects', "evidence/": "A third of all projects"},
    source: {"lessons/framing/": "A review, 2024", "evidence/": "A review, 2024"},
    anchor: {"assessments/quick/": 'id="use"', "lessons/framing/": "quick/#use"},
    page: {"evidence/": "lessons/problem-framing/#frm-01"},
}


@pytest.mark.parametrize("changed", CHANGES)
def test_a_change_shows_wherever_it_reaches(docs: Path, changed: Change) -> None:
    before = served(docs, first=True)
    changed(docs)

    after = served(docs)

    for address, text in CHANGES[changed].items():
        assert (text in before.get(f"{address}index.html", ""), text in after[f"{address}index.html"]) == (False, True)
    assert after == served(docs, first=True)


def test_rows_in_another_order_stand_in_that_order(docs: Path) -> None:
    other = '  - id: E-03\n    kind: finding\n    claim: Another half stops later.\n    publisher: A journal\n    year: "2024"\n'
    other += '    urls: ["https://example.org/half"]\n    grade: A\n    status: primary\n    lessons: [FRM]\n    items: []\n'
    rows = docs / ROWS
    text = rows.read_text(encoding="utf-8")
    rows.write_text(text + other, encoding="utf-8")
    before = served(docs, first=True)["evidence/index.html"]
    rows.write_text(text.replace("rows:\n", f"rows:\n{other}"), encoding="utf-8")

    after = served(docs)["evidence/index.html"]

    assert [one.index('id="e-03"') > one.index('id="e-01"') for one in (before, after)] == [True, False]


def test_only_the_page_whose_prose_changed_is_made_again(docs: Path) -> None:
    served(docs, first=True)
    assert len(noticing.made) == len([*docs.rglob("*.md")])
    prose(docs)

    served(docs)

    assert noticing.made == ["# Problem framing"]


def test_search_finds_what_a_changed_page_says_now_and_what_others_said_before(docs: Path) -> None:
    before = json.loads(served(docs, first=True)["search/search_index.json"])["docs"]
    prose(docs)

    after = json.loads(served(docs)["search/search_index.json"])["docs"]

    changed = [(one, other) for one, other in zip(before, after, strict=True) if one != other]
    assert [(one["location"], "Beat it soon." in one["text"]) for pair in changed for one in pair] == [
        ("lessons/framing/#frm-02", False),
        ("lessons/framing/#frm-02", True),
    ]


def test_a_page_is_found_or_not_as_its_head_says_now(docs: Path) -> None:
    served(docs, first=True)
    change(docs / "assessments/projects.md", "---\ndescription:", "---\nsearch: { exclude: true }\ndescription:")

    after = served(docs)

    assert "assessments/projects/" not in after["search/search_index.json"]
    assert after == served(docs, first=True)


def test_a_build_that_fails_leaves_nothing_behind_that_was_not_shown(docs: Path) -> None:
    served(docs, first=True)
    prose(docs)
    index = docs / "index.md"
    sound = index.read_text(encoding="utf-8")
    index.write_text(sound.replace("---\n", "---\ntemplate: none.html\n", 1), encoding="utf-8")
    with pytest.raises(TemplateNotFound):
        served(docs)
    index.write_text(sound, encoding="utf-8")

    after = served(docs)

    assert "Beat it soon." in after["search/search_index.json"]
    assert after == served(docs, first=True)


def test_a_change_of_prose_writes_nothing_that_the_server_would_take_for_another_change(docs: Path) -> None:
    served(docs, first=True)
    prose(docs)
    before = {path: path.stat().st_mtime_ns for path in docs.rglob("*")}

    served(docs)

    assert {path: path.stat().st_mtime_ns for path in docs.rglob("*")} == before
    register = json.loads((docs.parent / "site" / "data" / "sections.json").read_text(encoding="utf-8"))
    assert {one["id"] for one in register["sections"] if not one["released"]} == {"FRM-02"}


def test_a_page_at_the_start_of_the_guide_may_name_a_row(docs: Path) -> None:
    (docs / "about.md").write_text("---\ndescription: Of all.\n---\n# About\n\nAs known [E-01].\n", encoding="utf-8")

    assert 'href="../evidence/#e-01"' in served(docs, first=True, strict=True)["about/index.html"]


def test_a_build_that_is_no_server_keeps_nothing(docs: Path) -> None:
    for _ in range(2):
        noticing.made.clear()
        config = settings(docs)
        config.plugins.on_startup(command="build", dirty=False)
        build(config)

        assert len(noticing.made) == len([*docs.rglob("*.md")])
    assert (docs.parent / "site" / "s" / "FRM-01" / "index.html").is_file()
    assert (docs.parent / "site" / "kept.json").is_file()


def test_a_warning_is_said_after_each_change(docs: Path) -> None:
    served(docs, first=True)
    change(docs / "index.md", "Read it.", "Read [it](nowhere.md).")
    for words in ("Beat it now.", "Beat it then."):
        (docs / LESSON).write_text((docs / LESSON).read_text(encoding="utf-8") + words, encoding="utf-8")

        with pytest.raises(Abort, match="Aborted with 1 warnings in strict mode!"):
            served(docs, strict=True)


def test_an_anchor_that_a_page_loses_is_missed_by_the_pages_that_lead_to_it(docs: Path) -> None:
    change(docs / "index.md", "Read it.", "Read it.\n{ #here }")
    change(docs / LESSON, "Beat it, or stop.", "Beat it, [here](../index.md#here).")
    served(docs, first=True, strict=True)
    change(docs / "index.md", "{ #here }", "{ #there }")

    with pytest.raises(Abort, match="Aborted with 1 warnings in strict mode!"):
        served(docs, strict=True)
    assert "# Problem framing" not in noticing.made


def test_a_file_that_is_gone_is_missed_by_the_pages_that_lead_to_it(docs: Path) -> None:
    sheet = docs / "assets" / "sheet.csv"
    sheet.parent.mkdir(exist_ok=True)
    sheet.write_text("a,b\n", encoding="utf-8")
    change(docs / LESSON, "Beat it, or stop.", "Beat it, [as here](../assets/sheet.csv).")
    served(docs, first=True, strict=True)
    sheet.unlink()

    with pytest.raises(Abort, match="Aborted with 1 warnings in strict mode!"):
        served(docs, strict=True)


def test_a_section_has_its_new_name_where_something_moved_to_it(docs: Path) -> None:
    change(docs / "assessments/quick.md", "## What it is for { #purpose }\n\nFor a first look.\n", "")
    change(docs / LESSON, "[its purpose](../assessments/quick.md#purpose)", "its purpose")
    redirect(docs, '- { from: "assessments/quick/#purpose", to: "./#where-to-begin" }')
    before = served(docs, first=True)["assessments/quick/index.html"]
    change(docs / "index.md", "## Where to begin", "## Begin here { #where-to-begin }")

    after = served(docs)["assessments/quick/index.html"]

    assert [("Where to begin</a>" in one, "Begin here</a>" in one) for one in (before, after)] == [(True, False), (False, True)]


# ── small pages ──


def asked(app: Any, address: str) -> tuple[str, str]:
    """The status, and the page or the place that it leads to."""
    environ = {"PATH_INFO": f"/below/{address}", "SCRIPT_NAME": ""}
    setup_testing_defaults(environ)
    said: list[Any] = []
    answer = app(environ, lambda *head: said.append(head))
    body = b"".join(answer)
    getattr(answer, "close", lambda: None)()
    [(status, headers)] = said
    return status, dict(headers).get("Location") or body.decode()


def test_the_small_pages_are_made_as_they_would_be_written_when_somebody_asks(docs: Path) -> None:
    served(docs, first=True)
    question(docs)
    served(docs)
    config = settings(docs)
    with LiveReloadServer(lambda: None, "127.0.0.1", 0, config.site_dir, "/below/") as server:
        config.plugins.on_serve(server, config=config, builder=build)
        app = server.get_app()

    found = bank.load(docs)
    count = published_pages.write(found, published.read(found, docs), docs.parent / "small", SITE)
    small = {path.relative_to(docs.parent / "small").parent.as_posix(): path for path in (docs.parent / "small").rglob("index.html")}

    assert len(small) == count > 30
    for address, path in small.items():
        page = ("200 OK", path.read_text(encoding="utf-8"))
        assert (asked(app, f"{address}/"), asked(app, f"{address}/index.html")) == (page, page)
        assert asked(app, address) == ("302 Found", f"/below/{address}/")
    assert "Is the goal a number?" in asked(app, "embed/FRM-01/")[1]
    assert asked(app, "lessons/framing/")[0] == "200 OK"
    assert asked(app, "s/FRM-99/")[0] == "404 Not Found"
