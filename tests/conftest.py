"""The built site, made once for a run and served below a path, as a project page would be."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from hypothesis import settings

from tests.support import ROOT

settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")

BASE = "some/base"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A request as it arrived at a server."""

    method: str
    path: str
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Site:
    """Where the built site lies, where it answers, what the build said, and what was asked of the server so far."""

    folder: Path
    url: str
    log: str
    asked: list[Asked] = field(default_factory=list)


class Files(SimpleHTTPRequestHandler):
    """Serves a folder and writes down what it is asked."""

    def __init__(self, asked: list[Asked], *args: Any, **settings: Any) -> None:
        self._asked = asked
        super().__init__(*args, **settings)

    def guess_type(self, path: str | os.PathLike[str]) -> str:
        """What a server must say of the two kinds of file that old servers do not know."""
        known = {".mjs": "text/javascript", ".wasm": "application/wasm"}
        return known.get(Path(path).suffix) or super().guess_type(path)

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """A browser may leave before all of a file has come."""
        with suppress(ConnectionError):
            super().copyfile(source, outputfile)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Each request comes by here when it is answered, also one that is refused."""
        self._asked.append(Asked(method=self.command, path=self.path, headers={name.lower(): text for name, text in self.headers.items()}))

    def log_message(self, format: str, *args: object) -> None:
        """Keep the test's output for the tests."""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site, built with `mkdocs build --strict`, behind a plain file server below `/some/base/`."""
    root = tmp_path_factory.mktemp("served")
    asked: list[Asked] = []
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Files, asked, directory=str(root))) as server:
        url = f"http://127.0.0.1:{server.server_port}/{BASE}/"
        log = build(root / BASE, url)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield Site(folder=root / BASE, url=url, log=log, asked=asked)
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
