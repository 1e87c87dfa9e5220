"""What the browser loads is the same bytes each time, lies under a name that changes with its content, and scores by itself."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from assessment.authoring import bank, bundle, distribution, quick, runtime
from assessment.browser import Door
from tests.fixtures.guide import change, copied


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    return copied(tmp_path)


@pytest.fixture
def downloads(tmp_path: Path) -> Path:
    """A cache in which a runtime of a few bytes lies complete."""
    folder = tmp_path / "cache" / f"pyodide-{runtime.VERSION}"
    folder.mkdir(parents=True)
    for name in runtime.FILES:
        (folder / name).write_text('{"info": {}, "packages": {"numpy": {}}}' if name == distribution.LOCK else f"the bytes of {name}")
    return folder.parent


def build(found: bank.Bank, docs: Path, downloads: Path) -> list[Path]:
    """With a quick archive of a few bytes; test_quick.py makes a true one."""
    return bundle.build(found, docs, downloads, pack=lambda *_: {quick.FILE: b"quick"})


def contents(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_the_bundle_is_runtime_engine_and_questionnaires_in_one_folder(docs: Path, downloads: Path) -> None:
    found = bank.load(docs)

    changed = build(found, docs, downloads)

    folder = docs / "assets" / "bundle" / bundle.name(found)
    assert {*contents(docs / "assets")} == {
        f"bundle/{folder.name}/{name}"
        for name in (*runtime.FILES, *distribution.example(), distribution.WHEEL, "quick.zip", "own.zip", "quick.json", "which-rules.json")
    }
    assert sorted(changed) == sorted(folder.iterdir())


def test_it_is_the_same_bytes_twice(tmp_path: Path, docs: Path, downloads: Path) -> None:
    other = copied(tmp_path / "elsewhere")

    for guide in (docs, other):
        for kept in (bundle.engine, bundle.own):
            kept.cache_clear()
        build(bank.load(guide), guide, downloads)

    assert contents(docs / "assets") == contents(other / "assets")


def test_a_second_build_changes_nothing(docs: Path, downloads: Path) -> None:
    build(bank.load(docs), docs, downloads)
    written = {file: file.stat().st_mtime_ns for file in (docs / "assets").rglob("*")}

    assert build(bank.load(docs), docs, downloads) == []
    assert {file: file.stat().st_mtime_ns for file in (docs / "assets").rglob("*")} == written


def test_a_file_that_was_damaged_or_lost_is_written_again(docs: Path, downloads: Path) -> None:
    build(bank.load(docs), docs, downloads)
    sound = contents(docs)
    [folder] = (docs / bundle.FOLDER).iterdir()
    (folder / distribution.WHEEL).write_bytes(b"half")
    (folder / "pyodide.mjs").write_bytes(b"half")
    (folder / "quick.json").unlink()

    changed = build(bank.load(docs), docs, downloads)

    assert sorted(path.name for path in changed) == [distribution.WHEEL, "pyodide.mjs", "quick.json"]
    assert contents(docs) == sound


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("lessons/framing.yml", "Is the goal written down with a number?", "Is the goal written down with a target?"),
        ("lessons/framing.yml", "weight: 1", "weight: 2"),
        ("assessments/defaults.yml", "high: 1/5", "high: 1/4"),
        ("lessons/framing.md", "The goal is a number", "The goal is one number"),
    ],
)
def test_the_name_changes_with_what_is_scored_and_the_older_bundle_goes(docs: Path, downloads: Path, file: str, old: str, new: str) -> None:
    before = bank.load(docs)
    build(before, docs, downloads)
    change(docs / file, old, new)
    after = bank.load(docs)

    changed = build(after, docs, downloads)

    assert bundle.name(before) != bundle.name(after)
    assert docs / bundle.FOLDER / bundle.name(before) in changed
    assert [folder.name for folder in (docs / bundle.FOLDER).iterdir()] == [bundle.name(after)]


def test_the_name_stays_when_only_prose_changes(docs: Path) -> None:
    before = bundle.name(bank.load(docs))
    change(docs / "lessons/framing.md", "Beat it, or stop.", "Beat it, or stop early.")
    change(docs / "evidence/findings.yml", "A journal", "A review")

    assert bundle.name(bank.load(docs)) == before


def test_a_missing_runtime_is_no_bundle(tmp_path: Path, docs: Path) -> None:
    in_the_way = tmp_path / "cache"
    in_the_way.write_text("a file where the folder should be")

    with pytest.raises(runtime.RuntimeMissing, match="cannot be written here"):
        build(bank.load(docs), docs, in_the_way)
    assert not (docs / bundle.FOLDER).exists()


def test_the_archive_holds_the_engine_and_nothing_that_stays_at_home() -> None:
    archive = zipfile.ZipFile(io.BytesIO(bundle.engine()))

    modules = [name for name in archive.namelist() if not name.startswith(distribution.ABOUT)]
    assert modules == sorted(f"assessment/{module.name}" for module in bundle.ENGINE.glob("*.py"))
    assert [name for name in modules if "authoring" in name] == []
    assert all(archive.read(name) == (bundle.ENGINE.parent / name).read_bytes() for name in modules)


def test_nothing_of_the_day_or_the_machine_is_in_the_archive() -> None:
    archive = zipfile.ZipFile(io.BytesIO(bundle.engine()))

    assert {(entry.date_time, entry.compress_type, entry.external_attr) for entry in archive.infolist()} == {
        ((1980, 1, 1, 0, 0, 0), zipfile.ZIP_STORED, 0o600 << 16)
    }


ALONE = """
import sys
sys.path.insert(0, sys.argv[2])
from assessment.browser import Door
with open("quick.json", encoding="utf-8") as compiled:
    reply = Door(compiled.read()).assess(sys.argv[1], "/")
sys.stdout.buffer.write(reply.encode())
"""


def test_the_archive_scores_with_nothing_but_the_standard_library(docs: Path, downloads: Path) -> None:
    build(bank.load(docs), docs, downloads)
    [folder] = (docs / bundle.FOLDER).iterdir()
    answers = json.dumps({"answers": {"FRM-01": {"level": "enforced"}, "FRM-02": {"dont_know": True}}, "facts": {"personal-data": "no"}})

    command = [sys.executable, "-I", "-S", "-c", ALONE, answers, distribution.WHEEL]
    alone = subprocess.run(command, cwd=folder, capture_output=True, check=False)

    at_home = Door((folder / "quick.json").read_text(encoding="utf-8")).assess(answers, "/")
    assert (alone.stderr.decode(), alone.stdout.decode()) == ("", at_home)
