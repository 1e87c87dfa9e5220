"""Writes compressed copies beside a site's files, as hosts that send them as they are want them: `.br` and `.gz`."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path

import brotli

KINDS = {
    ".css",
    ".csv",
    ".html",
    ".js",
    ".json",
    ".map",
    ".md",
    ".mjs",
    ".svg",
    ".txt",
    ".wasm",
    ".webmanifest",
    ".whl",
    ".xml",
    ".yml",
    ".zip",
}
LEAST = 256  # bytes; below, a copy saves nothing that a packet would notice
SLOW = 500_000  # bytes from which on a copy is kept, since it takes seconds to make

Compress = Callable[[bytes], bytes]


def _brotli(content: bytes) -> bytes:
    return bytes(brotli.compress(content, quality=11, lgwin=24))


def _gzip(content: bytes) -> bytes:
    return gzip.compress(content, compresslevel=9, mtime=0)


WAYS: Mapping[str, Compress] = {".br": _brotli, ".gz": _gzip}


def write(site: Path, cache: Path) -> int:
    """Write the copies of every text, program and archive below `site` and return how many there are; pictures are compressed already.

    Those that take seconds are kept in `cache` until their file changes.
    """
    files = [path for path in sorted(site.rglob("*")) if path.suffix in KINDS and path.is_file() and path.stat().st_size >= LEAST]
    for path in files:
        for ending in WAYS:
            path.with_name(path.name + ending).write_bytes(copy(path.read_bytes(), ending, cache))
    return len(files) * len(WAYS)


def copy(content: bytes, ending: str, cache: Path) -> bytes:
    """What a copy with an ending of `WAYS` holds."""
    compress = WAYS[ending]
    if len(content) < SLOW:
        return compress(content)
    place = cache / "compressed" / f"{hashlib.sha256(content).hexdigest()}{ending}"
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        made = place.with_suffix(".part")
        made.write_bytes(compress(content))
        made.replace(place)
    return place.read_bytes()
