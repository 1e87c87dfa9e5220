"""The content security policy that every built page carries in its head, so that it holds on any host.

One policy serves the whole site: instant navigation keeps the policy of the first page of a visit. It names each inline script by its
hash, and those are the theme's alone; whatever else a page would run, or load from elsewhere, stops the build.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

from assessment.authoring import policy_words as words
from assessment.authoring.tags import Attributes, attributes, tags
from assessment.codec import Unreadable
from assessment.model import Problem

# The theme's inline scripts by what they do; each hash is of the script with the page's way to the start left out.
SCRIPTS: Mapping[str, str] = {
    "sha256-frNoT9rNKIH2e5QomDJzop2HdNi8gmIq+bZajsEDKpA=": "where the site starts, and how the theme keeps a setting",
    "sha256-DrEMJJ29sL7vIloQzly+VUGMxKcBTMII+OfW7Y8AkG4=": "the colors that the reader chose, before the page is painted",
    "sha256-/8wPdzX9q0NNJXyA5lzsLojXFpkeaXVxhbfkUOQaWy8=": "opens the tab that an address leads to",
}
RULES: Mapping[str, str] = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": "'self'",
    "img-src": "'self' data:",  # the theme's icons stand in its style sheet
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "fieldworthy default",  # what the engine makes, and what the theme does
}
REFERRER = "no-referrer"

MARK = '<meta http-equiv="Content-Security-Policy"'
OURS = re.compile(rf"\n?{re.escape(MARK)}[^>]*>\n<meta name=\"referrer\"[^>]*>")
HEAD = re.compile(r"<head[^>]*>\s*(?:<meta charset=[^>]*>)?", re.IGNORECASE)
START, NO_START = re.compile(r'new URL\("[^"]*",location\)'), 'new URL("",location)'
RUN = {"", "text/javascript", "application/javascript", "module", "importmap", "speculationrules"}  # other types are data
LOADING: Mapping[str, tuple[str, ...]] = {
    "script": ("src",),
    "img": ("src", "srcset"),
    "iframe": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "audio": ("src",),
    "video": ("src", "poster"),
    "source": ("src", "srcset"),
    "form": ("action",),
    "base": ("href",),
}
LOADED = {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch", "manifest"}  # relations of a link


@dataclass(frozen=True, slots=True)
class Script:
    """A script that stands in a page itself."""

    text: str

    @property
    def hash(self) -> str:
        """How a policy names this script."""
        return _hash(self.text)

    @property
    def anywhere(self) -> str:
        """The hash of what it does, wherever its page lies."""
        return _hash(START.sub(NO_START, self.text))


def protect(site: Path, more: Mapping[str, str] = MappingProxyType({})) -> str:
    """Put the policy into every page of a built site, and return it; a second call changes nothing.

    `more` are pages by their paths below the site that are not there yet: they are written, with the policy in them.
    Raises Unreadable, before it writes anything, with each inline script that is not the theme's, each inline style or handler, and each
    address of another host that a page would load from.
    """
    there = {file.relative_to(site).as_posix(): file.read_text(encoding="utf-8") for file in site.rglob("*.html")}
    bare = {path: _bare(text) for path, text in sorted({**there, **more}.items())}
    found = [inspect(text, path) for path, text in bare.items()]
    if problems := tuple(problem for _, said in found for problem in said):
        raise Unreadable(problems)
    rule = policy({script.hash for scripts, _ in found for script in scripts})
    for path, text in bare.items():
        if (protected := _with(text, rule)) != there.get(path):
            if path not in there:
                (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_text(protected, encoding="utf-8", newline="\n")
    return rule


def policy(hashes: Iterable[str]) -> str:
    """The policy that lets scripts with these hashes run inline, and no other."""
    allowed = "".join(f" '{one}'" for one in sorted(hashes))
    return "; ".join(f"{name} {rule}{allowed if name == 'script-src' else ''}" for name, rule in RULES.items())


def inspect(page: str, name: str) -> tuple[Sequence[Script], Sequence[Problem]]:
    """The scripts that stand in a page itself, and all that the policy would stop there, found at `name:line`."""
    scripts: list[Script] = []
    problems: list[Problem] = []
    for tag in tags(page):
        runs, said = _judged(tag.name, tag.written)
        if runs:
            scripts.append(script := Script(tag.text))
            said += () if script.anywhere in SCRIPTS else (words.unknown_script(tag.text, script.anywhere),)
        if said:
            line = page.count("\n", 0, tag.place) + 1
            problems += [Problem(where=f"{name}:{line}", message=one) for one in said]
    return scripts, problems


@lru_cache(maxsize=100_000)  # most tags of a page stand on the others too
def _judged(tag: str, written: str) -> tuple[bool, tuple[str, ...]]:
    """Whether an element is a script that stands in the page itself, and what the policy would stop of its attributes."""
    said = attributes(written)
    runs = tag == "script" and "src" not in said and said.get("type", "").lower() in RUN
    return runs, (*_inline(tag, said), *_foreign(tag, said))


def _inline(tag: str, attributes: Attributes) -> Iterator[str]:
    if tag == "style":
        yield words.STYLE
    for name, value in attributes.items():
        if name == "style" or re.fullmatch("on[a-z]+", name):
            yield words.attribute(name, tag)
        elif re.match(r"\s*javascript:", value, re.IGNORECASE):
            yield words.SCRIPT_ADDRESS


def _foreign(tag: str, attributes: Attributes) -> Iterator[str]:
    names = LOADING.get(tag, ())
    if tag == "link" and LOADED & set(attributes.get("rel", "").lower().split()):
        names = ("href",)
    for name in names:
        if urlsplit(attributes.get(name, "")).netloc:
            yield words.foreign(attributes[name])


def _bare(page: str) -> str:
    """A page without a policy that an earlier call put in."""
    return OURS.sub("", page) if MARK in page else page


def _with(page: str, rule: str) -> str:
    """The page with the policy before all that it is to hold for; the encoding alone comes first, which must stand near the start."""
    metas = f'\n{MARK} content="{escape(rule, quote=False)}">\n<meta name="referrer" content="{REFERRER}">'
    return HEAD.sub(lambda head: head[0] + metas, page, count=1)


def _hash(text: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
