"""Beside each file that compresses lie two copies that open to the same bytes, and beside no other."""

from __future__ import annotations

import gzip
from pathlib import Path

import brotli
import pytest
from click.testing import CliRunner

from assessment.authoring import compressed
from assessment.authoring.command import main

TEXT = b"The same words again. " * 100
LARGE = bytes(range(256)) * 4000


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "a").mkdir(parents=True)
    files = {"a/index.html": TEXT, "program.wasm": LARGE, "quick.zip": TEXT, "picture.png": TEXT, "short.txt": b"short", "LICENSE": TEXT}
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def endings(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.suffix in {".br", ".gz"}}


def test_texts_programs_and_archives_have_copies_and_pictures_and_small_files_have_none(site: Path, tmp_path: Path) -> None:
    count = compressed.write(site, tmp_path / "cache")

    assert count == 6
    assert endings(site) == {f"{name}.{kind}" for name in ("a/index.html", "program.wasm", "quick.zip") for kind in ("br", "gz")}


def test_a_copy_opens_to_the_same_bytes_and_is_smaller(site: Path, tmp_path: Path) -> None:
    compressed.write(site, tmp_path / "cache")

    for name, content in (("a/index.html", TEXT), ("program.wasm", LARGE)):
        small, zipped = (site / f"{name}.br").read_bytes(), (site / f"{name}.gz").read_bytes()
        assert brotli.decompress(small) == gzip.decompress(zipped) == content
        assert max(len(small), len(zipped)) < len(content) / 4


def test_a_second_run_copies_no_copies_and_writes_the_same(site: Path, tmp_path: Path) -> None:
    compressed.write(site, tmp_path / "cache")
    first = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}

    compressed.write(site, tmp_path / "other")

    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == first


def test_a_file_that_changed_has_its_copies_changed(site: Path, tmp_path: Path) -> None:
    compressed.write(site, tmp_path / "cache")
    (site / "program.wasm").write_bytes(LARGE[::-1])

    compressed.write(site, tmp_path / "cache")

    assert brotli.decompress((site / "program.wasm.br").read_bytes()) == LARGE[::-1]


def test_the_command_says_how_many(site: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["compress", str(site)], env={"FIELDWORTHY_CACHE": str(tmp_path / "cache")})

    assert (done.exit_code, done.output) == (0, f"6 compressed copies written in {site}\n")
