"""The runtime is kept only whole, only unchanged, and fetched only once."""

from __future__ import annotations

import base64
import hashlib
import io
import tarfile
from pathlib import Path

import pytest

from assessment.authoring import runtime

CONTENT = {f"package/{name}": f"the bytes of {name}".encode() for name in runtime.FILES}


def test_the_files_lie_in_a_folder_named_by_version(tmp_path: Path) -> None:
    package = packed({**CONTENT, "package/console.html": b"not needed", "../escaped": b"not wanted"})

    folder = runtime.fetch(tmp_path / "cache", pack=giving(package), integrity=integrity_of(package))

    assert folder == tmp_path / "cache" / f"pyodide-{runtime.VERSION}"
    assert contents(tmp_path) == {f"cache/{folder.name}/{name}": f"the bytes of {name}".encode() for name in runtime.FILES}


def test_what_is_there_is_not_fetched_again(tmp_path: Path) -> None:
    package = packed(CONTENT)
    folder = runtime.fetch(tmp_path, pack=giving(package), integrity=integrity_of(package))

    assert runtime.fetch(tmp_path, pack=never) == folder


def test_a_folder_that_lost_a_file_is_made_anew(tmp_path: Path) -> None:
    package = packed(CONTENT)
    folder = runtime.fetch(tmp_path, pack=giving(package), integrity=integrity_of(package))
    (folder / "pyodide.mjs").unlink()

    runtime.fetch(tmp_path, pack=giving(package), integrity=integrity_of(package))

    assert {file.name for file in folder.iterdir()} == {*runtime.FILES}


def test_a_run_that_was_quicker_is_believed(tmp_path: Path) -> None:
    package = packed(CONTENT)

    def overtaken(scratch: Path) -> Path:
        runtime.fetch(tmp_path, pack=giving(package), integrity=integrity_of(package))
        return giving(package)(scratch)

    folder = runtime.fetch(tmp_path, pack=overtaken, integrity=integrity_of(package))

    assert {file.name for file in folder.iterdir()} == {*runtime.FILES}


def test_a_changed_package_is_refused_and_nothing_of_it_is_kept(tmp_path: Path) -> None:
    package = packed(CONTENT)

    with pytest.raises(runtime.RuntimeMissing) as refusal:
        runtime.fetch(tmp_path, pack=giving(package + b"!"), integrity=integrity_of(package))

    assert str(refusal.value) == (
        f"{runtime.PACKAGE}: the package that came is not the one expected, and nothing of it was kept. "
        "Something between the registry and here changed it: try again, or from another network. "
        "Whoever moves to a newer Pyodide changes VERSION and INTEGRITY together in runtime.py. "
        f"Expected {integrity_of(package)}, found {integrity_of(package + b'!')}."
    )
    assert contents(tmp_path) == {}


def test_a_fetch_that_is_cut_short_leaves_nothing(tmp_path: Path) -> None:
    def cut_short(scratch: Path) -> Path:
        (scratch / "half").write_bytes(b"half")
        raise runtime.RuntimeMissing("the line went dead")

    with pytest.raises(runtime.RuntimeMissing, match="the line went dead"):
        runtime.fetch(tmp_path, pack=cut_short)

    assert contents(tmp_path) == {}


def test_a_cache_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    in_the_way = tmp_path / "cache"
    in_the_way.write_text("a file where the folder should be")

    with pytest.raises(runtime.RuntimeMissing, match="cache: the Pyodide runtime cannot be written here"):
        runtime.fetch(in_the_way, pack=never)


def test_a_program_that_fails_is_quoted_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    npm = tmp_path / "bin" / "npm"
    npm.parent.mkdir()
    npm.write_text("#!/bin/sh\necho 'npm error code ENOTFOUND' >&2\nexit 1\n")
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", str(npm.parent))

    with pytest.raises(runtime.RuntimeMissing) as missing:
        runtime.fetch(tmp_path / "cache")

    assert str(missing.value) == (
        f"{runtime.PACKAGE}: the Pyodide runtime could not be fetched, because "
        f"'{npm} pack {runtime.PACKAGE} --ignore-scripts --loglevel=error' failed. "
        "Check the network connection and try again. It said:\n    npm error code ENOTFOUND"
    )


def test_the_cache_can_be_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FIELDWORTHY_CACHE", raising=False)
    beside_the_sources = runtime.default_cache()
    monkeypatch.setenv("FIELDWORTHY_CACHE", "/elsewhere")

    assert (beside_the_sources, runtime.default_cache()) == (runtime.ROOT / ".cache", Path("/elsewhere"))


def packed(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return buffer.getvalue()


def giving(package: bytes) -> runtime.Pack:
    def pack(scratch: Path) -> Path:
        tarball = scratch / "pyodide-0.tgz"
        tarball.write_bytes(package)
        return tarball

    return pack


def never(scratch: Path) -> Path:
    raise AssertionError(f"nothing should be fetched into {scratch}")


def integrity_of(package: bytes) -> str:
    return "sha512-" + base64.b64encode(hashlib.sha512(package).digest()).decode()


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
