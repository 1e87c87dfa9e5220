"""Another site generator builds the same pages from the same sources, though it runs no hook: nothing depends on MkDocs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from assessment.authoring import bank, bundle, copies, runtime
from tests.conftest import Site
from tests.support import ROOT
from tests.test_site import Pages, broken, doubled, foreign, lost, of_the_generator, parsed, questions, read, references, unlinked, unnamed


@pytest.fixture(scope="session")
def mkdocs(site: Site) -> Pages:
    return of_the_generator(read(site.folder))


@pytest.fixture(scope="session")
def zensical(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the site that Zensical builds, for the same address as MkDocs'."""
    if find_spec("zensical") is None:
        pytest.skip("Zensical is not installed: it is pinned in requirements-test.txt, which has no wheel of it for this machine")
    root = tmp_path_factory.mktemp("zensical")
    shutil.copy(ROOT / "mkdocs.yml", root)
    shutil.copytree(ROOT / "overrides", root / "overrides", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "docs", root / "docs", ignore=shutil.ignore_patterns("bundle"))
    bundle.build(bank.load(root / "docs"), root / "docs", runtime.default_cache())
    command = [sys.executable, "-m", "zensical", "build", "--strict"]
    built = subprocess.run(command, cwd=root, env={**os.environ, "SITE_URL": site.url}, capture_output=True, text=True, check=False)
    if built.returncode:
        pytest.fail(f"zensical build --strict failed:\n{built.stdout}{built.stderr}", pytrace=False)
    copies.write(root / "site")  # what the hook does with MkDocs
    return root / "site"


@pytest.fixture(scope="session")
def pages(zensical: Path) -> Pages:
    return read(zensical)


def test_no_address_and_no_id_is_lost(mkdocs: Pages, pages: Pages) -> None:
    assert lost(mkdocs, pages) == []


def test_the_pages_keep_to_the_same_rules(site: Site, zensical: Path, pages: Pages) -> None:
    assert broken(zensical, pages, site.url) == []
    assert doubled(pages) == []
    assert unnamed(pages) == []
    assert foreign(zensical, pages, site.url) == []


def test_the_pages_ask_the_same_questions_and_lead_to_the_same_rows(mkdocs: Pages, pages: Pages) -> None:
    for address, page in mkdocs.items():
        assert questions(pages[address]) == questions(page)
        assert references(pages[address]) == references(page)
        assert unlinked(pages[address]) == []


def test_the_form_finds_the_same_bundle(site: Site, zensical: Path, mkdocs: Pages, pages: Pages) -> None:
    [before], [after] = (one["assessments/gate-check/"].iter("fieldworthy-form") for one in (mkdocs, pages))
    there = zensical / "assets" / "bundle" / after.get("data-bundle", "")

    assert after.attrib == before.attrib
    assert sorted(file.name for file in there.iterdir()) == sorted(
        file.name for file in (site.folder / there.relative_to(zensical)).iterdir()
    )


def test_the_list_of_copies_is_the_same(site: Site, zensical: Path) -> None:
    assert (zensical / copies.LIST).read_text(encoding="utf-8") == (site.folder / copies.LIST).read_text(encoding="utf-8")


def test_a_lost_page_and_a_lost_id_are_seen() -> None:
    before = {"": parsed("<article id=a><p id=b></article>"), "x/": parsed("<article></article>"), "y/": parsed("<p id=around>")}
    after = {"": parsed("<article id=a></article><p id=b>"), "y/": parsed("<p>")}

    assert lost(before, after) == ["x/", "#b"]
