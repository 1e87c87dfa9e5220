"""The copy of the site that a reader's device can keep: the switch for it, and the list of its files, written at the end of a build.

The list is all that a page and the service worker know of a copy: every sentence, and the hash of every file, by which what comes is
believed.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from assessment import words as engine_words
from assessment.authoring import distribution
from assessment.authoring import offline_words as words
from assessment.markup import el
from assessment.markup import write as written

LIST = "kept.json"
PLACE = '<div data-md-component="announce">'  # where the theme has room to say something, above everything else
KEPT = re.compile(
    r"""(.*/)?[^/]*\.html
    | assets/bundle/[^/]+/[^/]+
    | assets/images/(.*/)?[^/]*\.[^/]*
    | assets/javascripts/(.*/)?[^/]*\.js
    | assets/stylesheets/[^/]*\.css
    | assessments/examples/[^/]+
    | data/[^/]+
    | search/[^/]*\.json
    | sitemap\.xml  # by which the theme knows where it can go without loading anew
    """,
    re.VERBOSE,
)
LEFT = re.compile(
    rf"""assets/bundle/[^/]+/( example\..*
        | python_stdlib\.zip  # with the next, for when the quick archive does not come, and what is kept came
        | {re.escape(distribution.WHEEL)})
    | assets/images/cards/.*  # pictures for other sites
    """,
    re.VERBOSE,
)
ENGLISH_LEAVES = "assets/javascripts/lunr/"  # how other languages are searched
FIXED = re.compile(r"assets/bundle/[0-9a-f]+(-[a-z_-]+)?/|\.[0-9a-f]{8}\.min\.(css|js)$", re.IGNORECASE)
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file of the copy: its address below the site's start, its hash as a browser checks it, its length in bytes.

    A fixed one has a name that changes with what it holds, so nobody needs to ask for it twice.
    """

    address: str
    hash: str
    bytes: int
    fixed: bool


def write(site: Path, edition: str, date: str, language: str = "en") -> Sequence[File]:
    """Write the list of a built site into it, and return what it lists; `edition` and `date` are what pages call the copy.

    It comes last, since it holds the hash of what is there.
    """
    found = files(site, language)
    (site / LIST).write_text(kept_list(found, edition, date), encoding="utf-8")
    return found


def files(site: Path, language: str = "en") -> Sequence[File]:
    """What a copy holds, by address: every page that can say that it is one, and all that these pages load and link to."""
    addresses = (address for address in _below(site) if KEPT.fullmatch(address) and not LEFT.fullmatch(address))
    kept = (address for address in addresses if language != "en" or not address.startswith(ENGLISH_LEAVES))
    return tuple(_file(address, content) for address, content in _contents(site, sorted(kept, key=lambda one: one.split("/"))))


def kept_list(found: Sequence[File], edition: str, date: str) -> str:
    """The list as JSON; its version changes with any file."""
    table = {one.address: {"hash": one.hash, "bytes": one.bytes, **({"fixed": True} if one.fixed else {})} for one in found}
    size = megabytes(found)
    says = {
        "size": words.size(size, len(found)),
        "kept": words.kept(edition, date, size),
        "copy": written(_banner(words.copy(edition, date))),
        "missing": written(_banner(words.MISSING)),
        "newer": written(newer()),
    }
    version = hashlib.sha256(json.dumps([table, says], sort_keys=True).encode()).hexdigest()[:16]
    return json.dumps({"version": version, "place": PLACE, "says": says, "files": table}, ensure_ascii=False, separators=(",", ":"))


def megabytes(found: Sequence[File]) -> int:
    """How much room files take, rounded up."""
    return -(-sum(one.bytes for one in found) // MEGABYTE)


def switch() -> Element:
    """The switch by which a reader keeps the site, and takes it away; what stands there is said by the list and by these sentences."""
    return el(
        "fieldworthy-offline",
        {"class": "fw-offline"},
        el("noscript", None, el("p", {"class": "fw-trouble"}, engine_words.NO_SCRIPT)),
        el(
            "label",
            None,
            el("input", {"type": "checkbox", "role": "switch", "disabled": True, "autocomplete": "off"}),
            el("span", None, words.SWITCH),
        ),
        _sentences(
            {
                "listed": "",
                "no-worker": words.NO_WORKER,
                "no-list": words.NO_LIST,
                "not-whole": words.NOT_WHOLE,
                "full": words.FULL,
                "removed": words.REMOVED,
            }
        ),
    )


def newer() -> Element:
    """What a page says when the site is newer than the copy, with what can be done about it."""
    return el(
        "fieldworthy-newer",
        {"class": "fw-newer md-typeset", "role": "region", "aria-label": words.THE_COPY},
        _sentences({"newer": words.NEWER, "not-whole": words.NEWER_NOT_WHOLE, "full": words.NEWER_FULL}),
        el("p", {"class": "fw-buttons"}, _button("reload", words.RELOAD), _button("close", words.LATER)),
    )


def _sentences(said: Mapping[str, str]) -> Element:
    """What can be said, of which one at most is shown, and how far the fetching is; read aloud when it changes."""
    so_far = el("b", {"data-done": True})
    so_far.tail = " / "
    fetching = el("p", {"data-when": "fetching", "hidden": True}, words.FETCHING, " ", so_far, el("b", {"data-all": True}))
    return el("div", {"role": "status"}, fetching, *(el("p", {"data-when": when, "hidden": True}, text) for when, text in said.items()))


def _banner(text: str) -> Element:
    return el(
        "aside",
        {"class": "md-banner fw-copy", "aria-label": words.THE_COPY},
        el("div", {"class": "md-banner__inner md-grid md-typeset"}, el("p", None, text)),
    )


def _button(does: str, text: str) -> Element:
    return el("button", {"type": "button", "class": "fw-button", "data-do": does}, text)


def _below(site: Path) -> Iterator[str]:
    """Every file of a site; many times quicker than patterns."""
    for folder, _, names in os.walk(site):
        here = Path(folder).relative_to(site).as_posix()
        yield from names if here == "." else (f"{here}/{name}" for name in names)


def _contents(site: Path, addresses: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    for address in addresses:
        content = (site / address).read_bytes()
        if not address.endswith(".html") or PLACE.encode() in content:
            yield address, content


def _file(path: str, content: bytes) -> File:
    return File(
        address=re.sub(r"(^|/)index\.html$", r"\1", path),
        hash=f"sha256-{b64encode(hashlib.sha256(content).digest()).decode()}",
        bytes=len(content),
        fixed=FIXED.search(path) is not None,
    )
