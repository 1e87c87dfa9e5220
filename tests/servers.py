"""Web servers with the recipes of `deploy/`, each started with a folder and a port of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support import ROOT

DEPLOY = ROOT / "deploy"
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")

Serve = Callable[[Path, Path, int], list[str]]


class NotStarted(Exception):
    """A server that does not answer; says what it said itself."""


def nginx(folder: Path, site: Path, port: int) -> list[str]:
    """The recipe as Debian's nginx would include it, with another folder and port, and nothing that needs to be root."""
    recipe = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    assert recipe.count("/srv/fieldworthy") == recipe.count("listen 80;") == 1
    recipe = recipe.replace("/srv/fieldworthy", str(site)).replace("listen 80;", f"listen 127.0.0.1:{port};")
    own = " ".join(f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    user = "user root; " if os.getuid() == 0 else ""  # else its workers are nobody, who may not read a test's folder
    (folder / "nginx.conf").write_text(
        f"{user}worker_processes auto; load_module {BROTLI}; pid {folder}/pid; daemon off; error_log {folder}/errors;\n"
        "events { worker_connections 768; }\n"
        f"http {{ access_log off; {own}\n{recipe}\n}}\n"
    )
    return ["nginx", "-e", f"{folder}/errors", "-c", f"{folder}/nginx.conf"]


def caddy(folder: Path, site: Path, port: int) -> list[str]:
    """The recipe with another folder and port, and without a certificate."""
    recipe = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    assert recipe.count("/srv/fieldworthy") == recipe.count("\nguide.example.org {") == 1
    recipe = recipe.replace("/srv/fieldworthy", str(site)).replace("\nguide.example.org {", f"\nhttp://guide.example.org:{port} {{")
    (folder / "Caddyfile").write_text(f"{{\n\tadmin off\n}}\n{recipe}")
    return ["caddy", "run", "--config", f"{folder}/Caddyfile"]


@contextmanager
def running(serve: Serve, folder: Path, site: Path) -> Iterator[int]:
    """A server of the folder `site`, for as long as the block runs; gives its port. Its own files go to `folder`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    with (folder / "said").open("wb") as said:
        server = subprocess.Popen(
            serve(folder, site, port), stdout=said, stderr=said, env={"HOME": str(folder), "PATH": "/usr/sbin:/usr/bin"}
        )
    try:
        _await(server, port, folder)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=10)


def _await(server: subprocess.Popen[bytes], port: int, folder: Path) -> None:
    until = time.monotonic() + 20
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if server.poll() is not None or time.monotonic() > until:
                raise NotStarted((folder / "said").read_text()) from None
        else:
            return
