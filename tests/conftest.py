"""The built site, made once for a run and served below a path, as a project page would be."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from tests.support import ROOT

settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")

BASE = "some/base"


@dataclass(frozen=True)
class Site:
    """Where the built site lies, where it answers, and what the build said."""

    folder: Path
    url: str
    log: str


class _Files(SimpleHTTPRequestHandler):
    def guess_type(self, path: str | os.PathLike[str]) -> str:
        """What a server must say of the two kinds of file that old servers do not know."""
        known = {".mjs": "text/javascript", ".wasm": "application/wasm"}
        return known.get(Path(path).suffix) or super().guess_type(path)

    def log_message(self, format: str, *args: object) -> None:
        """Keep the test's output for the tests."""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site, built with `mkdocs build --strict`, behind a plain file server below `/some/base/`."""
    root = tmp_path_factory.mktemp("served")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Files, directory=str(root))) as server:
        url = f"http://127.0.0.1:{server.server_port}/{BASE}/"
        log = build(root / BASE, url)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield Site(folder=root / BASE, url=url, log=log)
        server.shutdown()
        thread.join()


def alone() -> FileLock:
    """Held while something is written that the processes of a test run share: what a build makes below `docs`, a browser."""
    ROOT.joinpath(".cache").mkdir(exist_ok=True)
    return FileLock(ROOT / ".cache" / "tests.lock")


def build(folder: Path, url: str) -> str:
    """Build the site into a folder for an address and return what MkDocs said; a failed build fails the test with its words."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    environment = {**os.environ, "SITE_URL": url, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1790000000"}
    with alone():
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.fail(f"mkdocs build --strict failed:\n{done.stdout}{done.stderr}", pytrace=False)
    return done.stdout + done.stderr
