"""The archive that browsers start from holds what the engine needs and no more, and one that lacks anything fails the build."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from assessment.authoring import bank, bundle, distribution, quick, runtime
from assessment.authoring.bank import Bank
from tests.fixtures.guide import copied

NODE = quick.node()
needs_node = pytest.mark.skipif(NODE is None, reason="Node.js is not here, and without it no quick archive is made")
MODULES = bundle.modules()


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Bank:
    return bank.load(copied(tmp_path_factory.mktemp("guide")))


@pytest.fixture(scope="module")
def source() -> Path:
    return runtime.fetch(runtime.default_cache())


@pytest.fixture(scope="module")
def work(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the archive was made."""
    folder = tmp_path_factory.mktemp("work")
    quick.make(NODE or "", source, MODULES, folder)
    return folder


def held(archive: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(archive) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


@needs_node
def test_it_holds_every_module_of_the_engine_as_bytecode_and_none_that_stays_at_home(work: Path) -> None:
    ours = {name for name in held(work / quick.FILE) if name.startswith("assessment/")}

    assert ours == {f"assessment/{module.name}c" for module in bundle.ENGINE.glob("*.py")}


@needs_node
def test_it_holds_a_part_of_python_with_small_modules_in_place_of_large_ones(work: Path) -> None:
    theirs = held(work / quick.FILE)

    assert {"dataclasses.pyc", "json/__init__.pyc", "zipfile/__init__.pyc"} <= theirs.keys()
    assert {"asyncio/events.pyc", "unittest/__init__.pyc", "email/__init__.pyc", "os.pyc"} & theirs.keys() == set()
    assert {name for name in theirs if len(theirs[name]) > 2000 and f"{name[:-1]}" in quick.STAND_INS} == set()


@needs_node
def test_it_is_stored_with_nothing_of_the_day_and_the_same_bytes_twice(work: Path, source: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(work / quick.FILE) as archive:
        assert {(entry.date_time, entry.compress_type) for entry in archive.infolist()} == {((1980, 1, 1, 0, 0, 0), zipfile.ZIP_STORED)}

    quick.make(NODE or "", source, MODULES, tmp_path)

    assert (tmp_path / quick.FILE).read_bytes() == (work / quick.FILE).read_bytes()


NOTHING_COMPILES = """
import builtins, importlib
told = []

def noting(does):
    def done(text, *rest, **others):
        if not isinstance(text, type(noting.__code__)):
            told.append(text)
        return does(text, *rest, **others)
    return done

for name in ("compile", "eval", "exec"):
    setattr(builtins, name, noting(getattr(builtins, name)))
parser = importlib.import_module("re._parser")
parser.parse = noting(parser.parse)
for name in ("browser", "take_away", "calculators"):
    importlib.import_module(f"assessment.{name}")
assert not told, told
"""


@needs_node
def test_nothing_is_worked_out_of_a_text_while_the_engine_is_imported(work: Path, source: Path, tmp_path: Path) -> None:
    (tmp_path / "nothing_compiles.py").write_text(NOTHING_COMPILES)

    quick.run(NODE or "", source, work / quick.FILE, tmp_path, str(tmp_path / "nothing_compiles.py"))


@needs_node
def test_a_whole_one_is_proven_and_kept_until_the_engine_changes(guide: Bank, source: Path, tmp_path: Path) -> None:
    made = quick.pack(guide, source, MODULES, tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == [f"quick-{quick.key(MODULES)}.zip"]
    (tmp_path / f"quick-{quick.key(MODULES)}.zip").write_bytes(b"kept")
    assert quick.pack(guide, source, MODULES, tmp_path) == {quick.FILE: b"kept"} != made
    assert quick.key(MODULES) != quick.key({**MODULES, "assessment/plan.py": b""})


@needs_node
@pytest.mark.parametrize("module", ["csv", "decimal"])
def test_a_module_that_was_trimmed_away_and_is_asked_for_fails(guide: Bank, source: Path, work: Path, tmp_path: Path, module: str) -> None:
    _write_without(work, tmp_path, f"{module}.pyc")

    with pytest.raises(quick.Unproven, match=rf"\b{module}\b"):
        quick.prove(NODE or "", source, quick.asked(guide), tmp_path)


@needs_node
def test_an_answer_that_differs_from_that_of_the_sources_fails(guide: Bank, source: Path, work: Path, tmp_path: Path) -> None:
    modules = {**MODULES, "assessment/words.py": MODULES["assessment/words.py"].replace(b'"No."', b'"Nay."')}
    assert modules != MODULES
    quick.make(NODE or "", source, modules, tmp_path)

    with pytest.raises(quick.Unproven, match=r"does not say what its sources say when asked for: .*assess"):
        quick.prove(NODE or "", source, quick.asked(guide), tmp_path)


def test_without_node_there_is_none_and_it_is_said(
    guide: Bank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    made = quick.pack(guide, tmp_path, MODULES, tmp_path)

    assert made == {}
    assert "Node.js 20 or newer is not here" in capsys.readouterr().err


def _write_without(work: Path, folder: Path, module: str) -> None:
    kept = held(work / quick.FILE)
    assert kept.pop(module)
    (folder / quick.FILE).write_bytes(distribution.archive(kept))
    (folder / "full.json").write_bytes((work / "full.json").read_bytes())
