"""Serves folders as a good host does, compressed and cached for ever, over a line as slow as is asked for."""

from __future__ import annotations

import mimetypes
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from assessment.authoring import compressed, runtime

TYPES = {".mjs": "text/javascript", ".js": "text/javascript", ".wasm": "application/wasm", ".whl": "application/zip"}
PIECE = 8192
FOR_EVER = "public, max-age=31536000, immutable"


@dataclass
class Line:
    """What all answers share: bytes a second, or None for as many as there are, and seconds before an answer begins."""

    rate: float | None = None
    delay: float = 0.0
    _free: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def wait(self, size: int) -> None:
        """Return when this many bytes have gone over the line, after all that were sent before."""
        if self.rate is None:
            return
        with self._lock:
            self._free = max(self._free, time.monotonic()) + size / self.rate
            until = self._free
        time.sleep(max(0.0, until - time.monotonic()))


@dataclass
class Host:
    """A server at `url`; `sent` counts the bytes of the bodies that it has sent."""

    url: str
    line: Line
    sent: int = 0


class Store:
    """Files by the address that they answer at, with their compressed bytes; each is compressed once."""

    def __init__(self, folders: Mapping[str, Path], pages: Mapping[str, bytes]) -> None:
        """Take folders by the address below which they answer, and pages of text by their own."""
        self._folders = folders
        self._made: dict[str, tuple[str, bytes]] = {path: ("text/html", self._small(page)) for path, page in pages.items()}
        self._lock = threading.Lock()

    def find(self, path: str) -> tuple[str, bytes] | None:
        """Media type and compressed bytes."""
        with self._lock:
            if path not in self._made:
                place = next((folder / path.removeprefix(at) for at, folder in self._folders.items() if path.startswith(at)), None)
                place = place / "index.html" if place and place.is_dir() else place
                if place is None or not place.is_file():
                    return None
                kind = TYPES.get(place.suffix) or mimetypes.guess_type(place.name)[0] or "application/octet-stream"
                self._made[path] = (kind, self._small(place.read_bytes()))
            return self._made[path]

    def _small(self, content: bytes) -> bytes:
        return compressed.copy(content, ".br", runtime.default_cache())


class _Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, store: Store, host: Host, *args: object) -> None:
        self._store, self._host = store, host
        super().__init__(*args)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer with the file, or 404."""
        found = self._store.find(self.path.split("?")[0])
        time.sleep(self._host.line.delay)
        if found is None:
            return self.send_error(404)
        kind, body = found
        self.send_response(200)
        for name, value in (("Content-Type", kind), ("Content-Encoding", "br"), ("Cache-Control", FOR_EVER)):
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        for start in range(0, len(body), PIECE):
            self._host.line.wait(len(body[start : start + PIECE]))
            self.wfile.write(body[start : start + PIECE])
        self._host.sent += len(body)
        return None

    def log_message(self, format: str, *args: object) -> None:
        """Keep the output for the table."""


@contextmanager
def serving(store: Store) -> Iterator[Host]:
    """A host for as long as the block runs."""
    host = Host("", Line())
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Answers, store, host))
    host.url = f"http://127.0.0.1:{server.server_port}/"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
