"""The list of what a device keeps holds every page that can say that it is a copy, with hashes that a browser checks, and nothing twice."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from assessment.authoring import offline
from assessment.authoring import offline_words as words
from assessment.authoring.command import main
from assessment.authoring.distribution import WHEEL
from assessment.authoring.offline import PLACE, File
from tests.conftest import Site
from tests.support import guide

PAGE = f"<!doctype html>{PLACE}</div>"
BUNDLE = "assets/bundle/0123456789abcdef"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    for name in (
        "index.html",
        "404.html",
        "a/index.html",
        "a/index.html.br",
        "a/index.html.gz",
        "a/index.html.md",
        "a/a.yml",
        "assets/images/one.svg",
        "assets/images/cards/a.png",
        "assets/javascripts/ours.js",
        "assets/javascripts/lunr/min/lunr.de.min.js",
        "assets/javascripts/bundle.a5f9d56c.min.js",
        "assets/javascripts/bundle.a5f9d56c.min.js.map",
        f"{BUNDLE}/quick.zip",
        f"{BUNDLE}/python_stdlib.zip",
        f"{BUNDLE}/{WHEEL}",
        f"{BUNDLE}/example.mjs",
        "data/sections.json",
        "published/2026.1.json",
        "search/search_index.json",
        "sitemap.xml",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(PAGE if name.endswith(".html") else name, encoding="utf-8")
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / "index.html").write_text("<!doctype html>no room to say what it is", encoding="utf-8")
    return tmp_path


def listed(site: Path, language: str = "en") -> list[str]:
    return [one.address for one in offline.files(site, language)]


def written(site: Path) -> dict[str, Any]:
    """The list, which is written anew, as a page reads it."""
    offline.write(site, "2026.1", "2026-11-20")
    found: dict[str, Any] = json.loads((site / offline.LIST).read_text(encoding="utf-8"))
    return found


def test_pages_and_what_they_need_are_kept_and_nothing_twice(small: Path) -> None:
    assert listed(small) == [
        "404.html",
        "a/",
        f"{BUNDLE}/quick.zip",
        "assets/images/one.svg",
        "assets/javascripts/bundle.a5f9d56c.min.js",
        "assets/javascripts/ours.js",
        "data/sections.json",
        "",
        "search/search_index.json",
        "sitemap.xml",
    ]


def test_another_language_keeps_what_searches_it(small: Path) -> None:
    assert set(listed(small, "de")) - set(listed(small)) == {"assets/javascripts/lunr/min/lunr.de.min.js"}


def test_a_file_has_the_hash_that_a_browser_checks_and_is_fixed_when_its_name_changes_with_it(small: Path) -> None:
    assert offline.files(small)[2:4] == (
        File(
            address=f"{BUNDLE}/quick.zip",
            hash="sha256-Y00K+qRuhQ5vqf6LGIsmqpAzAHjuXObQywfxrnXy8ko=",
            bytes=40,
            fixed=True,
        ),
        File(address="assets/images/one.svg", hash="sha256-OTHcpQwGBbywiwL2ilpV0KBiI4emh2D24oKyiAPFjzI=", bytes=21, fixed=False),
    )
    assert [one.address for one in offline.files(small) if one.fixed] == [
        f"{BUNDLE}/quick.zip",
        "assets/javascripts/bundle.a5f9d56c.min.js",
    ]


def test_the_list_says_how_much_it_is_and_has_a_version_that_changes_with_any_file(small: Path) -> None:
    first, again = written(small), written(small)
    (small / "data" / "sections.json").write_text("other", encoding="utf-8")
    other = written(small)

    assert first["says"]["size"] == "About 1 MB in 10 files will be fetched and kept."
    assert first["says"]["kept"] == "This device keeps a copy: Fieldworthy 2026.1 of 2026-11-20, about 1 MB."
    assert f"<p>{words.copy('2026.1', '2026-11-20')}</p>" in first["says"]["copy"]
    assert (again, [*other]) == (first, ["version", "place", "says", "files"])
    assert {key for key in first if first[key] != other[key]} == {"version", "files"}
    assert {key for key in first["files"] if first["files"][key] != other["files"][key]} == {"data/sections.json"}


def test_the_command_writes_the_list_and_says_how_much_it_is(small: Path) -> None:
    done = CliRunner().invoke(main, ["offline", str(small), "--date", "2026-11-20"])

    assert (done.exit_code, done.output) == (0, f"{small}: kept.json lists 10 files of 1 MB that a device may keep\n")
    assert (small / "kept.json").read_text(encoding="utf-8") == offline.kept_list(offline.files(small), guide().edition, "2026-11-20")


def test_the_site_s_list_is_of_what_lies_there(site: Site) -> None:
    written = json.loads((site.folder / offline.LIST).read_text(encoding="utf-8"))
    found = {one.address: one.hash for one in offline.files(site.folder)}

    assert {address: one["hash"] for address, one in written["files"].items()} == found
    assert {"", "404.html", "lessons/data-quality/", "privacy-and-security/", "evidence/", "data/sections.json"} <= {*found}
    assert sum(address.startswith("lessons/") for address in found) == 10
    assert sum(one["bytes"] for one in written["files"].values()) < 30_000_000
