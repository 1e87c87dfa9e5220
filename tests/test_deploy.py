"""The recipes for nginx and Caddy send what a quick and safe site needs, asked with real requests where the two are installed."""

from __future__ import annotations

import gzip
import http.client
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import brotli
import pytest

from assessment.authoring import compressed
from tests.servers import BROTLI, caddy, nginx, running

PAGE = b"<!doctype html><title>A page</title>" + b"<p>The same words again.</p>" * 100
PROGRAM = b"\0asm" + bytes(4000)
FILES = {
    "index.html": PAGE,
    "404.html": PAGE.replace(b"A page", b"Lost"),
    "embed/DAT-07/index.html": PAGE,
    "assets/bundle/0123456789abcdef/pyodide.asm.wasm": PROGRAM,
    "assets/bundle/0123456789abcdef/pyodide.mjs": b"export {};" * 100,
}
BUNDLE = "/assets/bundle/0123456789abcdef/"
FOR_EVER = "public, max-age=31536000, immutable"
SAFE = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
}


@dataclass(frozen=True)
class Reply:
    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Host:
    port: int

    def get(self, path: str, accept: str = "br") -> Reply:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", path, headers={"Host": "guide.example.org", "Accept-Encoding": accept})
        answer = connection.getresponse()
        reply = Reply(answer.status, dict(answer.getheaders()), answer.read())
        connection.close()
        return reply


SERVERS = {
    "nginx": pytest.param(
        nginx, id="nginx", marks=pytest.mark.skipif(not (shutil.which("nginx") and BROTLI.exists()), reason="nginx with brotli is not here")
    ),
    "caddy": pytest.param(caddy, id="caddy", marks=pytest.mark.skipif(not shutil.which("caddy"), reason="Caddy is not here")),
}


@pytest.fixture(scope="module", params=SERVERS.values())
def host(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    site, folder = tmp_path_factory.mktemp("site"), tmp_path_factory.mktemp("server")
    for name, content in FILES.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(content)
    compressed.write(site, folder)
    with running(request.param, folder, site) as port:
        yield Host(port)


def test_a_page_is_sent_compressed_and_asked_for_again_each_time(host: Host) -> None:
    small, zipped, plain = host.get("/"), host.get("/", "gzip"), host.get("/", "identity")

    assert (small.headers["Content-Encoding"], brotli.decompress(small.body)) == ("br", PAGE)
    assert (zipped.headers["Content-Encoding"], gzip.decompress(zipped.body)) == ("gzip", PAGE)
    assert ("Content-Encoding" in plain.headers, plain.body) == (False, PAGE)
    assert {(one.status, one.headers["Cache-Control"], one.headers["Vary"]) for one in (small, zipped)} == {
        (200, "no-cache", "Accept-Encoding")
    }
    assert {"etag", "last-modified"} <= {name.lower() for name in plain.headers}


@pytest.mark.parametrize(
    ("name", "kinds"),
    [("pyodide.asm.wasm", {"application/wasm"}), ("pyodide.mjs", {"text/javascript", "text/javascript; charset=utf-8"})],
)
def test_python_comes_compressed_under_its_type_and_is_kept_for_ever(host: Host, name: str, kinds: set[str]) -> None:
    reply = host.get(BUNDLE + name)

    assert (reply.status, reply.headers["Content-Encoding"], reply.headers["Cache-Control"]) == (200, "br", FOR_EVER)
    assert reply.headers["Content-Type"] in kinds
    assert brotli.decompress(reply.body) == FILES[f"{BUNDLE.lstrip('/')}{name}"]


@pytest.mark.parametrize("path", ["/nowhere/", f"{BUNDLE}nothing.zip"])
def test_what_is_not_there_is_the_lost_reader_s_page_and_kept_by_nobody(host: Host, path: str) -> None:
    reply = host.get(path, "identity")

    assert (reply.status, reply.body) == (404, FILES["404.html"])
    assert reply.headers.get("Cache-Control", "no-cache") == "no-cache"


@pytest.mark.parametrize("path", ["/", f"{BUNDLE}pyodide.mjs", "/nowhere/"])
def test_every_answer_is_safe(host: Host, path: str) -> None:
    headers = host.get(path).headers

    assert {name: headers.get(name) for name in SAFE} == SAFE


def test_only_embeds_may_be_framed_elsewhere(host: Host) -> None:
    allowed = {path: host.get(path).headers["Content-Security-Policy"] for path in ("/", "/embed/DAT-07/")}

    assert allowed == {"/": "frame-ancestors 'self'", "/embed/DAT-07/": "frame-ancestors *"}
