"""What is spared while the site is served, so that a change is seen soon.

A page's Markdown is made into HTML anew only where something is new of all that it is made of, and a small page when somebody asks for it.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from assessment.authoring import content, published, published_pages
from assessment.authoring.content import Content
from assessment.authoring.memory import Steady
from assessment.authoring.published_pages import Made


@dataclass(frozen=True, slots=True)
class _Before:
    """A page as it was: what it was made `of`, what MkDocs made it `into`, and what it `says` to the search; all to be compared."""

    of: tuple[object, ...]
    into: Mapping[str, object]
    says: tuple[object, ...]


@dataclass(slots=True)
class _Serving:
    """What goes from one build of a served site to the next: templates in Python, pages as they were, and what was found on them.

    For the build that goes on, the `guide` is as it was read, `around` is what pages are made of that MkDocs brings, and `order` is that
    of the addresses of its pages.
    """

    now: bool = False
    guide: Content | None = None
    around: tuple[object, ...] = ()
    order: list[str] = field(default_factory=list)
    same: Steady[tuple[object, ...]] = field(default_factory=Steady)
    templates: _Templates = field(default_factory=lambda: _Templates())
    pages: dict[str, _Before] = field(default_factory=dict)
    found: dict[str, list[object]] = field(default_factory=dict)
    small: Mapping[str, Made] = field(default_factory=dict)


class _Templates(BytecodeCache):
    """The theme's templates as Python code, by their name and their text."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Bring the code of a template, where there is some; called by Jinja, which checks it against the text."""
        if code := self._code.get((bucket.key, bucket.checksum)):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template; called by Jinja."""
        self._code[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


_serving = _Serving()


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Begin with nothing, and remember whether the site is served."""
    global _serving
    _serving = _Serving(now=command == "serve")


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Spare the templates that did not change from being made into Python again."""
    env.bytecode_cache = _serving.templates if _serving.now else None


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Note what all pages are made of, and bring the register, which is not written below `docs`: MkDocs would see it, and build again."""
    if not _serving.now:
        return
    _serving.guide = content.current(Path(config.docs_dir))
    if written := files.get_file_from_path(published.TABLE.as_posix()):
        files.remove(written)
    files.append(File.generated(config, published.TABLE.as_posix(), content=published.as_json(_serving.guide.shelf)))
    _serving.order = []
    settings = (config.nav, config.markdown_extensions, config.mdx_configs, dict(config.validation.links), config.use_directory_urls)
    _serving.around = _serving.same((repr(settings), *((file.src_uri, file.url, file.inclusion) for file in files)))


def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> Page | None:
    """Hand each page to what keeps its HTML, while the site is served."""
    return _Kept(page) if _serving.now else None


def on_post_build(config: MkDocsConfig) -> None:
    """Complete the search, and have the small pages ready to be made, as they are after this build."""
    if _serving.now and _serving.guide:
        _search(Path(config.site_dir, "search", "search_index.json"))
        _serving.small = published_pages.pages(_serving.guide.bank, _serving.guide.shelf, config.site_url or "")


def _search(index: Path) -> None:
    """Put what was found before on the pages that say what they said beside what is found on the others, in the order of the pages."""
    made = json.loads(index.read_text(encoding="utf-8"))
    found: dict[str, list[object]] = {}
    for entry in made["docs"]:
        found.setdefault(entry["location"].partition("#")[0], []).append(entry)
    _serving.found = {address: found.get(address, _serving.found.get(address, [])) for address in _serving.order}
    made["docs"] = [entry for entries in _serving.found.values() for entry in entries]
    index.write_text(json.dumps(made, separators=(",", ":")), encoding="utf-8")


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., None]) -> None:
    """Answer for the small pages, and leave all else to MkDocs."""
    if others := server.get_app():
        server.set_app(_answering(server.mount_path, others))


def _answering(start: str, others: WSGIApplication) -> WSGIApplication:
    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        address = environ["PATH_INFO"].removeprefix(start).removesuffix("index.html")
        if address in _serving.small:
            start_response("200 OK", [("Content-Type", "text/html; charset=utf-8")])
            return [_serving.small[address]().encode()]
        if f"{address}/" in _serving.small:
            start_response("302 Found", [("Location", f"{start}{address}/")])
            return []
        return others(environ, start_response)

    return answer


class _Kept(Page):
    """The very page that it is given, but for how its Markdown becomes HTML."""

    def __init__(self, page: Page) -> None:
        self.__dict__ = page.__dict__

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Take what the page was made into before where it would be made of the same again; what was warned of is warned of each time."""
        text, head = self.markdown or "", dict(self.meta)
        of = (text, *(_serving.guide.around(text) if _serving.guide else ()), _serving.around)
        before = _serving.pages.pop(self.file.src_uri, None)
        into = self._taken(before.into, files) if before and before.of == of else self._made(config, files)
        says = (self.content, self.title, head)
        _serving.order.append(self.url)
        if before and before.says == says and self.url in _serving.found:
            self.meta["search"] = {"exclude": True}  # what is found on it is known
        else:
            _serving.found.pop(self.url, None)
        if into is not None:
            _serving.pages[self.file.src_uri] = _Before(of, into, says)

    def _taken(self, into: Mapping[str, object], files: Files) -> Mapping[str, object]:
        vars(self).update(into)
        self.links_to_anchors = {_here(file.src_uri, files): links for file, links in (self.links_to_anchors or {}).items()}
        return into

    def _made(self, config: MkDocsConfig, files: Files) -> Mapping[str, object] | None:
        """What the page was made into; None where MkDocs had a warning."""
        before = dict(vars(self))
        warned = _warned(lambda: super(_Kept, self).render(config, files))
        return None if warned else {name: value for name, value in vars(self).items() if name not in before or before[name] is not value}


def _here(uri: str, files: Files) -> File:
    """The file of this build that takes the place of one of an earlier build."""
    file = files.get_file_from_path(uri)
    assert file is not None  # or there would be other files around
    return file


def _warned(make: Callable[[], None]) -> bool:
    """Whether MkDocs had a warning while something was made."""
    counter = CountHandler(level=logging.WARNING)
    log = logging.getLogger("mkdocs")
    log.addHandler(counter)
    try:
        make()
    finally:
        log.removeHandler(counter)
    return bool(counter.get_counts())
